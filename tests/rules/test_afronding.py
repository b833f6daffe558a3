"""Whole cents, or whole euros where the regeling chose so; halves go up."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cusd_xl.rules.afronding import get_eenheid, round_to_eenheid
from tests.rules.bouw import bouw_begroting


@pytest.mark.parametrize(("afronding", "eenheid"), [("cent", 1), ("euro", 100)])
def test_the_unit_is_a_choice_of_the_regeling(afronding: str, eenheid: int) -> None:
    """De regeling kiest of er op centen of op euro's wordt verdeeld."""
    assert get_eenheid(bouw_begroting(regeling={"afronding": afronding})) == eenheid


@pytest.mark.parametrize(
    ("cents", "eenheid", "rounded"),
    [
        (149, 100, 100),
        (150, 100, 200),
        (-150, 100, -100),
        (-151, 100, -200),
        (Fraction("0.5"), 1, 1),
        (Fraction("-0.5"), 1, 0),
        (7, 1, 7),
    ],
)
def test_a_half_goes_up(cents: int | Fraction, eenheid: int, rounded: int) -> None:
    """Een halve eenheid gaat naar boven, ook bij een negatieve correctie."""
    assert round_to_eenheid(cents, eenheid) == rounded
