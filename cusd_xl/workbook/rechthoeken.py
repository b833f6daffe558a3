"""Cells with the same look gathered into rectangles, so that a whole block takes one call."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from cusd_xl.base.addresses import Area

Plek = tuple[int, int]


def find_rechthoeken(plekken: Iterable[Plek]) -> list[Area]:
    """Rectangles that cover these cells (row, column; both from 1) and no other, each cell once."""
    found: list[Area] = []
    growing: dict[tuple[int, int], Area] = {}
    for rij, cellen in groupby(sorted(plekken), key=lambda plek: plek[0]):
        runs = _find_runs([kolom for _, kolom in cellen])
        grown: dict[tuple[int, int], Area] = {}
        for run in runs:
            above = growing.pop(run, None)
            joins = above is not None and above.laatste_rij == rij - 1
            grown[run] = Area(above.eerste_rij if above and joins else rij, run[0], rij, run[1])
            if above and not joins:
                found.append(above)
        found += growing.values()
        growing = grown
    return [*found, *growing.values()]


def _find_runs(kolommen: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for kolom in kolommen:
        if runs and runs[-1][1] == kolom - 1:
            runs[-1] = (runs[-1][0], kolom)
        else:
            runs.append((kolom, kolom))
    return runs
