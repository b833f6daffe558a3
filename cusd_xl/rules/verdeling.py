"""Art. 12 and 13: every kostenpost from gross to net to the cents of each gemeente, with everything that led there."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from cusd_xl.base.money import Aandeel, split_by_largest_remainder
from cusd_xl.model.begroting import Begroting, Kostenpost, Sleutel
from cusd_xl.model.bijdragen import Bijdrage, Component, EigenBedrag, VerdeeldeKostenpost, Verdeling
from cusd_xl.rules.afronding import get_eenheid, round_to_eenheid
from cusd_xl.rules.deelname import count_dagen, counts_dagen, find_betalers, weigh_dagen
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.opbouw import Deelsleutel, unfold_sleutel
from cusd_xl.rules.sleutelparameters import parse_minimum
from cusd_xl.rules.sleutels.binnen import find_binnen
from cusd_xl.rules.sleutels.eigen import TOEREKENINGEN, charge
from cusd_xl.rules.sleutels.stuk import parse_stuk
from cusd_xl.rules.sleutels.wegend import GEMETEN_IN_JAAR, weigh
from cusd_xl.rules.sleutels.zonder import find_uitgesloten
from cusd_xl.rules.te_verdelen import Bedragen, calculate_bedragen

GRONDSLAG = Grondslag(CUSD, "12 en 13", TOELICHTING, ("R1", "R2", "R3", "R8", "R92", "R96"))


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

    A key of own amounts has the key its tarief counts with, or none; own amounts are for the whole year, whatever the days.
    """
    sleutel = begroting.sleutel(kostenpost.verdeelsleutel)
    if not gives_eigen_bedragen(sleutel):
        dagen, opbouw = weigh_dagen(begroting, kostenpost), unfold_sleutel(begroting, kostenpost.verdeelsleutel)
        return tuple(_weigh_deel(begroting, kostenpost, one, betalers, dagen) for one in opbouw.delen)
    if sleutel.soort not in ("minimum", "stuk"):
        return ()
    naam = parse_minimum(sleutel).sleutel if sleutel.soort == "minimum" else parse_stuk(sleutel).sleutel
    binnen = Deelsleutel(find_binnen(begroting, naam).sleutel, Fraction(1))
    return (_weigh_deel(begroting, kostenpost, binnen, betalers, ()),)


def _weigh_deel(
    begroting: Begroting, kostenpost: Kostenpost, one: Deelsleutel, betalers: Sequence[bool], dagen: tuple[int, ...]
) -> Component:
    sleutel, uitgesloten = begroting.sleutel(one.sleutel), find_uitgesloten(begroting, one.zonder)
    weegt = [
        pays and deelnemer.gemeente not in uitgesloten for pays, deelnemer in zip(betalers, begroting.deelnemers, strict=True)
    ]
    gewogen = weigh(begroting, sleutel, weegt, kostenpost.kostenpost)
    days = () if sleutel.soort in GEMETEN_IN_JAAR else dagen
    gewichten = tuple(a * b for a, b in zip(gewogen.gewichten, days, strict=True)) if days else gewogen.gewichten
    return Component(
        sleutel.sleutel, sleutel.soort, one.deel, gewichten, gewogen.schaal, gewogen.cellen, one.zonder, days, gewogen.keuze,
        gewogen.binnen, gewogen.binnensoort, gewogen.jaren,
    )  # fmt: skip


def _allocate_kostenpost(begroting: Begroting, kostenpost: Kostenpost) -> VerdeeldeKostenpost:
    sleutel, opbouw = begroting.sleutel(kostenpost.verdeelsleutel), unfold_sleutel(begroting, kostenpost.verdeelsleutel)
    betalers, eenheid = find_betalers(begroting, kostenpost), get_eenheid(begroting)
    bedragen = calculate_bedragen(begroting, kostenpost, opbouw, betalers)
    componenten = weigh_componenten(begroting, kostenpost, betalers)
    if gives_eigen_bedragen(sleutel):
        bijdragen = _charge_bijdragen(begroting, kostenpost, betalers, eenheid)
    else:
        bijdragen = _share_bijdragen(begroting, kostenpost, betalers, componenten, bedragen)
    return VerdeeldeKostenpost(
        kostenpost, sleutel.soort, bedragen.begroot, bedragen.factor, bedragen.dekking, bedragen.netto,
        sum(one.bedrag for one in bijdragen), eenheid, componenten, bijdragen, bedragen.percentages, opbouw.deel_van_bedrag,
        opbouw.plafond, bedragen.boven_plafond, count_dagen(begroting, kostenpost) if counts_dagen(begroting) else (),
        tuple((one.bedrag, one.zonder) for one in opbouw.voeten),
        tuple(dict.fromkeys((*opbouw.sleutels, *(naam for one in componenten for naam in (one.sleutel, one.binnen) if naam)))),
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
    begroting: Begroting, kostenpost: Kostenpost, betalers: Sequence[bool], componenten: Sequence[Component], bedragen: Bedragen
) -> tuple[Bijdrage, ...]:
    eenheid = get_eenheid(begroting)
    aandelen = _split(bedragen.met_sleutel // eenheid, componenten)
    voeten = bedragen.voeten or (0,) * len(betalers)
    return tuple(
        Bijdrage(
            one.gemeente, one.gm_code, kostenpost.kostenpost, kostenpost.verdeelsleutel, aandeel.eenheden * eenheid + voet, pays,
            aandeel, voet=voet,
        )
        for one, pays, aandeel, voet in zip(begroting.deelnemers, betalers, aandelen, voeten, strict=True)
    )  # fmt: skip


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
