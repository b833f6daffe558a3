"""The period of a row as people type it (`2026-Q1`, `2026-03`, `M03`, `2026`): which months of which year."""

from __future__ import annotations

import re
from dataclasses import dataclass

KWARTALEN = 4
MAANDEN_PER_KWARTAAL = 3
MAANDEN_PER_JAAR = KWARTALEN * MAANDEN_PER_KWARTAAL
VORM = re.compile(r"(?:(?P<jaar>\d{4})(?:[-/ ]|$))?(?:[QK](?P<kwartaal>[1-4])|M?(?P<maand>0[1-9]|1[0-2]))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Periode:
    """A run of whole months in one year, both ends included."""

    jaar: int
    eerste_maand: int
    laatste_maand: int

    @property
    def kwartaal(self) -> int | None:
        """The kwartaal the period lies in; None when it is longer than one kwartaal."""
        begin, einde = ((maand - 1) // MAANDEN_PER_KWARTAAL + 1 for maand in (self.eerste_maand, self.laatste_maand))
        return begin if begin == einde else None


def parse_periode(text: str, jaar: int) -> Periode | None:
    """The period a text names, of `jaar` when the text does not say which year; None when it cannot be read as one."""
    found = VORM.fullmatch(text.strip())
    if found is None or not text.strip():
        return None
    year = int(found["jaar"]) if found["jaar"] else jaar
    if found["kwartaal"]:
        laatste = int(found["kwartaal"]) * MAANDEN_PER_KWARTAAL
        return Periode(year, laatste - MAANDEN_PER_KWARTAAL + 1, laatste)
    if found["maand"]:
        return Periode(year, int(found["maand"]), int(found["maand"]))
    return Periode(year, 1, MAANDEN_PER_JAAR)


def find_kwartaal(text: str, jaar: int) -> int | None:
    """The kwartaal of `jaar` that a text begins with (`Q2`, `2026-Q2`, `Q2 light`); None when it names none of that year."""
    for part in (text, text.strip().partition(" ")[0]):
        periode = parse_periode(part, jaar)
        if periode is not None:
            return periode.kwartaal if periode.jaar == jaar else None
    return None
