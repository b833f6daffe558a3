"""Plays a plan into a new workbook with XlsxWriter: same plan, same bytes."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from cusd_xl.model.plan import Bladplan, Cel, Pagina, Waarde, Werkmapplan
from cusd_xl.workbook.named_styles import name_styles
from cusd_xl.workbook.styles import get_familie, get_stijl

FIXED_TIME = datetime(2026, 1, 1)
EPOCH, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
PAPER_A4 = 9


def play_new(plan: Werkmapplan, date_1904: bool = False) -> bytes:
    """Write all sheets of the plan; returns the bytes of an .xlsx file, identical for an identical plan.

    With `date_1904` days count from 1904, as in a workbook of an old Mac.
    """
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, {**options, "date_1904": date_1904})
    book.set_properties({"title": plan.titel, "subject": plan.onderwerp, "author": "", "created": FIXED_TIME})
    book.set_calc_mode("auto")
    formats: dict[str, Format] = {}
    for bladplan in plan.bladen:
        _play_blad(book, bladplan, formats)
    book.close()
    families = {made.xf_index: get_familie(naam) for naam, made in formats.items() if made.xf_index is not None}
    return name_styles(target.getvalue(), families)


def _play_blad(book: Workbook, plan: Bladplan, formats: dict[str, Format]) -> None:
    sheet = book.add_worksheet(plan.naam)
    for column, width in plan.kolombreedtes.items():
        looks = plan.kolomstijlen.get(column)
        sheet.set_column(column, column, width, _format(book, formats, looks) if looks else None)
    for row, height in plan.rijhoogtes.items():
        sheet.set_row(row, height, None, {"level": plan.niveaus.get(row, 0)})
    if plan.niveaus:
        sheet.outline_settings(symbols_below=False)
    for tabel in plan.tabellen:
        last_column = tabel.kolom + len(tabel.koppen) - 1
        kop_looks = _format(book, formats, "kop_tekst")
        columns = [{"header": kop, "header_format": kop_looks} for kop in tabel.koppen]
        sheet.add_table(
            tabel.rij, tabel.kolom, tabel.rij + tabel.aantal_rijen, last_column,
            {"name": tabel.naam, "columns": columns, "style": tabel.stijl},
        )  # fmt: skip
    for merge in plan.samenvoegingen:
        stijl = plan.cellen[merge.rij, merge.kolom].stijl
        area = (merge.rij, merge.kolom, merge.laatste_rij, merge.laatste_kolom)
        sheet.merge_range(*area, "", _format(book, formats, stijl))
    for (row, column), cel in sorted(plan.cellen.items()):
        _write_cel(sheet, row, column, cel, _format(book, formats, cel.stijl))
    _set_gebieden(book, sheet, plan, formats)
    _set_view(sheet, plan)
    _set_pagina(sheet, plan.pagina, plan.naam)
    _add_grafieken(book, sheet, plan)


def _format(book: Workbook, formats: dict[str, Format], stijl: str) -> Format:
    if stijl not in formats:
        formats[stijl] = book.add_format(dict(get_stijl(stijl)))
    return formats[stijl]


def _write_cel(sheet: Worksheet, row: int, column: int, cel: Cel, looks: Format) -> None:
    waarde = cel.waarde
    if cel.formule is not None:
        sheet.write_formula(row, column, "=" + cel.formule, looks, _as_stored(waarde, sheet.date_1904))
    elif cel.link is not None:
        sheet.write_url(row, column, cel.link, looks, str(waarde))
    elif waarde is None:
        sheet.write_blank(row, column, None, looks)
    elif isinstance(waarde, str):
        sheet.write_string(row, column, waarde, looks)
    elif isinstance(waarde, date):
        sheet.write_datetime(row, column, datetime.combine(waarde, time()), looks)
    else:
        sheet.write_number(row, column, _as_stored(waarde, sheet.date_1904), looks)


def _as_stored(waarde: Waarde, date_1904: bool) -> float | int | str:
    """The value as a spreadsheet stores it: numbers as doubles, dates as serial numbers (formula results only)."""
    if isinstance(waarde, bool):
        return str(waarde).upper()
    if isinstance(waarde, Fraction | Decimal):
        return float(waarde)
    if isinstance(waarde, date):
        return (waarde - (EPOCH_1904 if date_1904 else EPOCH)).days
    return "" if waarde is None else waarde


def _set_gebieden(book: Workbook, sheet: Worksheet, plan: Bladplan, formats: dict[str, Format]) -> None:
    for area in plan.validaties:
        sheet.data_validation(area.rij, area.kolom, area.laatste_rij, area.laatste_kolom, dict(area.opties))
    for area in plan.voorwaardelijk:
        options = dict(area.opties)
        if isinstance(options.get("format"), Mapping):
            options["format"] = book.add_format(dict(options["format"]))  # type: ignore[call-overload]
        sheet.conditional_format(area.rij, area.kolom, area.laatste_rij, area.laatste_kolom, options)


def _set_view(sheet: Worksheet, plan: Bladplan) -> None:
    if plan.titelrijen or plan.titelkolommen:
        sheet.freeze_panes(plan.titelrijen, plan.titelkolommen)
    if plan.tabkleur:
        sheet.set_tab_color(plan.tabkleur)
    if not plan.rasterlijnen:
        sheet.hide_gridlines(2)
    if plan.beveiligd:
        sheet.protect("", {"select_locked_cells": True, "format_columns": True, "autofilter": True, "sort": True})


def _set_pagina(sheet: Worksheet, pagina: Pagina, naam: str) -> None:
    sheet.set_paper(PAPER_A4)
    if pagina.liggend:
        sheet.set_landscape()
    sheet.fit_to_pages(pagina.breed, pagina.hoog)
    sheet.set_margins(*pagina.marges)
    sheet.set_header(pagina.kop or f"&L&8{naam.replace('&', '&&')}")
    sheet.set_footer(pagina.voet)
    if pagina.herhaal_rijen:
        sheet.repeat_rows(*pagina.herhaal_rijen)
    if pagina.afdrukbereik:
        sheet.print_area(*pagina.afdrukbereik)


def _add_grafieken(book: Workbook, sheet: Worksheet, plan: Bladplan) -> None:
    for grafiek in plan.grafieken:
        chart = book.add_chart(dict(grafiek.soort))
        for reeks in grafiek.reeksen:
            chart.add_series(dict(reeks))
        chart.set_title({"name": grafiek.titel})
        for part, options in grafiek.opties.items():
            getattr(chart, f"set_{part}")(dict(options))
        chart.set_size({"width": grafiek.breedte, "height": grafiek.hoogte})
        sheet.insert_chart(grafiek.rij, grafiek.kolom, chart, {"description": grafiek.beschrijving, "decorative": False})
