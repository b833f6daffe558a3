"""Clicks the buttons of udfs/macros.py through the Office.js engine of xlwings and applies the actions that come back.

Run as a process of its own, with XLWINGS_LICENSE_KEY and XLWINGS_ON_SERVER set before xlwings is first imported. What Excel
would do with the actions is done by `Excel`, a workbook of values and formulas without any calculation.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from datetime import datetime, time
from typing import Any

OVERGESLAGEN = 77
LEES = "lees"
"""Not a button: only read the workbook."""


class Excel:
    """A workbook as Office.js sends it, and what becomes of it when the actions of xlwings are applied."""

    def __init__(self, begin: dict[str, Any]) -> None:
        self.sheets: list[dict[str, Any]] = [{**one, "cellen": split_keys(one["cellen"])} for one in begin["sheets"]]
        self.names: list[dict[str, str]] = begin["names"]
        self.alerts: list[str] = []
        self.acties: Counter[str] = Counter()

    def payload(self, version: str) -> dict[str, Any]:
        """The JSON that Excel sends with a click."""
        sheets = []
        for one in self.sheets:
            rijen = max((rij for rij, _ in one["cellen"]), default=1)
            kolommen = max((kolom for _, kolom in one["cellen"]), default=1)
            values = [
                [one["cellen"].get((rij, kolom), {}).get("waarde", "") for kolom in range(1, kolommen + 1)]
                for rij in range(1, rijen + 1)
            ]
            sheets.append(
                {
                    "name": one["naam"], "visibility": one["zichtbaar"], "values": values, "tables": one["tabellen"],
                    "pictures": [], "shapes": [], "charts": [], "notes": [], "print_area": None, "show_gridlines": True,
                }
            )  # fmt: skip
        names = [self._name(one) for one in self.names]
        book = {"name": "begroting.xlsx", "active_sheet_index": 0, "selection": "A1"}
        return {"client": "Office.js", "version": version, "book": book, "names": names, "sheets": sheets}

    def _name(self, one: dict[str, str]) -> dict[str, Any]:
        return {
            "name": one["naam"], "sheet_index": None, "address": None, "refers_to": one["verwijst"], "book_scope": True,
            "scope_sheet_name": None, "scope_sheet_index": None,
        }  # fmt: skip

    def apply(self, actions: list[dict[str, Any]]) -> None:
        """Do what xlwings asks, in its order; an action that this workbook does not know only counts."""
        for one in actions:
            self.acties[one["func"]] += 1
            handler = getattr(self, f"do_{one['func']}", None)
            if handler:
                handler(one)

    def _sheet(self, action: dict[str, Any]) -> dict[str, Any]:
        return self.sheets[action["sheet_position"]]

    def do_addSheet(self, action: dict[str, Any]) -> None:  # noqa: N802
        plek, naam = action["args"]
        self.sheets.insert(plek, {"naam": naam, "cellen": {}, "tabellen": [], "zichtbaar": "Visible"})

    def do_sheetDelete(self, action: dict[str, Any]) -> None:  # noqa: N802
        del self.sheets[action["sheet_position"]]

    def do_sheetClear(self, action: dict[str, Any]) -> None:  # noqa: N802
        self._sheet(action)["cellen"] = {}

    def do_setSheetVisibility(self, action: dict[str, Any]) -> None:  # noqa: N802
        self._sheet(action)["zichtbaar"] = action["args"][0]

    def do_namesAdd(self, action: dict[str, Any]) -> None:  # noqa: N802
        naam, verwijst = action["args"]
        self.names.append({"naam": naam, "verwijst": verwijst})

    def do_nameDelete(self, action: dict[str, Any]) -> None:  # noqa: N802
        self.names = [one for one in self.names if one["naam"] != action["args"][2]]

    def do_alert(self, action: dict[str, Any]) -> None:
        self.alerts.append(action["args"][0])

    def do_setNumberFormat(self, action: dict[str, Any]) -> None:  # noqa: N802
        for rij in range(action["start_row"] + 1, action["start_row"] + action["row_count"] + 1):
            for kolom in range(action["start_column"] + 1, action["start_column"] + action["column_count"] + 1):
                self._sheet(action)["cellen"].setdefault((rij, kolom), {})["formaat"] = action["args"][0]

    def do_setFormula(self, action: dict[str, Any]) -> None:  # noqa: N802
        for rij, row in enumerate(action["values"], start=action["start_row"] + 1):
            for kolom, typed in enumerate(row, start=action["start_column"] + 1):
                self.type(self._sheet(action), rij, kolom, typed)

    def type(self, sheet: dict[str, Any], rij: int, kolom: int, typed: Any) -> None:
        """What Excel makes of something typed: a formula, text after a quote, nothing, or the value."""
        cel = sheet["cellen"].setdefault((rij, kolom), {})
        is_text = cel.get("formaat") == "@"
        cel.pop("waarde", None)
        cel.pop("formule", None)
        if isinstance(typed, str) and typed.startswith("=") and not is_text:
            cel["formule"] = typed
        elif isinstance(typed, str) and typed.startswith("'") and not is_text:
            cel["waarde"] = typed[1:]
        elif typed != "":
            cel["waarde"] = as_date(typed) if "yyyy" in cel.get("formaat", "") else typed

    def fill(self, adres: str, waarde: Any) -> None:
        """What the user types in a cell of the first 26 columns: `Voorbeeld!B7`."""
        blad, _, cel = adres.partition("!")
        sheet = next(one for one in self.sheets if one["naam"] == blad)
        letters = cel.rstrip("0123456789")
        self.type(sheet, int(cel.removeprefix(letters)), ord(letters) - ord("A") + 1, waarde)

    def describe(self) -> dict[str, Any]:
        """The sheets with every filled cell by row and column, the names, and how often each action was asked."""
        bladen = {
            one["naam"]: {
                f"{rij},{kolom}": [cel.get("waarde"), cel.get("formule"), cel.get("formaat")]
                for (rij, kolom), cel in sorted(one["cellen"].items())
                if "waarde" in cel or "formule" in cel
            }
            for one in self.sheets
        }
        return {
            "bladen": bladen, "zichtbaar": {one["naam"]: one["zichtbaar"] for one in self.sheets}, "alerts": self.alerts,
            "namen": {one["naam"]: one["verwijst"] for one in self.names}, "acties": dict(self.acties),
        }  # fmt: skip


def read_begin(pad: str) -> dict[str, Any]:
    """A workbook file as plain values, to begin with: `{"sheets": [...], "names": [...]}`."""
    import openpyxl

    file = openpyxl.load_workbook(pad, data_only=True)
    sheets = []
    for sheet in file.worksheets:
        cellen = {
            f"{cel.row},{cel.column}": {"waarde": as_payload(cel.value)} for rij in sheet for cel in rij if cel.value is not None
        }
        tabellen = [make_tabel(one) for one in sheet.tables.values()]
        zichtbaar = "Visible" if sheet.sheet_state == "visible" else "Hidden"
        sheets.append({"naam": sheet.title, "cellen": cellen, "tabellen": tabellen, "zichtbaar": zichtbaar})
    return {
        "sheets": sheets,
        "names": [{"naam": naam, "verwijst": f"={one.attr_text}"} for naam, one in file.defined_names.items()],
    }


def split_keys(cellen: dict[str, Any]) -> dict[tuple[int, int], Any]:
    return {(int(plek.partition(",")[0]), int(plek.partition(",")[2])): cel for plek, cel in cellen.items()}


def as_payload(waarde: Any) -> Any:
    if isinstance(waarde, time):  # what openpyxl makes of a 0 in a date format
        return 0
    return waarde.strftime("%Y-%m-%dT%H:%M:%SZ") if isinstance(waarde, datetime) else waarde


def as_date(typed: Any) -> Any:
    if not typed:  # day 0 is a number to Excel
        return typed
    return datetime.fromordinal(datetime(1899, 12, 30).toordinal() + int(typed)).strftime("%Y-%m-%dT00:00:00Z")


def make_tabel(one: Any) -> dict[str, Any]:
    return {
        "name": one.displayName, "range_address": one.ref, "header_row_range_address": None, "data_body_range_address": None,
        "total_row_range_address": None, "show_headers": one.headerRowCount != 0, "show_totals": bool(one.totalsRowCount),
        "table_style": "", "show_autofilter": True,
    }  # fmt: skip


async def run_stappen(excel: Excel, stappen: list[dict[str, Any]], knoppen: Any) -> list[dict[str, Any]]:
    """Click button after button of the module `knoppen`; the workbook after each click."""
    import xlwings
    from xlwings.server import custom_scripts_call

    from cusd_xl.workbook.live_reader import read_boek

    result = []
    for stap in stappen:
        for adres, waarde in stap.get("vul", {}).items():
            excel.fill(adres, waarde)
        if "vreemd" in stap:
            excel.names = [one for one in excel.names if one["naam"] != f"cusd_xl.{stap['vreemd']}"]
        excel.acties.clear()
        excel.alerts = []
        book = xlwings.Book(json=excel.payload(xlwings.__version__))
        gelezen = read_boek(book) if stap["knop"] == LEES else None
        if stap["knop"] != LEES:
            await custom_scripts_call(knoppen, stap["knop"], None, {xlwings.Book: book}, stap.get("args", []))
        excel.apply(json.loads(json.dumps(book.json()))["actions"])
        book.close()
        result.append({**excel.describe(), "gelezen": gelezen})
    return result


def main() -> None:
    """Read `{"werkmap": ..., "stappen": [{"vul": {cel: waarde}, "knop": ..., "args": [...]}]}`; print the workbook per step.

    `vreemd` names a sheet that loses our mark before the click.
    """
    try:
        import xlwings.server  # noqa: F401
    except Exception as problem:  # a missing licence has no error class of its own that can be imported without one
        print(f"{type(problem).__name__}: {problem}")
        sys.exit(OVERGESLAGEN)
    from tests.hulp.plat import maak_plat
    from udfs import macros

    opdracht = json.load(sys.stdin)
    result = asyncio.run(run_stappen(Excel(read_begin(opdracht["werkmap"])), opdracht["stappen"], macros))
    print(json.dumps([{**one, "gelezen": one["gelezen"] and maak_plat(one["gelezen"])} for one in result]))


if __name__ == "__main__":
    main()
