"""The recalculators find what is wrong: a test that cannot fail proves nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import xlsxwriter

from tests.hulp.recalc import (
    Waarde,
    compare_caches,
    formula_cells,
    formulas_ironcalc_misreads,
    needs_libreoffice,
    recalculate_ironcalc,
    recalculate_libreoffice,
    to_cents,
)

Rekenaar = Callable[[Path, Path], "Path | Mapping[tuple[str, str], Waarde]"]
REKENAARS = (
    pytest.param(lambda path, outdir: recalculate_libreoffice([path], outdir)[0], id="libreoffice", marks=needs_libreoffice),
    pytest.param(lambda path, outdir: recalculate_ironcalc(path), id="ironcalc"),
)
FORMULES: tuple[tuple[str, Waarde], ...] = (
    ("=A1*3", 0.3),
    ("=ROUND(A2*A1,2)", 100.05),
    ('="totaal "&A3', "totaal x"),
    ('=IF(A1>1,"hoog","")', ""),
    ("=A1<1", True),
    ("=1/0", "#DIV/0!"),
    ("=DATE(2026,1,5)", 46027),
)


def make_werkmap(path: Path, planted: Mapping[int, Waarde]) -> Path:
    """A sheet with one formula of each kind and its value; `planted` replaces the stored value of a formula by its place."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Blad een")
    amount = book.add_format({"num_format": "#,##0.00"})
    for row, value in enumerate((0.1, 1000.5, "x")):
        sheet.write(row, 0, value)
    for row, (formula, value) in enumerate(FORMULES):
        sheet.write_formula(row, 1, formula, amount if row == 1 else None, planted.get(row, value))
    book.close()
    return path


@pytest.mark.parametrize("rekenaar", REKENAARS)
def test_right_values_agree(rekenaar: Rekenaar, tmp_path: Path) -> None:
    """Een werkmap die klopt, geeft bij narekenen geen enkel verschil."""
    path = make_werkmap(tmp_path / "goed.xlsx", {})
    assert compare_caches(path, rekenaar(path, tmp_path / "uit")) == []


@pytest.mark.parametrize("rekenaar", REKENAARS)
@pytest.mark.parametrize(
    ("place", "wrong"), [(0, 0.31), (1, 100.06), (2, "totaal y"), (3, "hoog"), (4, False), (5, 0), (6, 46028)]
)
def test_a_planted_error_is_found(rekenaar: Rekenaar, place: int, wrong: Waarde, tmp_path: Path) -> None:
    """Eén verkeerde opgeslagen waarde wordt gevonden, en alleen die ene cel."""
    path = make_werkmap(tmp_path / "fout.xlsx", {place: wrong})
    found = compare_caches(path, rekenaar(path, tmp_path / "uit"))
    assert [one.partition(":")[0] for one in found] == [f"Blad een!B{place + 1}"]


@needs_libreoffice
def test_every_file_comes_back(tmp_path: Path) -> None:
    """Van elke werkmap komt een herrekende kopie terug, ook als het er meer zijn dan in één aanroep gaan."""
    paths = [make_werkmap(tmp_path / f"werkmap{number}.xlsx", {0: number}) for number in range(5)]
    made = recalculate_libreoffice(paths, tmp_path / "uit", per_call=2)
    assert [path.name for path in made] == [path.name for path in paths]
    assert [len(compare_caches(path, copy)) for path, copy in zip(paths, made, strict=True)] == [1] * 5


@needs_libreoffice
def test_a_file_that_does_not_come_back_is_a_failure(tmp_path: Path) -> None:
    """Een bestand waarvan LibreOffice geen kopie maakt, laat de test zakken in plaats van stil te verdwijnen."""
    path = tmp_path / "weg.xlsx"
    with pytest.raises(AssertionError, match=r"weg\.xlsx"):
        recalculate_libreoffice([path], tmp_path / "uit")


def test_lost_parentheses_are_reported(tmp_path: Path) -> None:
    """Een formule waaruit ironcalc haakjes laat vallen, wordt genoemd."""
    book = xlsxwriter.Workbook(tmp_path / "haakjes.xlsx")
    sheet = book.add_worksheet("Blad")
    sheet.write_formula(0, 0, '=(1<2)&"x"', None, "TRUEx")
    sheet.write_formula(1, 0, "=SUM(A3:A4)", None, 0)
    book.close()
    assert formulas_ironcalc_misreads(tmp_path / "haakjes.xlsx") == ['Blad!A1: =(1<2)&"x"']


def test_formula_cells_have_formula_and_value(tmp_path: Path) -> None:
    """Van elke formulecel zijn formule en opgeslagen waarde bekend."""
    found = formula_cells(make_werkmap(tmp_path / "werkmap.xlsx", {}))
    assert [(one.formule, one.waarde or "") for one in found] == list(FORMULES)


@pytest.mark.parametrize(("value", "cents"), [(69886.69, 6988669), (0.285, 29), (-0.5, -50), (1.005, 101), (12, 1200)])
def test_amounts_become_cents(value: float, cents: int) -> None:
    """Een bedrag uit een rekenblad wordt in hele centen gelezen zoals Excel het toont."""
    assert to_cents(value) == cents
