"""Art. 15: the accounts show kosten and opbrengsten that came true, per kostenpost beside the begroting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cusd_xl.base.money import round_half_up
from cusd_xl.base.perioden import guess_periode
from cusd_xl.model.afrekening import Postrealisatie
from cusd_xl.model.begroting import Begroting, Kostenpost
from cusd_xl.model.bijdragen import VerdeeldeKostenpost, Verdeling
from cusd_xl.rules.afrekenen.blokken import find_blok
from cusd_xl.rules.afrekenen.doordecentralisatie import name_direct
from cusd_xl.rules.afrekenen.realisatie import Inzet
from cusd_xl.rules.deelname import is_active
from cusd_xl.rules.dekking import sum_dekking
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(CUSD, "15", f"{TOELICHTING}; memo Leusden 2015, contractvormen", ("R23", "R24", "R89"))
OPBRENGSTEN = "opbrengsten"


def compare_posten(
    begroting: Begroting, begroot: Verdeling, gerealiseerd: Begroting, werkelijk: Verdeling, inzet: Inzet
) -> tuple[Postrealisatie, ...]:
    """Per kostenpost both sides; kosten - opbrengsten - dekking - rijksmiddelen - doordecentralisatie is what was divided.

    A kostenpost of own amounts without rows in tblRealisatie (werkprocessen, vaste bedragen) shows those amounts as its kosten.
    """
    planned = {post.kostenpost.kostenpost: post for post in begroot.kostenposten}
    direct = {post.kostenpost.kostenpost: post.te_verdelen for post in werkelijk.kostenposten}
    gerealiseerde = _sum_rows(begroting)
    lines = []
    for post in werkelijk.kostenposten:
        code = post.kostenpost.kostenpost
        kosten, opbrengsten = gerealiseerde.get(code, (0, 0))
        rijk = sum(bedrag for (kostenpost, _, _), bedrag in inzet.items() if kostenpost == code)
        if post.is_eigen and code not in gerealiseerde:
            kosten = post.te_verdelen
        dekking = sum_dekking(gerealiseerd, code) - sum(
            bedrag for (one, _, naam), bedrag in inzet.items() if one == code and not naam
        )
        lines.append(
            Postrealisatie(
                post.kostenpost, find_blok(post.kostenpost.soort), *_plan(planned.get(code)), kosten, opbrengsten,
                0 if post.is_eigen else dekking, rijk, direct.get(name_direct(code), 0), post.te_verdelen,
                tuple(list_contractvormen(begroting, post.kostenpost)),
            )
        )  # fmt: skip
    beside = {name_direct(one.kostenpost) for one in begroting.kosten}
    return tuple(one for one in lines if one.kostenpost.kostenpost not in beside)


def list_contractvormen(begroting: Begroting, kostenpost: Kostenpost) -> Iterable[str]:
    """The forms of the contracts of the regeling for the taken of a kostenpost in the begrotingsjaar, each once."""
    vormen = (
        one.vorm
        for one in begroting.contracten
        if one.taak in kostenpost.taken
        and one.via_regeling == "ja"
        and is_active(one.begin, one.verlenging_tot or one.einde, begroting.jaar)
    )
    return dict.fromkeys(vormen)


def _plan(post: VerdeeldeKostenpost | None) -> tuple[int, int]:
    if post is None:
        return 0, 0
    return (post.te_verdelen, 0) if post.is_eigen else (round_half_up(post.begroot * post.factor), post.dekking)


def _sum_rows(begroting: Begroting) -> Mapping[str, tuple[int, int]]:
    """Kosten and opbrengsten of the begrotingsjaar by kostenpost."""
    sums: dict[str, tuple[int, int]] = {}
    for row in begroting.realisatie:
        if guess_periode(row.periode, begroting.jaar).jaar == begroting.jaar:
            kosten, opbrengsten = sums.get(row.kostenpost, (0, 0))
            is_opbrengst = row.soort == OPBRENGSTEN
            sums[row.kostenpost] = (kosten + row.bedrag * (not is_opbrengst), opbrengsten + row.bedrag * is_opbrengst)
    return sums
