"""Handvest art. 11: zorg is advanced by what each gemeente lets the regeling buy, and settled by what was really used."""

from __future__ import annotations

from collections.abc import Mapping

from cusd_xl.model.begroting import Begroting, Kostenpost, Sleutel
from cusd_xl.model.bijdragen import EigenBedrag
from cusd_xl.rules.grondslag import Grondslag

GRONDSLAG = Grondslag(
    "Dienstverleningshandvest Flevoland", "8.3 en 11", "Dienstverleningshandvest Flevoland 2022", ("R13", "R61", "R76", "R85")
)


def charge_inkoopplan(begroting: Begroting, kostenpost: Kostenpost, sleutel: Sleutel) -> Mapping[str, tuple[EigenBedrag, ...]]:
    """Per gemeente its rows of tblInkoopplan for the begrotingsjaar and the taken of this kostenpost, a line per taak."""
    del sleutel
    charged: dict[str, tuple[EigenBedrag, ...]] = {}
    for row in begroting.inkoopplan:
        if row.jaar == begroting.jaar and (not kostenpost.taken or row.taak in kostenpost.taken):
            line = EigenBedrag(f"Inkoopplan {row.taak} {row.jaar}", row.bedrag, cel=row.herkomst.cel("bedrag"))
            charged[row.gemeente] = (*charged.get(row.gemeente, ()), line)
    return charged
