"""The kalender: what should be ready by now and is not, what was late, and what cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.names import key, nearest
from cusd_xl.base.years import short_datum
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.besluiten import Kalendermoment
from cusd_xl.parameters.afspraken import Moment
from cusd_xl.rules.controles.besluitenlijst import find_afspraken
from cusd_xl.rules.controles.dubbel import find_dubbel
from cusd_xl.rules.controles.kalendermomenten import Verwacht, find_gereed, list_rijen, list_verwacht
from cusd_xl.rules.controles.tekst import enumerate_names
from cusd_xl.rules.grondslag import CUSD, PROTOCOL, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(
    f"{CUSD}; Centrumregeling Sociaal Domein Flevoland", "6c, 7, 8, 12, 13; handvest 3, 8, 11, 13 en 15",
    f"{TOELICHTING}; {PROTOCOL}, overleg en evaluatie; Dienstverleningshandvest Flevoland 2022",
    ("R10", "R17", "R32", "R33", "R42", "R43", "R52", "R53", "R54", "R65", "R67", "R70", "R75", "R80", "R81", "R100"),
)  # fmt: skip
TABEL = "tblKalender"


def check_kalender(begroting: Begroting) -> Iterator[Finding]:
    """The findings on tblKalender, judged as of stand_per; without that day nothing is missing yet."""
    momenten = find_afspraken(begroting).momenten
    yield from _check_namen(begroting, momenten)
    yield from _check_dubbel(begroting, momenten)
    seen: list[Kalendermoment] = []
    missing: dict[Moment, list[Verwacht]] = {}
    for one in list_verwacht(begroting):
        if one.rij is None:
            if _is_due(begroting, one):
                missing.setdefault(one.moment, []).append(one)
        elif one.rij not in seen:
            seen.append(one.rij)
            yield from _check_rij(begroting, one, one.rij)
    for moment, open_ones in missing.items():
        wat = enumerate_names(_name(begroting, one) for one in open_ones)
        yield _report_ontbreekt(moment, TABEL, wat, min(one.uiterlijk for one in open_ones if one.uiterlijk is not None))
    for moment in momenten:
        yield from _check_varianten(begroting, moment)


def _is_due(begroting: Begroting, one: Verwacht) -> bool:
    stand = begroting.regeling.stand_per
    return stand is not None and one.uiterlijk is not None and one.uiterlijk <= stand


def _check_rij(begroting: Begroting, one: Verwacht, row: Kalendermoment) -> Iterator[Finding]:
    cel = row.herkomst.cel("gereed")
    if row.gereed is None:
        if _is_due(begroting, one) and one.uiterlijk is not None:
            yield _report_ontbreekt(one.moment, cel, _name(begroting, one), one.uiterlijk)
        return
    facts = {"wat": _name(begroting, one), "dag": short_datum(row.gereed), "artikel": one.moment.artikel, "bron": one.moment.bron}
    reden = _find_onmogelijk(begroting, one, row.gereed)
    if reden:
        yield finding("kalender-onmogelijk", cel, reden=reden, **facts)
    elif one.uiterlijk is not None and row.gereed > one.uiterlijk:
        yield finding("kalender-te-laat", cel, uiterlijk=short_datum(one.uiterlijk), **facts)


def _find_onmogelijk(begroting: Begroting, one: Verwacht, gereed: date) -> str:
    """Why it cannot have been ready on that day; empty when it can."""
    stand = begroting.regeling.stand_per
    if stand is not None and gereed > stand:
        return f"dat is na stand_per ({short_datum(stand)})"
    if one.vroegst is not None and gereed < one.vroegst:
        return f"dat kan niet vóór {short_datum(one.vroegst)}"
    if one.moment.na:
        before = find_gereed(begroting, one.moment.na, one.gemeente)
        if before is None:
            return f"de {one.moment.na} is nog niet gereed"
        if gereed < before:
            return f"dat is vóór de {one.moment.na} ({short_datum(before)})"
    return ""


def _report_ontbreekt(moment: Moment, cel: str, wat: str, uiterlijk: date) -> Finding:
    facts = {"uiterlijk": short_datum(uiterlijk), "artikel": moment.artikel, "bron": moment.bron}
    return finding("kalender-ontbreekt", cel, wat=wat, **facts)


def _name(begroting: Begroting, one: Verwacht) -> str:
    """`jaarprognose 1 van 2026`, `gegevensuitwisseling Q1 van 2026 (Urk)`."""
    naam = one.rij.moment if one.rij else one.moment.moment
    periode = f" {one.periode}" if one.periode else ""
    return f"{naam}{periode} van {begroting.jaar}" + (f" ({one.gemeente})" if one.gemeente else "")


def _check_namen(begroting: Begroting, momenten: tuple[Moment, ...]) -> Iterator[Finding]:
    """A name that is almost one of the regeling; a moment of one's own is left alone."""
    names = [naam for one in momenten for naam in one.list_names()]
    known = {key(one) for one in names}
    for row in begroting.kalender:
        guess = None if key(row.moment) in known else nearest(row.moment, names)
        if guess is not None and f" {key(guess)} " not in f" {key(row.moment)} ":
            yield finding("kalender-onbekend", row.herkomst.cel("moment"), moment=row.moment, voorstel=guess)


def _check_dubbel(begroting: Begroting, momenten: tuple[Moment, ...]) -> Iterator[Finding]:
    """Two rows that answer the same moment of the same periode and gemeente."""
    planned = {key(naam): one.moment for one in momenten if one.uiterlijk or one.dagen for naam in one.list_names()}
    rows = [one for one in begroting.kalender if key(one.moment) in planned]
    for row, cel, eerste in find_dubbel(
        rows, lambda one: (planned[key(one.moment)], one.jaar, key(one.periode), one.gemeente), "moment"
    ):
        yield finding("kalender-dubbel", cel, moment=row.moment, jaar=row.jaar, eerste=eerste)


def _check_varianten(begroting: Begroting, moment: Moment) -> Iterator[Finding]:
    """Never more of a form than agreed; and, once the year is judged to its end, not fewer either."""
    rows, stand = list_rijen(begroting, moment), begroting.regeling.stand_per
    over = stand is not None and all(one.on(begroting.jaar) <= stand for one in moment.uiterlijk)
    for variant in moment.varianten:
        own = [one for one in rows if key(one.moment) == key(f"{moment.moment} {variant.naam}")]
        facts = {"naam": f"{moment.moment} {variant.naam}", "jaar": begroting.jaar, "artikel": moment.artikel}
        if variant.hoogstens and len(own) > variant.hoogstens:
            grens = f"ten hoogste {variant.hoogstens}"
            cel = own[-1].herkomst.cel("moment")
            yield finding("rapportage-verhouding", cel, aantal=len(own), grens=grens, **facts)
        ready = [one for one in own if one.gereed is not None]
        if over and len(ready) < variant.minstens:
            cel = own[-1].herkomst.cel("gereed") if own else TABEL
            yield finding("rapportage-verhouding", cel, aantal=len(ready), grens=f"ten minste {variant.minstens}", **facts)
