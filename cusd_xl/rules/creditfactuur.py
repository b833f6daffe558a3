"""A creditfactuur takes back one factuur as a whole: the same lines, the number it refers to, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cusd_xl.model.factuur import Factuur, Factuursoort, Factuurverwijzing
from cusd_xl.rules.grondslag import Grondslag

GRONDSLAG = Grondslag("Wet op de omzetbelasting 1968", "35 en 35a", "regels.md, §5", ("R110",))


def make_creditfactuur(factuur: Factuur, reden: str, factuurdatum: date) -> Factuur:
    """The creditfactuur of a finalised factuur, still a concept without a number from the register.

    Its amounts are those of the factuur, read as money to give back; it has no vervaldatum. Btw is taken back at the tarief at
    which it was billed. That of an eindafrekening keeps its voorschotten: only what was left to pay comes back, and what was paid
    in advance stands again as such. ValueError for a creditfactuur, an empty reden or a date before the factuur.
    """
    if factuur.soort is Factuursoort.CREDITFACTUUR or not reden.strip() or factuurdatum < factuur.factuurdatum:
        raise ValueError("a creditfactuur takes back a factuur, for a reden, on or after its date")
    return replace(
        factuur,
        soort=Factuursoort.CREDITFACTUUR,
        nummer=f"CONCEPT-CREDIT-{factuur.nummer}",
        concept=True,
        factuurdatum=factuurdatum,
        vervaldatum=None,
        verwijzingen=(Factuurverwijzing(factuur.nummer, factuur.factuurdatum, factuur.te_betalen),),
        reden=reden.strip(),
    )
