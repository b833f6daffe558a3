"""Runs the functions through the Office.js engine of xlwings, as Lite and Server do; calls come in and results go out as JSON.

Run as a process of its own, with XLWINGS_LICENSE_KEY and XLWINGS_ON_SERVER set before xlwings is first imported.
"""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

OVERGESLAGEN = 77


def main() -> None:
    """Read `[{"functie": ..., "args": [rows, ...]}, ...]` from stdin; print the metadata and one result or fout per call."""
    try:
        import xlwings
        from xlwings.server import custom_functions_call, custom_functions_meta
    except Exception as problem:  # a missing licence has no error class of its own that can be imported without one
        print(f"{type(problem).__name__}: {problem}")
        sys.exit(OVERGESLAGEN)
    from udfs import functions

    async def call(one: dict[str, Any]) -> dict[str, Any]:
        data = {
            "func_name": one["functie"],
            "args": one["args"],
            "caller_address": "[b.xlsx]Blad1!B2",
            "version": xlwings.__version__,
            "client": "Office.js",
            "runtime": "1.4",
            "culture_info_name": "nl-NL",
            "date_format": "dd-MM-jjjj",
        }
        try:
            return {"uitkomst": await custom_functions_call(data, functions)}
        except Exception as problem:
            return {"fout": str(problem), "soort": type(problem).__name__}

    calls = json.load(sys.stdin)
    results = [asyncio.run(call(one)) for one in calls]
    print(json.dumps({"meta": custom_functions_meta(functions), "uitkomsten": results}))


if __name__ == "__main__":
    main()
