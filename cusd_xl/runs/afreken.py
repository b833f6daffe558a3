"""Use case `afreken`: the eindafrekening of a year, as facturen and one workbook per gemeente, the overview and the manifest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from cusd_xl.base.findings import Finding, has_fout
from cusd_xl.model.afrekening import Afrekenstatus, Eindafrekening, Voorschotten
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.factuur import Factuur
from cusd_xl.parameters import load_profiel
from cusd_xl.register.opening import open_register
from cusd_xl.rules.afrekenen.afrekeningsfactuur import make_afrekeningsfacturen
from cusd_xl.rules.afrekenen.banden import find_banden
from cusd_xl.rules.afrekenen.controle import check_afrekening, explain_eindafrekening
from cusd_xl.rules.afrekenen.eindafrekening import divide_realisatie, make_eindafrekening
from cusd_xl.rules.afrekenen.materialiteit import check_materialiteit
from cusd_xl.rules.afrekenen.termijnen import check_termijnen
from cusd_xl.rules.verdeling import allocate
from cusd_xl.runs.afreken_bestanden import Afrekenrun, Voortgang, write_concept, write_definitief
from cusd_xl.runs.afreken_iv3 import make_iv3uitvoer
from cusd_xl.runs.afreken_voorschotten import load_voorschotten
from cusd_xl.runs.beoordeling import review_werkmap
from cusd_xl.runs.efacturen import check_efacturen
from cusd_xl.runs.handtekening import check_sleutel
from cusd_xl.runs.huisstijl import load_huisstijl
from cusd_xl.runs.manifest import describe_invoer
from cusd_xl.runs.realisatie import review_realisatie
from cusd_xl.runs.termijnkeuze import check_datum
from cusd_xl.runs.vaststelling import Definitief
from cusd_xl.runs.weergave import freeze_weergave


@dataclass(frozen=True, slots=True)
class Afrekenwens:
    """What was asked: concept or definitief, the date of the eindafrekening, a file with realisatie in place of the sheet.

    `vast` names the register that knows what was billed and, for a definitieve eindafrekening, how it is numbered there; without
    it a concept goes by the blad Voorschotten. `controleer_ubl` runs the official rules for UBL; `teken` signs the manifest.
    """

    status: Afrekenstatus
    datum: date
    realisatie: Path | None = None
    vast: Definitief | None = None
    controleer_ubl: bool = False
    teken: Path | None = None

    @property
    def nummering(self) -> Definitief | None:
        """How the register is used; a definitieve eindafrekening always has one, beside the output where none is named."""
        return self.vast or (Definitief() if self.status is Afrekenstatus.DEFINITIEF else None)


@dataclass(frozen=True, slots=True)
class Afrekenresultaat:
    """The findings, and without a fout among them the eindafrekening, its facturen and the names of what was written in `uit`."""

    findings: tuple[Finding, ...]
    afrekening: Eindafrekening | None = None
    bestanden: tuple[str, ...] = ()
    facturen: tuple[Factuur, ...] = ()


def run_afreken(pad: Path, uit: Path, wens: Afrekenwens, voortgang: Voortgang | None = None) -> Afrekenresultaat:
    """Read, check, settle and write; with a fout among the findings nothing is written.

    A definitieve eindafrekening gets its number from the register before a file is made. `voortgang` is called with (done, total,
    name). Raises ArgumentError for an absurd date or a key that cannot sign, WerkmapError for a workbook or a file that cannot be
    read, RegisterError for a register that cannot be used and UitvoerError when the files cannot be written.
    """
    if wens.teken:
        check_sleutel(wens.teken)
    findings, run = prepare_afrekening(pad, uit, wens, voortgang)
    return _write(run, uit, wens, findings) if run else Afrekenresultaat(findings)


def prepare_afrekening(
    pad: Path, uit: Path, wens: Afrekenwens, voortgang: Voortgang | None = None
) -> tuple[tuple[Finding, ...], Afrekenrun | None]:
    """Everything of an eindafrekening but its files; None with a fout among the findings. Raises as `run_afreken` does."""
    beoordeling = review_werkmap(pad)
    billed, findings = beoordeling.gelezen.begroting, beoordeling.findings
    begroting = billed
    if billed is not None and wens.realisatie is not None:
        begroting, findings = review_realisatie(beoordeling, wens.realisatie, voortgang)
    if begroting is None or billed is None or has_fout(findings):
        return findings, None
    check_datum(wens.datum, begroting.jaar)
    voorschotten, over_voorschotten = _load_voorschotten(begroting, uit, wens)
    findings = (*findings, *check_afrekening(begroting), *over_voorschotten)
    if has_fout(findings):
        return findings, None
    afrekening = _settle(begroting, billed, voorschotten, wens)
    facturen = make_afrekeningsfacturen(begroting, afrekening)
    weergave, over_facturen = _check_facturen(pad, begroting, facturen, wens)
    findings = (*findings, *over_facturen)
    if has_fout(findings):
        return findings, None
    werkelijk = divide_realisatie(begroting).verdeling
    iv3 = make_iv3uitvoer(begroting, afrekening, werkelijk)
    invoer = [describe_invoer(one) for one in (pad, wens.realisatie) if one is not None]
    bron = voorschotten is not None
    kop = (begroting, afrekening, werkelijk, iv3, facturen, weergave, invoer, bron)
    return findings, Afrekenrun(*kop, voortgang, wens.teken)


def _write(run: Afrekenrun, uit: Path, wens: Afrekenwens, findings: tuple[Finding, ...]) -> Afrekenresultaat:
    vast = wens.nummering if wens.status is Afrekenstatus.DEFINITIEF else None
    geschreven = write_definitief(run, uit, vast) if vast else write_concept(run, uit)
    findings = (*findings, *geschreven.findings)
    if has_fout(findings):
        return Afrekenresultaat(findings)
    said = (
        *explain_eindafrekening(run.begroting, run.afrekening),
        *check_materialiteit(run.begroting, run.afrekening),
        *check_termijnen(run.begroting, wens.status, wens.datum),
    )
    return Afrekenresultaat((*findings, *said, *run.iv3.findings), run.afrekening, geschreven.bestanden, geschreven.facturen)


def _load_voorschotten(begroting: Begroting, uit: Path, wens: Afrekenwens) -> tuple[Voorschotten | None, tuple[Finding, ...]]:
    """What the register knows; one that is named for a concept must be there, a definitive run may still have to make it."""
    vast = wens.nummering
    if vast is None:
        return None, ()
    is_definitief = wens.status is Afrekenstatus.DEFINITIEF
    return load_voorschotten(vast.find(uit) if is_definitief else open_register(vast.plek(uit)), begroting)


def _settle(begroting: Begroting, billed: Begroting, voorschotten: Voorschotten | None, wens: Afrekenwens) -> Eindafrekening:
    begroot = allocate(billed)
    banden = find_banden(begroting, begroot, load_profiel(begroting.regeling.profiel, begroting.jaar))
    return make_eindafrekening(begroting, wens.status, wens.datum, voorschotten, banden, begroot)


def _check_facturen(
    pad: Path, begroting: Begroting, facturen: tuple[Factuur, ...], wens: Afrekenwens
) -> tuple[Mapping[str, Any], tuple[Finding, ...]]:
    """What the documents are made from beside the facturen, and what stands in the way of logo or UBL."""
    huisstijl, over_logo = load_huisstijl(pad, begroting.regeling)
    over_ubl = check_efacturen(begroting.regeling, facturen, wens.controleer_ubl)
    return freeze_weergave(huisstijl, begroting.regeling.efactuur_profiel), (*over_logo, *over_ubl)
