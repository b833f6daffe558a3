"""Use case `factureer`: workbook, PDF and UBL per gemeente, the overview and the manifest, from one begrotingsworkbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeAlias

from cusd_xl.base.findings import Finding, has_fout
from cusd_xl.base.money import euro_text
from cusd_xl.base.years import Termijn
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.bijdragen import Verdeling
from cusd_xl.model.factuur import Factuur
from cusd_xl.model.plan import Bladplan
from cusd_xl.rules.factuurregels import make_facturen
from cusd_xl.rules.verdeling import allocate
from cusd_xl.runs.beoordeling import review_werkmap
from cusd_xl.runs.efacturen import check_efacturen
from cusd_xl.runs.handtekening import check_sleutel
from cusd_xl.runs.huisstijl import load_huisstijl
from cusd_xl.runs.manifest import Invoerbestand, describe_invoer, make_manifest
from cusd_xl.runs.termijnkeuze import check_datum, check_termijn, choose_termijn
from cusd_xl.runs.uitgeven import give_out
from cusd_xl.runs.uitvoermap import check_map, write_map
from cusd_xl.runs.vaststelling import Definitief, finalise_facturen, plan_betalingen, tell_stand
from cusd_xl.runs.weergave import freeze_uitleg, freeze_weergave, name_stam, render_factuur
from cusd_xl.runs.zegel import seal
from cusd_xl.workbook.plan_overzicht import plan_overzicht
from cusd_xl.workbook.play_new import play_new

OVERZICHT = "overzicht.xlsx"
Voortgang: TypeAlias = Callable[[int, int, str], None]
Gemaakt: TypeAlias = Sequence[tuple[Factuur, Mapping[str, bytes]]]
Waarden: TypeAlias = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Factureerrun:
    """What the files of a run are made from: the facturen, and the overview and the manifest beside them."""

    begroting: Begroting
    verdeling: Verdeling
    facturen: tuple[Factuur, ...]
    invoer: Invoerbestand
    termijn: Termijn
    datum: date
    weergave: Waarden

    def freeze(self, factuur: Factuur) -> Waarden:
        """What is frozen beside one factuur."""
        return freeze_uitleg(self.weergave, self.verdeling, factuur)

    def make_overzicht(self, facturen: Sequence[Factuur], *erbij: Bladplan) -> bytes:
        """The overview of these facturen, as they were numbered, with these sheets behind it."""
        plan = plan_overzicht(self.begroting, self.verdeling, facturen)
        return play_new(replace(plan, bladen=(*plan.bladen, *erbij)))

    def seal(
        self, uit: Path, teken: Path | None, gemaakt: Gemaakt, bestanden: Mapping[str, bytes], stand: Waarden | None = None
    ) -> dict[str, bytes]:
        """The files and the manifest that names them; `bestanden` are the facturen and the overview as they will stand."""
        op_naam = {naam: factuur for factuur, own in gemaakt for naam in own}
        kop = (self.begroting, self.verdeling, op_naam, bestanden, self.invoer, self.termijn, self.datum)
        return {**bestanden, **seal(uit, make_manifest(*kop, self.weergave, stand), teken)}


@dataclass(frozen=True, slots=True)
class Factureerresultaat:
    """The findings, and without a fout among them what was written: names in `uit`, the facturen, their total in cents."""

    findings: tuple[Finding, ...]
    bestanden: tuple[str, ...] = ()
    facturen: tuple[Factuur, ...] = ()
    totaal: int = 0


def run_factureer(
    pad: Path,
    termijn: str,
    uit: Path,
    datum: date,
    voortgang: Voortgang | None = None,
    definitief: Definitief | None = None,
    controleer_ubl: bool = False,
    teken: Path | None = None,
) -> Factureerresultaat:
    """Read, check, allocate, bill and write; with a fout among the findings nothing is written.

    With `definitief` every factuur gets its number from the register before a file is made; without it no register is touched.
    `voortgang` is called with (done, total, name); `controleer_ubl` runs the official rules for UBL; `teken` is the SSH key that
    signs. Raises ArgumentError for what cannot be asked, WerkmapError, RegisterError and UitvoerError for what cannot be used.
    """
    if teken:
        check_sleutel(teken)
    findings, run = prepare_facturen(pad, termijn, datum, controleer_ubl)
    if run is None:
        return Factureerresultaat(findings)
    if definitief:
        return _write_definitief(run, uit, teken, definitief, findings, voortgang)
    gemaakt = _render_all([(one, run.freeze(one)) for one in run.facturen], voortgang)
    bestanden = {naam: inhoud for _, own in gemaakt for naam, inhoud in own.items()}
    bestanden = run.seal(uit, teken, gemaakt, {**bestanden, OVERZICHT: run.make_overzicht(run.facturen)})
    write_map(uit, bestanden, {f"{name_stam(one)}.xml" for one in run.facturen} - set(bestanden))
    return _make_resultaat(findings, tuple(bestanden), run.facturen)


def prepare_facturen(
    pad: Path, termijn: str, datum: date, controleer_ubl: bool = False
) -> tuple[tuple[Finding, ...], Factureerrun | None]:
    """Everything of a run but its files, the facturen as concepts; None with a fout among the findings. Raises as a run does."""
    beoordeling = review_werkmap(pad)
    begroting, findings = beoordeling.begroting, beoordeling.findings
    if begroting is None:
        return findings, None
    gekozen = choose_termijn(termijn, begroting.jaar)
    check_datum(datum, begroting.jaar)
    verdeling = allocate(begroting)
    facturen = make_facturen(begroting, verdeling, gekozen, datum)
    huisstijl, over_logo = load_huisstijl(pad, begroting.regeling)
    over_ubl = check_efacturen(begroting.regeling, facturen, controleer_ubl)
    findings = (*findings, *check_termijn(begroting, gekozen), *over_logo, *over_ubl)
    if has_fout(findings):
        return findings, None
    weergave = freeze_weergave(huisstijl, begroting.regeling.efactuur_profiel)
    return findings, Factureerrun(begroting, verdeling, facturen, describe_invoer(pad), gekozen, datum, weergave)


def as_json(resultaat: Factureerresultaat) -> dict[str, object]:
    """What was made, as plain values: per factuur its number, gemeente, kind, dates and total; the file names; the findings."""
    return {
        "facturen": [describe_factuur(one) for one in resultaat.facturen],
        "totaal": euro_text(resultaat.totaal),
        "bestanden": list(resultaat.bestanden),
        "bevindingen": [one.as_json() for one in resultaat.findings],
    }


def describe_factuur(factuur: Factuur) -> dict[str, object]:
    """One factuur as plain values; `bedrag` is with btw, `te_betalen` what is left of it after the voorschotten."""
    return {
        "nummer": factuur.nummer,
        "soort": str(factuur.soort),
        "concept": factuur.concept,
        "gemeente": factuur.afnemer.gemeente,
        "gm_code": factuur.afnemer.gm_code,
        "termijn": factuur.termijn.code,
        "factuurdatum": factuur.factuurdatum.isoformat(),
        "vervaldatum": factuur.vervaldatum.isoformat() if factuur.vervaldatum else None,
        "bedrag": euro_text(factuur.totaal),
        "te_betalen": euro_text(factuur.te_betalen),
    }


def _write_definitief(
    run: Factureerrun,
    uit: Path,
    teken: Path | None,
    definitief: Definitief,
    findings: tuple[Finding, ...],
    voortgang: Voortgang | None,
) -> Factureerresultaat:
    check_map(uit)
    register, vastgesteld = finalise_facturen(definitief, uit, run.facturen, run.invoer.sha256, run.freeze)
    findings = (*findings, *register.findings, *vastgesteld.findings)
    if vastgesteld.findings:
        return Factureerresultaat(findings)
    vast = vastgesteld.registraties
    stand = tell_stand(vast)
    gemaakt = _render_all([(one.factuur, one.weergave) for one in vast], voortgang)
    uitgaven = {one: own for one, (_, own) in zip(vast, gemaakt, strict=True)}
    facturen = tuple(factuur for factuur, _ in gemaakt)
    overzicht = {OVERZICHT: run.make_overzicht(facturen, plan_betalingen(register, run.begroting, run.datum))}
    namen = give_out(register, uitgaven, uit, lambda bestanden: run.seal(uit, teken, gemaakt, {**bestanden, **overzicht}, stand))
    return _make_resultaat(findings, namen, facturen)


def _render_all(facturen: Sequence[tuple[Factuur, Waarden]], voortgang: Voortgang | None) -> Gemaakt:
    gemaakt = []
    for done, (factuur, weergave) in enumerate(facturen, start=1):
        gemaakt.append((factuur, render_factuur(factuur, weergave)))
        if voortgang:
            voortgang(done, len(facturen) + 1, factuur.afnemer.gemeente)
    if voortgang:
        voortgang(len(facturen) + 1, len(facturen) + 1, OVERZICHT)
    return gemaakt


def _make_resultaat(findings: tuple[Finding, ...], namen: tuple[str, ...], facturen: tuple[Factuur, ...]) -> Factureerresultaat:
    return Factureerresultaat(findings, namen, facturen, sum(one.totaal for one in facturen))
