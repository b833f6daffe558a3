"""How far the formulas on the calculation sheets are exact; beyond this Excel or LibreOffice rounds, Python does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import lcm, prod

GRENS = 10**14
"""Every whole number in a formula stays below this: INT of LibreOffice goes wrong from about 5 x 10**14 on (measured)."""
RUIM = GRENS // 100
"""From here on a product is made in steps, so that changed input still has room below GRENS."""
STAP, STAPPEN = 100, 6
"""A product in steps takes the weight two digits at a time, at most six times: weights below 10**12."""
SPELING = 4
"""Denominators share one as long as even their product, which a small change may make the common one, stays this far off."""
MEESTE_FIJN = 2
"""So many simple keys of one kostenpost may stay out of the common denominator."""
DECIMALEN_GEWICHT = 6
"""Weights are scaled to whole numbers by formulas that look this many decimals deep."""
DECIMALEN_PERCENTAGE = 3
"""Index percentages likewise; circulaires publish one or two decimals."""


@dataclass(frozen=True, slots=True)
class Breuk:
    """The shares of one simple key as whole numbers: the largest numerator over the denominator; `in_centen` for amounts."""

    grootste: int
    noemer: int
    in_centen: bool = False


@dataclass(frozen=True, slots=True)
class Rekenwijze:
    """How the formulas of one kostenpost calculate.

    `in_stappen` says per simple key whether its product is made in steps; `fijn` are the places of the keys whose rests stay
    out of the common denominator `gemeen` of the others; `is_exact` says whether every whole number fits.
    """

    in_stappen: tuple[bool, ...]
    fijn: tuple[int, ...]
    gemeen: int
    is_exact: bool


def choose_rekenwijze(breuken: Sequence[Breuk]) -> Rekenwijze:
    """The way of calculating that keeps every whole number of a kostenpost exact, the plain way where that has room."""
    fijn: tuple[int, ...] = ()
    for place in sorted(range(len(breuken)), key=lambda place: (-breuken[place].noemer, place))[: len(breuken) - 1]:
        noemers = [one.noemer for nr, one in enumerate(breuken) if nr not in fijn]
        if SPELING * prod(noemers) >= (STAP**STAPPEN if fijn else GRENS) and len(fijn) < MEESTE_FIJN:
            fijn = (*fijn, place)
    stappen = tuple(place in fijn or one.in_centen or one.noemer * one.grootste >= RUIM for place, one in enumerate(breuken))
    gemeen = lcm(*(one.noemer for place, one in enumerate(breuken) if place not in fijn))
    fits = all(
        _fits_stappen(one) if steps else one.noemer * one.grootste < GRENS for one, steps in zip(breuken, stappen, strict=True)
    )
    return Rekenwijze(stappen, fijn, gemeen, fits and gemeen < (STAP**STAPPEN if fijn else GRENS))


def _fits_stappen(one: Breuk) -> bool:
    """A step makes numbers up to two times the denominator times STAP."""
    return 2 * STAP * one.noemer < GRENS and one.grootste < STAP**STAPPEN
