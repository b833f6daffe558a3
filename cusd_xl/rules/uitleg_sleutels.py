"""The part of an explanation about the key: its parameters, the foot, the years of a mean, and days of deelname (R99)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from cusd_xl.base.decimalen import show_breuk
from cusd_xl.base.money import format_euro, format_number
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.bijdragen import Component, VerdeeldeKostenpost
from cusd_xl.model.uitleg import Stap
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(CUSD, "12", TOELICHTING, ("R24", "R99"))
ZONDER_UITLEG = ("inwoners", "jeugdigen", "mix")
"""Kinds whose parameter is told by their weights already."""


def explain_sleutel(begroting: Begroting, post: VerdeeldeKostenpost, nummer: int) -> Iterator[Stap]:
    """The parameters of the keys that were used, and the fixed feet that come off before the key divides."""
    for naam in post.sleutels:
        sleutel = begroting.sleutel(naam)
        if sleutel.parameter and sleutel.soort not in ZONDER_UITLEG:
            yield Stap(f"Sleutel {naam}, soort {sleutel.soort}", sleutel.parameter, sleutel.herkomst.cel("parameter"), "12")
    if post.voeten:
        wie = begroting.deelnemers[nummer].gemeente
        yield Stap(f"Vaste voet van {wie}", format_euro(post.bijdragen[nummer].voet), "", "12")
        yield Stap("Af: vaste voeten van alle gemeenten samen", format_euro(-post.voeten), "", "12")
        yield Stap("Te verdelen met de sleutel", format_euro(post.te_verdelen - post.voeten), "", "12")


def explain_jaren(component: Component, nummer: int) -> Iterator[Stap]:
    """The weight of each year of a gemiddelde, the oldest first."""
    for one in reversed(component.jaren):
        yield Stap(
            f"Gewicht volgens sleutel {component.binnen} in {one.jaar}", show_getal(one.gewichten[nummer], one.schaal), "", "12"
        )


def show_gewicht(component: Component, nummer: int) -> str:
    """The weight of one gemeente; where days count, as a product: `25.065 x 273 dagen = 6.842.745`."""
    gewicht = show_getal(component.gewichten[nummer], component.schaal)
    if not component.dagen:
        return gewicht
    kaal = show_getal(component.kale_gewichten[nummer], component.schaal)
    return f"{kaal} x {component.dagen[nummer]} dagen = {gewicht}"


def show_getal(getal: int, schaal: int) -> str:
    """A weight as it was filled in: without the scale that made it whole."""
    return format_number(getal) if schaal == 1 else show_breuk(Fraction(getal, schaal))


def show_deel(deel: Fraction) -> str:
    """A part of a mix with all its decimals, or as a fraction where they never end: `0,25`, `1/3`."""
    text = show_breuk(deel)
    return f"{deel.numerator}/{deel.denominator}" if text.endswith("…") else text
