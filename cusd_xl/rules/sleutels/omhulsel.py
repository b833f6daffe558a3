"""What a composite key or a wrapper says: the keys inside with their parts, and what it does to the amount or to who weighs."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Bandbreedte:
    """The band around the begroting as a part of one, and the number of years that are settled together."""

    band: Fraction
    jaren: int


@dataclass(frozen=True, slots=True)
class Omhulsel:
    """One level of a key that is made of other keys.

    `delen` names the keys inside with their exact part. `zonder` are gemeenten that weigh 0 in all of them, as typed. The
    others work on the amount: the part of the Bedrag that counts, a ceiling and a fixed foot per gemeente, both in cents.
    """

    delen: tuple[tuple[str, Fraction], ...]
    zonder: tuple[str, ...] = ()
    deel_van_bedrag: Fraction = Fraction(1)
    plafond: int | None = None
    voet: int = 0
    bandbreedte: Bandbreedte | None = None


def wrap(sleutel: str) -> tuple[tuple[str, Fraction], ...]:
    """The parts of a wrapper around one key: all of it."""
    return ((sleutel, Fraction(1)),)
