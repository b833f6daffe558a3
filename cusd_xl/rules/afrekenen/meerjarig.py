"""C art. 6.3: over a period of years together, a deviation inside the band is not settled and the total stays in the budget."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from cusd_xl.base.money import split_by_largest_remainder
from cusd_xl.model.afrekening import Bandbreedte
from cusd_xl.model.begroting import Begroting
from cusd_xl.rules.grondslag import Grondslag

GRONDSLAG = Grondslag(
    "Centrumregeling Sociaal Domein Flevoland 2016", "6.3", "CVDR730330/1, geldend 01-05-2016 t/m 20-06-2018", ("R93", "R103")
)
Jaarsom = Mapping[str, tuple[int, int]]
"""Voorschot and werkelijk in cents by gemeente."""


def is_laatste_jaar(begroting: Begroting, soort: str, jaren: int) -> bool:
    """True in the last year of a period of `jaren`, counted from the first year in tblEerdereJaren for this kostensoort."""
    first = min((one.jaar for one in begroting.eerdere_jaren if one.soort == soort), default=begroting.jaar)
    return (begroting.jaar - first) % jaren == jaren - 1


def sum_periode(begroting: Begroting, soort: str, jaren: int, dit_jaar: Jaarsom) -> Jaarsom:
    """The period up to and including this year: the earlier years of it in tblEerdereJaren, and this year."""
    first = min((one.jaar for one in begroting.eerdere_jaren if one.soort == soort), default=begroting.jaar)
    begin = begroting.jaar - (begroting.jaar - first) % jaren
    sums = dict(dit_jaar)
    for row in begroting.eerdere_jaren:
        if row.soort == soort and begin <= row.jaar < begroting.jaar:
            voorschot, werkelijk = sums.get(row.gemeente, (0, 0))
            sums[row.gemeente] = (voorschot + row.voorschot, werkelijk + row.werkelijk)
    return sums


def settle_periode(periode: Jaarsom, afspraak: Bandbreedte) -> Mapping[str, int]:
    """What each gemeente still pays (above zero) or gets back over the whole period, in cents.

    A deviation below the band is nothing. When voorschotten and payments together pass the plafond, the payments are lowered
    by largest remainder until they do not; what the gemeenten get back stays as it is.
    """
    saldi = {}
    for gemeente, (voorschot, werkelijk) in periode.items():
        afwijking = werkelijk - voorschot
        binnen = abs(afwijking) < voorschot * Fraction(afspraak.band) / 100
        saldi[gemeente] = 0 if binnen else afwijking
    if afspraak.plafond is None:
        return saldi
    over = sum(voorschot for voorschot, _ in periode.values()) + sum(saldi.values()) - afspraak.plafond
    te_betalen = {gemeente: saldo for gemeente, saldo in saldi.items() if saldo > 0}
    if over <= 0 or not te_betalen:
        return saldi
    lower = split_by_largest_remainder(min(over, sum(te_betalen.values())), tuple(te_betalen.values()))
    return saldi | {naam: saldo - part.eenheden for (naam, saldo), part in zip(te_betalen.items(), lower, strict=True)}
