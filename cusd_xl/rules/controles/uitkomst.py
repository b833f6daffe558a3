"""Checks on the outcome of a begroting without fouten: an amount that nobody uses, weights too large for the formulas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cusd_xl.base.exactheid import DECIMALEN_GEWICHT, Breuk, choose_rekenwijze
from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.money import format_euro
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.bijdragen import Component, VerdeeldeKostenpost
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.sleutels.wegend import GEMETEN_IN_JAAR
from cusd_xl.rules.verdeling import allocate

GRONDSLAG = Grondslag(CUSD, "12", f"{TOELICHTING}; facts/excel.md", ("R3", "R8"))


def check_uitkomst(begroting: Begroting) -> Iterator[Finding]:
    """The findings on the computed kostenposten; the begroting must have no fouten."""
    for post in allocate(begroting).kostenposten:
        yield from _check_bedrag(post)
        yield from _check_plafond(begroting, post)
        if not _is_exact(post.componenten):
            cel = post.kostenpost.herkomst.cel("verdeelsleutel")
            yield finding("formule-buiten-bereik", cel, kostenpost=post.kostenpost.kostenpost)


def _check_bedrag(post: VerdeeldeKostenpost) -> Iterator[Finding]:
    kostenpost = post.kostenpost
    if not post.componenten and kostenpost.bedrag is not None and kostenpost.bedrag != post.te_verdelen:
        yield finding(
            "bedrag-wijkt-af",
            kostenpost.herkomst.cel("bedrag"),
            kostenpost=kostenpost.kostenpost,
            bedrag=format_euro(kostenpost.bedrag),
            sleutel=kostenpost.verdeelsleutel,
            som=format_euro(post.te_verdelen),
        )


def _check_plafond(begroting: Begroting, post: VerdeeldeKostenpost) -> Iterator[Finding]:
    if post.boven_plafond > 0:
        facts = {"kostenpost": post.kostenpost.kostenpost, "sleutel": post.kostenpost.verdeelsleutel}
        yield finding(
            "plafond-overschreden",
            post.kostenpost.herkomst.cel("bedrag"),
            boven=format_euro(post.boven_plafond),
            plafond=format_euro(post.plafond or 0),
            centrumgemeente=begroting.regeling.centrumgemeente,
            **facts,
        )


def _is_exact(componenten: Sequence[Component]) -> bool:
    """True when the formulas of a kostenpost hold every whole number and see all decimals of the weights."""
    if not componenten:
        return True
    breuken = [
        Breuk(max(one.gewichten) * one.deel.numerator, sum(one.gewichten) * one.deel.denominator, one.soort in GEMETEN_IN_JAAR)
        for one in componenten
    ]
    return choose_rekenwijze(breuken).is_exact and all(one.schaal <= 10**DECIMALEN_GEWICHT for one in componenten)
