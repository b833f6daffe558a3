"""The figures that the keys by year, by use and by zorgvolume need: present, once, not negative, and for every year."""

from __future__ import annotations

from collections.abc import Iterator

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.money import format_euro
from cusd_xl.base.names import key
from cusd_xl.model.begroting import Begroting
from cusd_xl.rules.controles.gebruik import Gebruik, list_gebruik
from cusd_xl.rules.controles.tekst import enumerate_names, propose
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.sleutels.binnen import find_binnen
from cusd_xl.rules.sleutels.gebruik import parse_gebruik
from cusd_xl.rules.sleutels.gemiddelde import list_jaren, parse_gemiddelde
from cusd_xl.rules.sleutels.gewichten import SOORTEN_PER_JAAR
from cusd_xl.rules.sleutels.wegend import fill_in
from cusd_xl.rules.sleutels.zorgvolume import parse_zorgvolume

GRONDSLAG = Grondslag(CUSD, "12 en 13", f"{TOELICHTING}; handvest Flevoland 13.1", ("R60", "R85"))


def check_jaargewichten(begroting: Begroting) -> Iterator[Finding]:
    """The findings on the figures behind a gemiddelde, gebruik and zorgvolume; each figure is reported once."""
    seen: set[tuple[str, str]] = set()
    for one in list_gebruik(begroting):
        try:
            found = list(_check(begroting, one))
        except (KeyError, ValueError):  # check_sleutels reports what cannot be read
            continue
        for problem in found:
            place = problem.cel, problem.melding
            if place not in seen:
                seen.add(place)
                yield problem


def _check(begroting: Begroting, one: Gebruik) -> Iterator[Finding]:
    if one.sleutel.soort == "gemiddelde":
        yield from _check_gemiddelde(begroting, one)
    elif one.sleutel.soort == "gebruik":
        yield from _check_gebruik(begroting, one)
    elif one.sleutel.soort == "zorgvolume":
        yield from _check_zorgvolume(begroting, one)


def _check_gemiddelde(begroting: Begroting, one: Gebruik) -> Iterator[Finding]:
    parameter = parse_gemiddelde(one.sleutel)
    inner = find_binnen(begroting, parameter.sleutel)
    if inner.soort not in SOORTEN_PER_JAAR:
        return
    jaren = list_jaren(begroting, one.sleutel)
    if len(jaren) < parameter.jaren:
        facts = {"sleutel": one.sleutel.sleutel, "binnen": inner.sleutel, "nodig": parameter.jaren, "jaar": begroting.jaar}
        yield finding("gemiddelde-te-weinig-jaren", one.sleutel.herkomst.cel("parameter"), gevonden=len(jaren), **facts)
    present = {(row.gemeente, row.jaar) for row in begroting.gewichten if row.sleutel == inner.sleutel}
    for deelnemer in one.betalers:
        missing = [str(jaar) for jaar in reversed(jaren) if (deelnemer.gemeente, jaar) not in present]
        if missing:
            facts = {"gemeente": deelnemer.gemeente, "binnen": inner.sleutel, "sleutel": one.sleutel.sleutel}
            yield finding("gewicht-jaar-ontbreekt", inner.herkomst.cel("sleutel"), jaren=enumerate_names(missing), **facts)


def _check_gebruik(begroting: Begroting, one: Gebruik) -> Iterator[Finding]:
    code = parse_gebruik(fill_in(one.sleutel, one.kostenpost.kostenpost))
    rows = [row for row in begroting.realisatie if key(row.kostenpost) == key(code)]
    for deelnemer in one.betalers:
        own = [row for row in rows if row.gemeente == deelnemer.gemeente]
        som = sum(row.netto for row in own)
        facts = {"gemeente": deelnemer.gemeente, "kostenpost": code, "sleutel": one.sleutel.sleutel}
        if som < 0:
            yield finding("gebruik-negatief", own[-1].herkomst.cel("bedrag"), bedrag=format_euro(som), **facts)
        elif not own:
            yield finding("gebruik-ontbreekt", deelnemer.herkomst.cel("gemeente"), **facts)


def _check_zorgvolume(begroting: Begroting, one: Gebruik) -> Iterator[Finding]:
    wanted = {key(taak) for taak in parse_zorgvolume(one.sleutel)}
    rows = [row for row in begroting.inkoopplan if row.jaar == begroting.jaar and _counts(wanted, row.taak)]
    known, present = [one.gemeente for one in begroting.deelnemers], {row.gemeente for row in rows}
    for row in rows:
        if row.gemeente not in known:
            advies = propose(row.gemeente, known, "Kies een gemeente van het blad Deelnemers.")
            yield finding("zorgvolume-onbekend", row.herkomst.cel("gemeente"), gemeente=row.gemeente, advies=advies)
    for deelnemer in one.betalers:
        if deelnemer.gemeente not in present:
            cel, facts = deelnemer.herkomst.cel("gemeente"), {"gemeente": deelnemer.gemeente, "jaar": begroting.jaar}
            yield finding("zorgvolume-ontbreekt", cel, sleutel=one.sleutel.sleutel, **facts)


def _counts(wanted: set[str], taak: str) -> bool:
    return not wanted or key(taak) in wanted
