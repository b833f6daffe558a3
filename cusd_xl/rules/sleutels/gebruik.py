"""Shares by use (profijtbeginsel): what was realised per gemeente for a kostenpost, costs minus opbrengsten."""

from __future__ import annotations

from collections.abc import Sequence

from cusd_xl.base.names import key, tidy
from cusd_xl.model.begroting import Begroting, Sleutel
from cusd_xl.rules.grondslag import Grondslag
from cusd_xl.rules.sleutelparameters import read_velden
from cusd_xl.rules.sleutels.gewogen import Gewogen, join_cellen

GRONDSLAG = Grondslag("Regio Amersfoort, transitie 2015", "risicodeling", "Memo Leusden 2015, risicodeling", ("R85", "R86"))
VERWACHT = "niets (de kostenpost zelf), of een andere kostenpost, bijvoorbeeld kostenpost=K05"


def parse_gebruik(sleutel: Sleutel) -> str:
    """`kostenpost=K05` -> K05; empty means the kostenpost that uses the key. Bad grammar raises ValueError."""
    return read_velden(sleutel, VERWACHT, ("kostenpost",))["kostenpost"] if tidy(sleutel.parameter) else ""


def weigh_gebruik(begroting: Begroting, sleutel: Sleutel, betalers: Sequence[bool]) -> Gewogen:
    """Each paying gemeente weighs the net cents of its rows in tblRealisatie; less than 0 is a finding and weighs 0 here."""
    code = parse_gebruik(sleutel)
    rows = [one for one in begroting.realisatie if key(one.kostenpost) == key(code)]
    own = [[one for one in rows if one.gemeente == deelnemer.gemeente] for deelnemer in begroting.deelnemers]
    sums = [sum(one.netto for one in found) for found in own]
    return Gewogen(
        tuple(max(0, som) if pays else 0 for som, pays in zip(sums, betalers, strict=True)),
        tuple(join_cellen(one.herkomst.cel("bedrag") for one in found) for found in own),
        keuze=(code,),
    )
