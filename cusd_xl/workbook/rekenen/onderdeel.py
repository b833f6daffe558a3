"""One simple key of one kostenpost as the calculation sheets show it, and the way its kostenpost is calculated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cusd_xl.base.exactheid import Breuk, Rekenwijze, choose_rekenwijze
from cusd_xl.model.bijdragen import Component, VerdeeldeKostenpost

SOORTEN_IN_CENTEN = ("zorgvolume", "gebruik")
"""Kinds whose weights are amounts in cents, and so large."""


@dataclass(frozen=True, slots=True)
class Onderdeel:
    """One simple key of one kostenpost, as the engine weighed it; `rij` is where its weights stand, `nummer` its kostenpost."""

    post: VerdeeldeKostenpost
    component: Component
    nummer: int
    rij: int

    @property
    def kostenpost(self) -> str:
        return self.post.kostenpost.kostenpost

    @property
    def tellers(self) -> tuple[int, ...]:
        """Weight times the numerator of the part of the mix, per deelnemer."""
        return tuple(gewicht * self.component.deel.numerator for gewicht in self.component.gewichten)

    @property
    def noemer(self) -> int:
        """Sum of the weights times the denominator of the part of the mix."""
        return sum(self.component.gewichten) * self.component.deel.denominator


def find_rekenwijze(componenten: Sequence[Component]) -> Rekenwijze:
    """How the formulas of a kostenpost with these simple keys calculate."""
    return choose_rekenwijze([make_breuk(one) for one in componenten])


def make_breuk(one: Component) -> Breuk:
    """The largest share of a simple key as whole numbers."""
    return Breuk(
        max(one.gewichten) * one.deel.numerator, sum(one.gewichten) * one.deel.denominator, one.soort in SOORTEN_IN_CENTEN
    )
