"""The unit in which is divided: whole cents, or whole euros where the regeling chose so."""

from __future__ import annotations

from fractions import Fraction

from cusd_xl.base.money import CENTS_PER_EURO, round_half_up
from cusd_xl.model.begroting import Begroting
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(CUSD, "12", f"{TOELICHTING}; regels.md, open vragen 7 en 11", ("R3",))


def get_eenheid(begroting: Begroting) -> int:
    """The rounding unit in cents: 1 for `cent`, 100 for `euro`."""
    return CENTS_PER_EURO if begroting.regeling.afronding == "euro" else 1


def round_to_eenheid(cents: int | Fraction, eenheid: int) -> int:
    """An amount in cents rounded half up to whole units, still in cents."""
    return round_half_up(Fraction(cents) / eenheid) * eenheid
