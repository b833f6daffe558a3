"""Art. 12: organisatiekosten are shared by inwoners on 1 January of two years earlier (the years back are in the sleutel)."""

from __future__ import annotations

from collections.abc import Sequence

from cusd_xl.base.years import peildatum
from cusd_xl.model.begroting import Begroting, Sleutel
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.sleutelparameters import parse_inwoners
from cusd_xl.rules.sleutels.gewogen import Gewogen

GRONDSLAG = Grondslag(CUSD, "12", TOELICHTING, ("R1", "R3"))


def weigh_inwoners(begroting: Begroting, sleutel: Sleutel, betalers: Sequence[bool]) -> Gewogen:
    """Each paying gemeente weighs its inwoners on the peildatum of the sleutel; a missing figure weighs 0 (a finding)."""
    dag = peildatum(begroting.jaar, parse_inwoners(sleutel).jaren_terug)
    found = {one.gemeente: one for one in begroting.inwoners if one.peildatum == dag}
    gewichten, cellen = [], []
    for deelnemer, pays in zip(begroting.deelnemers, betalers, strict=True):
        figure = found.get(deelnemer.gemeente)
        gewichten.append(figure.inwoners if figure and pays else 0)
        cellen.append(figure.herkomst.cel("inwoners") if figure else "")
    return Gewogen(tuple(gewichten), tuple(cellen))
