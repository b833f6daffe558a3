"""The second embedded calculator: formualizer, asked where ironcalc is known to misread or says something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cusd_xl.audit.rekenaars.ingebouwd import ask
from cusd_xl.audit.rekenaars.kind import UITVOER

NAAM = "formualizer"


def recalculate(werkmappen: Mapping[str, bytes]) -> Iterator[tuple[str, bytes | None]]:
    """The recalculated copy of each workbook, by name and in the same order; None where formualizer made none."""
    for naam, path, _ in ask(NAAM, werkmappen):
        made = path.with_name(path.name + UITVOER)
        yield naam, made.read_bytes() if made.is_file() else None
