"""Plans played into a new workbook: every value as its own kind, the same plan always the same bytes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from cusd_xl.model.plan import Bladplan, Cel, Gebied, Grafiek, Pagina, Samenvoeging, Tabelplan, Waarde, Werkmapplan
from cusd_xl.workbook.play_new import play_new


def speel(*bladen: Bladplan, data_only: bool = False) -> Sequence[Worksheet]:
    """The sheets of a new workbook, as an independent reader sees them."""
    content = play_new(Werkmapplan(bladen, titel="Proef", onderwerp="toets"))
    return openpyxl.load_workbook(io.BytesIO(content), data_only=data_only).worksheets


def speel_cel(cel: Cel, data_only: bool = False) -> Cell:
    """One cell, written and read back."""
    return speel(Bladplan("Blad", {(0, 0): cel}), data_only=data_only)[0]["A1"]


@pytest.mark.parametrize(
    ("waarde", "expected"),
    [
        ("tekst", "tekst"), (12, 12), (Decimal("69886.69"), 69886.69), (Fraction(1, 4), 0.25), (None, None), ("6.60", "6.60"),
        ("=1+1", "=1+1"), ("https://example.nl", "https://example.nl"), ("0123", "0123"), (-0.0, 0), ("", ""),
    ],
)  # fmt: skip
def test_a_value_stays_what_it_is(waarde: Waarde, expected: object) -> None:
    """Een tekst blijft tekst, ook als zij op een getal, een formule of een webadres lijkt; een bedrag blijft op de cent."""
    cell = speel_cel(Cel(waarde))
    assert cell.value == expected
    assert cell.data_type != "f"


def test_a_date_is_a_date() -> None:
    """Een datum wordt als datum geschreven, niet als tekst."""
    assert speel_cel(Cel(date(2026, 1, 5), "berekening_datum")).value.date() == date(2026, 1, 5)


@pytest.mark.parametrize(
    ("waarde", "formule", "expected"),
    [(Fraction(7, 2), "1+2.5", 3.5), ("één", '"één"', "één"), (date(2026, 1, 5), "DATE(2026,1,5)", 46027), (None, 'T("")', None)],
)
def test_a_formula_has_its_value(waarde: Waarde, formule: str, expected: object) -> None:
    """Bij elke formule staat de uitkomst opgeslagen, zodat wie niet herrekent toch het goede getal ziet."""
    cel = Cel(waarde, formule=formule)
    assert (speel_cel(cel).value, speel_cel(cel, data_only=True).value) == (f"={formule}", expected)


def test_the_same_plan_gives_the_same_bytes() -> None:
    """Hetzelfde plan geeft altijd byte voor byte hetzelfde bestand, zonder naam of tijd van de maker."""
    plan = Werkmapplan((Bladplan("Blad", {(0, 0): Cel("a"), (3, 1): Cel(2, "uitvoer_bedrag", "1+1")}),), titel="Proef")
    content = play_new(plan)
    properties = openpyxl.load_workbook(io.BytesIO(content)).properties
    assert content == play_new(plan)
    assert (properties.title, properties.creator or "", properties.created.year) == ("Proef", "", 2026)


def test_a_sheet_is_shown_as_planned() -> None:
    """Breedtes, hoogtes, vaste titels, tabkleur, beveiliging en samengevoegde titels komen zoals gepland."""
    plan = Bladplan(
        "Blad", {(0, 0): Cel("Titel", "titel_tekst")}, {0: 30.0}, {0: 45.0}, titelrijen=2, titelkolommen=1, tabkleur="#112233",
        beveiligd=True, samenvoegingen=(Samenvoeging(0, 0, 0, 3),),
    )  # fmt: skip
    sheet = speel(plan)[0]
    assert (round(sheet.column_dimensions["A"].width), sheet.row_dimensions[1].height, sheet.freeze_panes) == (31, 45, "B3")
    assert (sheet.sheet_properties.tabColor.rgb, sheet.protection.sheet, sheet.sheet_view.showGridLines) == (
        "FF112233",
        True,
        False,
    )
    assert [str(one) for one in sheet.merged_cells.ranges] == ["A1:D1"]


def test_a_sheet_prints_as_planned() -> None:
    """Een blad wordt op A4 afgedrukt, passend op één bladzijde breed, met herhaalde kop en voettekst."""
    pagina = Pagina(liggend=True, breed=1, hoog=0, herhaal_rijen=(0, 1), afdrukbereik=(0, 0, 9, 3), voet="&Cvoet")
    sheet = speel(Bladplan("R&D", {(0, 0): Cel("a")}, pagina=pagina))[0]
    page = sheet.page_setup
    assert (int(page.paperSize), page.orientation, page.fitToHeight, sheet.print_title_rows) == (9, "landscape", 0, "$1:$2")
    assert (sheet.print_area, sheet.oddFooter.center.text) == ("'R&D'!$A$1:$D$10", "voet")


def test_tables_validations_and_signals() -> None:
    """Tabellen, keuzelijsten en signaalkleuren staan op de plaats van het plan."""
    plan = Bladplan(
        "Blad", {(0, 0): Cel("Kop"), (1, 0): Cel(1)}, tabellen=(Tabelplan("tblProef", 0, 0, ("Kop", "Tweede"), 3),),
        validaties=(Gebied(1, 0, 3, 0, {"validate": "list", "source": ["a", "b"]}),),
        voorwaardelijk=(Gebied(1, 1, 3, 1, {"type": "cell", "criteria": ">", "value": 1, "format": {"bold": True}}),),
    )  # fmt: skip
    sheet = speel(plan)[0]
    assert (sheet.tables["tblProef"].ref, sheet.tables["tblProef"].column_names) == ("A1:B4", ["Kop", "Tweede"])
    assert [(str(one.sqref), one.formula1) for one in sheet.data_validations.dataValidation] == [("A2:A4", '"a,b"')]
    assert [str(one.sqref) for one in sheet.conditional_formatting] == ["B2:B4"]


def test_a_chart_is_native() -> None:
    """Een grafiek is een echte Excelgrafiek op de geplande plaats."""
    grafiek = Grafiek(2, 1, {"type": "column"}, "Titel", ({"values": "=Blad!$A$1:$A$2"},), 400, 200, beschrijving="Wat zij toont")
    (chart,) = speel(Bladplan("Blad", {(0, 0): Cel(1), (1, 0): Cel(2)}, grafieken=(grafiek,)))[0]._charts
    assert (chart.anchor._from.row, chart.anchor._from.col) == (2, 1)
