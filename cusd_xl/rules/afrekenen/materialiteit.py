"""Handvest art. 16: the accounts of a gemeente are good as long as what is uncertain stays within the materialiteit."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.money import format_euro, format_number, round_half_up
from cusd_xl.base.perioden import guess_periode
from cusd_xl.model.afrekening import Eindafrekening
from cusd_xl.model.begroting import Begroting
from cusd_xl.rules.grondslag import HANDVEST, Grondslag

GRONDSLAG = Grondslag(HANDVEST, "16", f"{HANDVEST}, art. 16", ("R71",))


def check_materialiteit(begroting: Begroting, afrekening: Eindafrekening) -> Iterator[Finding]:
    """Per gemeente the realisatie that was recorded for another year, when it exceeds the tolerance of her real costs.

    Without materialiteit_procent nothing is held against it: that is agreed with the accountant.
    """
    procent = begroting.regeling.materialiteit_procent
    if procent is None:
        return
    for one in afrekening.gemeenten:
        naam = one.deelnemer.gemeente
        buiten = sum(
            abs(row.bedrag) for row in begroting.realisatie if row.gemeente == naam and _is_ander_jaar(row.periode, begroting)
        )
        grens = round_half_up(abs(one.werkelijk) * Fraction(procent) / 100)
        if buiten > grens:
            facts = {"bedrag": format_euro(buiten), "procent": format_number(procent), "grens": format_euro(grens)}
            yield finding("materialiteit-overschreden", "tblRealisatie", gemeente=naam, jaar=begroting.jaar, **facts)


def _is_ander_jaar(periode: str, begroting: Begroting) -> bool:
    return guess_periode(periode, begroting.jaar).jaar != begroting.jaar
