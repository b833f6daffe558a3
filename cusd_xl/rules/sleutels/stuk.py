"""A price per piece: every paying gemeente owes tarief times its number (verklaringen, FTE, uren)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from cusd_xl.model.begroting import Begroting, Kostenpost, Sleutel
from cusd_xl.model.bijdragen import EigenBedrag
from cusd_xl.rules.afronding import get_eenheid, round_to_eenheid
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.sleutelparameters import read_bedrag, read_velden
from cusd_xl.rules.sleutels.binnen import find_binnen
from cusd_xl.rules.sleutels.wegend import weigh

GRONDSLAG = Grondslag(CUSD, "12", f"{TOELICHTING}; praktijk van jeugdregio's", ("R4", "R8"))
VERWACHT = "tarief en sleutel, bijvoorbeeld tarief=12.50;sleutel=stuks"


@dataclass(frozen=True, slots=True)
class Stukparameter:
    """The price of one piece in whole cents, and the sleutel that gives the numbers."""

    tarief: int
    sleutel: str


def parse_stuk(sleutel: Sleutel) -> Stukparameter:
    """`tarief=12.50;sleutel=stuks`; bad grammar or a tarief finer than a cent raises ValueError."""
    velden = read_velden(sleutel, VERWACHT, ("tarief", "sleutel"))
    return Stukparameter(read_bedrag("tarief", velden["tarief"]), velden["sleutel"])


def charge_stuk(begroting: Begroting, kostenpost: Kostenpost, sleutel: Sleutel) -> Mapping[str, tuple[EigenBedrag, ...]]:
    """Per gemeente one line: aantal times tarief, rounded half up to the unit of the regeling."""
    parameter, eenheid = parse_stuk(sleutel), get_eenheid(begroting)
    inner = find_binnen(begroting, parameter.sleutel)
    gewogen = weigh(begroting, inner, tuple(True for _ in begroting.deelnemers), kostenpost.kostenpost)
    charged = {}
    for deelnemer, gewicht, cel in zip(begroting.deelnemers, gewogen.gewichten, gewogen.cellen, strict=True):
        aantal = Fraction(gewicht, gewogen.schaal)
        bedrag = round_to_eenheid(aantal * parameter.tarief, eenheid)
        charged[deelnemer.gemeente] = (EigenBedrag(f"Aantal volgens {inner.sleutel}", bedrag, aantal, parameter.tarief, cel),)
    return charged
