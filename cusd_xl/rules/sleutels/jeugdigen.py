"""Shares by jeugdigen on 1 January of some years earlier: who uses jeugdhulp, not who lives in the gemeente."""

from __future__ import annotations

from collections.abc import Sequence

from cusd_xl.base.years import peildatum
from cusd_xl.model.begroting import Begroting, Sleutel
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.sleutelparameters import parse_inwoners
from cusd_xl.rules.sleutels.gewogen import Gewogen

GRONDSLAG = Grondslag(CUSD, "12", f"{TOELICHTING}; praktijk van jeugdregio's", ("R3",))


def weigh_jeugdigen(begroting: Begroting, sleutel: Sleutel, betalers: Sequence[bool]) -> Gewogen:
    """Each paying gemeente weighs its jeugdigen on the peildatum of the sleutel; a missing figure weighs 0 (a finding)."""
    dag = peildatum(begroting.jaar, parse_inwoners(sleutel).jaren_terug)
    found = {one.gemeente: one for one in begroting.inwoners if one.peildatum == dag}
    rows = [found.get(one.gemeente) for one in begroting.deelnemers]
    return Gewogen(
        tuple((row.jeugdigen or 0) if row and pays else 0 for row, pays in zip(rows, betalers, strict=True)),
        tuple(row.herkomst.cel("jeugdigen") if row else "" for row in rows),
    )
