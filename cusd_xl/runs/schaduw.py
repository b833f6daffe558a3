"""Use case `schaduw`: the vastgestelde bijdragen beside what the real costs of the year would have given (R45)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cusd_xl.base.findings import Finding, finding, has_fout
from cusd_xl.model.vooruit import Vergelijking
from cusd_xl.parameters import load_profiel
from cusd_xl.rules.afrekenen.controle import check_afrekening
from cusd_xl.rules.afrekenen.eindafrekening import divide_realisatie
from cusd_xl.rules.verdeling import allocate
from cusd_xl.rules.vergelijking import compare
from cusd_xl.runs.beoordeling import review_werkmap
from cusd_xl.runs.uitvoerbestand import check_uitvoer
from cusd_xl.workbook.files import write_atomically
from cusd_xl.workbook.plan_vergelijking import plan_vergelijking
from cusd_xl.workbook.play_new import play_new

NAMEN = ("vastgesteld", "werkelijke kosten")


@dataclass(frozen=True, slots=True)
class Schaduw:
    """The findings and, without a fout, both outcomes beside each other."""

    findings: tuple[Finding, ...]
    vergelijking: Vergelijking | None = None


def run_schaduw(pad: Path, uit: Path | None = None) -> Schaduw:
    """Divide the begroting and its realisatie by the same keys and compare; with `uit` write it, unless there is a fout."""
    check_uitvoer(uit, pad)
    beoordeling = review_werkmap(pad)
    begroting, findings = beoordeling.begroting, beoordeling.findings
    if begroting is None:
        return Schaduw(findings)
    findings = (*findings, *check_afrekening(begroting))
    jaren = load_profiel(begroting.regeling.profiel, begroting.jaar).schaduwjaren
    if jaren and begroting.jaar not in jaren:
        facts = {"jaar": begroting.jaar, "jaren": " en ".join(map(str, jaren))}
        findings = (*findings, finding("schaduw-buiten-jaren", begroting.regeling.cel("begrotingsjaar"), **facts))
    if has_fout(findings):
        return Schaduw(findings)
    vergelijking = compare(allocate(begroting), divide_realisatie(begroting).verdeling, NAMEN)
    if uit is not None:
        write_atomically(uit, play_new(plan_vergelijking(begroting, vergelijking)))
    return Schaduw(findings, vergelijking)
