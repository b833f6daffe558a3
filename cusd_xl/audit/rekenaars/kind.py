"""Runs in a process of its own: recalculates workbooks with an embedded engine and writes one line of JSON for each.

A file can make a spreadsheet engine panic or abort; this way it takes nobody with it.
"""

from __future__ import annotations

import json
import sys
from typing import Any

LONGEST = 200
"""A reason is cut here."""
UITVOER = ".uit"
"""formualizer writes its copy under the name of the file and this."""


def main(motor: str, paths: list[str]) -> None:
    """Write per path the answer of the engine, or `{"reden": ...}`, and flush each line.

    ironcalc answers `{"waarden": [[blad, cel, value, parentheses]...]}`; formualizer writes a copy and answers `{}`.
    """
    run = {"ironcalc": _run_ironcalc, "formualizer": _run_formualizer}[motor]
    for path in paths:
        sys.stdout.write(json.dumps(run(path), ensure_ascii=True) + "\n")
        sys.stdout.flush()


def _run_ironcalc(path: str) -> dict[str, Any]:
    import ironcalc

    try:
        model = ironcalc.load_from_xlsx(path, "en", "UTC", "en")
        model.evaluate()
    except ironcalc.WorkbookError as problem:
        return _refuse(problem)
    namen = [one["name"] for one in model.get_worksheets_properties()]
    waarden = []
    for blad, rij, kolom in model.get_all_cells():
        formule = model.get_cell_formula(blad, rij, kolom)
        haakjes = formule.count("(") if formule else -1
        cel = f"{ironcalc.column_name_from_number(kolom)}{rij}"
        waarden.append([namen[blad], cel, model.get_cell_value(blad, rij, kolom), haakjes])
    return {"waarden": waarden}


def _run_formualizer(path: str) -> dict[str, Any]:
    import formualizer

    try:
        formualizer.recalculate_xlsx_file(path, path + UITVOER)
    except (formualizer.FormualizerHostError, OSError, ValueError, RuntimeError) as problem:
        return _refuse(problem)
    return {}


def _refuse(problem: Exception) -> dict[str, Any]:
    return {"reden": " ".join(str(problem).split())[:LONGEST] or type(problem).__name__}


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
