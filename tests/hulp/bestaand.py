"""Begrotingsworkbooks as an adviser has them: the data of cusd_xl on sheets, in tables and under headers of his own."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import xlsxwriter

from tests.workbook.bouw_werkmap import Werkmapbouw

KOSTENKOPPEN = (
    "Code", "Omschrijving", "Kostensoort", "Taken", "Begroot bedrag", "Prijspeil", "Index", "Sleutel", "Taakveld", "Categorie",
    "Btw",
)  # fmt: skip
KOSTEN = ("K01", "Inkoop", "organisatiekosten", "alle", 1000.5, 2026, "geen", "inwoners", "6.60", "4.3.2", "O")
INWONERS = (("Amersfoort", 160_000), ("Baarn", 25_000))


def write_bestaand(path: Path, inwonerskop: str = "Aantal inwoners") -> Path:
    """Inwoners as a plain range on the sheet CBS, kosten in a table Kostentabel on the sheet Begroting 2026, all else as ours."""
    bouw = Werkmapbouw()
    bouw.weg = {"tblKosten", "tblInwoners"}
    bouw.daarna.append(lambda book: _add_own_sheets(book, inwonerskop))
    return bouw.schrijf(path)


def _add_own_sheets(book: xlsxwriter.Workbook, inwonerskop: str) -> None:
    cbs, begroting = book.add_worksheet("CBS"), book.add_worksheet("Begroting 2026")
    dag = book.add_format({"num_format": "dd-mm-yyyy"})
    cbs.write_row(2, 1, ("Gemeentenaam", "Datum", inwonerskop, "Status"))
    for row, (gemeente, inwoners) in enumerate(INWONERS, start=3):
        cbs.write(row, 1, gemeente)
        cbs.write_datetime(row, 2, datetime(2024, 1, 1), dag)
        cbs.write(row, 3, inwoners)
        cbs.write(row, 4, "definitief")
    columns = [{"header": kop} for kop in KOSTENKOPPEN]
    begroting.add_table(4, 0, 5, len(KOSTENKOPPEN) - 1, {"name": "Kostentabel", "data": [list(KOSTEN)], "columns": columns})
    begroting.write_formula("N1", "=SUM(Kostentabel[Begroot bedrag])", None, KOSTEN[4])
