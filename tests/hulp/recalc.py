"""Recalculates workbooks with LibreOffice and ironcalc and compares the outcome with the values stored in the file."""

from __future__ import annotations

import math
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import TypeAlias

import ironcalc
import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

Plek: TypeAlias = tuple[str, str]
Waarde: TypeAlias = float | int | str | bool | None

SOFFICE = shutil.which("soffice")
FILES_PER_CALL = 20
SECONDS_PER_CALL = 300
RELATIVE = 1e-9
TARGET = "xlsx:Calc MS Excel 2007 XML"
EPOCH = datetime(1899, 12, 30)
ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""

needs_libreoffice = pytest.mark.skipif(
    SOFFICE is None, reason="soffice (LibreOffice) is niet geïnstalleerd; .ci/run installeert het"
)


@dataclass(frozen=True, slots=True)
class Formulecel:
    """One formula cell: the formula, the value stored with it, and whether its number format shows an amount in cents."""

    blad: str
    cel: str
    formule: str
    waarde: Waarde
    is_bedrag: bool


def recalculate_libreoffice(paths: Sequence[Path], outdir: Path, per_call: int = FILES_PER_CALL) -> list[Path]:
    """Recalculate every workbook from scratch; the recalculated copies, in the same order, under the same names.

    The names must differ. LibreOffice keeps stored values unless told otherwise and silently drops files from a long list
    (facts/snelheid.md), hence the own profile, the short lists and the count.
    """
    if SOFFICE is None:
        raise RuntimeError("soffice is not installed")
    if len({path.name for path in paths}) != len(paths):
        raise ValueError("the file names must differ")
    outdir.mkdir(parents=True, exist_ok=True)
    profile = _make_profile(outdir / "profiel")
    made = [outdir / path.name for path in paths]
    for path in made:
        path.unlink(missing_ok=True)
    for first in range(0, len(paths), per_call):
        _convert(paths[first : first + per_call], outdir, profile)
    missing = [path.name for path in made if not path.exists()]
    if missing:
        raise AssertionError(f"LibreOffice made no copy of {missing}")
    return made


def recalculate_ironcalc(path: Path) -> Mapping[Plek, Waarde]:
    """Recalculate one workbook with ironcalc: the unformatted value of every non-empty cell by (sheet, cell)."""
    model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
    model.evaluate()
    names = [one["name"] for one in model.get_worksheets_properties()]
    return {
        (names[sheet], f"{openpyxl.utils.get_column_letter(column)}{row}"): _plain(model.get_cell_value(sheet, row, column))
        for sheet, row, column in model.get_all_cells()
    }


def formulas_ironcalc_misreads(path: Path) -> list[str]:
    """The formula cells from which ironcalc drops parentheses while loading, which can change what they mean."""
    model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
    sheets = {one["name"]: index for index, one in enumerate(model.get_worksheets_properties())}
    misread = []
    for one in formula_cells(path):
        row, column = openpyxl.utils.cell.coordinate_to_tuple(one.cel)
        if model.get_cell_formula(sheets[one.blad], row, column).count("(") < one.formule.count("("):
            misread.append(f"{one.blad}!{one.cel}: {one.formule}")
    return misread


def read_values(path: Path) -> Mapping[Plek, Waarde]:
    """The stored value of every non-empty cell by (sheet, cell); dates as serial numbers."""
    book = openpyxl.load_workbook(path, data_only=True)
    return {
        (sheet.title, cell.coordinate): _plain(cell.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def formula_cells(path: Path) -> list[Formulecel]:
    """Every formula cell with its formula and the value stored with it."""
    formulas = openpyxl.load_workbook(path)
    values = openpyxl.load_workbook(path, data_only=True)
    found = []
    for sheet in formulas.worksheets:
        stored = values[sheet.title]
        for cell in (one for row in sheet.iter_rows() for one in row if one.data_type == "f"):
            value = _plain(stored[cell.coordinate].value)
            found.append(Formulecel(sheet.title, cell.coordinate, _formula_text(cell.value), value, "0.00" in cell.number_format))
    return found


def compare_caches(path: Path, recalculated: Path | Mapping[Plek, Waarde]) -> list[str]:
    """Where the values stored with the formulas differ from the recalculated ones; a formula without a stored value differs.

    Numbers agree within 1e-9 relative, amounts in euros to the cent as well; texts, booleans and error values exactly.
    """
    fresh = read_values(recalculated) if isinstance(recalculated, Path) else recalculated
    return [
        f"{one.blad}!{one.cel}: in het bestand {one.waarde!r}, herrekend {fresh.get((one.blad, one.cel))!r} ({one.formule})"
        for one in formula_cells(path)
        if not _agree(one.waarde, fresh.get((one.blad, one.cel)), one.is_bedrag)
    ]


def to_cents(value: Waarde) -> int:
    """Whole cents of an amount in euros as a spreadsheet holds it: 15 significant digits, then half up."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{value!r} is not an amount")
    return int((Decimal(f"{value:.15g}") * 100).quantize(Decimal(1), ROUND_HALF_UP))


def _agree(stored: Waarde, fresh: Waarde, is_bedrag: bool) -> bool:
    if _is_number(stored) and _is_number(fresh):
        close = math.isclose(float(stored), float(fresh), rel_tol=RELATIVE, abs_tol=RELATIVE)  # type: ignore[arg-type]
        return close and (not is_bedrag or to_cents(stored) == to_cents(fresh))
    return type(stored) is type(fresh) and stored == fresh


def _is_number(value: Waarde) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _plain(value: object) -> Waarde:
    """The value without the dress a reader puts on it.

    Dates are serial numbers (openpyxl shows 0 as midnight), a text without signs is None.
    """
    if isinstance(value, time):
        return 0.0
    if isinstance(value, datetime):
        return (value - EPOCH) / timedelta(days=1)
    if isinstance(value, date):
        return (value - EPOCH.date()).days
    return None if value == "" else value  # type: ignore[return-value]


def _formula_text(value: object) -> str:
    if isinstance(value, ArrayFormula | DataTableFormula):
        return str(getattr(value, "text", None) or "")
    return str(value)


def _convert(paths: Iterable[Path], outdir: Path, profile: Path) -> None:
    command = [str(SOFFICE), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--convert-to", TARGET]
    done = subprocess.run(
        [*command, "--outdir", str(outdir), *map(str, paths)],
        capture_output=True,
        text=True,
        timeout=SECONDS_PER_CALL,
        check=False,
    )
    if done.returncode:
        raise AssertionError(f"soffice gave status {done.returncode}: {done.stderr[-500:]}")


def _make_profile(folder: Path) -> Path:
    settings = folder.resolve() / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(ALWAYS_RECALCULATE, encoding="utf-8")
    return folder.resolve()
