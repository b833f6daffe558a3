"""A percentage of a macrobudget: Bedrag is the macrobudget, what is divided is that percentage of it."""

from __future__ import annotations

from cusd_xl.model.begroting import Begroting, Sleutel
from cusd_xl.rules.grondslag import Grondslag
from cusd_xl.rules.sleutelparameters import read_deel, read_velden
from cusd_xl.rules.sleutels.omhulsel import Omhulsel, wrap

GRONDSLAG = Grondslag("Centrumregeling sociaal domein Flevoland 2016", "1", "CVDR730330/1", ("R101",))
VERWACHT = "percentage en sleutel, bijvoorbeeld percentage=1.5768;sleutel=inwoners"


def unfold_macrobudget(begroting: Begroting, sleutel: Sleutel) -> Omhulsel:
    """`percentage=1.5768;sleutel=inwoners`: that percentage of Bedrag, before index and dekking, is what the key divides."""
    del begroting
    velden = read_velden(sleutel, VERWACHT, ("percentage", "sleutel"))
    return Omhulsel(wrap(velden["sleutel"]), deel_van_bedrag=read_deel("percentage", velden["percentage"]))
