"""Use case `afreken`: the eindafrekening of a year, one workbook per gemeente, the overview and the manifest."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeAlias

from cusd_xl.base.errors import WerkmapError, explain_oserror
from cusd_xl.base.findings import Finding, has_fout
from cusd_xl.base.names import slug
from cusd_xl.model.afrekening import Afrekenstatus, Eindafrekening, Gemeenteafrekening
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.bijdragen import Verdeling
from cusd_xl.model.plan import Bladplan, Werkmapplan
from cusd_xl.parameters import load_profiel
from cusd_xl.rules.afrekenen.afrekeningsfactuur import make_afrekeningsfactuur
from cusd_xl.rules.afrekenen.banden import find_banden
from cusd_xl.rules.afrekenen.controle import check_afrekening, explain_eindafrekening
from cusd_xl.rules.afrekenen.eindafrekening import divide_realisatie, make_eindafrekening
from cusd_xl.rules.afrekenen.materialiteit import check_materialiteit
from cusd_xl.rules.afrekenen.termijnen import check_termijnen
from cusd_xl.rules.verdeling import allocate
from cusd_xl.runs.afreken_iv3 import Iv3uitvoer, make_iv3uitvoer
from cusd_xl.runs.afreken_manifest import Invoerbestand, make_afrekenmanifest
from cusd_xl.runs.afreken_voorschotten import load_voorschotten
from cusd_xl.runs.beoordeling import review_werkmap
from cusd_xl.runs.manifest import MANIFEST
from cusd_xl.runs.realisatie import review_realisatie
from cusd_xl.runs.termijnkeuze import check_datum
from cusd_xl.runs.uitvoermap import write_map
from cusd_xl.workbook.plan_afrekening import plan_afrekening
from cusd_xl.workbook.plan_afrekening_overzicht import plan_afrekening_overzicht
from cusd_xl.workbook.play_new import play_new

OVERZICHT = "overzicht-afrekening.xlsx"
Voortgang: TypeAlias = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Afrekenwens:
    """What was asked: concept or definitief, the date of the eindafrekening, a file with realisatie in place of the
    sheet, and the register that knows what was billed."""

    status: Afrekenstatus
    datum: date
    realisatie: Path | None = None
    register: str | None = None


@dataclass(frozen=True, slots=True)
class Afrekenresultaat:
    """The findings, and without a fout among them the eindafrekening and the names of what was written in `uit`."""

    findings: tuple[Finding, ...]
    afrekening: Eindafrekening | None = None
    bestanden: tuple[str, ...] = ()


def run_afreken(pad: Path, uit: Path, wens: Afrekenwens, voortgang: Voortgang | None = None) -> Afrekenresultaat:
    """Read, check, settle and write; with a fout among the findings nothing is written.

    `voortgang` is called with (done, total, name). Raises ArgumentError for an absurd date, WerkmapError for a workbook or a file
    that cannot be read, and UitvoerError when the files cannot be written.
    """
    beoordeling = review_werkmap(pad)
    begroting, findings = beoordeling.gelezen.begroting, beoordeling.findings
    billed = begroting
    if begroting is not None and wens.realisatie is not None:
        begroting, findings = review_realisatie(beoordeling, wens.realisatie, voortgang)
    if begroting is None or billed is None or has_fout(findings):
        return Afrekenresultaat(findings)
    check_datum(wens.datum, begroting.jaar)
    voorschotten, unplaced = load_voorschotten(wens.register, begroting) if wens.register else (None, ())
    findings = (*findings, *check_afrekening(begroting), *unplaced)
    if has_fout(findings):
        return Afrekenresultaat(findings)
    begroot = allocate(billed)
    banden = find_banden(begroting, begroot, load_profiel(begroting.regeling.profiel, begroting.jaar))
    afrekening = make_eindafrekening(begroting, wens.status, wens.datum, voorschotten, banden, begroot)
    werkelijk = divide_realisatie(begroting).verdeling
    iv3 = make_iv3uitvoer(begroting, afrekening, werkelijk)
    op_naam = {_name(wens.status, one): one for one in afrekening.gemeenten}
    bestanden = _make_bestanden(_plan_all(begroting, afrekening, op_naam, werkelijk, iv3), len(op_naam) + 1, voortgang)
    bestanden |= iv3.bestanden
    invoer = [_describe(one) for one in (pad, wens.realisatie) if one is not None]
    bestanden[MANIFEST] = make_afrekenmanifest(begroting, afrekening, op_naam, bestanden, invoer, wens.register is not None)
    write_map(uit, bestanden)
    said = (
        *explain_eindafrekening(begroting, afrekening),
        *check_materialiteit(begroting, afrekening),
        *check_termijnen(begroting, wens.status, wens.datum),
    )
    return Afrekenresultaat((*findings, *said, *iv3.findings), afrekening, tuple(bestanden))


def _name(status: Afrekenstatus, one: Gemeenteafrekening) -> str:
    concept = "concept-" if status is Afrekenstatus.CONCEPT else ""
    deelnemer = one.deelnemer
    return f"{concept}eindafrekening_{deelnemer.gm_code}_{slug(deelnemer.gemeente, deelnemer.gm_code)}.xlsx"


def _make_bestanden(plannen: Iterator[tuple[str, Werkmapplan]], total: int, voortgang: Voortgang | None) -> dict[str, bytes]:
    bestanden = {}
    for done, (naam, plan) in enumerate(plannen, start=1):
        bestanden[naam] = play_new(plan)
        if voortgang:
            voortgang(done, total, naam)
    return bestanden


def _plan_all(
    begroting: Begroting,
    afrekening: Eindafrekening,
    gemeenten: dict[str, Gemeenteafrekening],
    werkelijk: Verdeling,
    iv3: Iv3uitvoer,
) -> Iterator[tuple[str, Werkmapplan]]:
    for naam, one in gemeenten.items():
        plan = plan_afrekening(afrekening, one, make_afrekeningsfactuur(begroting, afrekening, one))
        yield naam, _add(plan, iv3.bladen.get(one.deelnemer.gemeente))
    yield OVERZICHT, _add(plan_afrekening_overzicht(begroting, werkelijk, afrekening), iv3.spiegel)


def _add(plan: Werkmapplan, blad: Bladplan | None) -> Werkmapplan:
    return replace(plan, bladen=(*plan.bladen, blad)) if blad else plan


def _describe(pad: Path) -> Invoerbestand:
    try:
        with pad.open("rb") as stream:
            return Invoerbestand(pad.name, pad.stat().st_size, hashlib.file_digest(stream, "sha256").hexdigest())
    except OSError as problem:
        raise WerkmapError(f"{pad.name} kan niet worden gelezen ({explain_oserror(problem)}).") from problem
