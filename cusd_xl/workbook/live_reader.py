"""Reads a workbook that is open in Excel, through xlwings: the same tables and cells as from a file, with what Excel shows now.

Nothing here knows which engine of xlwings is at work; what an engine cannot tell (merged cells, hidden rows, and in xlwings
Lite the number format) is left out, so that the reading itself never fails on it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeAlias

from cusd_xl.base.addresses import Area, parse_area
from cusd_xl.workbook.bron import HEADER_ROWS, Blad, Bladinhoud, Exceltabel, Rijen
from cusd_xl.workbook.celwaarde import LEEG, Celsoort, Celwaarde, Opmaak, opmaak_of, parse_number
from cusd_xl.workbook.read_bron import Gelezen, read_bron

Boek: TypeAlias = Any
"""An xlwings Book; xlwings itself is not imported, so that this room works where it is not installed."""
EXCELFOUTEN = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#DATA!", "#SPILL!", "#CALC!", "#BUSY!")
CUSTOM = -1
"""A number format that has no number of its own, only a code."""


def read_boek(boek: Boek) -> Gelezen:
    """Read all tables of an open workbook; WerkmapError when it holds none of them."""
    return read_bron(LiveBron(boek))


class LiveBron:
    """The sheets of an open workbook, each read in one call when asked for."""

    def __init__(self, boek: Boek) -> None:
        self.boek = boek
        self.date1904 = False
        self._read: dict[str, Bladinhoud] = {}

    @property
    def naam(self) -> str:
        """The name of the workbook, for messages."""
        return str(self.boek.name)

    @cached_property
    def bladen(self) -> tuple[Blad, ...]:
        """Every worksheet in the order of the tabs."""
        return tuple(Blad(sheet.name, sheet.name, not sheet.visible) for sheet in self.boek.sheets)

    def read_blad(self, blad: Blad) -> Bladinhoud:
        """The whole sheet; read once."""
        if blad.deel not in self._read:
            self._read[blad.deel] = self._read_inhoud(blad)
        return self._read[blad.deel]

    def peek_blad(self, blad: Blad) -> Rijen:
        """The filled cells of the first rows, where headers stand, by row and column."""
        return self.read_blad(blad).rows_until(HEADER_ROWS)

    def exceltabellen(self, blad: Blad) -> tuple[Exceltabel, ...]:
        """The Excel tables of one sheet; one that has lost its cells is left out."""
        inhoud = self.read_blad(blad)
        tables = (table for table in self.boek.sheets[blad.naam].tables if table.range is not None)
        return tuple(_make_exceltabel(table, inhoud) for table in tables)

    def _read_inhoud(self, blad: Blad) -> Bladinhoud:
        sheet = self.boek.sheets[blad.naam]
        last = sheet.used_range.last_cell
        rows = sheet.range((1, 1), (last.row, last.column)).options(ndim=2, empty=None, err_to_str=True).value
        cellen = {
            (rij, kolom): cel
            for rij, row in enumerate(rows, start=1)
            for kolom, waarde in enumerate(row, start=1)
            if (cel := read_waarde(waarde)) is not LEEG
        }
        return Bladinhoud(self._mark_procent(blad, cellen))

    def _mark_procent(self, blad: Blad, cellen: dict[tuple[int, int], Celwaarde]) -> dict[tuple[int, int], Celwaarde]:
        """Mark what Excel shows as a percentage, where the engine tells number formats; a column of one format takes one call."""
        if self.boek.app.engine.type == "remote":
            return cellen
        sheet = self.boek.sheets[blad.naam]
        marked = dict(cellen)
        for kolom in {kolom for (_, kolom), cel in cellen.items() if cel.soort is Celsoort.GETAL}:
            plekken = [plek for plek in cellen if plek[1] == kolom and cellen[plek].soort is Celsoort.GETAL]
            shared = sheet.range(plekken[0], plekken[-1]).number_format
            for plek in plekken:
                if _is_procent(shared if shared is not None else sheet.range(plek).number_format):
                    marked[plek] = replace(cellen[plek], procent=True)
        return marked


def _is_procent(formaat: object) -> bool:
    return opmaak_of(CUSTOM, str(formaat or "")) is Opmaak.PROCENT


def read_waarde(waarde: object) -> Celwaarde:
    """A value as xlwings gives it: a number with the 15 digits Excel shows, a date without its midnight, an error by its code."""
    if waarde is None or waarde == "":
        return LEEG
    if isinstance(waarde, bool):
        return Celwaarde(Celsoort.WAARHEID, waarde)
    if isinstance(waarde, datetime):
        return Celwaarde(Celsoort.DATUM, waarde.date() if waarde.time() == time() else waarde.replace(tzinfo=None))
    if isinstance(waarde, date):
        return Celwaarde(Celsoort.DATUM, waarde)
    if isinstance(waarde, str):
        return Celwaarde(Celsoort.FOUT if waarde in EXCELFOUTEN else Celsoort.TEKST, waarde)
    number = parse_number(str(waarde))
    return Celwaarde(Celsoort.TEKST, str(waarde)) if number is None else Celwaarde(Celsoort.GETAL, number or Decimal(0))


def _make_exceltabel(table: Any, inhoud: Bladinhoud) -> Exceltabel:
    area = parse_area(table.range.address)
    header_rows = int(bool(table.show_headers))
    names = _read_koppen(area, inhoud) if header_rows else ()
    return Exceltabel(table.name, area, header_rows, int(bool(table.show_totals)), names)


def _read_koppen(area: Area, inhoud: Bladinhoud) -> tuple[str, ...]:
    cells = (inhoud.cel(area.eerste_rij, kolom) for kolom in range(area.eerste_kolom, area.laatste_kolom + 1))
    return tuple(str(cel.waarde) if cel.soort is Celsoort.TEKST else "" for cel in cells)
