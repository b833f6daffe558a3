"""The embedded calculator: ironcalc, an engine in Rust that shares no code with us, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from cusd_xl.model.narekening import Herberekend, Plek, Rekenwaarde

NAAM = "ironcalc"
SECONDS = 120
"""The longest all workbooks of one call together may take, with `SECONDS_EACH` for every one of them."""
SECONDS_EACH = 10
PER_CALL = 100
TE_LANG = "de rekenmachine was na lange tijd niet klaar"
GESTOPT = "de rekenmachine is gestopt op dit bestand"
HAAKJES = "ironcalc leest de haakjes in deze formule niet goed"


def recalculate(werkmappen: Mapping[str, bytes], haakjes: Mapping[str, Mapping[Plek, int]]) -> Iterator[tuple[str, Herberekend]]:
    """Recalculate each workbook, by name, from scratch; what it made of it, in the same order.

    `haakjes` is the number of opening parentheses in each formula of a workbook: ironcalc drops some while loading, and
    a formula it holds fewer of is named as uncertain.
    """
    namen = list(werkmappen)
    with tempfile.TemporaryDirectory() as folder:
        for first in range(0, len(namen), PER_CALL):
            groep = namen[first : first + PER_CALL]
            paths = {naam: Path(folder) / f"{first + nummer}.xlsx" for nummer, naam in enumerate(groep)}
            for naam, path in paths.items():
                path.write_bytes(werkmappen[naam])
            for naam, gezegd in zip(groep, _run(list(paths.values())), strict=True):
                yield naam, _read(gezegd, haakjes.get(naam, {}))


def _run(paths: list[Path]) -> list[Mapping[str, Any]]:
    """One answer per path; a file that stops the engine is left out and the rest is done without it."""
    answers: list[Mapping[str, Any]] = []
    while len(answers) < len(paths):
        rest = paths[len(answers) :]
        command = [sys.executable, "-m", "cusd_xl.audit.rekenaars.ironcalc_kind", *map(str, rest)]
        try:
            done = subprocess.run(command, capture_output=True, timeout=SECONDS + SECONDS_EACH * len(rest), check=False)
            lines, reden = done.stdout.splitlines(), GESTOPT
        except subprocess.TimeoutExpired as problem:
            lines, reden = (problem.stdout or b"").splitlines(), TE_LANG
        found = [one for one in map(_parse, lines[: len(rest)]) if one is not None]
        answers += found if len(found) == len(rest) else [*found, {"reden": reden}]
    return answers


def _parse(line: bytes) -> Mapping[str, Any] | None:
    try:
        answer: Mapping[str, Any] = json.loads(line, parse_float=Decimal, parse_int=Decimal)
    except ValueError:
        return None
    return answer


def _read(gezegd: Mapping[str, Any], haakjes: Mapping[Plek, int]) -> Herberekend:
    if "reden" in gezegd:
        return Herberekend(reden=str(gezegd["reden"]))
    waarden: dict[Plek, Rekenwaarde] = {}
    onzeker: dict[Plek, str] = {}
    for blad, cel, waarde, aantal in gezegd["waarden"]:
        plek = (str(blad), str(cel))
        waarden[plek] = None if waarde == "" else waarde
        if 0 <= aantal < haakjes.get(plek, 0):
            onzeker[plek] = HAAKJES
    return Herberekend(waarden, onzeker)
