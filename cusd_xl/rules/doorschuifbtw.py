"""Doorschuif-btw: the compensable btw in the kosten, stated to each gemeente in proportion to its bijdrage."""

from __future__ import annotations

from collections.abc import Mapping

from cusd_xl.base.money import split_by_largest_remainder
from cusd_xl.model.bijdragen import VerdeeldeKostenpost, Verdeling
from cusd_xl.rules.grondslag import Grondslag

GRONDSLAG = Grondslag("Uitvoeringsregeling BTW-compensatiefonds", "5 lid 5", "BWBR0014121", ("R109",))


def allocate_doorschuifbtw(verdeling: Verdeling) -> Mapping[str, int]:
    """Cents of the year per gemeente that owes something on a kostenpost with stated doorschuif-btw.

    The amount is the user's and is never derived from a tarief. Each kostenpost is split by largest remainder over the
    bijdragen, so that the statements add up to it to the cent; a bijdrage below zero takes no part. It is a statement beside
    the amounts to pay and changes none of them.
    """
    sums: dict[str, int] = {}
    for post in verdeling.kostenposten:
        for gemeente, cents in _split_kostenpost(post):
            sums[gemeente] = sums.get(gemeente, 0) + cents
    return sums


def _split_kostenpost(post: VerdeeldeKostenpost) -> list[tuple[str, int]]:
    payers = [one for one in post.bijdragen if one.bedrag > 0]
    if post.kostenpost.doorschuifbtw is None or not payers:
        return []
    parts = split_by_largest_remainder(post.kostenpost.doorschuifbtw, [one.bedrag for one in payers])
    return [(one.gemeente, part.eenheden) for one, part in zip(payers, parts, strict=True)]
