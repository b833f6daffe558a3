"""An explanation as a value: steps in order, each with its figure, the cell it came from and the article it rests on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stap:
    """One step: what happens, the figure as text, the cell (empty when it was computed) and the article."""

    omschrijving: str
    waarde: str
    cel: str = ""
    artikel: str = ""


@dataclass(frozen=True, slots=True)
class Uitleg:
    """Where one amount comes from: the bijdrage of one gemeente to one kostenpost, in cents."""

    gemeente: str
    kostenpost: str
    omschrijving: str
    bedrag: int
    stappen: tuple[Stap, ...]
