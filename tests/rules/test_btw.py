"""Btw: the code of the user, the tarief of the factuurdatum, rounded once per code."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from cusd_xl.base.errors import ParameterError
from cusd_xl.model.factuur import Factuurregel
from cusd_xl.rules.btw import make_btwregels

DATUM = date(2026, 1, 5)


def regel(btw: str, bedrag: int) -> Factuurregel:
    return Factuurregel("organisatiekosten", btw, bedrag, bedrag)


@pytest.mark.parametrize("code", ["O", "E", "D"])
def test_only_code_s_carries_btw(code: str) -> None:
    """Buiten reikwijdte, vrijgesteld en doorschuif-btw: op de factuur komt geen cent btw."""
    (made,) = make_btwregels((regel(code, 100_000),), DATUM)
    assert (made.percentage, made.grondslag, made.btw) == (None, 100_000, 0)


@pytest.mark.parametrize(("grondslag", "btw"), [(100_000, 21_000), (50, 11), (150, 32), (2, 0), (3, 1), (-50, -10), (0, 0)])
def test_btw_is_rounded_half_up(grondslag: int, btw: int) -> None:
    """Een halve cent btw gaat naar boven: 21 % van € 0,50 is 11 cent."""
    (made,) = make_btwregels((regel("S", grondslag),), DATUM)
    assert (made.percentage, made.btw) == (Fraction(21), btw)


def test_btw_is_rounded_once_per_code() -> None:
    """Drie regels van € 0,02 met btw samen geven 1 cent, niet drie keer niets."""
    (made,) = make_btwregels((regel("S", 2), regel("S", 2), regel("S", 2)), DATUM)
    assert (made.grondslag, made.btw) == (6, 1)


def test_each_code_has_its_own_row() -> None:
    """Per btw-code staat er één regel met een Nederlandse omschrijving, ook als de code vaker voorkomt."""
    made = make_btwregels((regel("S", 1000), regel("O", 500), regel("S", 1000)), DATUM)
    assert [(one.code, one.grondslag, one.omschrijving) for one in made] == [
        ("O", 500, "Buiten de reikwijdte van de omzetbelasting"),
        ("S", 2000, "Omzetbelasting hoog tarief"),
    ]


def test_a_date_without_tarief_is_an_error() -> None:
    """Voor een datum waarop het tarief onbekend is, rekent het programma niet stilletjes iets anders."""
    with pytest.raises(ParameterError, match="btw_tarief_hoog"):
        make_btwregels((regel("S", 1000),), date(1990, 1, 1))
