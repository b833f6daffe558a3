"""Handvest art. 1k, 11.3, 11.4 and 13.4: when an eindafrekening is sent, concept before definitief, and by when it is paid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.names import key
from cusd_xl.base.years import MAANDEN, format_datum, short_datum
from cusd_xl.model.afrekening import Afrekenstatus
from cusd_xl.model.begroting import Begroting
from cusd_xl.parameters import find_profieltermijn
from cusd_xl.rules.afrekenen.blokken import BRON, HANDVEST
from cusd_xl.rules.grondslag import Grondslag

GRONDSLAG = Grondslag(HANDVEST, "1k, 11.3, 11.4, 13.4 en 13.5", BRON, ("R51", "R52", "R53", "R54", "R65", "R80"))
CONCEPT_MOMENT = ("concept", "eindafrekening")
"""The words in the name of the moment in tblKalender that a definitieve eindafrekening must follow."""


def check_termijnen(begroting: Begroting, status: Afrekenstatus, datum: date) -> Iterator[Finding]:
    """The waarschuwingen about the date of an eindafrekening; only a profiel with terms has a window (R52, R54)."""
    cel = begroting.regeling.cel("begrotingsjaar")
    if datum.year <= begroting.jaar:
        facts = {"datum": format_datum(datum), "jaar": begroting.jaar, "volgend": begroting.jaar + 1}
        yield finding("afrekening-te-vroeg", cel, **facts)
        return
    venster = _check_concept(begroting, datum) if status is Afrekenstatus.CONCEPT else _check_definitief(begroting, datum)
    yield from venster
    dagen = find_profieltermijn(begroting.regeling.profiel, "betaaltermijn_dagen", datum)
    if dagen is not None and begroting.regeling.betaaltermijn_dagen != dagen.waarde:
        facts = {"dagen": begroting.regeling.betaaltermijn_dagen, "grens": dagen.waarde, "bron": dagen.bron}
        yield finding("afrekening-betaaltermijn", begroting.regeling.cel("betaaltermijn_dagen"), **facts)


def find_reactiedatum(begroting: Begroting, status: Afrekenstatus, datum: date) -> date | None:
    """The day by which a gemeente answers to a concept (R53); None for a definitieve one and without such a term."""
    dagen = find_profieltermijn(begroting.regeling.profiel, "reactie_dagen", datum)
    return datum + timedelta(days=int(dagen.waarde)) if dagen and status is Afrekenstatus.CONCEPT else None


def _check_concept(begroting: Begroting, datum: date) -> Iterator[Finding]:
    maand = find_profieltermijn(begroting.regeling.profiel, "concept_maand", datum)
    if maand is not None and (datum.year, datum.month) != (begroting.jaar + 1, int(maand.waarde)):
        wanneer = f"in {MAANDEN[int(maand.waarde) - 1]} {begroting.jaar + 1}"
        yield _outside(begroting, Afrekenstatus.CONCEPT, datum, wanneer, maand.bron)


def _check_definitief(begroting: Begroting, datum: date) -> Iterator[Finding]:
    profiel = begroting.regeling.profiel
    maand, dag = (find_profieltermijn(profiel, f"definitief_voor_{deel}", datum) for deel in ("maand", "dag"))
    if maand is None or dag is None:
        return
    grens = date(begroting.jaar + 1, int(maand.waarde), int(dag.waarde))
    if datum >= grens:
        yield _outside(begroting, Afrekenstatus.DEFINITIEF, datum, f"vóór {format_datum(grens)}", maand.bron)
    gereed = [one.gereed for one in begroting.kalender if one.jaar == begroting.jaar and _is_concept(one.moment)]
    if not any(dag is not None and dag < datum for dag in gereed):
        yield finding("afrekening-zonder-concept", "tblKalender", jaar=begroting.jaar, datum=short_datum(datum))


def _is_concept(moment: str) -> bool:
    return all(word in key(moment) for word in CONCEPT_MOMENT)


def _outside(begroting: Begroting, status: Afrekenstatus, datum: date, wanneer: str, bron: str) -> Finding:
    facts = {"datum": format_datum(datum), "status": str(status), "wanneer": wanneer, "bron": bron}
    return finding("afrekening-buiten-venster", begroting.regeling.cel("begrotingsjaar"), **facts)
