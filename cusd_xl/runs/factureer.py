"""Use case `factureer`: one workbook per gemeente, the overview and the manifest, from one begrotingsworkbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

from cusd_xl.base.findings import Finding, has_fout
from cusd_xl.base.money import euro_text
from cusd_xl.base.names import slug
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.bijdragen import Verdeling
from cusd_xl.model.factuur import Factuur
from cusd_xl.model.plan import Werkmapplan
from cusd_xl.rules.factuurregels import make_facturen
from cusd_xl.rules.verdeling import allocate
from cusd_xl.runs.beoordeling import review_werkmap
from cusd_xl.runs.efacturen import make_efacturen
from cusd_xl.runs.manifest import MANIFEST, make_manifest
from cusd_xl.runs.termijnkeuze import check_datum, check_termijn, choose_termijn
from cusd_xl.runs.uitvoermap import write_map
from cusd_xl.workbook.plan_factuur import plan_factuur
from cusd_xl.workbook.plan_overzicht import plan_overzicht
from cusd_xl.workbook.play_new import play_new

OVERZICHT = "overzicht.xlsx"
Voortgang: TypeAlias = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Factureerresultaat:
    """The findings, and without a fout among them what was written: names in `uit`, the facturen, their total in cents."""

    findings: tuple[Finding, ...]
    bestanden: tuple[str, ...] = ()
    facturen: tuple[Factuur, ...] = ()
    totaal: int = 0


def run_factureer(
    pad: Path, termijn: str, uit: Path, datum: date, voortgang: Voortgang | None = None, controleer_ubl: bool = False
) -> Factureerresultaat:
    """Read, check, allocate, bill and write; with a fout among the findings nothing is written.

    `voortgang` is called with (done, total, name) after each file is made; `controleer_ubl` runs the official rules for UBL.
    Raises ArgumentError for an unknown termijn, an absurd date or official rules that are not installed, WerkmapError for an
    unreadable workbook and UitvoerError when the files cannot be written.
    """
    beoordeling = review_werkmap(pad)
    begroting, findings = beoordeling.begroting, beoordeling.findings
    if begroting is None:
        return Factureerresultaat(findings)
    gekozen = choose_termijn(termijn, begroting.jaar)
    check_datum(datum, begroting.jaar)
    verdeling = allocate(begroting)
    facturen = make_facturen(begroting, verdeling, gekozen, datum)
    op_naam = {f"{one.nummer}_{slug(one.afnemer.gemeente, one.afnemer.gm_code)}.xlsx": one for one in facturen}
    efacturen = make_efacturen(begroting.regeling, op_naam, controleer_ubl)
    findings = (*findings, *efacturen.findings)
    if has_fout(findings):
        return Factureerresultaat(findings)
    bestanden = _make_bestanden(begroting, verdeling, op_naam, voortgang) | dict(efacturen.bestanden)
    invoer = (pad.name, pad.read_bytes())
    bestanden[MANIFEST] = make_manifest(begroting, verdeling, op_naam, bestanden, invoer, gekozen, datum)
    write_map(uit, bestanden, efacturen.vervallen)
    return Factureerresultaat(
        (*findings, *check_termijn(begroting, gekozen)), tuple(bestanden), facturen, sum(one.totaal for one in facturen)
    )


def as_json(resultaat: Factureerresultaat) -> dict[str, object]:
    """What was made, as plain values: per factuur its number, gemeente, kind, dates and total; the file names; the findings."""
    return {
        "facturen": [
            {
                "nummer": one.nummer,
                "soort": str(one.soort),
                "concept": one.concept,
                "gemeente": one.afnemer.gemeente,
                "gm_code": one.afnemer.gm_code,
                "termijn": one.termijn.code,
                "factuurdatum": one.factuurdatum.isoformat(),
                "vervaldatum": one.vervaldatum.isoformat() if one.vervaldatum else None,
                "bedrag": euro_text(one.totaal),
            }
            for one in resultaat.facturen
        ],
        "totaal": euro_text(resultaat.totaal),
        "bestanden": list(resultaat.bestanden),
        "bevindingen": [one.as_json() for one in resultaat.findings],
    }


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
