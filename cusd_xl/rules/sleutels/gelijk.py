"""Equal shares: every paying gemeente the same part."""

from __future__ import annotations

from collections.abc import Sequence

from cusd_xl.model.begroting import Begroting, Sleutel
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.sleutels.gewogen import Gewogen

GRONDSLAG = Grondslag(CUSD, "12", TOELICHTING, ("R3",))


def weigh_gelijk(begroting: Begroting, sleutel: Sleutel, betalers: Sequence[bool]) -> Gewogen:
    """Each paying gemeente weighs 1; the cell is that of the sleutel."""
    cel = sleutel.herkomst.cel("soort")
    return Gewogen(tuple(int(pays) for pays in betalers), tuple(cel for _ in begroting.deelnemers))
