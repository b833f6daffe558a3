"""Handvest art. 11: zorg is advanced by what each gemeente lets the regeling buy, and settled by what was really used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cusd_xl.model.begroting import Begroting, Kostenpost, Sleutel
from cusd_xl.model.bijdragen import EigenBedrag
from cusd_xl.rules.dekking import VASTGESTELD
from cusd_xl.rules.grondslag import Grondslag

GRONDSLAG = Grondslag(
    "Dienstverleningshandvest Flevoland", "8.3 en 11", "Dienstverleningshandvest Flevoland 2022", ("R13", "R61", "R76", "R85")
)


def charge_inkoopplan(begroting: Begroting, kostenpost: Kostenpost, sleutel: Sleutel) -> Mapping[str, tuple[EigenBedrag, ...]]:
    """Per gemeente its rows of tblInkoopplan for the begrotingsjaar and the taken of this kostenpost, a line per taak.

    The vastgestelde wijzigingen of the inkoopplan on this kostenpost follow, each on a line of its own (handvest art. 8.6).
    """
    del sleutel
    charged: dict[str, tuple[EigenBedrag, ...]] = {}
    for gemeente, line in (*_list_plan(begroting, kostenpost), *_list_wijzigingen(begroting, kostenpost)):
        charged[gemeente] = (*charged.get(gemeente, ()), line)
    return charged


def _list_plan(begroting: Begroting, kostenpost: Kostenpost) -> Iterator[tuple[str, EigenBedrag]]:
    for row in begroting.inkoopplan:
        if row.jaar == begroting.jaar and (not kostenpost.taken or row.taak in kostenpost.taken):
            yield row.gemeente, EigenBedrag(f"Inkoopplan {row.taak} {row.jaar}", row.bedrag, cel=row.herkomst.cel("bedrag"))


def _list_wijzigingen(begroting: Begroting, kostenpost: Kostenpost) -> Iterator[tuple[str, EigenBedrag]]:
    for row in begroting.wijzigingen:
        if (row.status, row.kostenpost) == (VASTGESTELD, kostenpost.kostenpost) and row.gemeente:
            naam = f"Wijziging {row.nummer} van het inkoopplan {row.taak}"
            yield row.gemeente, EigenBedrag(naam, row.mutatie, cel=row.herkomst.cel("mutatie"))
