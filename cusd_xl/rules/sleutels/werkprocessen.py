"""Art. 12, second exception: zorgadministratie costs each gemeente its werkprocessen times the normbedrag per proces."""

from __future__ import annotations

from collections.abc import Mapping

from cusd_xl.base.money import round_half_up
from cusd_xl.model.begroting import Begroting, Kostenpost, Normbedrag, Sleutel
from cusd_xl.model.bijdragen import EigenBedrag
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.indexatie import calculate_factor, find_percentages

GRONDSLAG = Grondslag(CUSD, "12 en 14", TOELICHTING, ("R6", "R7", "R8", "R20"))


def charge_werkprocessen(begroting: Begroting, kostenpost: Kostenpost, sleutel: Sleutel) -> Mapping[str, tuple[EigenBedrag, ...]]:
    """Per gemeente a line per proces: aantal times the indexed normbedrag, which is rounded to the cent first (art. 14)."""
    del kostenpost, sleutel
    tarieven = {one.proces: index_normbedrag(begroting, one) for one in begroting.normbedragen}
    charged: dict[str, tuple[EigenBedrag, ...]] = {}
    for row in begroting.werkprocessen:
        tarief = tarieven[row.proces]
        line = EigenBedrag(row.proces, row.aantal * tarief, row.aantal, tarief, row.herkomst.cel("aantal"))
        charged[row.gemeente] = (*charged.get(row.gemeente, ()), line)
    return charged


def index_normbedrag(begroting: Begroting, normbedrag: Normbedrag) -> int:
    """The normbedrag of the begrotingsjaar in whole cents, half up."""
    chain = find_percentages(begroting, normbedrag.index, normbedrag.prijspeil)
    return round_half_up(normbedrag.normbedrag * calculate_factor(percentage for _, percentage, _ in chain))
