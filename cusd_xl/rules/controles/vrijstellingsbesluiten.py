"""Art. 6: a vrijstelling rests on a besluit of all deelnemers, and is given up from a day on, never backwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.years import short_datum
from cusd_xl.model.begroting import Begroting, Taak
from cusd_xl.rules.controles.besluitenlijst import OPGAVE, find_afspraken, find_begin, find_stand, list_vastgesteld
from cusd_xl.rules.controles.contractlijst import has_eigen_contract
from cusd_xl.rules.controles.gebruik import list_actieve_deelnemers
from cusd_xl.rules.controles.profiel import find_profiel, list_vrijgesteld
from cusd_xl.rules.controles.register import find_kruisje
from cusd_xl.rules.controles.takenregister import ONDERSTEUNEND
from cusd_xl.rules.deelname import is_active
from cusd_xl.rules.grondslag import CUSD, PROTOCOL, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(CUSD, "6", f"{TOELICHTING}; factsheet; {PROTOCOL}, vrijstelling 3", ("R46", "R96"))


def check_vrijstellingsbesluiten(begroting: Begroting) -> Iterator[Finding]:
    """Empty cells without a besluit, crosses against one, and a vrijstelling given up with effect in the past."""
    for opgave in list_vastgesteld(begroting, OPGAVE):
        if opgave.ingangsdatum is not None and opgave.besluitdatum is not None and opgave.ingangsdatum < opgave.besluitdatum:
            days = {"ingang": short_datum(opgave.ingangsdatum), "besluit": short_datum(opgave.besluitdatum)}
            facts = {"nummer": opgave.nummer, "gemeente": opgave.gemeente, "taak": opgave.taak, **days}
            yield finding("opgave-met-terugwerkende-kracht", opgave.herkomst.cel("ingangsdatum"), **facts)
    if not begroting.besluiten:
        return
    profiel, gemeenten = find_profiel(begroting), [one.gemeente for one in list_actieve_deelnemers(begroting)]
    for taak in begroting.taken:
        if is_active(taak.vanaf, taak.tot_en_met, begroting.jaar):
            named = list_vrijgesteld(profiel, taak)
            for gemeente in gemeenten:
                yield from _check_cel(begroting, taak, gemeente, named)


def _check_cel(begroting: Begroting, taak: Taak, gemeente: str, named: tuple[str, ...]) -> Iterator[Finding]:
    stand = find_stand(begroting, gemeente, taak.taak)
    cel, facts = find_kruisje(begroting, taak, gemeente), {"gemeente": gemeente, "taak": taak.taak}
    if stand is None:
        if gemeente not in (*taak.deelname, *named) and _needs_besluit(begroting, taak, gemeente):
            yield finding("vrijstelling-zonder-besluit", cel, **facts)
        return
    begin = find_begin(stand)
    facts |= {"nummer": stand.nummer, "dag": short_datum(begin) if begin > date.min else "het begin"}
    if not _reaches(taak, begin):
        return
    if stand.soort != OPGAVE and gemeente in taak.deelname:
        yield finding("kruisje-ondanks-vrijstelling", cel, **facts)


def _needs_besluit(begroting: Begroting, taak: Taak, gemeente: str) -> bool:
    """Not where support follows from inkoop, or an own contract still runs."""
    return (
        find_afspraken(begroting).vrijstelling is not None
        and taak.soort != ONDERSTEUNEND
        and not has_eigen_contract(begroting, gemeente, taak.taak)
    )


def _reaches(taak: Taak, begin: date) -> bool:
    return taak.tot_en_met is None or taak.tot_en_met >= begin
