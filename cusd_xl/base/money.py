"""Money in whole eurocents: exact in between, rounded once, closed on the cent by largest remainder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm

CENTS_PER_EURO = 100


@dataclass(frozen=True, slots=True)
class Aandeel:
    """One share of a split: its exact quota, the whole units below it, what is left, its rank and the extra unit it got."""

    quotum: Fraction
    vloer: int
    rest: Fraction
    rang: int
    extra: int

    @property
    def eenheden(self) -> int:
        return self.vloer + self.extra


def round_half_up(value: Fraction) -> int:
    """Round to the nearest whole number, halves upwards (towards plus infinity): 0.5 -> 1, -0.5 -> 0."""
    return (value + Fraction(1, 2)).__floor__()


def to_cents(euros: Decimal) -> int:
    """Whole cents of an amount in euros with at most two decimals; more decimals raise ValueError."""
    cents = euros * CENTS_PER_EURO
    if cents != cents.to_integral_value():
        raise ValueError(f"{euros} is not a whole number of cents")
    return int(cents)


def split_by_largest_remainder(total: int, gewichten: Sequence[int | Fraction]) -> tuple[Aandeel, ...]:
    """Split `total` whole units (>= 0) over weights (>= 0, not all 0), so that the parts add up to the total exactly.

    Each part is its quota rounded down; the units left over go to the largest remainders, ties in the order given.
    Source: regels.md R3 and open question 11; ValueError when there is nothing to split over.
    """
    weights = [Fraction(gewicht) for gewicht in gewichten]
    scale = lcm(*(weight.denominator for weight in weights)) if weights else 1
    whole = [int(weight * scale) for weight in weights]
    som = sum(whole)
    if som <= 0 or min(whole) < 0:
        raise ValueError("the weights must be at least 0 and together more than 0")
    floors = [total * weight // som for weight in whole]
    rests = [total * weight % som for weight in whole]
    left = total - sum(floors)
    order = sorted(range(len(whole)), key=lambda index: (-rests[index], index))
    rang = {index: place for place, index in enumerate(order, start=1)}
    return tuple(
        Aandeel(Fraction(total * whole[i], som), floors[i], Fraction(rests[i], som), rang[i], int(rang[i] <= left))
        for i in range(len(whole))
    )


def round_to_total(parts: Sequence[int], eenheid: int) -> tuple[int, ...]:
    """The parts rounded to whole units of `eenheid` (100: euros), so that they add up to their own total, rounded half up.

    Each part (it may be negative) is rounded down; the units left over go to the largest remainders, ties in the order given.
    """
    over = round_half_up(Fraction(sum(parts), eenheid)) - sum(part // eenheid for part in parts)
    order = sorted(range(len(parts)), key=lambda index: (-(parts[index] % eenheid), index))
    up = set(order[:over])
    return tuple((part // eenheid + (index in up)) * eenheid for index, part in enumerate(parts))


def spread_in_proportion(total: int, bedragen: Sequence[int]) -> tuple[int, ...]:
    """Whole cents of `total` (>= 0) over amounts with a sum above 0, closed by largest remainder; an amount may be negative.

    A negative amount, a correction, gets a negative part: what is spread over it comes back. ValueError when the sum is not
    above 0.
    """
    som = sum(bedragen)
    if som <= 0:
        raise ValueError("the amounts must add up to more than 0")
    floors = [total * bedrag // som for bedrag in bedragen]
    order = sorted(range(len(bedragen)), key=lambda index: (-(total * bedragen[index] % som), index))
    extra = set(order[: total - sum(floors)])
    return tuple(vloer + (index in extra) for index, vloer in enumerate(floors))


def split_over_termijnen(cents: int, aantal: int) -> tuple[int, ...]:
    """Split a yearly amount over `aantal` instalments: equal whole cents, the cents left over to the first ones (R49)."""
    vloer, over = divmod(cents, aantal)
    return tuple(vloer + (nummer < over) for nummer in range(aantal))


def name_eenheid(eenheid: int, aantal: int = 2) -> str:
    """The unit of so many cents in which is divided, in the number that `aantal` asks for: `cent`, `centen`, `euro`, `euro's`."""
    enkel, meer = ("euro", "euro's") if eenheid == CENTS_PER_EURO else ("cent", "centen")
    return enkel if aantal == 1 else meer


def euro_text(cents: int) -> str:
    """The amount as the contract writes it: two decimals and a point, `69886.69`."""
    sign, whole = ("-" if cents < 0 else ""), abs(cents)
    return f"{sign}{whole // CENTS_PER_EURO}.{whole % CENTS_PER_EURO:02d}"


def format_euro(cents: int) -> str:
    """The amount as a Dutch reader expects it: `€ 69.886,69`, `-€ 5,00`."""
    sign, whole = ("-" if cents < 0 else ""), abs(cents)
    return f"{sign}€ {format_number(whole // CENTS_PER_EURO)},{whole % CENTS_PER_EURO:02d}"


def format_number(number: int | Decimal) -> str:
    """A number as a Dutch reader expects it: point for thousands, comma for decimals."""
    return f"{number:,}".translate(str.maketrans(",.", ".,"))
