"""Art. 12, first exception: accountantskosten by number of controleverklaringen, never for the centrumgemeente."""

from __future__ import annotations

from collections.abc import Sequence

from cusd_xl.model.begroting import Begroting, Sleutel
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.sleutels.gewogen import Gewogen

GRONDSLAG = Grondslag(CUSD, "12", TOELICHTING, ("R4", "R5", "R8"))


def weigh_controleverklaringen(begroting: Begroting, sleutel: Sleutel, betalers: Sequence[bool]) -> Gewogen:
    """Each paying gemeente weighs its controleverklaringen; the centrumgemeente weighs 0 (its own jaarrekening covers it)."""
    del sleutel
    found = {one.gemeente: one for one in begroting.controleverklaringen}
    gewichten, cellen = [], []
    for deelnemer, pays in zip(begroting.deelnemers, betalers, strict=True):
        row = found.get(deelnemer.gemeente)
        counts = row is not None and pays and deelnemer.gemeente != begroting.regeling.centrumgemeente
        gewichten.append(row.aantal if row and counts else 0)
        cellen.append(row.herkomst.cel("aantal") if row else "")
    return Gewogen(tuple(gewichten), tuple(cellen))
