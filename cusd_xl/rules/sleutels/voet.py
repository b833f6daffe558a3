"""A fixed foot plus a variable part: every paying gemeente owes the foot, the key divides the rest."""

from __future__ import annotations

from cusd_xl.model.begroting import Begroting, Sleutel
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.sleutelparameters import read_bedrag, read_velden
from cusd_xl.rules.sleutels.omhulsel import Omhulsel, wrap

GRONDSLAG = Grondslag(CUSD, "12", f"{TOELICHTING}; praktijk van jeugdregio's", ("R3", "R8"))
VERWACHT = "bedrag en sleutel, bijvoorbeeld bedrag=10000;sleutel=inwoners"


def unfold_voet(begroting: Begroting, sleutel: Sleutel) -> Omhulsel:
    """`bedrag=10000;sleutel=inwoners`: that many euros for each paying gemeente, the rest by the key."""
    del begroting
    velden = read_velden(sleutel, VERWACHT, ("bedrag", "sleutel"))
    return Omhulsel(wrap(velden["sleutel"]), voet=read_bedrag("bedrag", velden["bedrag"]))
