"""Art. 12: one vastgestelde begroting a year, its versions in order of date, discussed before it was vastgesteld."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.names import key
from cusd_xl.base.years import short_datum
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.besluiten import Besluit
from cusd_xl.parameters.afspraken import Moment
from cusd_xl.rules.controles.besluitenlijst import CONCEPT, find_afspraken, list_besluiten, list_vastgesteld
from cusd_xl.rules.dekking import VASTGESTELD
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(CUSD, "12", TOELICHTING, ("R10", "R11", "R12"))
BEGROTING = "begroting"


def check_begrotingsbesluiten(begroting: Begroting) -> Iterator[Finding]:
    """The findings on the besluiten about the begroting and its wijzigingen."""
    rows = list_besluiten(begroting, BEGROTING)
    for jaar in dict.fromkeys(one.jaar for one in rows if one.jaar is not None):
        versies = [one for one in rows if one.jaar == jaar]
        yield from _check_vaststelling(versies, jaar)
        yield from _check_volgorde(versies)
    for moment in find_afspraken(begroting).momenten:
        if moment.voor_besluit:
            yield from _check_bespreking(begroting, moment)


def _check_vaststelling(versies: Sequence[Besluit], jaar: int) -> Iterator[Finding]:
    vastgesteld = [one for one in versies if one.status == VASTGESTELD]
    for one in vastgesteld[1:]:
        facts = {"jaar": jaar, "nummer": one.nummer, "eerste": vastgesteld[0].herkomst.cel("status")}
        yield finding("begroting-dubbel-vastgesteld", one.herkomst.cel("status"), **facts)
    if not vastgesteld:
        yield finding("begroting-niet-vastgesteld", versies[-1].herkomst.cel("status"), jaar=jaar, nummer=versies[-1].nummer)


def _check_volgorde(versies: Sequence[Besluit]) -> Iterator[Finding]:
    """Each version against the dated one before it; a concept does not follow on what was vastgesteld."""
    dated = [(one, one.besluitdatum) for one in versies if one.besluitdatum is not None]
    for (before, earlier), (one, day) in pairwise(dated):
        facts = {"nummer": one.nummer, "dag": short_datum(day), "andere": before.nummer, "andere_dag": short_datum(earlier)}
        if day < earlier:
            reden = "de versies staan niet op volgorde van datum"
            yield finding("begrotingsversie-volgorde", one.herkomst.cel("besluitdatum"), reden=reden, **facts)
        elif one.status == CONCEPT and before.status == VASTGESTELD:
            reden = "een concept komt vóór de vaststelling; wat daarna verandert is een begrotingswijziging"
            yield finding("begrotingsversie-volgorde", one.herkomst.cel("status"), reden=reden, **facts)


def _check_bespreking(begroting: Begroting, moment: Moment) -> Iterator[Finding]:
    days = [
        one.gereed
        for one in begroting.kalender
        if one.gereed is not None and one.jaar == begroting.jaar and key(one.moment) == key(moment.moment)
    ]
    for besluit in list_vastgesteld(begroting, moment.voor_besluit):
        day = besluit.besluitdatum
        if besluit.jaar == begroting.jaar and day is not None and not any(one <= day for one in days):
            facts = {"nummer": besluit.nummer, "soort": besluit.soort, "dag": short_datum(day), "moment": moment.moment}
            yield finding("besluit-niet-voorbesproken", besluit.herkomst.cel("besluitdatum"), artikel=moment.artikel, **facts)
