"""Starts an embedded engine in a process of its own, for a number of workbooks, and outlives whatever happens to it."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

SECONDS = 120
"""The longest all workbooks of one call together may take, with `SECONDS_EACH` for every one of them."""
SECONDS_EACH = 10
PER_CALL = 100
TE_LANG = "de rekenmachine was na lange tijd niet klaar"
GESTOPT = "de rekenmachine is gestopt op dit bestand"


def ask(motor: str, werkmappen: Mapping[str, bytes]) -> Iterator[tuple[str, Path, Mapping[str, Any]]]:
    """Per workbook, in order, its name, where it stands for as long as this goes on, and the answer of the engine."""
    namen = list(werkmappen)
    with tempfile.TemporaryDirectory() as folder:
        for first in range(0, len(namen), PER_CALL):
            groep = namen[first : first + PER_CALL]
            paths = [Path(folder) / f"{first + nummer}.xlsx" for nummer in range(len(groep))]
            for naam, path in zip(groep, paths, strict=True):
                path.write_bytes(werkmappen[naam])
            yield from zip(groep, paths, _run(motor, paths), strict=True)


def _run(motor: str, paths: list[Path]) -> list[Mapping[str, Any]]:
    """One answer per path; a file that stops the engine is left out and the rest is done without it."""
    answers: list[Mapping[str, Any]] = []
    while len(answers) < len(paths):
        rest = paths[len(answers) :]
        command = [sys.executable, "-m", "cusd_xl.audit.rekenaars.kind", motor, *map(str, rest)]
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
