"""Shares by the zorg each gemeente lets the regeling buy: the amounts of the inkoopplan of the begrotingsjaar."""

from __future__ import annotations

from collections.abc import Sequence

from cusd_xl.base.names import key, tidy
from cusd_xl.model.begroting import Begroting, Sleutel
from cusd_xl.rules.grondslag import Grondslag
from cusd_xl.rules.sleutelparameters import read_velden
from cusd_xl.rules.sleutels.gewogen import Gewogen, join_cellen

GRONDSLAG = Grondslag("Dienstverleningshandvest Flevoland", "13.1", "Dienstverleningshandvest Flevoland 2022", ("R60",))
VERWACHT = "niets, of taken met een komma ertussen, bijvoorbeeld taken=J1,J2"


def parse_zorgvolume(sleutel: Sleutel) -> tuple[str, ...]:
    """`taken=J1,J2` -> the task codes; empty means every task of the inkoopplan. Bad grammar raises ValueError."""
    if not tidy(sleutel.parameter):
        return ()
    velden = read_velden(sleutel, VERWACHT, ("taken",))
    taken = tuple(dict.fromkeys(filter(None, map(tidy, velden["taken"].split(",")))))
    if not taken:
        raise ValueError(VERWACHT)
    return taken


def weigh_zorgvolume(begroting: Begroting, sleutel: Sleutel, betalers: Sequence[bool]) -> Gewogen:
    """Each paying gemeente weighs the cents of its rows in tblInkoopplan for the begrotingsjaar."""
    taken = parse_zorgvolume(sleutel)
    wanted = {key(taak) for taak in taken}
    rows = [one for one in begroting.inkoopplan if one.jaar == begroting.jaar and (not wanted or key(one.taak) in wanted)]
    own = [[one for one in rows if one.gemeente == deelnemer.gemeente] for deelnemer in begroting.deelnemers]
    return Gewogen(
        tuple(sum(one.bedrag for one in found) if pays else 0 for found, pays in zip(own, betalers, strict=True)),
        tuple(join_cellen(one.herkomst.cel("bedrag") for one in found) for found in own),
        keuze=taken,
    )
