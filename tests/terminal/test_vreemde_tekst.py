"""Text that looks like something else: a formula, a style, a path. It stays text, on the terminal and in every file."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import REPOSITORY
from tests.hulp.opdracht import geef
from tests.hulp.vul import wijzig_cellen

MEEGELEVERD = REPOSITORY / "workbooks" / "begroting-amersfoort-2026.xlsx"
VREEMD = ("=cmd|' /C calc'!A1", "+SUM(1)", "@SUM(A1)", "-2+3", '=HYPERLINK("https://x.example";"y")', "[/b] :smile:", "../../x")
PLEKKEN = (("Kosten", "B5"), ("Regeling", "B5"), ("Deelnemers", "E6"), ("Deelnemers", "K6"))


def rename_baarn(naam: str, uit: Path) -> Path:
    """The shipped workbook with another name for Baarn, wherever that name stands."""
    waarden = {}
    for sheet in openpyxl.load_workbook(MEEGELEVERD):
        if sheet.tables:
            cells = (cell for row in sheet.iter_rows() for cell in row if cell.value == "Baarn" and cell.column_letter != "G")
            waarden |= {(sheet.title, cell.coordinate): naam for cell in cells}
    return wijzig_cellen(MEEGELEVERD, waarden, uit)


def list_formulas(folder: Path) -> list[str]:
    """Every formula in the xlsx files of a folder."""
    return [
        str(cell.value)
        for path in folder.glob("*.xlsx")
        for sheet in openpyxl.load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]


@pytest.mark.parametrize("tekst", VREEMD)
def test_text_that_looks_like_a_formula_stays_text(tekst: str, tmp_path: Path) -> None:
    """Een omschrijving, adres, referentie of naam van de regeling wordt nooit een formule of koppeling in een factuur."""
    werkmap = wijzig_cellen(MEEGELEVERD, dict.fromkeys(PLEKKEN, tekst), tmp_path / "begroting.xlsx")
    uit = tmp_path / "facturen"
    assert geef("bereken", werkmap, "--uit", tmp_path / "berekend.xlsx").status == 0
    assert geef("factureer", werkmap, "--termijn", "Q1", "--uit", uit, "--datum", "2026-01-05").status == 0
    assert tekst in geef("uitleg", werkmap, "--gemeente", "Baarn", "--kostenpost", "K01").out
    assert not [one for one in list_formulas(uit) if tekst in one or tekst.lstrip("=") in one]
    (factuur,) = uit.glob("*_baarn.xlsx")
    with zipfile.ZipFile(factuur) as archive:
        assert not [name for name in archive.namelist() if "externalLink" in name]
        assert not [name for name in archive.namelist() if b"https://x.example" in archive.read(name) and name.endswith(".rels")]
    assert tekst in [cell.value for row in openpyxl.load_workbook(factuur)["Factuur"].iter_rows() for cell in row]


def test_a_path_in_a_name_stays_inside_the_folder(tmp_path: Path) -> None:
    """Een gemeentenaam met een pad erin schrijft geen bestand buiten de gekozen map."""
    werkmap = rename_baarn("../../x", tmp_path / "begroting.xlsx")
    uit = tmp_path / "diep" / "facturen"
    found = geef("factureer", werkmap, "--termijn", "Q1", "--uit", uit, "--datum", "2026-01-05")
    assert (found.status, "fout:" in found.err) == (0, False)
    assert (uit / "CONCEPT-2026-Q1-GM0308_x.xlsx").is_file()
    assert sorted(one.name for one in tmp_path.rglob("*") if one.is_file() and one.parent != uit) == ["begroting.xlsx"]
