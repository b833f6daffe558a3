"""Art. 6c and 13: a prognose has one peildatum in the year, every paying gemeente, no contract outside the regeling."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.money import format_euro
from cusd_xl.base.years import short_datum
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.jaargang import Prognose
from cusd_xl.rules.controles.dubbel import find_dubbel
from cusd_xl.rules.controles.gebruik import list_betalers
from cusd_xl.rules.controles.tekst import enumerate_names, propose
from cusd_xl.rules.deelname import is_active
from cusd_xl.rules.grondslag import CUSD, PROTOCOL, TOELICHTING, Grondslag
from cusd_xl.rules.prognose import is_eigen_contract, list_momenten

GRONDSLAG = Grondslag(CUSD, "6, 6c en 13", f"{TOELICHTING}; {PROTOCOL}, vrijstelling 2", ("R18", "R33", "R92"))
HULPKOSTEN = "hulpkosten"
"""The kostensoort that every prognose is about (art. 13)."""


def check_prognoses(begroting: Begroting) -> Iterator[Finding]:
    """The findings on the rows of tblPrognoses."""
    for row in begroting.prognoses:
        yield from _check_namen(begroting, row)
        yield from _check_contract(begroting, row)
        yield from _check_vrijstelling(begroting, row)
    for row, cel, eerste in find_dubbel(begroting.prognoses, _same, "bedrag"):
        facts = {"prognose": row.prognose, "gemeente": row.gemeente, "kostenpost": row.kostenpost, "eerste": eerste}
        yield finding("prognose-dubbel", cel, **facts)
    yield from _check_peildata(begroting)
    for moment in list_momenten(begroting):
        yield from _check_volledig(begroting, moment.nummer)


def _same(row: Prognose) -> tuple[str, ...]:
    return (row.prognose, row.gemeente, row.kostenpost, row.taak, row.contract)


def _check_namen(begroting: Begroting, row: Prognose) -> Iterator[Finding]:
    gemeenten, posten = [one.gemeente for one in begroting.deelnemers], [one.kostenpost for one in begroting.kosten]
    taken = [one.taak for one in begroting.taken]
    if gemeenten and row.gemeente not in gemeenten:
        advies = propose(row.gemeente, gemeenten, "Kies een gemeente van het blad Deelnemers, of voeg haar daar toe.")
        yield finding("gemeente-onbekend", row.herkomst.cel("gemeente"), gemeente=row.gemeente, advies=advies)
    if row.kostenpost not in posten:
        advies = propose(row.kostenpost, posten, "Kies een code van het blad Kosten.")
        yield finding("kostenpost-onbekend", row.herkomst.cel("kostenpost"), kostenpost=row.kostenpost, advies=advies)
    if row.taak and row.taak not in taken:
        advies = propose(row.taak, taken, "Kies een code van het blad Takenregister.")
        wat = f"de prognose van {row.gemeente}"
        yield finding("taak-onbekend", row.herkomst.cel("taak"), taak=row.taak, wat=wat, advies=advies)


def _check_contract(begroting: Begroting, row: Prognose) -> Iterator[Finding]:
    contracten = [one.contract for one in begroting.contracten]
    if row.contract and row.contract not in contracten:
        advies = propose(row.contract, contracten, "Voeg het contract daar toe.")
        yield finding(
            "prognose-contract-onbekend",
            row.herkomst.cel("contract"),
            contract=row.contract,
            gemeente=row.gemeente,
            advies=advies,
        )
    elif is_eigen_contract(begroting, row):
        facts = {"contract": row.contract, "gemeente": row.gemeente, "bedrag": format_euro(row.bedrag)}
        yield finding("prognose-eigen-contract", row.herkomst.cel("contract"), **facts)


def _check_vrijstelling(begroting: Begroting, row: Prognose) -> Iterator[Finding]:
    post = next((one for one in begroting.kosten if one.kostenpost == row.kostenpost), None)
    known = {one.gemeente for one in begroting.deelnemers}
    if post is None or row.gemeente not in known or not row.bedrag or is_eigen_contract(begroting, row):
        return
    taken = [one for one in begroting.taken if one.taak == row.taak and is_active(one.vanaf, one.tot_en_met, begroting.jaar)]
    wat = ""
    if row.gemeente not in {one.gemeente for one in list_betalers(begroting, post)}:
        wat = f"kostenpost {row.kostenpost}"
    elif taken and not any(row.gemeente in one.deelname for one in taken):
        wat = f"taak {row.taak}"
    if wat:
        facts = {"gemeente": row.gemeente, "wat": wat, "bedrag": format_euro(row.bedrag)}
        yield finding("prognose-vrijgesteld", row.herkomst.cel("bedrag"), **facts)


def _check_peildata(begroting: Begroting) -> Iterator[Finding]:
    eerste: dict[str, Prognose] = {}
    for row in begroting.prognoses:
        first = eerste.setdefault(row.prognose, row)
        facts = {"prognose": row.prognose, "datum": short_datum(row.peildatum)}
        if row.peildatum != first.peildatum:
            yield finding(
                "prognose-peildatum-gemengd", row.herkomst.cel("peildatum"), eerste=short_datum(first.peildatum), **facts
            )
        elif row is first and row.peildatum.year != begroting.jaar:
            yield finding("prognose-peildatum-buiten-jaar", row.herkomst.cel("peildatum"), jaar=begroting.jaar, **facts)
    for vorige, moment in pairwise(list_momenten(begroting)):
        if moment.peildatum <= vorige.peildatum:
            yield finding(
                "prognose-volgorde",
                eerste[moment.nummer].herkomst.cel("peildatum"),
                prognose=moment.nummer,
                datum=short_datum(moment.peildatum),
                vorige=vorige.nummer,
                vorige_datum=short_datum(vorige.peildatum),
            )


def _check_volledig(begroting: Begroting, nummer: str) -> Iterator[Finding]:
    """Per kostenpost of the prognose, and for all hulpkosten, the paying gemeenten without a row."""
    rows = [row for row in begroting.prognoses if row.prognose == nummer]
    present = {(row.kostenpost, row.gemeente) for row in rows}
    for post in begroting.kosten:
        if post.soort != HULPKOSTEN and post.kostenpost not in {row.kostenpost for row in rows}:
            continue
        missing = [one.gemeente for one in list_betalers(begroting, post) if (post.kostenpost, one.gemeente) not in present]
        if missing:
            facts = {"prognose": nummer, "kostenpost": post.kostenpost, "gemeenten": enumerate_names(missing)}
            yield finding("prognose-ontbreekt", rows[0].herkomst.cel("prognose"), **facts)
