"""Reads the cells and ranges that Excel hands to a function; what cannot be used is refused by its argument, never guessed.

A cell is a number (float), text, bool, date, None when empty, or `#...` for an error value; a range is a list of rows. Numbers
become exact through the 15 digits Excel shows, so 0.1 + 0.2 is 0.3. Every refusal is an ArgumentError of one short Dutch line.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TypeAlias

from cusd_xl.base.errors import ArgumentError
from cusd_xl.base.money import to_cents
from cusd_xl.base.names import tidy

Cel: TypeAlias = object
Bereik: TypeAlias = object
GelabeldeCel: TypeAlias = tuple[str, Cel]

FIRST_YEAR, LAST_YEAR = 1900, 2200
LARGEST = 10**13
"""In cents, as on the input sheets; up to here 15 digits hold every cent."""
COM_ERRORS = range(-2146826300, -2146826200)
"""Error values that classic xlwings has no name for arrive as these whole numbers."""


def read_cel(naam: str, waarde: Cel) -> Cel:
    """What one cell holds, text without stray spaces, None when it is empty."""
    if isinstance(waarde, list | tuple):
        raise ArgumentError(f"{naam}: kies één cel, geen bereik.")
    if isinstance(waarde, int) and waarde in COM_ERRORS:
        raise ArgumentError(f"{naam}: de cel bevat een foutwaarde.")
    if not isinstance(waarde, str):
        return waarde
    if waarde.startswith("#"):
        raise ArgumentError(f"{naam}: de cel bevat een foutwaarde.")
    return tidy(waarde) or None


def read_getal(naam: str, waarde: Cel) -> Decimal:
    """A number, exact as Excel shows it."""
    found = read_cel(naam, waarde)
    if found is None:
        raise ArgumentError(f"{naam}: is leeg; vul een getal in, desnoods 0.")
    if isinstance(found, str):
        raise ArgumentError(f"{naam}: staat als tekst; maak er een getal van.")
    is_number = isinstance(found, int | float | Decimal) and not isinstance(found, bool)
    number = Decimal(f"{found:.15g}") if is_number else Decimal("nan")
    if not number.is_finite():
        raise ArgumentError(f"{naam}: is geen getal.")
    return number


def read_cents(naam: str, waarde: Cel) -> int:
    """An amount in euros with at most two decimals, in whole cents."""
    euros = read_getal(naam, waarde)
    if abs(euros) * 100 > LARGEST:
        raise ArgumentError(f"{naam}: is te groot om op de cent te rekenen.")
    try:
        return to_cents(euros)
    except ValueError:
        raise ArgumentError(f"{naam}: heeft meer dan twee decimalen; rond eerst af op centen.") from None


def read_geheel(naam: str, waarde: Cel, least: int, most: int) -> int:
    """A whole number from `least` up to and including `most`."""
    number = read_getal(naam, waarde)
    if number != number.to_integral_value():
        raise ArgumentError(f"{naam}: is geen geheel getal.")
    if not least <= number <= most:
        raise ArgumentError(f"{naam}: moet van {least} tot en met {most} zijn.")
    return int(number)


def read_jaar(naam: str, waarde: Cel) -> int:
    """A year in four figures."""
    return read_geheel(naam, waarde, FIRST_YEAR, LAST_YEAR)


def read_plaats(nummer: Cel, aantal: int) -> int:
    """The argument `nummer`, counted from 1, as a place counted from 0."""
    return read_geheel("nummer", nummer, 1, aantal) - 1


def read_tekst(naam: str, waarde: Cel) -> str:
    """A text, empty for an empty cell; a number is refused, for it may have lost zeros or figures."""
    found = read_cel(naam, waarde)
    if found is not None and not isinstance(found, str):
        raise ArgumentError(f"{naam}: staat niet als tekst; maak er tekst van.")
    return found or ""


def read_rijen(bereik: Bereik) -> list[list[Cel]]:
    """A range as rows; a single cell is a range of one."""
    return bereik if isinstance(bereik, list) else [[bereik]]


def read_lijst(naam: str, bereik: Bereik) -> list[GelabeldeCel]:
    """The cells of one row or one column in order, each with the words that name it."""
    rijen = read_rijen(bereik)
    if len(rijen) > 1 and len(rijen[0]) > 1:
        raise ArgumentError(f"{naam}: kies één rij of één kolom.")
    return read_alle(naam, rijen)


def read_alle(naam: str, bereik: Bereik) -> list[GelabeldeCel]:
    """The cells of a range row by row, each with the words that name it."""
    cellen = (cel for rij in read_rijen(bereik) for cel in rij)
    return [(f"{naam}, cel {nummer}", cel) for nummer, cel in enumerate(cellen, start=1)]


def read_paren(naam: str, bereik: Bereik, ander: str, anders: Bereik) -> list[tuple[GelabeldeCel, GelabeldeCel]]:
    """The cells of two ranges of the same length side by side."""
    first, second = read_lijst(naam, bereik), read_lijst(ander, anders)
    if len(first) != len(second):
        raise ArgumentError(f"{ander}: heeft niet evenveel cellen als {naam}.")
    return list(zip(first, second, strict=True))


def to_euros(cents: int) -> float:
    """Whole cents as Excel takes an amount: a float of at most two decimals."""
    if abs(cents) > LARGEST:
        raise ArgumentError("De uitkomst is te groot om op de cent te rekenen.")
    return cents / 100
