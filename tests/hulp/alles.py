"""Workbooks with every feature that a tool can lose, made with XlsxWriter; with macros where xlwings is there."""

from __future__ import annotations

import base64
import io
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
KOSTEN = (("Huur", 1200.5), ("Licenties", 800), ("Inhuur", 4300.25))


def write_alles(path: Path, macros: bytes | None = None) -> Path:
    """A workbook with every feature; with `macros` an .xlsm with that VBA project."""
    book = xlsxwriter.Workbook(path)
    begroting, toelichting, geheim = (book.add_worksheet(naam) for naam in ("Begroting regio", "Toelichting", "Geheim"))
    _fill(book, begroting)
    _draw(book, begroting)
    toelichting.write_rich_string("A1", "Met ", book.add_format({"bold": True}), "nadruk", " geschreven")
    toelichting.write_dynamic_array_formula("C1:C3", "=_xlfn._xlws.SORT('Begroting regio'!B2:B4)", None, 800)
    toelichting.embed_image("E1", "pixel.png", {"image_data": io.BytesIO(PIXEL)})
    toelichting.write_url("A3", "https://www.cbs.nl/", string="CBS")
    toelichting.protect("geheim", {"sort": True})
    geheim.very_hidden()
    geheim.write("A1", 42)
    grafiekblad = book.add_chartsheet("Grafiek")
    grafiekblad.set_chart(_make_chart(book, "pie"))
    book.define_name("Opslag", "=0.035")
    book.define_name("'Begroting regio'!Totaal", "='Begroting regio'!$B$5")
    book.define_name("Optellen", "=_xlfn.LAMBDA(_xlpm.a,_xlpm.b,_xlpm.a+_xlpm.b)")
    book.set_custom_property("Dossier", "D-2026-17")
    if macros is not None:
        book.add_vba_project(io.BytesIO(macros), is_stream=True)
    book.close()
    return path


def read_macros() -> bytes:
    """The VBA project that `xlwings quickstart --standalone` writes; the test is skipped without xlwings."""
    spec = find_spec("xlwings")
    if spec is None or spec.origin is None:
        pytest.skip("xlwings is niet geïnstalleerd, dus er is geen VBA-project om te bewaren")
    with zipfile.ZipFile(Path(spec.origin).with_name("quickstart_standalone.xlsm")) as archive:
        return archive.read("xl/vbaProject.bin")


def _fill(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    sheet.write_row("A1", ("Post", "Raming", "Verloop", "Oordeel"))
    for row, (post, raming) in enumerate(KOSTEN, start=1):
        sheet.write(row, 0, post)
        sheet.write_number(row, 1, raming, book.add_format({"num_format": "#,##0.00"}))
        sheet.add_sparkline(row, 2, {"range": f"'Begroting regio'!B{row + 1}:B{row + 1}"})
    sheet.write_formula("B5", "=SUM(B2:B4)", None, 6300.75)
    sheet.write_comment("B5", "Vastgesteld door de raad", {"author": "griffie"})
    sheet.add_table("F1:G4", {"name": "Reserves", "columns": [{"header": "Reserve"}, {"header": "Stand"}]})
    sheet.data_validation("D2:D4", {"validate": "list", "source": ["goed", "matig", "slecht"]})
    sheet.data_validation("B2:B4", {"validate": "decimal", "criteria": ">=", "value": 0})
    rood = book.add_format({"bg_color": "#FFC7CE"})
    sheet.conditional_format("B2:B4", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("B2:B4", {"type": "icon_set", "icon_style": "3_traffic_lights"})
    sheet.conditional_format("B2:B4", {"type": "cell", "criteria": ">", "value": 4000, "format": rood})
    sheet.merge_range("A8:C8", "Samengevoegd", book.add_format({"align": "center"}))
    sheet.freeze_panes(1, 0)
    sheet.autofilter("A1:D4")
    sheet.print_area("A1:D8")
    sheet.set_header("&L&G", {"image_left": "pixel.png", "image_data_left": io.BytesIO(PIXEL)})
    sheet.set_column("A:A", 24, None, {"level": 1})


def _draw(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    sheet.insert_image("I2", "pixel.png", {"image_data": io.BytesIO(PIXEL), "description": "logo"})
    sheet.insert_textbox("I5", "Concept", {"width": 120, "height": 40})
    sheet.insert_checkbox("K2", True)
    sheet.insert_button("K4", {"macro": "Berekenen", "caption": "Bereken"})
    sheet.insert_chart("I10", _make_chart(book, "column"))


def _make_chart(book: xlsxwriter.Workbook, soort: str) -> xlsxwriter.chart.Chart:
    chart = book.add_chart({"type": soort})
    trend = {"trendline": {"type": "linear"}} if soort == "column" else {}
    chart.add_series({"categories": "='Begroting regio'!$A$2:$A$4", "values": "='Begroting regio'!$B$2:$B$4", **trend})
    return chart
