"""C art. 6.3: which kostensoorten are settled over several years together, with their band and their budget."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from cusd_xl.base.money import round_half_up
from cusd_xl.model.afrekening import Bandbreedte
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.bijdragen import Verdeling
from cusd_xl.parameters import Profiel
from cusd_xl.rules.grondslag import Grondslag
from cusd_xl.rules.opbouw import find_bandbreedte

GRONDSLAG = Grondslag("Centrumregeling Sociaal Domein Flevoland 2016", "6.3", "CVDR730330/1", ("R103",))


def find_banden(begroting: Begroting, begroot: Verdeling, profiel: Profiel) -> Mapping[str, Bandbreedte]:
    """Per kostensoort its band: that of the key of its kostenposten, else that of the profiel.

    The ceiling is the budget of the period: what was begroot this year, and in earlier years the voorschotten made whole again
    by the voorschot_procent of the regeling.
    """
    afspraken = {one.soort: (one.jaren, Fraction(one.band)) for one in profiel.banden}
    for post in begroting.kosten:
        found = find_bandbreedte(begroting, post)
        if found is not None:
            afspraken[post.soort] = (found.jaren, found.band * 100)
    soorten = {post.soort for post in begroting.kosten}
    return {
        soort: Bandbreedte(jaren, band, _sum_begroot(begroting, begroot, soort, jaren))
        for soort, (jaren, band) in afspraken.items()
        if soort in soorten
    }


def _sum_begroot(begroting: Begroting, begroot: Verdeling, soort: str, jaren: int) -> int:
    dit_jaar = sum(post.te_verdelen for post in begroot.kostenposten if post.kostenpost.soort == soort)
    eerder = [one for one in begroting.eerdere_jaren if one.soort == soort and one.jaar < begroting.jaar]
    begin = min((one.jaar for one in eerder), default=begroting.jaar)
    begin += (begroting.jaar - begin) // jaren * jaren
    procent = begroting.regeling.voorschot_procent
    deel = Fraction(100 if procent is None else procent) / 100
    voorschotten = sum(one.voorschot for one in eerder if one.jaar >= begin)
    return dit_jaar + (round_half_up(voorschotten / deel) if deel else 0)
