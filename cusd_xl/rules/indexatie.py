"""Art. 14: organisatiekosten and zorgadministratie follow 'Prijspeil BBP', each year exactly once, from the price level on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from cusd_xl.model.begroting import Begroting, Indexcijfer
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(CUSD, "14", TOELICHTING, ("R19", "R20", "R22"))
GEEN_INDEX = "geen"


def calculate_factor(percentages: Iterable[Fraction]) -> Fraction:
    """The exact factor of a chain of yearly percentages: the product of (1 + percentage / 100); 1 for an empty chain."""
    factor = Fraction(1)
    for percentage in percentages:
        factor *= 1 + percentage / 100
    return factor


def find_percentages(begroting: Begroting, reeks: str, prijspeil: int) -> tuple[tuple[int, Fraction, str], ...]:
    """The percentages from the year after `prijspeil` up to and including the begrotingsjaar: (jaar, percentage, cell).

    Empty for reeks `geen` and for a price level of the begrotingsjaar itself; a missing year raises KeyError (the
    controles report it first).
    """
    if reeks == GEEN_INDEX:
        return ()
    cijfers = list_cijfers(begroting, reeks)
    chain = (cijfers[jaar] for jaar in range(prijspeil + 1, begroting.jaar + 1))
    return tuple((one.jaar, Fraction(one.percentage), one.herkomst.cel("percentage")) for one in chain)


def list_cijfers(begroting: Begroting, reeks: str) -> Mapping[int, Indexcijfer]:
    """The figures of one reeks by year."""
    return {one.jaar: one for one in begroting.indexcijfers if one.reeks == reeks}
