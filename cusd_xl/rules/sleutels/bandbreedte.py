"""A band around the begroting with settlement over several years; the begroting itself follows the key inside."""

from __future__ import annotations

from cusd_xl.model.begroting import Begroting, Sleutel
from cusd_xl.rules.grondslag import Grondslag
from cusd_xl.rules.sleutelparameters import read_deel, read_jaren, read_velden
from cusd_xl.rules.sleutels.omhulsel import Bandbreedte, Omhulsel, wrap

GRONDSLAG = Grondslag("Centrumregeling sociaal domein Flevoland 2016", "6.3", "CVDR730330/1", ("R103",))
VERWACHT = "sleutel, band en jaren, bijvoorbeeld sleutel=inwoners;band=5;jaren=3"


def unfold_bandbreedte(begroting: Begroting, sleutel: Sleutel) -> Omhulsel:
    """`sleutel=inwoners;band=5;jaren=3`: divides as its key; the settlement ignores less than 5 % over 3 years together."""
    del begroting
    velden = read_velden(sleutel, VERWACHT, ("sleutel", "band", "jaren"))
    band = Bandbreedte(read_deel("band", velden["band"]), read_jaren("jaren", velden["jaren"]))
    return Omhulsel(wrap(velden["sleutel"]), bandbreedte=band)
