"""The mean of a key over some years: a bad year weighs less. Weights are added up per gemeente, shares follow from the sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from cusd_xl.model.begroting import Begroting, Sleutel
from cusd_xl.model.bijdragen import Jaargewicht
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.sleutelparameters import parse_inwoners, read_jaren, read_velden
from cusd_xl.rules.sleutels.binnen import find_binnen
from cusd_xl.rules.sleutels.gewichten import SOORTEN_PER_JAAR, weigh_jaar
from cusd_xl.rules.sleutels.gewogen import Gewogen, join_cellen, scale_to_whole
from cusd_xl.rules.sleutels.inwoners import weigh_inwoners
from cusd_xl.rules.sleutels.jeugdigen import weigh_jeugdigen

GRONDSLAG = Grondslag(CUSD, "12", f"{TOELICHTING}; praktijk van jeugdregio's", ("R3", "R60"))
VERWACHT = "sleutel en jaren, bijvoorbeeld sleutel=clienten;jaren=3"
TELLINGEN = {"inwoners": weigh_inwoners, "jeugdigen": weigh_jeugdigen}
GESCHIKT = (*TELLINGEN, *SOORTEN_PER_JAAR)
"""The kinds that have a weight for each year."""


@dataclass(frozen=True, slots=True)
class Gemiddeldeparameter:
    """The key whose weights are averaged, and over how many years."""

    sleutel: str
    jaren: int


def parse_gemiddelde(sleutel: Sleutel) -> Gemiddeldeparameter:
    """`sleutel=clienten;jaren=3`; bad grammar raises ValueError."""
    velden = read_velden(sleutel, VERWACHT, ("sleutel", "jaren"))
    return Gemiddeldeparameter(velden["sleutel"], read_jaren("jaren", velden["jaren"]))


def weigh_gemiddelde(begroting: Begroting, sleutel: Sleutel, betalers: Sequence[bool]) -> Gewogen:
    """Each paying gemeente weighs the sum of its weights over the years: the mean times the number of years."""
    jaren, inner = list_jaren(begroting, sleutel), find_binnen(begroting, parse_gemiddelde(sleutel).sleutel)
    per_jaar = [weigh_een_jaar(begroting, sleutel, jaar, betalers) for jaar in jaren]
    sums = [sum((Fraction(one.gewichten[nr], one.schaal) for one in per_jaar), Fraction(0)) for nr in range(len(betalers))]
    cellen = [join_cellen(one.cellen[nr] for one in per_jaar) for nr in range(len(betalers))]
    return replace(
        scale_to_whole(sums, cellen),
        binnen=inner.sleutel,
        binnensoort=inner.soort,
        jaren=tuple(Jaargewicht(jaar, one.gewichten, one.schaal) for jaar, one in zip(jaren, per_jaar, strict=True)),
    )


def list_jaren(begroting: Begroting, sleutel: Sleutel) -> tuple[int, ...]:
    """The years of the mean, the latest first: of the peildata, or the latest years of tblGewichten up to the begrotingsjaar."""
    parameter = parse_gemiddelde(sleutel)
    inner = find_binnen(begroting, parameter.sleutel)
    if inner.soort in TELLINGEN:
        eerste = begroting.jaar - parse_inwoners(inner).jaren_terug
        return tuple(range(eerste, eerste - parameter.jaren, -1))
    jaren = {one.jaar for one in begroting.gewichten if one.sleutel == inner.sleutel and one.jaar is not None}
    return tuple(sorted((jaar for jaar in jaren if jaar <= begroting.jaar), reverse=True)[: parameter.jaren])


def weigh_een_jaar(begroting: Begroting, sleutel: Sleutel, jaar: int, betalers: Sequence[bool]) -> Gewogen:
    """The weights of one year of the mean; for inwoners and jeugdigen those on 1 January of that year."""
    inner = find_binnen(begroting, parse_gemiddelde(sleutel).sleutel)
    if inner.soort in TELLINGEN:
        terug = replace(inner, parameter=str(begroting.jaar - jaar))
        return TELLINGEN[inner.soort](begroting, terug, betalers)
    return weigh_jaar(begroting, inner, jaar, betalers)
