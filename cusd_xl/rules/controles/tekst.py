"""The small Dutch parts that findings share: an advice with the nearest name, a list, a period."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from cusd_xl.base.money import format_number
from cusd_xl.base.names import nearest
from cusd_xl.base.years import short_datum

DECIMALS = 6
MOST_NAMED = 3
"""A sentence names this many items at most; the others are counted."""


def propose(naam: str, known: Iterable[str], otherwise: str) -> str:
    """`Bedoelt u 'Baarn'?` when a known name looks like this one, else the other advice."""
    found = nearest(naam, known)
    return f"Bedoelt u '{found}'?" if found else otherwise


def enumerate_names(names: Iterable[str]) -> str:
    """`K01, K02 en K03`; of a long list the first ones and the number of others."""
    unique = list(dict.fromkeys(names))
    if len(unique) > MOST_NAMED:
        return f"{', '.join(unique[:MOST_NAMED])} en {len(unique) - MOST_NAMED} andere"
    return f"{', '.join(unique[:-1])} en {unique[-1]}" if len(unique) > 1 else "".join(unique)


def describe_period(vanaf: date, tot_en_met: date | None) -> str:
    """`01-01-2026 tot en met 30-06-2026`, or `vanaf 01-01-2026`."""
    if tot_en_met is None:
        return f"vanaf {short_datum(vanaf)}"
    return f"{short_datum(vanaf)} tot en met {short_datum(tot_en_met)}"


def format_fraction(value: Fraction) -> str:
    """A number in Dutch notation with at most six decimals, made without a float."""
    millionths = round(abs(value) * 10**DECIMALS)
    decimals = f"{millionths % 10**DECIMALS:0{DECIMALS}d}".rstrip("0")
    whole = format_number(millionths // 10**DECIMALS)
    return ("-" if value < 0 else "") + whole + (f",{decimals}" if decimals else "")
