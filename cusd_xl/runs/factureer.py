"""Use case `factureer`: one workbook per gemeente, the overview and the manifest, from one begrotingsworkbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

from cusd_xl.base.errors import ArgumentError
from cusd_xl.base.findings import Finding, finding, has_fout
from cusd_xl.base.names import slug
from cusd_xl.base.years import Termijn, parse_termijn
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.bijdragen import Verdeling
from cusd_xl.model.factuur import Factuur
from cusd_xl.model.plan import Werkmapplan
from cusd_xl.rules.controles import check_begroting
from cusd_xl.rules.factuurregels import make_facturen
from cusd_xl.rules.verdeling import allocate
from cusd_xl.runs.manifest import MANIFEST, make_manifest
from cusd_xl.runs.uitvoermap import write_map
from cusd_xl.workbook.plan_factuur import plan_factuur
from cusd_xl.workbook.plan_overzicht import plan_overzicht
from cusd_xl.workbook.play_new import play_new
from cusd_xl.workbook.read import read_werkmap

OVERZICHT = "overzicht.xlsx"
Voortgang: TypeAlias = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Factureerresultaat:
    """The findings, and without a fout among them what was written: names in `uit`, the facturen, their total in cents."""

    findings: tuple[Finding, ...]
    bestanden: tuple[str, ...] = ()
    facturen: tuple[Factuur, ...] = ()
    totaal: int = 0


def run_factureer(pad: Path, termijn: str, uit: Path, datum: date, voortgang: Voortgang | None = None) -> Factureerresultaat:
    """Read, check, allocate, bill and write; with a fout among the findings nothing is written.

    `voortgang` is called with (done, total, name) after each file is made. Raises ArgumentError for an unknown termijn,
    WerkmapError for an unreadable workbook and UitvoerError when the files cannot be written.
    """
    gelezen = read_werkmap(pad)
    begroting = gelezen.begroting
    findings = gelezen.findings if begroting is None else (*gelezen.findings, *check_begroting(begroting))
    if begroting is None or has_fout(findings):
        return Factureerresultaat(findings)
    gekozen = _parse_termijn(termijn, begroting.jaar)
    verdeling = allocate(begroting)
    facturen = make_facturen(begroting, verdeling, gekozen, datum)
    op_naam = {f"{one.nummer}_{slug(one.afnemer.gemeente, one.afnemer.gm_code)}.xlsx": one for one in facturen}
    bestanden = _make_bestanden(begroting, verdeling, op_naam, voortgang)
    invoer = (pad.name, pad.read_bytes())
    bestanden[MANIFEST] = make_manifest(begroting, verdeling, op_naam, bestanden, invoer, gekozen, datum)
    write_map(uit, bestanden)
    return Factureerresultaat(
        (*findings, *check_termijn(begroting, gekozen)), tuple(bestanden), facturen, sum(one.totaal for one in facturen)
    )


def check_termijn(begroting: Begroting, termijn: Termijn) -> tuple[Finding, ...]:
    """A waarschuwing when the termijn does not fit the rhythm of the regeling (R49)."""
    regeling = begroting.regeling
    if termijn.aantal == regeling.termijnen:
        return ()
    feiten = {"termijn": termijn.code, "gekozen": termijn.aantal, "afgesproken": regeling.termijnen}
    return (finding("termijn-wijkt-af", regeling.cel("termijnen"), **feiten),)


def _parse_termijn(code: str, jaar: int) -> Termijn:
    try:
        return parse_termijn(code, jaar)
    except ValueError as problem:
        raise ArgumentError(f"Termijn '{code}' bestaat niet. Kies jaar, Q1 tot en met Q4, of M01 tot en met M12.") from problem


def _make_bestanden(
    begroting: Begroting, verdeling: Verdeling, facturen: dict[str, Factuur], voortgang: Voortgang | None
) -> dict[str, bytes]:
    bestanden = {}
    for done, (naam, plan) in enumerate(_plan_all(begroting, verdeling, facturen), start=1):
        bestanden[naam] = play_new(plan)
        if voortgang:
            voortgang(done, len(facturen) + 1, naam)
    return bestanden


def _plan_all(begroting: Begroting, verdeling: Verdeling, facturen: dict[str, Factuur]) -> Iterator[tuple[str, Werkmapplan]]:
    for naam, factuur in facturen.items():
        yield naam, plan_factuur(factuur)
    yield OVERZICHT, plan_overzicht(begroting, verdeling, tuple(facturen.values()))
