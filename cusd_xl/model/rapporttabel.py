"""A table of a report as facts, for whoever draws it: a page of HTML or a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rapporttabel:
    """A table: short name, title, what is said when it is empty, headers with widths in characters, rows of texts."""

    naam: str
    titel: str
    leeg: str
    koppen: tuple[str, ...]
    breedtes: tuple[int, ...]
    rijen: Sequence[Sequence[str]]
    getallen: frozenset[int] = frozenset()
