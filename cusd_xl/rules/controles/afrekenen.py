"""Handvest art. 11 to 13: voorschotten and verrekeningen name who and when, and an earlier year comes once."""

from __future__ import annotations

from collections.abc import Iterator

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.years import short_datum
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.jaargang import EerderJaar, Verrekening, Voorschot
from cusd_xl.parameters import find_profieltermijn
from cusd_xl.rules.controles.dubbel import find_dubbel
from cusd_xl.rules.controles.tekst import propose
from cusd_xl.rules.grondslag import Grondslag

GRONDSLAG = Grondslag(
    "Dienstverleningshandvest Flevoland", "11 en 13", "Dienstverleningshandvest Flevoland 2022; Centrumregeling Flevoland 2016, "
    "art. 6.3", ("R49", "R50", "R65", "R103"),
)  # fmt: skip
ADVIES = "Kies een gemeente van het blad Deelnemers, of voeg haar daar toe."


def check_afrekenen(begroting: Begroting) -> Iterator[Finding]:
    """The findings on tblVoorschotten, tblVerrekeningen and tblEerdereJaren."""
    yield from _check_namen(begroting)
    for one, cel, eerste in find_dubbel(begroting.voorschotten, _same_voorschot, "gemeente"):
        facts = {"gemeente": one.gemeente, "soort": one.soort, "termijn": one.termijn, "eerste": eerste}
        yield finding("voorschot-dubbel", cel, **facts)
    for row in begroting.verrekeningen:
        yield from _check_verrekening(begroting, row)
    for year in begroting.eerdere_jaren:
        if year.jaar >= begroting.jaar:
            cel = year.herkomst.cel("jaar")
            yield finding("eerder-jaar-niet-eerder", cel, jaar=year.jaar, begrotingsjaar=begroting.jaar)
    for year, cel, eerste in find_dubbel(begroting.eerdere_jaren, lambda row: (row.jaar, row.gemeente, row.soort), "gemeente"):
        yield finding("eerder-jaar-dubbel", cel, gemeente=year.gemeente, soort=year.soort, jaar=year.jaar, eerste=eerste)


def _same_voorschot(row: Voorschot) -> tuple[str, str, str, str]:
    return row.gemeente, row.soort, row.termijn, row.factuurnummer


def _check_namen(begroting: Begroting) -> Iterator[Finding]:
    gemeenten = [one.gemeente for one in begroting.deelnemers]
    rows: tuple[Voorschot | Verrekening | EerderJaar, ...] = (
        *begroting.voorschotten, *begroting.verrekeningen, *begroting.eerdere_jaren,
    )  # fmt: skip
    for row in rows if gemeenten else ():
        if row.gemeente not in gemeenten:
            cel = row.herkomst.cel("gemeente")
            yield finding("gemeente-onbekend", cel, gemeente=row.gemeente, advies=propose(row.gemeente, gemeenten, ADVIES))
    posten = [one.kostenpost for one in begroting.kosten]
    for one in begroting.verrekeningen:
        if one.kostenpost and one.kostenpost not in posten:
            advies = propose(one.kostenpost, posten, "Kies een code van het blad Kosten, of laat de cel leeg.")
            yield finding("kostenpost-onbekend", one.herkomst.cel("kostenpost"), kostenpost=one.kostenpost, advies=advies)


def _check_verrekening(begroting: Begroting, row: Verrekening) -> Iterator[Finding]:
    if row.leverdatum is not None and row.leverdatum.year != begroting.jaar:
        facts = {"gemeente": row.gemeente, "datum": short_datum(row.leverdatum), "jaar": begroting.jaar}
        yield finding("verrekening-ander-jaar", row.herkomst.cel("leverdatum"), **facts)
    for veld, wat in _list_missing(row):
        yield finding("verrekening-datum-ontbreekt", row.herkomst.cel(veld), gemeente=row.gemeente, wat=wat)
    if row.leverdatum is None or row.factuurdatum is None:
        return
    grens = find_profieltermijn(begroting.regeling.profiel, "losse_verrekening_dagen", row.factuurdatum)
    dagen = (row.factuurdatum - row.leverdatum).days
    if grens is not None and dagen > grens.waarde:
        cel = row.herkomst.cel("factuurdatum")
        yield finding("verrekening-te-laat", cel, gemeente=row.gemeente, dagen=dagen, grens=grens.waarde, bron=grens.bron)


def _list_missing(row: Verrekening) -> Iterator[tuple[str, str]]:
    if row.factuurnummer and row.factuurdatum is None:
        yield "factuurdatum", "de factuurdatum"
    if row.factuurdatum is not None and not row.factuurnummer:
        yield "factuurnummer", "het factuurnummer"
    if row.factuurdatum is not None and row.leverdatum is None:
        yield "leverdatum", "de leverdatum"
