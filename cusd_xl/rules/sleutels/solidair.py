"""Solidair and profijt side by side: a percentage is shared by everybody, the rest follows the use (tussenvorm)."""

from __future__ import annotations

from cusd_xl.model.begroting import Begroting, Sleutel
from cusd_xl.rules.grondslag import Grondslag
from cusd_xl.rules.sleutelparameters import read_deel, read_velden
from cusd_xl.rules.sleutels.omhulsel import Omhulsel

GRONDSLAG = Grondslag(
    "Regio Amersfoort, transitie 2015", "risicodeling", "Memo Leusden 2015, risicodeling", ("R84", "R85", "R86")
)
VERWACHT = "percentage, solidair en profijt, bijvoorbeeld percentage=40;solidair=inwoners;profijt=gebruik"


def unfold_solidair(begroting: Begroting, sleutel: Sleutel) -> Omhulsel:
    """`percentage=40;solidair=inwoners;profijt=gebruik`: 40 % by the first key, the other 60 % by the second."""
    del begroting
    velden = read_velden(sleutel, VERWACHT, ("percentage", "solidair", "profijt"))
    deel = read_deel("percentage", velden["percentage"])
    return Omhulsel(((velden["solidair"], deel), (velden["profijt"], 1 - deel)))
