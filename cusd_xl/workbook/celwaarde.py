"""What one cell holds: empty, number (exact, from the text of the file), text, boolean, date, error or not calculated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Context, Decimal
from enum import Enum, auto

from cusd_xl.base.names import tidy

SIGNIFICANT = Context(prec=15)
NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
DATE_LETTERS = re.compile(r"[dmyhs]", re.IGNORECASE)
BUILTIN_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
BUILTIN_PERCENTAGES = frozenset((9, 10))
EPOCH_1900 = datetime(1899, 12, 30)
EPOCH_1904 = datetime(1904, 1, 1)
FALSE_LEAP_DAY = 60
UNPRINTABLE = "\ufffd"


class Celsoort(Enum):
    """The kinds of content; an error value and a formula without a stored result are never mistaken for an empty cell."""

    LEEG = auto()
    GETAL = auto()
    TEKST = auto()
    WAARHEID = auto()
    DATUM = auto()
    FOUT = auto()
    NIET_BEREKEND = auto()


class Opmaak(Enum):
    """How a number is shown, as far as that changes what it means."""

    GEWOON = auto()
    DATUM = auto()
    PROCENT = auto()


@dataclass(frozen=True, slots=True)
class Celwaarde:
    """One cell: kind, value (Decimal, str, bool, date, the code of an error, or None), and whether a formula gave it."""

    soort: Celsoort
    waarde: Decimal | str | bool | date | None = None
    formule: bool = False
    procent: bool = False

    @property
    def is_leeg(self) -> bool:
        """True for an empty cell and for text of white space only (also the result of a formula such as =\"\")."""
        return self.soort is Celsoort.LEEG or (self.soort is Celsoort.TEKST and not str(self.waarde).strip())


LEEG = Celwaarde(Celsoort.LEEG)


def parse_number(text: str) -> Decimal | None:
    """The number as Excel shows it, 15 significant digits (0.30000000000000004 is 0.3); None when the text is no number."""
    if NUMBER.fullmatch(text.strip()) is None:
        return None
    return SIGNIFICANT.create_decimal(text.strip())


def number_text(number: Decimal) -> str:
    """A number as plain text without exponent or trailing zeros: 2026, 0.5."""
    return format(number.normalize(), "f") if number else "0"


def header_text(cel: Celwaarde) -> str:
    """The text of a header cell, tidied; a year typed as a number reads as its digits."""
    if cel.soort is Celsoort.GETAL:
        return number_text(cel.waarde)  # type: ignore[arg-type]
    return tidy(str(cel.waarde)) if cel.soort is Celsoort.TEKST else ""


def serial_to_date(serial: Decimal, date1904: bool) -> date | None:
    """The day of a serial number (a datetime when it has a time of day); None when it is outside the calendar of Excel."""
    days = serial
    if not date1904 and 1 <= serial < FALSE_LEAP_DAY:
        days += 1
    try:
        moment = (EPOCH_1904 if date1904 else EPOCH_1900) + timedelta(seconds=int((days * 86_400).to_integral_value()))
    except OverflowError:
        return None
    if serial < 0:
        return None
    return moment if serial != int(serial) else moment.date()


def parse_iso_date(text: str) -> date | None:
    """`2026-01-05`, with or without a time, as a date; None when it is none."""
    try:
        return datetime.fromisoformat(text.strip()).date()
    except ValueError:
        return None


def unescape(text: str) -> str:
    """The characters that the file format writes as _x000D_; those that no text can hold become a replacement mark."""
    return ESCAPED.sub(_unescape_one, text) if "_x" in text else text


def opmaak_of(format_id: int, code: str | None) -> Opmaak:
    """What a number format makes of a number: a date, a percentage or just a number."""
    if code is None:
        if format_id in BUILTIN_DATES:
            return Opmaak.DATUM
        return Opmaak.PROCENT if format_id in BUILTIN_PERCENTAGES else Opmaak.GEWOON
    bare = LITERALS.sub("", code.partition(";")[0])
    if "general" not in bare.lower() and DATE_LETTERS.search(bare):
        return Opmaak.DATUM
    return Opmaak.PROCENT if "%" in bare else Opmaak.GEWOON


def _unescape_one(match: re.Match[str]) -> str:
    sign = chr(int(match[1], 16))
    return sign if sign.isprintable() or sign.isspace() else UNPRINTABLE
