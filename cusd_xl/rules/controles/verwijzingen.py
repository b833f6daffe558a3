"""Every name a row refers to (sleutel, kostenpost, taak, proces) exists; the nearest known name is proposed."""

from __future__ import annotations

from collections.abc import Iterator

from cusd_xl.base.findings import Finding, finding
from cusd_xl.model.begroting import Begroting, Dekking, Realisatie, Wijziging
from cusd_xl.rules.controles.tekst import describe_period, propose
from cusd_xl.rules.deelname import is_active
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(CUSD, "6 en 12", TOELICHTING, ("R2", "R6", "R8", "R25", "R31"))


def check_verwijzingen(begroting: Begroting) -> Iterator[Finding]:
    """Unknown names in tblKosten, tblDekking, tblGewichten, tblWerkprocessen, tblWijzigingen and tblRealisatie."""
    yield from _check_sleutels(begroting)
    yield from _check_taken(begroting)
    yield from _check_kostenposten(begroting)
    yield from _check_processen(begroting)


def _check_sleutels(begroting: Begroting) -> Iterator[Finding]:
    known = [one.sleutel for one in begroting.sleutels]
    places = (
        *((one.verdeelsleutel, f"kostenpost {one.kostenpost}", one.herkomst.cel("verdeelsleutel")) for one in begroting.kosten),
        *((one.sleutel, f"het gewicht van {one.gemeente}", one.herkomst.cel("sleutel")) for one in begroting.gewichten),
    )
    for naam, wat, cel in places:
        if naam not in known:
            advies = propose(naam, known, "Kies een sleutel van dat blad, of voeg haar daar toe.")
            yield finding("sleutel-onbekend", cel, sleutel=naam, wat=wat, advies=advies)


def _check_taken(begroting: Begroting) -> Iterator[Finding]:
    periods = {one.taak: describe_period(one.vanaf, one.tot_en_met) for one in begroting.taken}
    valid = {one.taak for one in begroting.taken if is_active(one.vanaf, one.tot_en_met, begroting.jaar)}
    places = (
        *((code, f"kostenpost {one.kostenpost}", one.herkomst.cel("taken")) for one in begroting.kosten for code in one.taken),
        *((one.taak, f"de realisatie van {one.gemeente}", one.herkomst.cel("taak")) for one in begroting.realisatie if one.taak),
    )
    for taak, wat, cel in places:
        if taak not in periods:
            advies = propose(taak, periods, "Kies codes van het blad Takenregister, met een puntkomma ertussen, of 'alle'.")
            yield finding("taak-onbekend", cel, taak=taak, wat=wat, advies=advies)
        elif taak not in valid:
            yield finding("taak-niet-geldig", cel, taak=taak, wat=wat, jaar=begroting.jaar, periode=periods[taak])


def _check_kostenposten(begroting: Begroting) -> Iterator[Finding]:
    known = [one.kostenpost for one in begroting.kosten]
    rows: tuple[Dekking | Wijziging | Realisatie, ...] = (*begroting.dekking, *begroting.wijzigingen, *begroting.realisatie)
    for row in rows:
        if row.kostenpost not in known:
            advies = propose(row.kostenpost, known, "Kies een code van het blad Kosten.")
            yield finding("kostenpost-onbekend", row.herkomst.cel("kostenpost"), kostenpost=row.kostenpost, advies=advies)


def _check_processen(begroting: Begroting) -> Iterator[Finding]:
    known = [one.proces for one in begroting.normbedragen]
    for row in begroting.werkprocessen:
        if row.proces not in known:
            advies = propose(row.proces, known, "Voeg het proces toe op het blad Normbedragen.")
            yield finding("proces-onbekend", row.herkomst.cel("proces"), proces=row.proces, advies=advies)
