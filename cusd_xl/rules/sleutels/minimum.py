"""A tariff per weight with a floor: each paying gemeente owes the larger of the minimum and tarief times its weight."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from cusd_xl.base.money import CENTS_PER_EURO
from cusd_xl.model.begroting import Begroting, Kostenpost, Sleutel
from cusd_xl.model.bijdragen import EigenBedrag
from cusd_xl.rules.afronding import get_eenheid, round_to_eenheid
from cusd_xl.rules.grondslag import Grondslag
from cusd_xl.rules.sleutelparameters import parse_minimum
from cusd_xl.rules.sleutels.binnen import find_binnen
from cusd_xl.rules.sleutels.wegend import weigh

GRONDSLAG = Grondslag("Circulaires gemeentefonds", "bijlage", "Septembercirculaire 2024, openbare bibliotheken", ("R3",))


def charge_minimum(begroting: Begroting, kostenpost: Kostenpost, sleutel: Sleutel) -> Mapping[str, tuple[EigenBedrag, ...]]:
    """Per gemeente one line, rounded half up to the unit of the regeling."""
    eenheid = get_eenheid(begroting)
    parameter = parse_minimum(sleutel)
    everybody = tuple(True for _ in begroting.deelnemers)
    gewogen = weigh(begroting, find_binnen(begroting, parameter.sleutel), everybody, kostenpost.kostenpost)
    charged = {}
    for deelnemer, gewicht, cel in zip(begroting.deelnemers, gewogen.gewichten, gewogen.cellen, strict=True):
        by_tarief = Fraction(parameter.tarief) * CENTS_PER_EURO * Fraction(gewicht, gewogen.schaal)
        naam = "Minimumbedrag" if by_tarief < parameter.bedrag else "Tarief maal gewicht"
        bedrag = round_to_eenheid(max(by_tarief, Fraction(parameter.bedrag)), eenheid)
        charged[deelnemer.gemeente] = (EigenBedrag(naam, bedrag, cel=cel),)
    return charged
