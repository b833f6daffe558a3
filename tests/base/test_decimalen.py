"""Fractions and percentages as a Dutch reader sees them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cusd_xl.base.decimalen import show_breuk, show_percentage, show_tiende


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(1, 4), "0,25"), (Fraction(1, 2), "0,50"), (Fraction(3), "3"), (Fraction(1, 3), "0,333333…"),
        (Fraction(-1, 3), "-0,333333…"), (Fraction(5, 10**7), "0,000000…"), (Fraction(1234567, 100), "12.345,67"),
        (Fraction(0), "0"), (Fraction(1, 10**6), "0,000001"),
    ],
)  # fmt: skip
def test_a_fraction_shows_all_decimals_or_an_ellipsis(value: Fraction, text: str) -> None:
    """Een getal staat er met al zijn decimalen, of afgekapt met een beletselteken: nooit stilletjes afgerond."""
    assert text == show_breuk(value)


@pytest.mark.parametrize(
    ("value", "text"),
    [("2.7", "2,7"), ("10", "10"), ("100", "100"), ("-1.5", "-1,5"), ("0", "0"), ("3.125", "3,125"), ("2.70", "2,7")],
)
def test_a_percentage_has_the_decimals_it_needs(value: str, text: str) -> None:
    """Een percentage staat er zoals het gepubliceerd is, ook als het een rond getal is: 10, niet 1E+1."""
    assert text == show_percentage(Fraction(value))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(5), "5.0"),
        (Fraction(1, 20), "0.1"),
        (Fraction(-1, 20), "-0.1"),
        (Fraction(-1, 25), "0.0"),
        (Fraction(200, 3), "66.7"),
    ],
)
def test_one_decimal_as_a_spreadsheet_shows_it(value: Fraction, text: str) -> None:
    """Een percentage met één decimaal: de helft gaat van nul af, en min nul is nul."""
    assert text == show_tiende(value)
