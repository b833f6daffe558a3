"""Art. 12 and 13: what a gemeente counted on for a kostenpost in the year, to hold a prognose or realisatie against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from cusd_xl.model.begroting import Begroting, Kostenpost
from cusd_xl.model.kring import Kring
from cusd_xl.rules.deelname import find_betalers
from cusd_xl.rules.grondslag import CUSD, HANDVEST, TOELICHTING, Grondslag
from cusd_xl.rules.inkoopvolumes import find_inkoop
from cusd_xl.rules.verdeling import allocate

GRONDSLAG = Grondslag(CUSD, "12 en 13; handvest 15.4b", f"{TOELICHTING}; {HANDVEST}", ("R63", "R68", "R69"))
BIJDRAGE, INKOOPPLAN, ONBEKEND, GEDEELD = "bijdrage", "inkoopplan", "niet begroot", "taak bij twee posten"
OP_REALISATIE = "werkelijk"
"""The kind of sleutel whose bijdrage is what was spent so far, and so no begroting of the year."""


@dataclass(frozen=True, slots=True)
class Maatstaf:
    """What one kostenpost rests on and the cents per gemeente; a gemeente that is not there was not begroot."""

    soort: str
    bedragen: Mapping[str, int] = field(default_factory=dict)


def find_maatstaven(begroting: Begroting, kring: Kring) -> Mapping[str, Maatstaf]:
    """Per kostenpost the bijdrage per gemeente, or the inkoopplan of its taken where the bijdrage follows the realisatie.

    Only the taken of the kring count in that. Without an inkoopplan (ONBEKEND), or when two such kostenposten share a taak
    (GEDEELD), nobody can say what was begroot.
    """
    taken = Counter(taak for post in begroting.kosten if follows_realisatie(begroting, post) for taak in post.taken)
    found = {}
    for verdeeld in allocate(begroting).kostenposten:
        post = verdeeld.kostenpost
        if not follows_realisatie(begroting, post):
            found[post.kostenpost] = Maatstaf(BIJDRAGE, {one.gemeente: one.bedrag for one in verdeeld.bijdragen})
        elif any(taken[taak] > 1 for taak in post.taken):
            found[post.kostenpost] = Maatstaf(GEDEELD)
        else:
            found[post.kostenpost] = _read_inkoopplan(begroting, post, kring)
    return found


def follows_realisatie(begroting: Begroting, post: Kostenpost) -> bool:
    """True when the bijdrage of a kostenpost is what was really spent so far."""
    return begroting.sleutel(post.verdeelsleutel).soort == OP_REALISATIE


def _read_inkoopplan(begroting: Begroting, post: Kostenpost, kring: Kring) -> Maatstaf:
    inkoop = {plek: one for plek, one in find_inkoop(begroting).items() if kring.has_taak(plek[1])}
    bedragen = {}
    for one, pays in zip(begroting.deelnemers, find_betalers(begroting, post), strict=True):
        own = [inkoop[one.gemeente, taak].bedrag for taak in post.taken if pays and (one.gemeente, taak) in inkoop]
        if own:
            bedragen[one.gemeente] = sum(own)
    return Maatstaf(INKOOPPLAN, bedragen) if bedragen else Maatstaf(ONBEKEND)
