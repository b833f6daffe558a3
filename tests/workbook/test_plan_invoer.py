"""The sheets a user fills in, read back from the file by another program."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from cusd_xl.base.errors import ArgumentError
from cusd_xl.parameters import load_profiel
from cusd_xl.runs.nieuw import build_invoer, choose_profiel
from cusd_xl.workbook.invoerblad import EERSTE_RIJ, FEWEST_ROWS, RUIMTE
from cusd_xl.workbook.layout import LEESWIJZER, PARAMETERS, TABELLEN, Kolom, Kolomsoort, Tabel
from cusd_xl.workbook.plan_invoer import plan_invoer

LONGEST_TITLE, LONGEST_MESSAGE = 32, 255


@pytest.fixture(scope="module")
def werkmap() -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(build_invoer(load_profiel("amersfoort", 2026))))


@pytest.fixture(scope="module")
def leeg() -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(build_invoer(load_profiel("leeg", 2026))))


def _as_stored(value: object) -> object:
    return float(value) if isinstance(value, Decimal) else value


def _as_day(value: object) -> object:
    return value.date() if isinstance(value, datetime) else value


def koppen(sheet: Worksheet) -> list[object]:
    return [cell.value for cell in sheet[EERSTE_RIJ]]


def validations(book: Workbook) -> Iterator[tuple[str, DataValidation]]:
    return ((sheet.title, one) for sheet in book for one in sheet.data_validations.dataValidation)


def validation(sheet: Worksheet, kop: str) -> DataValidation:
    """The data validation of the first cell under a header."""
    cell = sheet.cell(EERSTE_RIJ + 1, koppen(sheet).index(kop) + 1).coordinate
    return next(one for one in sheet.data_validations.dataValidation if cell in one.sqref)


def test_the_sheets_stand_in_the_order_of_the_layout(werkmap: Workbook) -> None:
    """First the Leeswijzer, then a sheet for every table."""
    assert [LEESWIJZER, *(tabel.blad for tabel in TABELLEN)] == werkmap.sheetnames


@pytest.mark.parametrize("tabel", TABELLEN, ids=lambda one: one.naam)
def test_every_sheet_has_its_table_with_the_headers_of_the_layout(werkmap: Workbook, tabel: Tabel) -> None:
    """Each table is a real Excel table; in the takenregister the gemeenten stand before the Bron."""
    sheet = werkmap[tabel.blad]
    *fixed, last = [kolom.kop for kolom in tabel.kolommen]
    extra = load_profiel("amersfoort", 2026).gemeenten if tabel.kruisveld else ()
    assert [tabel.naam] == list(sheet.tables)
    assert [*fixed, *extra, last] == koppen(sheet) == [column.name for column in sheet.tables[tabel.naam].tableColumns]


@pytest.mark.parametrize("tabel", TABELLEN, ids=lambda one: one.naam)
def test_the_rows_of_the_profiel_stand_in_the_table(werkmap: Workbook, tabel: Tabel) -> None:
    """What the profiel ships is what the user sees, row for row."""
    sheet = werkmap[tabel.blad]
    _, top, _, bottom = range_boundaries(sheet.tables[tabel.naam].ref)
    shown = [tuple(map(_as_day, row)) for row in sheet.iter_rows(top + 1, bottom, values_only=True)]
    rijen = load_profiel("amersfoort", 2026).rijen.get(tabel.naam, ())
    padded = (*rijen, *({} for _ in range(FEWEST_ROWS - len(rijen))))
    expected = [tuple(_as_stored(rij.get(str(kop))) for kop in koppen(sheet)) for rij in padded]
    assert expected == shown


def test_an_empty_workbook_has_two_empty_rows_in_each_table(leeg: Workbook) -> None:
    """The rows are there to type in; tblRegeling shows every parameter."""
    rows = {sheet.title: sheet.max_row - EERSTE_RIJ for sheet in leeg.worksheets[1:]}
    assert {tabel.blad: len(PARAMETERS) if tabel.naam == "tblRegeling" else FEWEST_ROWS for tabel in TABELLEN} == rows
    assert {None} == {cell.value for sheet in leeg.worksheets[2:] for cell in sheet[EERSTE_RIJ + 1]}


def test_codes_are_text_in_the_table_and_below_it(werkmap: Workbook) -> None:
    """A taakveld such as 6.60 stays 6.60, also in a row that the user adds."""
    sheet = werkmap["Kosten"]
    found = sheet.cell(EERSTE_RIJ + 1, koppen(sheet).index("Taakveld") + 1)
    assert ("0.4", "@", "s") == (found.value, found.number_format, found.data_type)
    assert "@" == sheet.column_dimensions[found.column_letter].number_format


def test_every_column_has_a_hint_on_the_table_and_the_room_below(werkmap: Workbook) -> None:
    """Wherever the user types, also below the last row, the hint and the check are there."""
    missing = []
    for tabel in TABELLEN[1:]:
        sheet = werkmap[tabel.blad]
        covered = {str(one.sqref) for one in sheet.data_validations.dataValidation if one.prompt}
        letters = [cell.column_letter for cell in sheet[EERSTE_RIJ]]
        expected = {f"{letter}{EERSTE_RIJ + 1}:{letter}{sheet.max_row + RUIMTE}" for letter in letters}
        missing += sorted(expected - covered)
    assert [] == missing


@pytest.mark.parametrize("naam", ["amersfoort", "leeg"])
def test_every_text_of_a_validation_fits_in_excel(naam: str) -> None:
    """A title has at most 32 characters, a message or a list 255: longer ones Excel refuses or drops."""
    found = [gebied.opties for blad in plan_invoer(load_profiel(naam, 2026)) for gebied in blad.validaties]
    long = [
        opties
        for opties in found
        if any(len(str(opties.get(part, ""))) > LONGEST_TITLE for part in ("input_title", "error_title"))
        or any(len(str(opties.get(part, ""))) > LONGEST_MESSAGE for part in ("input_message", "error_message"))
        or (isinstance(opties.get("source"), list) and len(",".join(opties["source"])) > LONGEST_MESSAGE)
    ]
    assert [] == long


def test_a_choice_is_a_list(werkmap: Workbook) -> None:
    """Every column with fixed choices offers exactly these."""
    found = {
        (tabel.blad, kolom.kop): validation(werkmap[tabel.blad], kolom.kop).formula1
        for tabel in TABELLEN
        for kolom in tabel.kolommen
        if kolom.keuzes
    }
    assert {name: f'"{",".join(kolom.keuzes)}"' for name, kolom in _choices()} == found


def _choices() -> Iterator[tuple[tuple[str, str], Kolom]]:
    return (((tabel.blad, kolom.kop), kolom) for tabel in TABELLEN for kolom in tabel.kolommen if kolom.keuzes)


def test_a_verdeelsleutel_is_one_of_the_sleutels(werkmap: Workbook) -> None:
    """The list grows with the sheet Sleutels; a name that is not there is refused, in Dutch."""
    found = validation(werkmap["Kosten"], "Verdeelsleutel")
    rows = "Sleutels!$A$5:$A$204"
    assert ("list", f"Sleutels!$A$5:INDEX({rows},MAX(1,COUNTA({rows})))", "stop") == (
        found.type,
        found.formula1,
        found.errorStyle or "stop",
    )
    text = "Deze naam staat niet op het blad Sleutels. Kies uit de lijst, of vul eerst het blad Sleutels aan."
    assert text == found.error


def test_an_index_is_geen_or_a_reeks(werkmap: Workbook) -> None:
    """The list names each shipped reeks once; another reeks is possible after a question."""
    found = validation(werkmap["Kosten"], "Index")
    reeksen = (
        '"geen,Prijspeil BBP,Prijspeil BBP (CEP 2024),Prijspeil BBP (meicirculaire 2025),'
        'Prijspeil BBP (begroting Amersfoort 2026)"'
    )
    assert (reeksen, "warning") == (found.formula1, found.errorStyle)


def test_a_gemeente_takes_part_with_an_x(werkmap: Workbook) -> None:
    """In the takenregister a gemeente has an x or nothing."""
    assert '"x"' == validation(werkmap["Takenregister"], "Nijkerk").formula1


def test_numbers_and_dates_have_a_range(werkmap: Workbook) -> None:
    """An amount below zero, a percentage of 270, a year 26 or a date as text does not go in unnoticed."""
    found = {
        kop: (one.type, one.formula1, one.formula2, one.errorStyle)
        for blad, kop in (
            ("Kosten", "Bedrag"),
            ("Wijzigingen", "Mutatie"),
            ("Indexcijfers", "Percentage"),
            ("Risicodeling", "Deel solidair"),
            ("Kosten", "Prijspeil"),
            ("Inwoners", "Inwoners"),
            ("Inwoners", "Peildatum"),
            ("Gewichten", "Gewicht"),
        )
        for one in [validation(werkmap[blad], kop)]
    }
    assert {
        "Bedrag": ("decimal", "0", "10000000000", "stop"),
        "Mutatie": ("decimal", "-10000000000", "10000000000", "stop"),
        "Percentage": ("decimal", "-5", "15", "warning"),
        "Deel solidair": ("decimal", "0", "100", "stop"),
        "Prijspeil": ("whole", "2000", "2099", "stop"),
        "Inwoners": ("whole", "0", "99999999", "stop"),
        "Peildatum": ("date", "36526", "73050", "stop"),
        "Gewicht": ("decimal", "0", None, "stop"),
    } == {kop: (kind, low, high, style or "stop") for kop, (kind, low, high, style) in found.items()}


def test_a_parameter_has_its_own_check(werkmap: Workbook) -> None:
    """The betaaltermijn stays within the law, the afronding is cent or euro, the centrumgemeente a deelnemer."""
    sheet = werkmap["Regeling"]
    found = {one.promptTitle: (one.type, one.formula1, one.formula2) for one in sheet.data_validations.dataValidation}
    assert [one.naam for one in PARAMETERS] == list(found)
    assert ("whole", "0", "30") == found["betaaltermijn_dagen"]
    assert ("list", '"cent,euro"', None) == found["afronding"]
    assert str(found["centrumgemeente"][1]).startswith("Deelnemers!$A$5:")


def test_a_kostenpost_stands_there_once(werkmap: Workbook) -> None:
    """A code that is already in the column is refused."""
    assert "COUNTIF($A$5:$A$216,$A5)=1" == validation(werkmap["Kosten"], "Kostenpost").formula1


def test_every_check_speaks_dutch(werkmap: Workbook) -> None:
    """Whatever Excel refuses, the user reads why in the words of the house, not those of Excel."""
    assert [] == [(blad, str(one.sqref)) for blad, one in validations(werkmap) if one.type and not (one.error and one.errorTitle)]


def test_missing_and_uncertain_figures_stand_out(werkmap: Workbook) -> None:
    """Red for a missing required cell, amber for voorlopig and for a Bron that starts with voorbeeld or aanname."""
    formulas = {
        (str(area.sqref), rule.formula[0])
        for blad in ("Inwoners", "Kosten")
        for area, rules in werkmap[blad].conditional_formatting._cf_rules.items()
        for rule in rules
    }
    assert ("C5:C244", "AND(COUNTA($A5:$F5)>0,LEN(TRIM(C5))=0)") in formulas
    assert ("D5:D244", 'D5="voorlopig"') in formulas
    assert ("M5:M216", 'OR(LEFT(M5,9)="voorbeeld",LEFT(M5,7)="aanname")') in formulas


def test_headers_stay_in_sight_on_screen_and_paper(werkmap: Workbook) -> None:
    """The header row is frozen and repeated on every page, which is A4 landscape and one page wide."""
    found = {
        (
            sheet.freeze_panes,
            sheet.print_title_rows,
            sheet.page_setup.orientation,
            sheet.page_setup.paperSize,
            sheet.page_setup.fitToHeight,
        )
        for sheet in werkmap.worksheets[1:]
    }
    assert {(cell, "$4:$4", "landscape", 9, 0) for cell in ("B5", "C5")} == found


def test_tables_can_grow(werkmap: Workbook) -> None:
    """Input sheets are not protected: on a protected sheet a table does not take up a new row."""
    assert [] == [sheet.title for sheet in werkmap if sheet.protection.sheet]


def test_the_leeswijzer_leads_to_every_sheet(werkmap: Workbook) -> None:
    """The table map has a link to each input sheet, and each input sheet one back."""
    links = [cell.hyperlink.location for row in werkmap[LEESWIJZER] for cell in row if cell.hyperlink]
    assert [f"'{tabel.blad}'!A1" for tabel in TABELLEN] == links
    assert {f"'{LEESWIJZER}'!A1"} == {sheet["A3"].hyperlink.location for sheet in werkmap.worksheets[1:]}


def test_the_leeswijzer_explains_every_soort_of_sleutel(werkmap: Workbook) -> None:
    """All kinds that the sheet Sleutels offers stand in the Leeswijzer, with their parameter."""
    words = {cell.value for cell in werkmap[LEESWIJZER]["A"]}
    soorten = next(
        kolom.keuzes for tabel in TABELLEN if tabel.naam == "tblSleutels" for kolom in tabel.kolommen if kolom.veld == "soort"
    )
    assert [] == [soort for soort in soorten if soort not in words]


def test_every_kind_of_column_has_a_format() -> None:
    """A kind of column that the layout may use next is not forgotten here."""
    blad = plan_invoer(load_profiel("amersfoort", 2026))
    stijlen = {stijl for one in blad for stijl in one.kolomstijlen.values()}
    used = {kolom.soort for tabel in TABELLEN for kolom in tabel.kolommen}
    assert set(Kolomsoort) == used
    assert {"blad_code", "blad_datum", "blad_bedrag"} <= stijlen


@pytest.mark.parametrize(("regeling", "is_leeg"), [("amersfoort", False), ("amersfoort", True), ("leeg", False)])
def test_the_same_choice_gives_the_same_bytes(regeling: str, is_leeg: bool) -> None:
    """Making the workbook again gives the same file, byte for byte."""
    assert build_invoer(choose_profiel(regeling, 2026, is_leeg)) == build_invoer(choose_profiel(regeling, 2026, is_leeg))


def test_a_year_before_the_regeling_is_refused() -> None:
    """For 2025 the regeling did not hold yet; the user reads from when it does."""
    with pytest.raises(ArgumentError) as stopped:
        choose_profiel("amersfoort", 2025, leeg=False)
    text = "De regeling 'amersfoort' geldt vanaf 01-01-2026, niet in 2025. Kies een ander jaar met --jaar."
    assert text == str(stopped.value)
