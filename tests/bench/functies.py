"""The time per call of every Excel function through the Office.js engine of xlwings, beside the plain Python call.

A report, not a test. Run as `python -m tests.bench.functies [--repeats 5]`; wants the extra `excel`. The licence key that the
engine asks for is the offline key for non-commercial use, unless XLWINGS_LICENSE_KEY says otherwise.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import time
from collections.abc import Callable
from typing import Any

os.environ.setdefault("XLWINGS_LICENSE_KEY", "noncommercial")
os.environ["XLWINGS_ON_SERVER"] = "true"

import xlwings
from xlwings.server import custom_functions_call

from udfs import functions

CELLEN = (1, 100, 10_000)
MOST_YEARS = 100
"""A reeks has no more years than this; the rest of a longer range is empty."""
LEAST_SECONDS = 0.02


def main() -> None:
    """Measure, print a table in microseconds and one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=5)
    options = parser.parse_args()
    print(f"{'function':<20}{'cells':>8}{'Office.js us':>14}{'Python us':>12}{'ratio':>8}")
    rows = []
    for cells in CELLEN:
        for naam, arguments in list_calls(cells).items():
            office, plain = measure(naam, arguments, options.repeats)
            rows.append({"function": naam, "cells": cells, "office_us": round(office, 1), "python_us": round(plain, 1)})
            print(f"{naam:<20}{cells:>8}{office:>14.1f}{plain:>12.1f}{office / plain:>8.2f}")
    print(json.dumps(rows))


def list_calls(cells: int) -> dict[str, list[Any]]:
    """The arguments of every function for ranges of this many cells; those without a range are measured at one cell only."""
    weights = [[float(1000 + index * 37 % 9973)] for index in range(cells)]
    bedragen = [[float(index % 1000)] for index in range(cells)]
    codes = [[f"T{index}"] for index in range(cells)]
    crosses = [["x" if index % 3 else None] for index in range(cells)]
    with_range: dict[str, list[Any]] = {
        "cusd_verdeel": [1_000_000.0, weights],
        "cusd_aandeel": [1_000_000.0, weights, 1.0],
        "cusd_uitleg": [1_000_000.0, weights, 1.0, "Baarn"],
        "cusd_deelname": ["T0", codes, crosses],
        "cusd_proceskosten": [bedragen, bedragen],
        "cusd_sluit": [float(sum(bedrag for [bedrag] in bedragen)), bedragen],
    }
    years = min(cells, MOST_YEARS)
    jaren = [[float(2001 + index) if index < years else None] for index in range(cells)]
    percentages = [[2.7 if index < years else None] for index in range(cells)]
    with_range["cusd_indexeer"] = [1000.0, 2000.0, 2000.0 + years, jaren, percentages]
    return with_range if cells > 1 else {**with_range, **SINGLE}


SINGLE: dict[str, list[Any]] = {
    "cusd_peildatum": [2026.0],
    "cusd_termijn": [69886.69, 1.0, 4.0],
    "cusd_is_iban": ["NL91 ABNA 0417 1643 00"],
    "cusd_is_kvk": ["32169606"],
    "cusd_is_oin": ["00000001001626736000"],
    "cusd_is_gmcode": ["GM0308"],
    "cusd_versie": [],
}


def measure(naam: str, arguments: list[Any], repeats: int) -> tuple[float, float]:
    """The median microseconds of a call through the engine and of the same call in Python."""
    data = {
        "func_name": naam,
        "caller_address": "[b.xlsx]Blad1!B2",
        "version": xlwings.__version__,
        "client": "Office.js",
        "runtime": "1.4",
        "culture_info_name": "nl-NL",
        "date_format": "dd-MM-jjjj",
    }
    sent = [one if isinstance(one, list) else [[one]] for one in arguments]
    function = getattr(functions, naam)
    with asyncio.Runner() as runner:
        office = time_call(lambda: runner.run(custom_functions_call({**data, "args": list(sent)}, functions)), repeats)
    return office, time_call(lambda: function(*arguments), repeats)


def time_call(call: Callable[[], object], repeats: int) -> float:
    """Microseconds per call: the median over repeats that each last long enough to measure."""
    begin = time.perf_counter()
    call()
    turns = max(1, int(LEAST_SECONDS / max(time.perf_counter() - begin, 1e-7)))
    measured = []
    for _ in range(repeats):
        begin = time.perf_counter()
        for _ in range(turns):
            call()
        measured.append((time.perf_counter() - begin) / turns)
    return statistics.median(measured) * 1_000_000


if __name__ == "__main__":
    main()
