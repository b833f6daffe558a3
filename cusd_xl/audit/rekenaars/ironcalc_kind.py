"""Runs in a process of its own: recalculates workbooks with ironcalc and prints one line of JSON for each.

A file can make a spreadsheet engine panic or abort; this way it takes nobody with it.
"""

from __future__ import annotations

import json
import sys
from typing import Any

LONGEST = 200
"""A reason is cut here."""


def main(paths: list[str]) -> None:
    """Print per path `{"waarden": [[blad, cel, value, parentheses]...]}` or `{"reden": ...}`, and flush each line."""
    for path in paths:
        sys.stdout.write(json.dumps(_recalculate(path), ensure_ascii=True) + "\n")
        sys.stdout.flush()


def _recalculate(path: str) -> dict[str, Any]:
    import ironcalc

    try:
        model = ironcalc.load_from_xlsx(path, "en", "UTC", "en")
        model.evaluate()
    except ironcalc.WorkbookError as problem:
        return {"reden": " ".join(str(problem).split())[:LONGEST]}
    namen = [one["name"] for one in model.get_worksheets_properties()]
    waarden = []
    for blad, rij, kolom in model.get_all_cells():
        formule = model.get_cell_formula(blad, rij, kolom)
        haakjes = formule.count("(") if formule else -1
        cel = f"{ironcalc.column_name_from_number(kolom)}{rij}"
        waarden.append([namen[blad], cel, model.get_cell_value(blad, rij, kolom), haakjes])
    return {"waarden": waarden}


if __name__ == "__main__":
    main(sys.argv[1:])
