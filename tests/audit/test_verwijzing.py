"""What a formula refers to: columns of a table, this row, headers and totals, names of a sheet and of the workbook."""

from __future__ import annotations

import pytest

from cusd_xl.audit.verwijzing import list_plekken
from cusd_xl.base.addresses import Area
from cusd_xl.model.boekbeeld import Beeldtabel, Bladbeeld, Boekbeeld, Naam, Zichtbaarheid

TABEL = Beeldtabel("tblPosten", Area(2, 2, 6, 4), ("Post", "Bedrag [€]", "Bron"), totaalrijen=1)
BLAD = Bladbeeld("Kosten 2026", Zichtbaarheid.ZICHTBAAR, {}, tabellen=(TABEL,))
ANDER = Bladbeeld("Uitkomst", Zichtbaarheid.ZICHTBAAR, {})
NAMEN = (
    Naam("Opslag", "", "'Kosten 2026'!$G$1"),
    Naam("Opslag", "Uitkomst", "Uitkomst!$A$9"),
    Naam("Vast", "", "0.035"),
)
BOEK = Boekbeeld("proef.xlsx", (BLAD, ANDER), NAMEN)


def wijst_naar(formule: str, blad: Bladbeeld = ANDER, rij: int = 4) -> list[str]:
    """Where the formula points, as addresses; the reason where it points nowhere."""
    return [f"{one.blad}!{one.gebied}" if one.gebied else one.reden for one in list_plekken(BOEK, blad, rij, formule)]


@pytest.mark.parametrize(
    ("formule", "plek"),
    [
        ("SUM(tblPosten[Bron])", "Kosten 2026!D3:D5"),
        ("SUM(TBLPOSTEN[bedrag '[€']])", "Kosten 2026!C3:C5"),
        ("tblPosten[[#This Row],[Bron]]", "Kosten 2026!D4"),
        ("tblPosten[@Bron]", "Kosten 2026!D4"),
        ("tblPosten[[#Headers],[Post]]", "Kosten 2026!B2"),
        ("tblPosten[[#Totals],[Post]]", "Kosten 2026!B6"),
        ("tblPosten[#All]", "Kosten 2026!B2:D6"),
        ("COUNTA(tblPosten[[Post]:[Bron]])", "Kosten 2026!B3:D5"),
        ("'Kosten 2026'!$A$1+1", "Kosten 2026!A1"),
        ("C3", "Uitkomst!C3"),
        ("SUM(B:B)", "Uitkomst!B1:B1048576"),
    ],
)
def test_a_reference_points_to_its_cells(formule: str, plek: str) -> None:
    """Een kolom van een tabel, deze rij, de koppen, de totalen en een gewoon adres wijzen naar hun cellen."""
    assert wijst_naar(formule) == [plek]


def test_a_name_of_the_own_sheet_goes_first() -> None:
    """Een naam van het blad zelf gaat voor dezelfde naam van de werkmap."""
    assert (wijst_naar("Opslag", ANDER), wijst_naar("opslag", BLAD)) == (["Uitkomst!A9"], ["Kosten 2026!G1"])


@pytest.mark.parametrize(
    ("formule", "reden"),
    [
        ("Vast*2", "een naam voor een vaste waarde of een formule, niet voor cellen"),
        ("tblWeg[Post]", "die tabel of kolom staat niet in deze werkmap"),
        ("tblPosten[Weg]", "die tabel of kolom staat niet in deze werkmap"),
        ("Weg!A1", "dat blad staat niet in deze werkmap: het is van een ander bestand, of weg"),
        ("#REF!+1", "de verwijzing is stuk (#VERW!)"),
    ],
)
def test_what_points_nowhere_says_why(formule: str, reden: str) -> None:
    """Wat nergens heen wijst, zegt waarom."""
    assert wijst_naar(formule) == [reden]


def test_functions_texts_and_numbers_are_no_references() -> None:
    """Een functie, een tekst en een getal zijn geen verwijzing; een dubbele verwijzing telt één keer."""
    assert wijst_naar('IF(A1>0,"B2!C3",SUM(1,2.5))+A1') == ["Uitkomst!A1"]
