"""Handvest art. 13.3 and 15.4c: a difference from the begroting above the threshold is told beforehand."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from cusd_xl.model.afwijking import Afwijking
from cusd_xl.rules.grondslag import CUSD, HANDVEST, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(CUSD, "13; handvest 13.3 en 15.4c", f"{TOELICHTING}; {HANDVEST}", ("R63", "R69"))


def compare(begroot: int | None, stand: int, drempel: Decimal | None, zonder: int = 0) -> Afwijking:
    """A stand in cents beside what was begroot; a signal when the difference is more than `drempel` percent of it.

    Exactly the threshold gives no signal, and neither does a threshold that is not set. Where nothing was begroot every cent
    is above it; where it is not known what was begroot (None) there is nothing to compare.
    """
    found = Afwijking(begroot, stand, stand if begroot is None else zonder)
    if drempel is None or begroot is None or found.verschil is None:
        return found
    signaal = abs(found.verschil) * 100 > Fraction(drempel) * abs(begroot)
    return Afwijking(begroot, stand, found.zonder, signaal)


def total(delen: Iterable[Afwijking], drempel: Decimal | None) -> Afwijking:
    """The sum of several: only what was begroot is compared, the rest is counted as `zonder`."""
    parts = tuple(delen)
    begroot = sum(one.begroot or 0 for one in parts)
    return compare(begroot, sum(one.stand for one in parts), drempel, sum(one.zonder for one in parts))


def combine(delen: Iterable[Afwijking], drempel: Decimal | None) -> Afwijking:
    """Several lines as one: not begroot when none of them was, else their total."""
    parts = tuple(delen)
    if all(one.begroot is None for one in parts):
        return compare(None, sum(one.stand for one in parts), drempel)
    return total(parts, drempel)
