"""The workbooks we ship are the ones the source makes now, sound for Excel, and right for a reader without cusd-xl."""

from __future__ import annotations

import importlib.util
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from cusd_xl.runs.bereken import run_bereken
from cusd_xl.runs.code import GELIJK, run_controleren
from cusd_xl.runs.nieuw import run_nieuw
from cusd_xl.runs.werkmappen import MACROWERKMAP, MODULE, REGELINGEN, WERKMAP, WERKMAPPEN, build_werkmappen, write_werkmappen
from cusd_xl.workbook.package import open_pakket, unpack
from cusd_xl.workbook.plan_functies import FUNCTIES
from cusd_xl.workbook.plan_knoppen import KNOPCEL, KNOPPEN
from tests.hulp.node import ooxml_errors
from tests.hulp.recalc import compare_caches, formula_cells, needs_libreoffice, recalculate_libreoffice

SHIPPED = Path(__file__).parents[2] / "workbooks"
AMERSFOORT = (WERKMAP, MACROWERKMAP)
BOOKS = (*WERKMAPPEN, MACROWERKMAP)
FIRST_FIGURE = {
    "Amersfoort": 45_127_868, "Baarn": 6_988_669, "Bunschoten": 6_306_670, "Eemnes": 2_719_907,
    "Leusden": 8_833_354, "Nijkerk": 12_647_636, "Soest": 13_294_781, "Woudenberg": 4_081_115,
}  # fmt: skip


@pytest.mark.parametrize("naam", BOOKS)
def test_the_shipped_workbooks_are_built_from_this_source(naam: str) -> None:
    """Rebuilding gives the same parts, byte for byte; if not: python -m cusd_xl.runs.werkmappen."""
    fresh = unpack(naam, build_werkmappen()[naam]).delen

    shipped = open_pakket(SHIPPED / naam).delen

    assert list(fresh) == list(shipped)
    assert [] == [deel for deel in fresh if fresh[deel] != shipped[deel]]


def test_the_module_beside_the_workbook_is_built_from_this_source() -> None:
    """The small Python file beside the .xlsm is the one the build makes."""
    assert build_werkmappen()[MODULE] == (SHIPPED / MODULE).read_bytes()


def test_one_command_writes_every_file(tmp_path: Path) -> None:
    """The maker builds into another folder and finds the workbooks and the module there."""
    made = write_werkmappen(tmp_path)

    assert sorted(path.name for path in made) == sorted(path.name for path in tmp_path.iterdir())
    assert {*BOOKS, MODULE} == {path.name for path in made}


@pytest.mark.parametrize(("regeling", "naam"), list(zip(REGELINGEN, WERKMAPPEN, strict=True)))
def test_the_workbook_is_that_of_nieuw_with_functies_and_code(regeling: str, naam: str) -> None:
    """Every input and calculation sheet is, byte for byte, what `cusd-xl nieuw` makes."""
    nieuw = unpack("nieuw", run_nieuw(regeling, 2026, leeg=False)).delen
    shipped = open_pakket(SHIPPED / naam).delen

    sheets = [deel for deel in nieuw if deel.startswith(("xl/worksheets/", "xl/tables/", "xl/charts/"))]

    assert sheets
    assert [] == [deel for deel in sheets if nieuw[deel] != shipped[deel]]
    assert FUNCTIES == openpyxl.load_workbook(SHIPPED / naam).sheetnames[-1]


@pytest.mark.parametrize("naam", BOOKS)
def test_the_shipped_workbooks_hold_the_code_of_this_release(naam: str) -> None:
    """An auditor who compares the code gets 'gelijk'."""
    assert GELIJK == run_controleren(SHIPPED / naam).stand


@pytest.mark.parametrize("naam", BOOKS)
def test_the_shipped_workbooks_have_no_findings(naam: str) -> None:
    """An adviser who opens one first gets no complaint about it."""
    assert () == run_bereken(SHIPPED / naam).findings


@pytest.mark.parametrize("naam", AMERSFOORT)
def test_one_million_of_organisatiekosten_is_divided_as_the_contract_says(naam: str) -> None:
    """K01: EUR 1.000.000,00 over all eight gemeenten by inwoners on 1 January 2024."""
    verdeling = run_bereken(SHIPPED / naam).verdeling

    assert verdeling is not None
    assert FIRST_FIGURE == {one.gemeente: one.bedrag for one in verdeling.bijdragen if one.kostenpost == "K01"}


@pytest.mark.parametrize("naam", BOOKS)
def test_the_open_xml_sdk_has_nothing_to_say(naam: str) -> None:
    """Microsoft's own validator finds no error in a shipped workbook."""
    assert Counter() == ooxml_errors(SHIPPED / naam)


@needs_libreoffice
def test_every_formula_recalculates_to_the_value_in_the_file(tmp_path: Path) -> None:
    """A reader without our add-in who recalculates everything sees the same amounts."""
    paths = [SHIPPED / naam for naam in BOOKS]
    copies = recalculate_libreoffice([open_as_xlsx(path, tmp_path) for path in paths], tmp_path / "herrekend")

    assert all(len(formula_cells(path)) > 500 for path in paths)
    assert [[]] * len(BOOKS) == [compare_caches(path, copy) for path, copy in zip(paths, copies, strict=True)]


def test_the_macro_can_import_the_module_beside_the_workbook() -> None:
    """SampleCall imports the module called as the workbook is: the name must be one that Python can import."""
    stem = Path(MACROWERKMAP).stem

    assert stem.isidentifier()
    assert MODULE == f"{stem}.py"


def test_the_module_beside_the_workbook_starts_the_buttons() -> None:
    """RunPython finds in it the `main` of udfs/macros.py."""
    spec = importlib.util.spec_from_file_location("begroting", SHIPPED / MODULE)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    assert "udfs.macros" == module.main.__module__


def test_the_cell_that_the_buttons_read_holds_one_of_them() -> None:
    """The name CUSD_Knop points to a cell with a button in it, and the list lets the user choose any of them."""
    book = openpyxl.load_workbook(SHIPPED / MACROWERKMAP)
    ((blad, cel),) = book.defined_names[KNOPCEL].destinations
    sheet = book[KNOPPEN]
    (keuzes,) = sheet.data_validations.dataValidation

    assert KNOPPEN == blad
    assert keuzes.sqref.ranges.pop().coord == cel.replace("$", "")
    assert sheet[cel].value in keuzes.formula1.strip('"').split(",")


def open_as_xlsx(path: Path, folder: Path) -> Path:
    """A copy under a name that LibreOffice writes back as .xlsx."""
    copy = folder / f"{path.stem}.xlsx"
    copy.write_bytes(path.read_bytes())
    return copy
