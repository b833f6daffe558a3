"""Large numbers on the sheet Verdeling: a product divided by a denominator in steps of two digits, so that it stays exact.

A rest times a weight may have more digits than a spreadsheet keeps. Written out two digits of the weight at a time, as in a long
division, every number stays below the limit: s = (rest of the step before) x 100 + rest x (two digits); the quotients of the
steps together are the whole part, the rest of the last step is the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from cusd_xl.base.exactheid import STAP, STAPPEN
from cusd_xl.workbook.rekenen.bouwer import EERSTE_GEMEENTE, Bouwer
from cusd_xl.workbook.rekenen.verwijzing import cel

K_MACHT = 2
Celfunctie: TypeAlias = Callable[[int], str]
"""The reference to a cell from its column."""


@dataclass(frozen=True, slots=True)
class Product:
    """rest x getal / noemer per gemeente: where its steps start, what the formulas refer to, and the numbers now."""

    rij: int
    rest: Celfunctie
    getal: Celfunctie
    noemer: str
    resten: Sequence[int]
    getallen: Sequence[int]
    deler: int

    def quotient(self, kolom: int) -> str:
        """The formula of the whole part."""
        terms = (f"INT({cel(rij, kolom)}/{self.noemer})*{cel(rij, K_MACHT, 'k')}" for rij in range(self.rij, self.rij + STAPPEN))
        return "+".join(terms)

    def over(self, kolom: int) -> str:
        """The formula of what is left."""
        return f"MOD({cel(self.rij + STAPPEN - 1, kolom)},{self.noemer})"


def zet_product(bouwer: Bouwer, product: Product, code: str, naam: str) -> None:
    """Place the six rows of one product."""
    vorige = [0] * len(product.resten)
    for nummer in range(STAPPEN):
        rij, macht = product.rij + nummer, STAP ** (STAPPEN - 1 - nummer)
        bouwer.zet(rij, 0, code, "berekening_tekst")
        bouwer.zet(rij, 1, naam, "berekening_tekst")
        bouwer.zet(rij, K_MACHT, macht, "berekening_geheel")
        vorige = [
            before % product.deler * STAP + rest * (getal // macht % STAP if nummer else getal // macht)
            for before, rest, getal in zip(vorige, product.resten, product.getallen, strict=True)
        ]
        bouwer.zet_rij(rij, EERSTE_GEMEENTE, vorige, "berekening_geheel", _stapformule(product, first=nummer == 0))


def _stapformule(product: Product, *, first: bool) -> Callable[[int, int], str]:
    def formule(rij: int, kolom: int) -> str:
        cijfers = f"INT({product.getal(kolom)}/{cel(rij, K_MACHT, 'k')})"
        if first:
            return f"{product.rest(kolom)}*{cijfers}"
        return f"MOD({cel(rij - 1, kolom)},{product.noemer})*{STAP}+{product.rest(kolom)}*MOD({cijfers},{STAP})"

    return formule
