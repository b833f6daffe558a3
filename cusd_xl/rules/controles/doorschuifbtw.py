"""Doorschuif-btw: an amount where the btw-code passes btw on, none elsewhere, and never more than the kostenpost itself."""

from __future__ import annotations

from collections.abc import Iterator

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.money import format_euro
from cusd_xl.model.begroting import Begroting, Kostenpost
from cusd_xl.parameters.btwcodes import load_btwcodes
from cusd_xl.rules.grondslag import Grondslag

GRONDSLAG = Grondslag("Uitvoeringsregeling BTW-compensatiefonds", "5", "BWBR0014121", ("R109",))


def check_doorschuifbtw(begroting: Begroting) -> Iterator[Finding]:
    """The findings on the column Doorschuif-btw of tblKosten."""
    for kostenpost in begroting.kosten:
        code = load_btwcodes().get(kostenpost.btw)
        passes_on = code is not None and bool(code.opgave)
        if kostenpost.doorschuifbtw is None:
            if passes_on:
                yield finding("doorschuifbtw-ontbreekt", _cel(kostenpost), kostenpost=kostenpost.kostenpost, btw=kostenpost.btw)
        elif not passes_on:
            yield finding("doorschuifbtw-bij-andere-code", _cel(kostenpost), kostenpost=kostenpost.kostenpost, btw=kostenpost.btw)
        elif kostenpost.bedrag is not None and kostenpost.doorschuifbtw > kostenpost.bedrag:
            facts = {"btw": format_euro(kostenpost.doorschuifbtw), "bedrag": format_euro(kostenpost.bedrag)}
            yield finding("doorschuifbtw-te-hoog", _cel(kostenpost), kostenpost=kostenpost.kostenpost, **facts)


def _cel(kostenpost: Kostenpost) -> str:
    return kostenpost.herkomst.cel("doorschuifbtw")
