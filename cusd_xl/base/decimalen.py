"""Exact fractions as a Dutch reader sees them: all decimals when there are few, else cut off with an ellipsis."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from cusd_xl.base.money import CENTS_PER_EURO, format_number

SHOWN = 6


def show_breuk(value: Fraction, places: int = SHOWN) -> str:
    """`0,25`, `69.886,686370…`: up to six decimals (or `places`), an ellipsis where there are more."""
    scaled = abs(value) * 10**places
    exact = scaled.denominator == 1
    whole, decimals = divmod(int(scaled), 10**places)
    text = f"{decimals:0{places}d}"
    shown = text.rstrip("0") if exact else text
    shown = shown.ljust(2, "0") if shown else ""
    sign = "-" if value < 0 else ""
    return sign + format_number(whole) + (f",{shown}" if shown else "") + ("" if exact else "…")


def show_euro(cents: Fraction | int) -> str:
    """An exact amount in cents as euros, at least two decimals: `€ 1,00`, `€ 69.886,686816…`."""
    text = show_breuk(Fraction(cents) / CENTS_PER_EURO)
    sign, plain = ("-", text[1:]) if text.startswith("-") else ("", text)
    return f"{sign}€ {plain}" if "," in plain else f"{sign}€ {plain},00"


def show_percentage(value: Fraction) -> str:
    """`2,7`: a percentage with the decimals it has."""
    shortest = (Decimal(value.numerator) / value.denominator).normalize()
    return format_number(shortest if shortest != shortest.to_integral_value() else int(shortest))


def show_tiende(value: Fraction) -> str:
    """A number with one decimal and a point, half away from zero as a spreadsheet shows it: `-2.5`."""
    tenths = (abs(value) * 10 + Fraction(1, 2)).__floor__()
    sign = "-" if value < 0 and tenths else ""
    return f"{sign}{tenths // 10}.{tenths % 10}"
