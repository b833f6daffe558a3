"""The sums over input tables that several formulas are made of: realisatie, weights and the inkoopplan of one gemeente."""

from __future__ import annotations

from collections.abc import Sequence

from cusd_xl.workbook.rekenen.indexatie import JAAR
from cusd_xl.workbook.rekenen.verwijzing import Invoer


def quote(text: str) -> str:
    """A text inside a formula."""
    return '"' + text.replace('"', '""') + '"'


def sum_realisatie(invoer: Invoer, naam: str, kostenpost: str) -> str:
    """The net realisatie in euros of one gemeente for one kostenpost: opbrengsten come off the costs."""
    bron, namen, codes = (invoer.kolom("tblRealisatie", veld) for veld in ("bedrag", "gemeente", "kostenpost"))
    wie = f"{bron},{namen},{naam},{codes},{kostenpost}"
    if not invoer.heeft_kolom("tblRealisatie", "soort"):
        return f"SUMIFS({wie})"
    return f'SUMIFS({wie})-2*SUMIFS({wie},{invoer.kolom("tblRealisatie", "soort")},"opbrengsten")'


def sum_inkoopplan(invoer: Invoer, naam: str, taken: Sequence[str]) -> str:
    """The amounts in euros of one gemeente in the inkoopplan of the begrotingsjaar, for these taken, or for all."""
    bron, namen, jaren, codes = (invoer.kolom("tblInkoopplan", veld) for veld in ("bedrag", "gemeente", "jaar", "taak"))
    wie = f"{bron},{namen},{naam},{jaren},{JAAR}"
    return "+".join(f"SUMIFS({wie},{codes},{quote(taak)})" for taak in dict.fromkeys(taken)) or f"SUMIFS({wie})"


def sum_inkoopwijzigingen(invoer: Invoer, naam: str, kostenpost: str) -> str:
    """What the vastgestelde wijzigingen of the inkoopplan add for one gemeente on one kostenpost, in euros; 0 without columns."""
    if not invoer.heeft_kolom("tblWijzigingen", "gemeente"):
        return "0"
    velden = ("mutatie", "gemeente", "kostenpost", "status")
    bron, namen, codes, statussen = (invoer.kolom("tblWijzigingen", veld) for veld in velden)
    return f'SUMIFS({bron},{namen},{naam},{codes},{kostenpost},{statussen},"vastgesteld")'


def sum_gewichten(invoer: Invoer, sleutel: str, naam: str) -> str:
    """The weight of one gemeente in one key: its row without Jaar, or of the begrotingsjaar."""
    bron, sleutels, namen = (invoer.kolom("tblGewichten", veld) for veld in ("gewicht", "sleutel", "gemeente"))
    if not invoer.heeft_kolom("tblGewichten", "jaar"):
        return f"SUMIFS({bron},{sleutels},{sleutel},{namen},{naam})"
    jaar = invoer.kolom("tblGewichten", "jaar")
    return f"SUMPRODUCT(({sleutels}={sleutel})*({namen}={naam})*(({jaar}=0)+({jaar}={JAAR})>0)*{bron})"
