"""Joining changes the regeling: a gemeente counts from the day of a besluit that is complete, and not before it may."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.names import key
from cusd_xl.base.years import add_years, short_datum
from cusd_xl.model.begroting import Begroting, Deelnemer
from cusd_xl.parameters.afspraken import Wachttijd
from cusd_xl.rules.controles.akkoorden import TOETREDING
from cusd_xl.rules.controles.besluitenlijst import (
    find_afspraken,
    find_begin,
    keeps_besluiten,
    list_besluiten,
    list_vastgesteld,
)
from cusd_xl.rules.controles.gebruik import list_actieve_deelnemers
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(
    f"{CUSD}; Centrumregeling Sociaal Domein Flevoland", "hoofdstuk 5; Flevoland 10", f"{TOELICHTING}; factsheet",
    ("R40", "R91", "R106"),
)  # fmt: skip


def check_toetreding(begroting: Begroting) -> Iterator[Finding]:
    """The deelnemers that joined after the start without a complete besluit, too early, or that the regeling does not name."""
    afspraken = find_afspraken(begroting)
    if not keeps_besluiten(begroting) or afspraken.start is None:
        return
    for deelnemer in list_actieve_deelnemers(begroting):
        if afspraken.toetreding is not None and deelnemer.vanaf > afspraken.start:
            yield from _check_besluit(begroting, deelnemer, afspraken.toetreding)
            yield from _check_eerste_dag(deelnemer, afspraken.start, afspraken.toetreding)
        else:
            yield from _check_lijst(begroting, deelnemer)


def _check_besluit(begroting: Begroting, deelnemer: Deelnemer, afspraak: Wachttijd) -> Iterator[Finding]:
    besluiten = list_besluiten(begroting, TOETREDING, deelnemer.gemeente)
    vastgesteld = list_vastgesteld(begroting, TOETREDING, deelnemer.gemeente)
    cel = deelnemer.herkomst.cel("vanaf")
    where = {"artikel": afspraak.artikel, "bron": afspraak.bron}
    facts = {"gemeente": deelnemer.gemeente, "vanaf": short_datum(deelnemer.vanaf), **where}
    if not besluiten:
        yield finding("toetreding-zonder-besluit", cel, **facts)
    elif not vastgesteld:
        yield finding("toetreding-niet-rond", cel, reden=f"besluit {besluiten[0].nummer} is nog niet vastgesteld", **facts)
    elif all(find_begin(one) > deelnemer.vanaf for one in vastgesteld):
        first = min(vastgesteld, key=find_begin)
        reden = f"besluit {first.nummer} gaat pas in op {short_datum(find_begin(first))}"
        yield finding("toetreding-niet-rond", cel, reden=reden, **facts)


def _check_eerste_dag(deelnemer: Deelnemer, start: date, afspraak: Wachttijd) -> Iterator[Finding]:
    eerste = add_years(start, afspraak.jaren)
    if deelnemer.vanaf < eerste:
        days = {"vanaf": short_datum(deelnemer.vanaf), "eerste": short_datum(eerste)}
        where = {"artikel": afspraak.artikel, "bron": afspraak.bron}
        yield finding("toetreding-te-vroeg", deelnemer.herkomst.cel("vanaf"), gemeente=deelnemer.gemeente, **days, **where)


def _check_lijst(begroting: Begroting, deelnemer: Deelnemer) -> Iterator[Finding]:
    lijst = find_afspraken(begroting).find_gemeenten(begroting.jaar)
    if lijst is None or key(deelnemer.gemeente) in map(key, lijst.namen):
        return
    if not list_vastgesteld(begroting, TOETREDING, deelnemer.gemeente):
        facts = {"gemeente": deelnemer.gemeente, "jaar": begroting.jaar, "bron": lijst.bron}
        yield finding("deelnemer-wijkt-af", deelnemer.herkomst.cel("gemeente"), **facts)
