"""The period of a row as people type it (`2026-Q1`, `2026-03`, `M03`, `15-3-2026`, `2026`): the first and the last day of it."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

KWARTALEN = 4
MAANDEN_PER_KWARTAAL = 3
MAANDEN_PER_JAAR = KWARTALEN * MAANDEN_PER_KWARTAAL
VORM = re.compile(
    r"(?:(?P<jaar>[1-9]\d{3})[-/ ]?)?(?:[QK](?P<kwartaal>[1-4])|M?(?P<maand>0[1-9]|1[0-2])(?:-(?P<dag>\d{2}))?)?"
    r"|(?P<dag_voor>\d{1,2})[-/](?P<maand_midden>0?[1-9]|1[0-2])[-/](?P<jaar_achter>[1-9]\d{3})",
    re.IGNORECASE,
)
JAARTAL = re.compile(r"^((?:19|20)\d{2})|(?<!\d)((?:19|20)\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Periode:
    """A day, or a run of whole months, in one year; both ends included."""

    begin: date
    einde: date

    @property
    def jaar(self) -> int:
        return self.begin.year

    @property
    def kwartaal(self) -> int | None:
        """The kwartaal the period lies in; None when it is longer than one kwartaal."""
        begin, einde = ((dag.month - 1) // MAANDEN_PER_KWARTAAL + 1 for dag in (self.begin, self.einde))
        return begin if begin == einde else None


@lru_cache(maxsize=4096)
def parse_periode(text: str, jaar: int) -> Periode | None:
    """The period a text names, of `jaar` when the text does not say which year; None when it cannot be read as one."""
    found = VORM.fullmatch(text.strip())
    if found is None or not text.strip():
        return None
    year = int(found["jaar"] or found["jaar_achter"] or jaar)
    maand = found["maand"] or found["maand_midden"]
    if found["dag"] or found["dag_voor"]:
        return _make_dag(year, int(maand), int(found["dag"] or found["dag_voor"]))
    if found["kwartaal"]:
        laatste = int(found["kwartaal"]) * MAANDEN_PER_KWARTAAL
        return _make_maanden(year, laatste - MAANDEN_PER_KWARTAAL + 1, laatste)
    return _make_maanden(year, int(maand), int(maand)) if maand else _make_maanden(year, 1, MAANDEN_PER_JAAR)


def guess_periode(text: str, jaar: int) -> Periode:
    """The period a text names; of a text that is none (`december 2025`, nothing) the whole year it names, else of `jaar`."""
    found = parse_periode(text, jaar)
    if found is not None:
        return found
    named = JAARTAL.search(text.strip())
    return _make_maanden(int(named[1] or named[2]) if named else jaar, 1, MAANDEN_PER_JAAR)


def find_kwartaal(text: str, jaar: int) -> int | None:
    """The kwartaal of `jaar` that a text begins with (`Q2`, `2026-Q2`, `Q2 light`); None when it names none of that year."""
    for part in (text, text.strip().partition(" ")[0]):
        periode = parse_periode(part, jaar)
        if periode is not None:
            return periode.kwartaal if periode.jaar == jaar else None
    return None


def _make_maanden(jaar: int, eerste: int, laatste: int) -> Periode:
    return Periode(date(jaar, eerste, 1), date(jaar, laatste, monthrange(jaar, laatste)[1]))


def _make_dag(jaar: int, maand: int, dag: int) -> Periode | None:
    """The day; None for a day that month does not have."""
    return Periode(date(jaar, maand, dag), date(jaar, maand, dag)) if 1 <= dag <= monthrange(jaar, maand)[1] else None
