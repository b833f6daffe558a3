"""Art. 6: each task once, with a period that makes sense, and somebody who takes part; support follows from inkoop."""

from __future__ import annotations

from collections.abc import Iterator

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.years import short_datum
from cusd_xl.model.begroting import Begroting, Taak
from cusd_xl.rules.controles.dubbel import find_dubbel
from cusd_xl.rules.controles.gebruik import list_actieve_deelnemers
from cusd_xl.rules.controles.register import find_kruisje
from cusd_xl.rules.controles.tekst import describe_period, enumerate_names
from cusd_xl.rules.deelname import counts_dagen, is_active, is_active_all_year
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(CUSD, "6", f"{TOELICHTING}, bijlage Takenregister", ("R25", "R30", "R31"))
ONDERSTEUNEND = "ondersteunend"
DRAGENDE_SOORTEN = ("inkoop", "centrumtaak")
"""The kinds of task that support may follow from."""


def check_takenregister(begroting: Begroting) -> Iterator[Finding]:
    """The findings on tblTakenregister."""
    actief = [one for one in begroting.taken if is_active(one.vanaf, one.tot_en_met, begroting.jaar)]
    for one, cel, eerste in find_dubbel(actief, lambda taak: taak.taak, "taak"):
        yield finding("taak-dubbel", cel, taak=one.taak, jaar=begroting.jaar, eerste=eerste)
    for taak in begroting.taken:
        yield from _check_periode(begroting, taak)
    gemeenten = {one.gemeente for one in list_actieve_deelnemers(begroting)}
    for taak in actief if gemeenten else ():
        if not taak.deelname & gemeenten:
            yield finding("taak-zonder-deelnemer", taak.herkomst.cel("taak"), taak=taak.taak)
    yield from _check_ondersteuning(begroting, actief)


def _check_periode(begroting: Begroting, taak: Taak) -> Iterator[Finding]:
    vanaf, tot_en_met, jaar = taak.vanaf, taak.tot_en_met, begroting.jaar
    if tot_en_met is not None and tot_en_met < vanaf:
        facts = {"wat": f"taak {taak.taak}", "vanaf": short_datum(vanaf), "tot_en_met": short_datum(tot_en_met)}
        yield finding("periode-omgekeerd", taak.herkomst.cel("tot_en_met"), **facts)
    elif is_active(vanaf, tot_en_met, jaar) and not (is_active_all_year(vanaf, tot_en_met, jaar) or counts_dagen(begroting)):
        cel = taak.herkomst.cel("tot_en_met" if vanaf.year < jaar else "vanaf")
        yield finding("taak-deel-van-jaar", cel, taak=taak.taak, jaar=jaar, periode=describe_period(vanaf, tot_en_met))


def _check_ondersteuning(begroting: Begroting, actief: list[Taak]) -> Iterator[Finding]:
    dragend = frozenset[str]().union(*(one.deelname for one in actief if one.soort in DRAGENDE_SOORTEN))
    for deelnemer in list_actieve_deelnemers(begroting):
        taken = [one for one in actief if one.soort == ONDERSTEUNEND and deelnemer.gemeente in one.deelname]
        if taken and deelnemer.gemeente not in dragend:
            cel = find_kruisje(begroting, taken[0], deelnemer.gemeente)
            namen = enumerate_names(one.taak for one in taken)
            yield finding("ondersteunend-zonder-inkooptaak", cel, gemeente=deelnemer.gemeente, taak=namen)
