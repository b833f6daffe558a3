"""A ceiling on the total: what the costs go above it is not divided and stays with the centrumgemeente."""

from __future__ import annotations

from cusd_xl.model.begroting import Begroting, Sleutel
from cusd_xl.rules.grondslag import Grondslag
from cusd_xl.rules.sleutelparameters import read_bedrag, read_velden
from cusd_xl.rules.sleutels.omhulsel import Omhulsel, wrap

GRONDSLAG = Grondslag("Centrumregeling sociaal domein Flevoland 2016", "6.3", "CVDR730330/1", ("R103",))
VERWACHT = "sleutel en bedrag, bijvoorbeeld sleutel=inwoners;bedrag=1000000"


def unfold_plafond(begroting: Begroting, sleutel: Sleutel) -> Omhulsel:
    """`sleutel=inwoners;bedrag=1000000`: at most that many euros of the kostenpost are divided."""
    del begroting
    velden = read_velden(sleutel, VERWACHT, ("sleutel", "bedrag"))
    return Omhulsel(wrap(velden["sleutel"]), plafond=read_bedrag("bedrag", velden["bedrag"]))
