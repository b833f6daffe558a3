"""The formulas of the calculation sheets: one per block, from a short list of functions, without figures of the law in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
from openpyxl.worksheet.formula import ArrayFormula

from cusd_xl.runs.bereken import run_bereken
from cusd_xl.workbook.layout import REKENBLADEN
from tests.golden.alle_vormen import make_alle_vormen, make_alle_vormen_dagen
from tests.hulp.recalc import Formulecel, formula_cells
from tests.workbook.rekenen.gevallen import GEVALLEN

FUNCTIES = frozenset(
    (
        "SUM", "SUMIF", "SUMIFS", "SUMPRODUCT", "COUNTIF", "COUNTIFS", "COUNTA", "INDEX", "MATCH", "IF", "AND", "ROUND", "INT",
        "MOD", "MAX", "MIN", "LCM", "TRIM", "SUBSTITUTE", "LOWER", "FIND", "ISNUMBER", "DATE", "VALUE", "ROWS", "COLUMNS", "CHAR",
    )
)  # fmt: skip
GETALLEN = frozenset(("0", "1", "2", "10", "12", "31", "100"))
DECIMALEN = re.compile(r"ROUND\((\$?[A-Z]+\$?\d+),[0-5]\)<>\1|(?<=\)),6(?=\))")
"""How many decimals a figure has is counted by rounding it at each decimal, six at most: not a constant of the law."""
STAP = re.compile(r"=INT\([A-Z]+\d+/\$[A-Z]+\$\d+\)\*\$|=INT\(\(2\*ROUND\(")
"""A step of a large product (a number over the denominator, times the place of its digits), or an amount rounded to the unit."""
CEL = re.compile(r"(\$?)([A-Z]{1,3})(\$?)(\d+)(?![\w(])")
EERSTE_GEMEENTE = 8
LONGEST = 600
VORMEN = {"alle vormen": make_alle_vormen, "alle vormen, dagen": make_alle_vormen_dagen}
KINDS = ("alle sleutels", "veertig gemeenten", "zonder tabellen", "kaal", *VORMEN)


@pytest.fixture(scope="module", params=KINDS)
def cellen(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Formulecel]:
    """The formula cells of the calculation sheets of one case."""
    return [one for one in formula_cells(bereken(request.param, tmp_path_factory.mktemp("formules"))) if one.blad in REKENBLADEN]


def bereken(naam: str, folder: Path) -> Path:
    """A case with its calculation sheets."""
    if naam in VORMEN:
        return VORMEN[naam](folder)
    uit = folder / "uit.xlsx"
    assert run_bereken(GEVALLEN[naam](folder), uit).verdeling is not None
    return uit


def strip_texts(formule: str) -> str:
    """The formula without texts, sheet names and table references, so that functions and numbers are left."""
    bare = re.sub(r'"[^"]*"', "", formule)
    bare = re.sub(r"'(?:[^']|'')+'!|\b\w+!", "", bare)
    return re.sub(r"\b\w+\[[^\]]*\]", "", bare)


def test_only_known_functions(cellen: list[Formulecel]) -> None:
    """De rekenbladen gebruiken alleen functies die elke Excel sinds 2016 en LibreOffice hetzelfde uitrekent."""
    used = {naam for one in cellen for naam in re.findall(r"([A-Z][A-Z0-9.]*)\(", strip_texts(one.formule))}
    assert used <= FUNCTIES


def test_no_figures_in_formulas(cellen: list[Formulecel]) -> None:
    """In geen formule staat een bedrag, percentage of termijn: die staan in een cel."""
    found = {
        f"{one.blad}!{one.cel}: {number}"
        for one in cellen
        for number in re.findall(r"(?<![\w$.])\d+(?:\.\d+)?", CEL.sub("", DECIMALEN.sub("", strip_texts(one.formule))))
        if number not in GETALLEN
    }
    assert found == set()


def test_no_rounded_quotient_of_a_product(cellen: list[Formulecel]) -> None:
    """Nergens staat INT(bedrag x gewicht / som): dat gaat mis zodra het product niet meer exact in een cel past."""
    assert [
        one.formule for one in cellen if re.search(r"INT\(\$?[A-Z]+\$?\d+\*[^()]*/", one.formule) and "Verdeling" != one.blad
    ] == []
    steps = [one.formule for one in cellen if one.blad == "Verdeling" and re.match(r"=INT\(", one.formule)]
    assert [formule for formule in steps if "SUMIF" not in formule and not STAP.match(formule)] == []


def test_one_formula_per_block(cellen: list[Formulecel]) -> None:
    """In elke rij van een blok staat voor alle gemeenten dezelfde formule, zodat één cel controleren genoeg is."""
    assert [rij for rij, formules in list_rows(cellen) if len(formules) > 1] == []


def test_formulas_stay_short(cellen: list[Formulecel]) -> None:
    """Geen formule is langer dan een mens kan overzien."""
    assert [one.cel for one in cellen if len(one.formule) > LONGEST] == []


@pytest.mark.parametrize("naam", KINDS)
def test_the_sheets_are_protected(naam: str, tmp_path: Path) -> None:
    """Alle rekenbladen zijn beveiligd, zonder wachtwoord en zonder matrixformules."""
    book = openpyxl.load_workbook(bereken(naam, tmp_path))
    assert {blad: book[blad].protection.sheet for blad in REKENBLADEN} == dict.fromkeys(REKENBLADEN, True)
    assert {book[blad].protection.password for blad in REKENBLADEN} == {None}
    cells = (cell for blad in REKENBLADEN for row in book[blad].iter_rows() for cell in row)
    assert [cell.coordinate for cell in cells if isinstance(cell.value, ArrayFormula)] == []


def list_rows(cellen: list[Formulecel]) -> Iterator[tuple[str, set[str]]]:
    """Per row of a sheet the formulas in the columns of the gemeenten, as relative references; the last is the total."""
    on_sheets = [one for one in cellen if one.blad in ("Verdeling", "Sleutelgewichten", "Deelname", "Bijdragen")]
    by_row = sorted(on_sheets, key=lambda one: (one.blad, coordinate_from_string(one.cel)[1], place(one)[0]))
    for (blad, rij), group in groupby(by_row, key=lambda one: (one.blad, coordinate_from_string(one.cel)[1])):
        row = [one for one in group if place(one)[0] >= EERSTE_GEMEENTE]
        totals = [one for one in row if re.match(r"=(?:IF\(.*=0,0,.*|SUM\(H\d+:[A-Z]+\d+\))$", one.formule) and one is row[-1]]
        yield f"{blad}!{rij}", {relative(one) for one in row if one not in totals}


def relative(one: Formulecel) -> str:
    """The formula in R1C1 style, so that equal formulas in different cells are equal texts."""
    column, row = place(one)

    def show(found: re.Match[str]) -> str:
        right = f"C{column_index_from_string(found[2])}" if found[1] else f"C[{column_index_from_string(found[2]) - column}]"
        down = f"R{found[4]}" if found[3] else f"R[{int(found[4]) - row}]"
        return down + right

    return CEL.sub(show, re.sub(r'"[^"]*"', '""', one.formule))


def place(one: Formulecel) -> tuple[int, int]:
    """Column and row of a cell."""
    letter, row = coordinate_from_string(one.cel)
    return column_index_from_string(letter), row
