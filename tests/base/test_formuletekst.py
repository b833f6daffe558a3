"""The text of formulas: what they name, how they shift, and that the same formula reads the same from anywhere."""

from __future__ import annotations

import pytest
from openpyxl.formula.translate import Translator

from cusd_xl.base.formuletekst import list_verwijzingen, normalize_formule, shift_formule, split_formule, to_r1c1

FORMULES = [
    "SUM(B2:B9)*$C$1",
    "IF(A1>0,'Blad''s naam'!$B3,\"A1 en B2\")",
    "SUMIFS(tblKosten[Bedrag],tblKosten[Kostenpost],A5)+LOG10(100)",
    "INDEX(Kosten!$E:$E,MATCH(A4,Kosten!A:A,0))",
    "SUM(3:3)-SUM($4:5)",
    "Mijn.naam+1.5E-3*B$7/Q1",
    'COUNTIF(B$2:B2,B2)&"""x"""',
]


@pytest.mark.parametrize("formule", FORMULES)
def test_the_pieces_together_are_the_formula(formule: str) -> None:
    """Er gaat geen teken verloren."""
    assert "".join(one.tekst for one in split_formule(formule)) == formule


@pytest.mark.parametrize("formule", [one for one in FORMULES if ":$E" not in one and "3:3" not in one])
def test_a_formula_shifts_as_a_spreadsheet_shifts_it(formule: str) -> None:
    """Vier rijen lager en twee kolommen naar rechts staat er wat openpyxl er ook van maakt."""
    moved = Translator(f"={formule}", origin="D10").translate_formula("F14")
    assert f"={shift_formule(formule, 4, 2)}" == moved


@pytest.mark.parametrize("formule", FORMULES)
def test_a_copied_formula_reads_the_same_from_its_own_cell(formule: str) -> None:
    """Wie een formule doortrekt, ziet in elke cel hetzelfde staan."""
    assert to_r1c1(shift_formule(formule, 4, 2), 14, 6) == to_r1c1(formule, 10, 4)


@pytest.mark.parametrize(
    ("formule", "gezien"),
    [
        ("SUM(B2:B9)", [("", "B2:B9")]),
        ("'Blad''s naam'!$B$3+Kosten!A1", [("Blad's naam", "B3"), ("Kosten", "A1")]),
        ('"B2"&LOG10(5)&tbl[Kolom A1]', []),
        ("Kosten!A:B", [("Kosten", "A1:B1048576")]),
        ("SUM(A9:A1)", [("", "A1:A9")]),
        ("ABCD12+XFE1+A0", []),
    ],
)
def test_only_addresses_are_references(formule: str, gezien: list[tuple[str, str]]) -> None:
    """Een tekst, een functie met een cijfer of een kolom van een tabel is geen cel; een tabel loopt van hoek tot hoek."""
    assert [(one.blad, str(one.gebied)) for one in list_verwijzingen(formule)] == gezien


def test_a_shift_off_the_sheet_is_lost() -> None:
    """Boven rij 1 is niets meer: de verwijzing is dan kwijt, net als in Excel."""
    assert shift_formule("A1+B2", -1, 0) == "#REF!+B1"


@pytest.mark.parametrize(
    ("formule", "anders"),
    [("sum( B2:b9 )", "SUM(B2:B9)"), ("'Kosten'!A1", "Kosten!A1"), ("_xlfn.RANK.EQ(A1,A:A)", "RANK.EQ(A1,A:A)")],
)
def test_what_a_program_changes_when_it_saves_is_no_difference(formule: str, anders: str) -> None:
    """Excel en LibreOffice schrijven spaties, hoofdletters en aanhalingstekens op hun eigen manier."""
    assert normalize_formule(formule) == normalize_formule(anders)


def test_what_a_text_says_is_a_difference() -> None:
    """Een spatie in een tekst is inhoud."""
    assert normalize_formule('IF(A1="a b",1,2)') != normalize_formule('IF(A1="ab",1,2)')
