"""Fills in a begrotingsworkbook the way a person does: rows under the headers of a table, one cell changed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.table import Table, TableColumn
from openpyxl.worksheet.worksheet import Worksheet

Waarde: TypeAlias = str | int | float | Decimal | date | None
Rij: TypeAlias = Mapping[str, Waarde]

REGELING = "tblRegeling"
FIXED_DATE = (2026, 1, 1, 0, 0, 0)


def vul_werkmap(leeg: Path, rijen: Mapping[str, Sequence[Rij]], uit: Path) -> Path:
    """Write the rows under the headers of each table, from its first row on, stretch the table, save as `uit`.

    A header that the table does not have becomes a new column at its right end (the gemeenten of the takenregister). A row
    of tblRegeling goes to the row that already has this parameter.
    """
    book = openpyxl.load_workbook(leeg)
    for naam, nieuw in rijen.items():
        sheet = next(one for one in book.worksheets if naam in one.tables)
        if naam == REGELING:
            _fill_regeling(sheet, nieuw)
        else:
            _fill_tabel(sheet, sheet.tables[naam], nieuw)
    book.save(uit)
    return _write_as_excel(uit)


def wijzig_cel(path: Path, blad: str, cel: str, waarde: Waarde, uit: Path) -> Path:
    """A copy of the workbook in which one cell has another value; None makes it empty."""
    return wijzig_cellen(path, {(blad, cel): waarde}, uit)


def wijzig_cellen(path: Path, waarden: Mapping[tuple[str, str], Waarde], uit: Path) -> Path:
    """A copy of the workbook in which the named cells have another value and every other byte of the sheets stayed.

    Writes in the XML (a few milliseconds, where openpyxl needs half a second and drops all stored values). The row must be
    in the file already; KeyError when it is not.
    """
    parts = _read_parts(path)
    sheets = _sheet_parts(parts)
    for (blad, cel), waarde in waarden.items():
        parts[sheets[blad]] = _set_cell(parts[sheets[blad]].decode("utf-8"), cel, waarde).encode("utf-8")
    return _write_parts(parts, uit)


def _read_parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as source:
        return {entry.filename: source.read(entry) for entry in source.infolist()}


def _write_parts(parts: Mapping[str, bytes], uit: Path) -> Path:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, FIXED_DATE), content, zipfile.ZIP_DEFLATED)
    uit.write_bytes(target.getvalue())
    return uit


def _write_as_excel(path: Path) -> Path:
    """Empty cells the way Excel writes them: openpyxl calls them numbers, which ironcalc then reads as 0."""
    parts = {
        name: re.sub(rb'(<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?) t="n" ?(?:/>|></c>)', rb"\1/>", content)
        if "/worksheets/" in name
        else content
        for name, content in _read_parts(path).items()
    }
    return _write_parts(parts, path)


def _fill_regeling(sheet: Worksheet, rijen: Sequence[Rij]) -> None:
    table = sheet.tables[REGELING]
    left, top, _, bottom = range_boundaries(table.ref)
    known = {sheet.cell(row, left).value: row for row in range(top + 1, bottom + 1)}
    for rij in rijen:
        naam = rij["Parameter"]
        if naam not in known:
            bottom += 1
            known[naam] = bottom
            sheet.cell(bottom, left, naam)
        sheet.cell(known[naam], left + 1, rij["Waarde"])
    _stretch(table, left, top, left + len(table.tableColumns) - 1, bottom)


def _fill_tabel(sheet: Worksheet, table: Table, rijen: Sequence[Rij]) -> None:
    left, top, right, bottom = range_boundaries(table.ref)
    columns = {str(sheet.cell(top, column).value): column for column in range(left, right + 1)}
    for kop in dict.fromkeys(kop for rij in rijen for kop in rij):
        if kop not in columns:
            right += 1
            columns[kop] = right
            sheet.cell(top, right, kop)
            table.tableColumns.append(TableColumn(id=max(one.id for one in table.tableColumns) + 1, name=kop))
    for row, rij in enumerate(rijen, start=top + 1):
        for kop, waarde in rij.items():
            sheet.cell(row, columns[kop], waarde)
    _stretch(table, left, top, right, max(bottom, top + len(rijen)))


def _stretch(table: Table, left: int, top: int, right: int, bottom: int) -> None:
    table.ref = f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"
    if table.autoFilter is not None:
        table.autoFilter.ref = table.ref


def _sheet_parts(parts: Mapping[str, bytes]) -> Mapping[str, str]:
    """Sheet name -> the part of the package that holds it."""
    links = parts["xl/_rels/workbook.xml.rels"].decode("utf-8")
    targets = {}
    for link in re.findall(r"<Relationship [^>]*>", links):
        targets[_attribute(link, "Id")] = "xl/" + _attribute(link, "Target").removeprefix("/xl/")
    book = parts["xl/workbook.xml"].decode("utf-8")
    return {_attribute(one, "name"): targets[_attribute(one, "r:id")] for one in re.findall(r"<sheet [^>]*>", book)}


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\s{name}="([^"]*)"', tag)
    return found[1] if found else ""


def _set_cell(xml: str, cel: str, waarde: Waarde) -> str:
    found = re.search(rf'<c r="{cel}"([^>]*?)(?:/>|>.*?</c>)', xml, re.DOTALL)
    style = re.search(r'\ss="\d+"', found[1]) if found else None
    new = f'<c r="{cel}"{style[0] if style else ""}' + _content(waarde)
    begin, end = found.span() if found else (_find_gap(xml, cel),) * 2
    return xml[:begin] + new + xml[end:]


def _find_gap(xml: str, cel: str) -> int:
    """Where in the text of its row a cell belongs that is not there yet; KeyError when the row is not there either."""
    letter, number = coordinate_from_string(cel)
    row = re.search(rf'<row [^>]*?\br="{number}"[^>]*>(.*?)</row>', xml, re.DOTALL)
    if not row:
        raise KeyError(f"row {number} is not in the file")
    for one in re.finditer(r'<c r="([A-Z]+)\d+"', row[1]):
        if column_index_from_string(one[1]) > column_index_from_string(letter):
            return row.start(1) + one.start()
    return row.end(1)


def _content(waarde: Waarde) -> str:
    if waarde is None:
        return "/>"
    if isinstance(waarde, str):
        return f' t="inlineStr"><is><t xml:space="preserve">{escape(waarde)}</t></is></c>'
    return f"><v>{to_excel(waarde) if isinstance(waarde, date) else waarde}</v></c>"
