"""Realisatie from a file in place of the sheet: read, checked, and put in the begroting that is settled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from cusd_xl.base.findings import Finding, finding, has_fout
from cusd_xl.base.money import format_euro, format_number
from cusd_xl.model.begroting import Begroting
from cusd_xl.rules.afrekenen.bestand import make_realisatie
from cusd_xl.rules.controles import check_begroting
from cusd_xl.runs.oordeel import Beoordeling
from cusd_xl.workbook.realisatiebestand.lezen import read_realisatiebestand


def review_realisatie(
    beoordeling: Beoordeling, pad: Path, voortgang: Callable[[int, int, str], None] | None = None
) -> tuple[Begroting | None, tuple[Finding, ...]]:
    """The begroting with the realisatie of the file and every finding on both; the sheet Realisatie is not settled then.

    Names are checked once per combination. Raises ArgumentError or WerkmapError when the file cannot be read.
    """
    begroting = beoordeling.gelezen.begroting
    if begroting is None:
        return None, beoordeling.findings
    opgeteld, problems = read_realisatiebestand(pad, voortgang)
    if opgeteld is None:
        return None, (*beoordeling.findings, *problems)
    rows, findings = make_realisatie(begroting, opgeteld.groepen, pad.name)
    findings = (*problems, *findings)
    if has_fout((*beoordeling.findings, *findings)):
        return None, (*beoordeling.findings, *findings)
    settled = replace(begroting, realisatie=rows)
    som = sum(row.netto for row in rows)
    facts = {"bestand": pad.name, "aantal": format_number(opgeteld.aantal), "bedrag": format_euro(som)}
    rijen = len(begroting.realisatie)
    blad = f"; de {format_number(rijen)} rijen van het blad Realisatie tellen alleen mee in wat is gefactureerd" if rijen else ""
    said = finding("bestand-gebruikt", "tblRealisatie", **facts, blad=blad)
    return settled, (*beoordeling.gelezen.findings, *_check_unique(settled), *findings, said)


def _check_unique(settled: Begroting) -> tuple[Finding, ...]:
    """What the checks say of the rows of a file, each sentence once: they have no cell of their own."""
    return tuple({(one.code, one.cel, one.melding): one for one in check_begroting(settled)}.values())
