"""The families of cells as named cell styles of the workbook."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
import xlsxwriter

from cusd_xl.model.plan import Bladplan, Cel, Werkmapplan
from cusd_xl.workbook.named_styles import name_styles
from cusd_xl.workbook.play_new import play_new

INVOER, ANDERE_INVOER, BEREKENING, LOS = range(1, 5)
FAMILIES = {INVOER: "invoer", ANDERE_INVOER: "invoer", BEREKENING: "berekening", LOS: "titel"}


@pytest.fixture
def content() -> bytes:
    """A workbook with four cell formats in B1 to B4, as XlsxWriter writes it."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet()
    looks = (
        {"bg_color": "#FFF8DC", "num_format": "0.00", "align": "right", "locked": False},
        {"bg_color": "#FFF8DC", "num_format": "@", "locked": False},
        {"bg_color": "#F1F3F5"},
        {"bold": True},
    )
    for row, properties in enumerate(looks):
        sheet.write(row, 1, row, book.add_format(properties))
    book.close()
    return target.getvalue()


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_cells_of_a_family_have_its_named_style(content: bytes) -> None:
    """Who clicks on an invoercel sees its style in the gallery of Excel; a cell without a named family stays Normal."""
    sheet = openpyxl.load_workbook(io.BytesIO(name_styles(content, FAMILIES))).worksheets[0]
    assert ["CUSD Invoer", "CUSD Invoer", "CUSD Berekening", "Normal"] == [sheet.cell(row, 2).style for row in range(1, 5)]


def test_cells_keep_their_own_look(content: bytes) -> None:
    """Number format, alignment, colour and lock of each cell stay as they were."""
    before, after = (openpyxl.load_workbook(io.BytesIO(one)).worksheets[0] for one in (content, name_styles(content, FAMILIES)))
    looks = [
        [(cell.number_format, cell.alignment.horizontal, cell.fill.fgColor.rgb, cell.protection.locked) for cell in sheet["B"]]
        for sheet in (before, after)
    ]
    assert looks[0] == looks[1]


def test_a_family_that_no_cell_uses_gets_no_style(content: bytes) -> None:
    """The gallery shows only styles of this workbook."""
    names = openpyxl.load_workbook(io.BytesIO(name_styles(content, FAMILIES))).named_styles
    assert ["Normal", "CUSD Invoer", "CUSD Berekening"] == names


def test_only_the_styles_change(content: bytes) -> None:
    """Every other part of the file, and the order of the parts, is what it was."""
    before, after = parts(content), parts(name_styles(content, FAMILIES))
    assert list(before) == list(after)
    assert ["xl/styles.xml"] == [name for name in before if before[name] != after[name]]


def test_the_same_input_gives_the_same_bytes(content: bytes) -> None:
    """The file carries no clock and no chance."""
    assert name_styles(content, FAMILIES) == name_styles(content, dict(reversed(FAMILIES.items())))


def test_a_played_plan_has_the_named_styles() -> None:
    """A new workbook has them without anybody asking."""
    plan = Werkmapplan((Bladplan("Blad", {(0, 0): Cel(1, "uitvoer_bedrag"), (1, 0): Cel("a", "controle_tekst")}),), titel="Proef")
    sheet = openpyxl.load_workbook(io.BytesIO(play_new(plan))).worksheets[0]
    assert ["CUSD Uitvoer", "CUSD Controle"] == [sheet["A1"].style, sheet["A2"].style]
