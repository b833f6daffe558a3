"""Builds small begrotingsworkbooks for the reading tests, sound or with one thing wrong, with XlsxWriter and the layout only."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from cusd_xl.workbook.layout import TABELLEN

KOPRIJ = 3  # 0-based: headers on row 4, as in the template
BEGIN = date(2020, 1, 1)
GEMEENTEN = ("Amersfoort", "Baarn")
GAAF: dict[str, list[list[Any]]] = {
    "tblRegeling": [
        ["naam", "Regeling Proef"],
        ["profiel", "leeg"],
        ["begrotingsjaar", 2026],
        ["centrumgemeente", "Amersfoort"],
        ["afronding", "cent"],
        ["betaaltermijn_dagen", 30],
        ["termijnen", 4],
        ["afzender_naam", "Gemeente Amersfoort"],
        ["afzender_kvk", "12345678"],
    ],
    "tblDeelnemers": [["Amersfoort", "GM0307", BEGIN], ["Baarn", "GM0308", BEGIN]],
    "tblInwoners": [[naam, date(2024, 1, 1), 1000 + len(naam), "definitief"] for naam in GEMEENTEN],
    "tblTakenregister": [["J1", "Jeugdhulp", "Jeugdwet", "inkoop", BEGIN, None, None, "x", "X"]],
    "tblKosten": [["K01", "Inkoop", "organisatiekosten", "alle", 1000.5, 2026, "geen", "inwoners", "6.60", "4.3.2", "O"]],
    "tblDekking": [["K01", "Subsidie", "subsidie", 100, 2026, 2026]],
    "tblSleutels": [["inwoners", "inwoners", "2", "art. 12"]],
    "tblIndexcijfers": [["BBP", 2026, 2.7, "2025", "definitief", "CPB"]],
    "tblRealisatie": [["Baarn", "K01", "J1", "2026-Q1", -5.25]],
}


@dataclass(frozen=True)
class Formule:
    """A formula with the result that is stored beside it; None stores no result at all."""

    tekst: str
    waarde: Any


@dataclass
class Werkmapbouw:
    """A workbook in the making: rows per table, then headers, sheets and tables that differ from the layout."""

    rijen: dict[str, list[list[Any]]] = field(default_factory=lambda: copy.deepcopy(GAAF))
    koppen: dict[str, list[str]] = field(
        default_factory=lambda: {
            tabel.naam: [kolom.kop for kolom in tabel.kolommen] + (list(GEMEENTEN) if tabel.kruisveld else [])
            for tabel in TABELLEN
        }
    )
    weg: set[str] = field(default_factory=set)
    zonder_tabel: set[str] = field(default_factory=set)
    bladnamen: dict[str, str] = field(default_factory=dict)
    opties: dict[str, dict[str, Any]] = field(default_factory=dict)
    daarna: list[Callable[[xlsxwriter.Workbook], None]] = field(default_factory=list)
    delen: list[tuple[str, str, str]] = field(default_factory=list)

    def zet(self, tabel: str, rij: int, kolom: int, waarde: Any) -> None:
        """Put a value in a data row (both from 0)."""
        row = self.rijen[tabel][rij]
        row.extend([None] * (kolom + 1 - len(row)))
        row[kolom] = waarde

    def schrijf(self, path: Path) -> Path:
        """Write the file."""
        target = io.BytesIO()
        book = xlsxwriter.Workbook(target)
        for tabel in TABELLEN:
            if tabel.naam not in self.weg:
                self._write_tabel(book, tabel.naam, self.bladnamen.get(tabel.naam, tabel.blad))
        for one in self.daarna:
            one(book)
        book.close()
        path.write_bytes(wijzig_delen(target.getvalue(), self.delen))
        return path

    def _write_tabel(self, book: xlsxwriter.Workbook, naam: str, blad: str) -> None:
        sheet = book.get_worksheet_by_name(blad) or book.add_worksheet(blad)
        koppen, rijen = self.koppen[naam], self.rijen.get(naam, [])
        last = KOPRIJ + max(len(rijen), 1)
        if naam in self.zonder_tabel:
            sheet.write_row(KOPRIJ, 0, koppen)
        else:
            uniek = [{"header": kop if kop not in koppen[:n] else f"{kop}{n}"} for n, kop in enumerate(koppen)]
            options = {"name": naam, "columns": uniek, **self.opties.get(naam, {})}
            sheet.add_table(KOPRIJ, 0, last + ("total_row" in options), len(koppen) - 1, options)
            sheet.write_row(KOPRIJ, 0, koppen)
        datum, procent = book.add_format({"num_format": "dd-mm-yyyy"}), book.add_format({"num_format": "0.0%"})
        for offset, rij in enumerate(rijen, start=KOPRIJ + 1):
            for kolom, waarde in enumerate(rij):
                if isinstance(waarde, date):
                    sheet.write_datetime(offset, kolom, datetime.combine(waarde, datetime.min.time()), datum)
                elif isinstance(waarde, Formule):
                    sheet.write_formula(offset, kolom, waarde.tekst, None, "" if waarde.waarde is None else waarde.waarde)
                elif isinstance(waarde, Procent):
                    sheet.write_number(offset, kolom, waarde.waarde, procent)
                elif isinstance(waarde, str):
                    sheet.write_string(offset, kolom, waarde)
                elif waarde is not None:
                    sheet.write(offset, kolom, waarde)


@dataclass(frozen=True)
class Procent:
    """A number that is shown with a percent sign."""

    waarde: float


def wijzig_delen(content: bytes, wijzigingen: list[tuple[str, str, str]]) -> bytes:
    """The zip with texts replaced in its parts: (end of the part name, old, new); an old text that is not there is a KeyError."""
    target = io.BytesIO()
    pending = list(wijzigingen)
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for info in source.infolist():
            text = source.read(info)
            for change in wijzigingen:
                if info.filename.endswith(change[0]) and change[1].encode() in text:
                    text = text.replace(change[1].encode(), change[2].encode())
                    pending = [one for one in pending if one != change]
            made.writestr(info.filename, text)
    if pending:
        raise KeyError(pending)
    return target.getvalue()
