"""Use cases inside a running Excel: check, calculate, bill and undo in the workbook that is open.

Whatever is going to change is first shown on the sheet Voorbeeld, and written only when the user confirms just that: the hash
on the sheet must still be the hash of what would be written now. Everything is planned before the first cell is written.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from cusd_xl.base.findings import Finding
from cusd_xl.model.plan import Bladplan
from cusd_xl.runs.oordeel import review_gelezen
from cusd_xl.workbook.archief import ARCHIEF, Archief, describe_plan, plan_archief, read_archief
from cusd_xl.workbook.live import Voortgang, check_bladen, find_blad, play_live
from cusd_xl.workbook.live_reader import LiveBron, read_boek
from cusd_xl.workbook.markering import mark_tabellen
from cusd_xl.workbook.momentopname import keep_version
from cusd_xl.workbook.plan_bevindingen import BEVINDINGEN, plan_bevindingen
from cusd_xl.workbook.plan_voorbeeld import VOORBEELD, Keuze, Voorbeeld, Voorbeeldregel, plan_voorbeeld, read_keuze
from cusd_xl.workbook.tables import GevondenTabel

Boek: TypeAlias = Any
"""An xlwings Book."""
NIEUW, VERVANGEN = "komt erbij", "wordt vervangen; de vorige versie blijft bewaard"
VERVALT = "vervalt; de vorige versie blijft bewaard"
ONBEKEND = "wordt vervangen; alleen de waarden blijven bewaard. Is het blad beveiligd, hef dat eerst op (Controleren)"
BEVESTIG = "Zo wordt het. Typ ja bij Bevestigen en klik nog eens op de knop; er is nog niets geschreven."
GEWIJZIGD = "Er is iets gewijzigd sinds dit voorbeeld werd getoond. Kijk het opnieuw na en bevestig; er is niets geschreven."


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """What came of it: the line for the user, the findings, and the sheets that were written (none: only a preview)."""

    boodschap: str
    findings: tuple[Finding, ...] = ()
    geschreven: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wijziging:
    """What a button is going to do: the sheets to write and to delete, and what the user is shown of it."""

    knop: str
    bladen: tuple[Bladplan, ...]
    weg: tuple[str, ...] = ()
    bedragen: Mapping[str, Any] | None = None
    opmerkingen: tuple[str, ...] = ()
    termijn: str | None = None
    datum: date | None = None

    @property
    def namen(self) -> tuple[str, ...]:
        return (*(blad.naam for blad in self.bladen), *self.weg)

    @property
    def kenmerk(self) -> str:
        """The hash of all that would be written."""
        wat = [self.knop, self.termijn, str(self.datum), list(self.weg), [describe_plan(blad) for blad in self.bladen]]
        return "k-" + hashlib.sha256(json.dumps(wat).encode("utf-8")).hexdigest()[:12]


def run_controleer_boek(boek: Boek) -> Uitkomst:
    """Check all input; the findings stand on the sheet Bevindingen, and the cells they are about are marked.

    Raises WerkmapError when the workbook holds none of the tables, or has a sheet Bevindingen of somebody else.
    """
    beoordeling = review_gelezen(read_boek(boek))
    return show_findings(boek, beoordeling.findings, beoordeling.gelezen.tabellen)


def show_findings(boek: Boek, findings: tuple[Finding, ...], tabellen: Mapping[str, GevondenTabel]) -> Uitkomst:
    """Write the sheet Bevindingen and mark the cells."""
    plan = plan_bevindingen(findings, tabellen)
    play_live(boek, [plan])
    mark_tabellen(boek, tabellen.values())
    boek.sheets[BEVINDINGEN].activate()
    return Uitkomst(f"{plan.cellen[1, 0].waarde} Zie het blad {BEVINDINGEN}.", findings, (BEVINDINGEN,))


def read_voorbeeld(boek: Boek) -> Keuze:
    """What the user chose on the sheet Voorbeeld; nothing when there is none."""
    sheet = find_blad(boek, VOORBEELD)
    if sheet is None:
        return Keuze()
    inhoud = LiveBron(boek).read_blad(next(one for one in LiveBron(boek).bladen if one.naam == sheet.name))
    return read_keuze([inhoud.cel(rij, 2).waarde for rij in range(1, 9)])


def load_archief(boek: Boek) -> Archief:
    """The memory of the workbook; empty when there is none yet."""
    sheet = find_blad(boek, ARCHIEF)
    if sheet is None:
        return Archief()
    last = sheet.used_range.last_cell
    return read_archief(sheet.range((1, 1), (last.row, last.column)).options(ndim=2).value)


def carry_out(boek: Boek, wat: Wijziging, bevestig: bool, voortgang: Voortgang | None = None) -> Uitkomst:
    """Write what was confirmed, or show it on the sheet Voorbeeld when it was not confirmed or has changed since."""
    check_bladen(boek, [*wat.namen, VOORBEELD, ARCHIEF])
    archief = load_archief(boek)
    keuze = read_voorbeeld(boek)
    asked = bevestig or keuze.bevestigd
    if not asked or (keuze.knop, keuze.kenmerk) != (wat.knop, wat.kenmerk):
        boodschap = GEWIJZIGD if asked and keuze.knop == wat.knop and keuze.kenmerk else BEVESTIG
        return _show(boek, wat, _list_regels(boek, wat, archief), boodschap)
    _write(boek, wat, archief, voortgang)
    weg = f" en {len(wat.weg)} verwijderd" if wat.weg else ""
    klaar = f"{wat.knop}: klaar, {len(wat.bladen)} bladen geschreven{weg}. Ongedaan maken kan met de knop Terugdraaien."
    play_live(boek, [plan_voorbeeld(Voorbeeld(wat.knop, klaar, termijn=wat.termijn, datum=wat.datum))])
    if wat.bladen:
        boek.sheets[wat.bladen[0].naam].activate()
    return Uitkomst(klaar, geschreven=wat.namen)


def ask(boek: Boek, voorbeeld: Voorbeeld) -> Uitkomst:
    """Show the sheet Voorbeeld for the user to fill in a choice that is missing."""
    play_live(boek, [plan_voorbeeld(voorbeeld)])
    boek.sheets[VOORBEELD].activate()
    return Uitkomst(voorbeeld.boodschap)


def _show(boek: Boek, wat: Wijziging, regels: Sequence[Voorbeeldregel], boodschap: str) -> Uitkomst:
    return ask(boek, Voorbeeld(wat.knop, boodschap, wat.kenmerk, wat.termijn, wat.datum, regels, wat.opmerkingen))


def _list_regels(boek: Boek, wat: Wijziging, archief: Archief) -> list[Voorbeeldregel]:
    regels = []
    for blad in wat.bladen:
        known = VERVANGEN if blad.naam in archief.nu else ONBEKEND
        gebeurtenis = NIEUW if find_blad(boek, blad.naam) is None else known
        regels.append(Voorbeeldregel(blad.naam, gebeurtenis, (wat.bedragen or {}).get(blad.naam)))
    return [*regels, *(Voorbeeldregel(naam, VERVALT) for naam in wat.weg)]


def _write(boek: Boek, wat: Wijziging, archief: Archief, voortgang: Voortgang | None) -> None:
    """The memory first, then the sheets: what goes wrong on the way can still be undone."""
    vorige = {naam: keep_version(boek, naam, archief.nu.get(naam), _find_plan(wat, naam)) for naam in wat.namen}
    nu = {naam: plan for naam, plan in archief.nu.items() if naam not in wat.weg} | {blad.naam: blad for blad in wat.bladen}
    play_live(boek, [plan_archief(Archief(nu, vorige))])
    boek.sheets[ARCHIEF].visible = False
    play_live(boek, wat.bladen, wat.weg, voortgang)


def _find_plan(wat: Wijziging, naam: str) -> Bladplan | None:
    return next((blad for blad in wat.bladen if blad.naam == naam), None)
