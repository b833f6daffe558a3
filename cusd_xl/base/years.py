"""Years, peildata and termijnen: the calendar the regeling uses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS_PER_YEAR = 12
MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Termijn:
    """One instalment of a year: `nummer` out of `aantal`, from `begin` up to and including `einde`."""

    code: str
    jaar: int
    nummer: int
    aantal: int

    @property
    def begin(self) -> date:
        return date(self.jaar, (self.nummer - 1) * MONTHS_PER_YEAR // self.aantal + 1, 1)

    @property
    def einde(self) -> date:
        month = self.nummer * MONTHS_PER_YEAR // self.aantal
        following = date(self.jaar + 1, 1, 1) if month == MONTHS_PER_YEAR else date(self.jaar, month + 1, 1)
        return following - timedelta(days=1)

    @property
    def omschrijving(self) -> str:
        if self.aantal == 1:
            return f"heel {self.jaar}"
        kind = "kwartaal" if self.code.startswith("Q") else "maand"
        return f"{kind} {self.nummer} van {self.jaar}"


def peildatum(jaar: int, jaren_terug: int) -> date:
    """1 January of `jaren_terug` years before the begrotingsjaar (art. 12)."""
    return date(jaar - jaren_terug, 1, 1)


def add_years(day: date, jaren: int) -> date:
    """The same day so many years later; 29 February becomes 1 March where there is none."""
    try:
        return day.replace(year=day.year + jaren)
    except ValueError:
        return date(day.year + jaren, day.month + 1, 1)


def add_days(day: date, dagen: int) -> date:
    """So many days later, and never past the last day a date can hold."""
    return date.fromordinal(min(day.toordinal() + dagen, date.max.toordinal()))


def parse_termijn(code: str, jaar: int) -> Termijn:
    """`jaar`, `Q1`..`Q4` or `M01`..`M12` as a Termijn of `jaar`; anything else raises ValueError."""
    if code.lower() == "jaar":
        return Termijn("jaar", jaar, 1, 1)
    kwartaal = re.fullmatch(r"Q([1-4])", code.upper())
    if kwartaal:
        return Termijn(code.upper(), jaar, int(kwartaal[1]), 4)
    maand = re.fullmatch(r"M(0[1-9]|1[0-2])", code.upper())
    if maand:
        return Termijn(code.upper(), jaar, int(maand[1]), MONTHS_PER_YEAR)
    raise ValueError(code)


def days_in_year(jaar: int) -> int:
    """365, or 366 in a leap year."""
    return (date(jaar + 1, 1, 1) - date(jaar, 1, 1)).days


def format_datum(day: date) -> str:
    """A date as written in a Dutch letter: `5 januari 2026`."""
    return f"{day.day} {MAANDEN[day.month - 1]} {day.year}"


def short_datum(day: date) -> str:
    """A date in figures: `05-01-2026`."""
    return f"{day:%d-%m-%Y}"
