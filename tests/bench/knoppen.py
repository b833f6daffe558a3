"""The time of every button on the shipped workbook through the Office.js engine of xlwings, beside the same work from the file.

A report, not a test. Run as `python -m tests.bench.knoppen`; wants xlwings. The licence key that the engine asks for is the
offline key for non-commercial use, unless XLWINGS_LICENSE_KEY says otherwise. What Excel itself needs for the actions that a
button asks for is not in the time; their number is in the table.
"""

from __future__ import annotations

import asyncio
import json
import os
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import MappingProxyType

os.environ.setdefault("XLWINGS_LICENSE_KEY", "noncommercial")
os.environ["XLWINGS_ON_SERVER"] = "true"

from cusd_xl.runs.bereken import run_bereken
from cusd_xl.runs.controleer import run_controleer
from cusd_xl.runs.factureer import run_factureer
from tests.house.source import ROOT
from tests.udfs.officejs_boek import Excel, read_begin, run_stappen
from udfs import macros

WERKMAP = ROOT / "workbooks" / "begroting-amersfoort-2026.xlsx"
DATUM = date(2026, 1, 5)
STAPPEN = (
    ("controleer", []),
    ("bereken", []),
    ("bereken", [True]),
    ("maak_facturen", ["Q1"]),
    ("maak_facturen", ["Q1", True]),
    ("terugdraaien", []),
    ("terugdraaien", [True]),
)


def main() -> None:
    """Measure, print a table in seconds and one JSON object."""
    excel = Excel(read_begin(str(WERKMAP)))
    rows = []
    print(f"{'button':<32}{'seconds':>9}{'actions':>9}{'file s':>9}")
    for knop, args in STAPPEN:
        begin = time.perf_counter()
        state = asyncio.run(run_stappen(excel, [{"knop": knop, "args": args}], macros))[0]
        seconds = time.perf_counter() - begin
        command = COMMANDS.get(knop)
        file_seconds = measure(command) if command else None
        actions = sum(state["acties"].values())
        rows.append({"button": knop, "args": args, "seconds": seconds, "actions": actions, "file_seconds": file_seconds})
        shown = f"{file_seconds:9.2f}" if file_seconds is not None else f"{'-':>9}"
        print(f"{f'{knop}({args})':<32}{seconds:9.2f}{actions:9d}{shown}")
    print(json.dumps(rows))


def measure(command: Callable[[Path], object]) -> float:
    """Seconds of a command that may write in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        begin = time.perf_counter()
        command(Path(folder))
        return time.perf_counter() - begin


COMMANDS = MappingProxyType(
    {
        "controleer": lambda _: run_controleer(WERKMAP),
        "bereken": lambda folder: run_bereken(WERKMAP, folder / "berekend.xlsx"),
        "maak_facturen": lambda folder: run_factureer(WERKMAP, "Q1", folder / "facturen", DATUM),
    }
)


if __name__ == "__main__":
    main()
