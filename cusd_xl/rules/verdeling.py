"""Art. 12 and 13: every kostenpost from gross to net to the cents of each gemeente, with everything that led there."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from cusd_xl.base.money import Aandeel, split_by_largest_remainder
from cusd_xl.model.begroting import Begroting, Kostenpost, Sleutel
from cusd_xl.model.bijdragen import Bijdrage, Component, EigenBedrag, VerdeeldeKostenpost, Verdeling
from cusd_xl.rules.afronding import get_eenheid, round_to_eenheid
from cusd_xl.rules.deelname import find_betalers
from cusd_xl.rules.dekking import deduct_dekking, round_netto, sum_begroot, sum_dekking
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.indexatie import calculate_factor, find_percentages
from cusd_xl.rules.sleutelparameters import flatten_mix, parse_minimum
from cusd_xl.rules.sleutels.eigen import TOEREKENINGEN, charge
from cusd_xl.rules.sleutels.wegend import weigh

GRONDSLAG = Grondslag(CUSD, "12 en 13", TOELICHTING, ("R1", "R2", "R3", "R8", "R92"))


def allocate(begroting: Begroting) -> Verdeling:
    """Divide every kostenpost of a begroting without fouten.

    The amount to divide is Bedrag x index - dekking, rounded once; it is split by largest remainder, so that the parts add
    up to the cent. Keys of own amounts are not divided. A gemeente that does not take part owes 0.
    """
    return Verdeling(tuple(_allocate_kostenpost(begroting, kostenpost) for kostenpost in begroting.kosten))


def gives_eigen_bedragen(sleutel: Sleutel) -> bool:
    """True for a key that gives own amounts instead of dividing one."""
    return sleutel.soort in TOEREKENINGEN


def weigh_componenten(begroting: Begroting, kostenpost: Kostenpost, betalers: Sequence[bool]) -> tuple[Component, ...]:
    """The simple keys inside the key of a kostenpost, each with the weights of the paying gemeenten.

    A mix is taken apart, a minimum has the key its tarief counts with, the other keys of own amounts have none.
    """
    componenten = []
    for naam, deel in flatten_mix(begroting, kostenpost.verdeelsleutel):
        sleutel = begroting.sleutel(naam)
        if sleutel.soort == "minimum":
            sleutel = begroting.sleutel(parse_minimum(sleutel).sleutel)
        if gives_eigen_bedragen(sleutel):
            continue
        gewogen = weigh(begroting, sleutel, betalers)
        componenten.append(Component(sleutel.sleutel, sleutel.soort, deel, gewogen.gewichten, gewogen.schaal, gewogen.cellen))
    return tuple(componenten)


def _allocate_kostenpost(begroting: Begroting, kostenpost: Kostenpost) -> VerdeeldeKostenpost:
    sleutel = begroting.sleutel(kostenpost.verdeelsleutel)
    betalers = find_betalers(begroting, kostenpost)
    eenheid = get_eenheid(begroting)
    percentages = find_percentages(begroting, kostenpost.index, kostenpost.prijspeil)
    factor = calculate_factor(percentage for _, percentage, _ in percentages)
    begroot = sum_begroot(begroting, kostenpost)
    dekking = sum_dekking(begroting, kostenpost.kostenpost)
    netto = deduct_dekking(begroot * factor, dekking)
    componenten = weigh_componenten(begroting, kostenpost, betalers)
    if gives_eigen_bedragen(sleutel):
        bijdragen = _charge_bijdragen(begroting, kostenpost, betalers, eenheid)
    else:
        aandelen = _split(round_netto(netto, eenheid), componenten)
        bijdragen = _share_bijdragen(begroting, kostenpost, betalers, aandelen, eenheid)
    return VerdeeldeKostenpost(
        kostenpost, sleutel.soort, begroot, factor, dekking, netto, sum(one.bedrag for one in bijdragen), eenheid,
        componenten, bijdragen, percentages,
    )  # fmt: skip


def _split(eenheden: int, componenten: Sequence[Component]) -> tuple[Aandeel, ...]:
    shares = [Fraction(0)] * len(componenten[0].gewichten)
    for component in componenten:
        som = sum(component.gewichten)
        shares = [
            share + component.deel * Fraction(gewicht, som) for share, gewicht in zip(shares, component.gewichten, strict=True)
        ]
    return split_by_largest_remainder(eenheden, shares)


def _share_bijdragen(
    begroting: Begroting, kostenpost: Kostenpost, betalers: Sequence[bool], aandelen: Sequence[Aandeel], eenheid: int
) -> tuple[Bijdrage, ...]:
    return tuple(
        Bijdrage(
            one.gemeente, one.gm_code, kostenpost.kostenpost, kostenpost.verdeelsleutel, aandeel.eenheden * eenheid, pays, aandeel
        )
        for one, pays, aandeel in zip(begroting.deelnemers, betalers, aandelen, strict=True)
    )


def _charge_bijdragen(
    begroting: Begroting, kostenpost: Kostenpost, betalers: Sequence[bool], eenheid: int
) -> tuple[Bijdrage, ...]:
    charged = charge(begroting, kostenpost)
    bijdragen = []
    for deelnemer, pays in zip(begroting.deelnemers, betalers, strict=True):
        eigen: tuple[EigenBedrag, ...] = charged.get(deelnemer.gemeente, ()) if pays else ()
        bedrag = round_to_eenheid(sum(one.bedrag for one in eigen), eenheid)
        bijdragen.append(
            Bijdrage(
                deelnemer.gemeente, deelnemer.gm_code, kostenpost.kostenpost, kostenpost.verdeelsleutel, bedrag, pays, eigen=eigen
            )
        )
    return tuple(bijdragen)
