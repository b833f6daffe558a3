"""A weighted mix of other keys: each with its exact part of the amount, together one."""

from __future__ import annotations

from cusd_xl.model.begroting import Begroting, Sleutel
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.sleutelparameters import parse_mix
from cusd_xl.rules.sleutels.omhulsel import Omhulsel

GRONDSLAG = Grondslag(CUSD, "12", TOELICHTING, ("R8",))


def unfold_mix(begroting: Begroting, sleutel: Sleutel) -> Omhulsel:
    """`inwoners=0.25;gelijk=0.75`: the named keys with their parts."""
    del begroting
    return Omhulsel(parse_mix(sleutel))
