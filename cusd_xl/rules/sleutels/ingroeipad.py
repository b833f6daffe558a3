"""From an old key to a new one in equal yearly steps, so that no gemeente has to bear the whole difference at once."""

from __future__ import annotations

from fractions import Fraction

from cusd_xl.model.begroting import Begroting, Sleutel
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.sleutelparameters import read_jaar, read_jaren, read_velden
from cusd_xl.rules.sleutels.omhulsel import Omhulsel

GRONDSLAG = Grondslag(CUSD, "12", f"{TOELICHTING}; praktijk van jeugdregio's", ("R45",))
VERWACHT = "van, naar, begin en jaren, bijvoorbeeld van=oud;naar=nieuw;begin=2026;jaren=4"


def unfold_ingroeipad(begroting: Begroting, sleutel: Sleutel) -> Omhulsel:
    """`van=oud;naar=nieuw;begin=2026;jaren=4`: before 2026 the old key, in 2026 a quarter of the new one, from 2029 all of it."""
    velden = read_velden(sleutel, VERWACHT, ("van", "naar", "begin", "jaren"))
    begin, jaren = read_jaar("begin", velden["begin"]), read_jaren("jaren", velden["jaren"])
    stappen = min(max(begroting.jaar - begin + 1, 0), jaren)
    nieuw = Fraction(stappen, jaren)
    return Omhulsel(((velden["van"], 1 - nieuw), (velden["naar"], nieuw)))
