"""Checks on the outcome of a begroting without fouten: an amount that nobody uses, weights too large for the formulas."""

from __future__ import annotations

from collections.abc import Iterator

from cusd_xl.base.exactheid import DECIMALEN_GEWICHT, GRENS
from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.money import format_euro
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.bijdragen import Component, VerdeeldeKostenpost
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.verdeling import allocate

GRONDSLAG = Grondslag(CUSD, "12", f"{TOELICHTING}; facts/excel.md", ("R3", "R8"))


def check_uitkomst(begroting: Begroting) -> Iterator[Finding]:
    """The findings on the computed kostenposten; the begroting must have no fouten."""
    for post in allocate(begroting).kostenposten:
        yield from _check_bedrag(post)
        yield from _check_plafond(begroting, post)
        if any(_exceeds_grens(component) for component in post.componenten):
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


def _exceeds_grens(component: Component) -> bool:
    """True when the formulas form too large a product (denominator times largest numerator) or miss decimals of a weight."""
    noemer = sum(component.gewichten) * component.deel.denominator
    grootste = max(component.gewichten, default=0) * component.deel.numerator
    return noemer * grootste >= GRENS or component.schaal > 10**DECIMALEN_GEWICHT
