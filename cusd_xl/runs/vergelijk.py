"""Use case `vergelijk`: two workbooks, or a workbook and a scenario, beside each other per gemeente and kostenpost."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cusd_xl.base.errors import ArgumentError
from cusd_xl.base.findings import Finding, has_fout
from cusd_xl.base.money import euro_text
from cusd_xl.base.names import key
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.vooruit import Vergelijking
from cusd_xl.rules import scenario
from cusd_xl.rules.controles import check_begroting
from cusd_xl.rules.verdeling import allocate
from cusd_xl.rules.vergelijking import compare
from cusd_xl.runs.beoordeling import review_werkmap
from cusd_xl.runs.keuze import choose
from cusd_xl.runs.uitvoerbestand import check_uitvoer
from cusd_xl.workbook.files import write_atomically
from cusd_xl.workbook.plan_vergelijking import plan_vergelijking
from cusd_xl.workbook.play_new import play_new


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is different from the workbook: pairs of (what, instead of it) and the gemeenten that join or leave."""

    sleutels: tuple[tuple[str, str], ...] = ()
    reeksen: tuple[tuple[str, str], ...] = ()
    erbij: tuple[str, ...] = ()
    eruit: tuple[str, ...] = ()
    opgaven: tuple[tuple[str, str], ...] = ()

    @property
    def is_leeg(self) -> bool:
        return not (self.sleutels or self.reeksen or self.erbij or self.eruit or self.opgaven)


@dataclass(frozen=True, slots=True)
class Vergelijkresultaat:
    """The findings of both sides and, without a fout, the comparison."""

    findings: tuple[Finding, ...]
    vergelijking: Vergelijking | None = None


def run_vergelijk(eerst: Path, straks: Path | None, wens: Scenario, uit: Path | None = None) -> Vergelijkresultaat:
    """Compare a workbook with another one or with a scenario of itself; with `uit` write it, unless there is a fout.

    ArgumentError when there is nothing to compare with, or when a name in the scenario is not in the workbook.
    """
    if (straks is None) == wens.is_leeg:
        raise ArgumentError("Geef een tweede werkmap, of zeg wat er anders is, bijvoorbeeld --sleutel K01=gelijk. Niet allebei.")
    check_uitvoer(uit, eerst, *([straks] if straks else ()))
    beoordeling = review_werkmap(eerst)
    findings = beoordeling.findings
    if beoordeling.begroting is None:
        return Vergelijkresultaat(findings)
    begroting: Begroting | None
    anders: tuple[str, ...] = ()
    if straks is not None:
        andere = review_werkmap(straks)
        begroting, findings = andere.begroting, (*findings, *andere.findings)
    else:
        begroting, anders = apply_scenario(beoordeling.begroting, wens)
        findings = (*findings, *(one for one in check_begroting(begroting) if one not in findings))
    if begroting is None or has_fout(findings):
        return Vergelijkresultaat(findings)
    namen = (eerst.name, straks.name if straks else "scenario")
    vergelijking = compare(allocate(beoordeling.begroting), allocate(begroting), namen, anders)
    if uit is not None:
        write_atomically(uit, play_new(plan_vergelijking(beoordeling.begroting, vergelijking)))
    return Vergelijkresultaat(findings, vergelijking)


def apply_scenario(begroting: Begroting, wens: Scenario) -> tuple[Begroting, tuple[str, ...]]:
    """The begroting with every wish applied, and each of them in words; ArgumentError for a name that is not there."""
    anders = []
    for kostenpost, sleutel in wens.sleutels:
        post = choose(kostenpost, [one.kostenpost for one in begroting.kosten], "kostenpost")
        naam = choose(sleutel, [one.sleutel for one in begroting.sleutels], "sleutel")
        begroting = scenario.change_sleutel(begroting, post, naam)
        anders.append(f"Kostenpost {post} met sleutel {naam}")
    for oud, nieuw in wens.reeksen:
        reeksen = list(dict.fromkeys(one.reeks for one in begroting.indexcijfers))
        van, naar = choose(oud, reeksen, "reeks"), choose(nieuw, reeksen, "reeks")
        begroting = scenario.change_reeks(begroting, van, naar)
        anders.append(f"Index {naar} in plaats van {van}, voor de jaren die daarin staan")
    for gemeente in wens.erbij:
        begroting = _add(begroting, gemeente)
        anders.append(f"{begroting.deelnemers[-1].gemeente} treedt toe, met alle taken")
    namen = [one.gemeente for one in begroting.deelnemers]
    for gemeente in wens.eruit:
        naam = choose(gemeente, namen, "gemeente")
        begroting = scenario.remove_gemeente(begroting, naam)
        anders.append(f"{naam} treedt uit")
    for gemeente, taak in wens.opgaven:
        naam, code = choose(gemeente, namen, "gemeente"), choose(taak, [one.taak for one in begroting.taken], "taak")
        begroting = scenario.give_up_vrijstelling(begroting, naam, code)
        anders.append(f"{naam} geeft de vrijstelling voor taak {code} op")
    return begroting, tuple(anders)


def as_json(resultaat: Vergelijkresultaat) -> dict[str, object]:
    """Per gemeente and per line both amounts and the difference, as text with two decimals."""
    found = resultaat.vergelijking
    gemeenten = {naam: found.sum_gemeente(naam) for naam in found.gemeenten} if found else {}
    return {
        "eerst": found.naam_eerst if found else "",
        "straks": found.naam_straks if found else "",
        "wijzigingen": list(found.wijzigingen) if found else [],
        "per_gemeente": {naam: _as_bedragen(*bedragen) for naam, bedragen in gemeenten.items()},
        "regels": [
            {"gemeente": one.gemeente, "kostenpost": one.kostenpost, **_as_bedragen(one.eerst, one.straks)}
            for one in (found.regels if found else ())
            if one.eerst or one.straks
        ],
        "totaal": _as_bedragen(*found.totalen) if found else {},
        "bevindingen": [one.as_json() for one in resultaat.findings],
    }


def _as_bedragen(eerst: int, straks: int) -> dict[str, str]:
    return {"eerst": euro_text(eerst), "straks": euro_text(straks), "verschil": euro_text(straks - eerst)}


def _add(begroting: Begroting, gemeente: str) -> Begroting:
    if key(gemeente) in {key(one.gemeente) for one in begroting.deelnemers}:
        raise ArgumentError(f"{gemeente} is al deelnemer in de werkmap. Laat --erbij weg, of noem een andere gemeente.")
    try:
        return scenario.add_gemeente(begroting, gemeente)
    except KeyError as problem:
        hint = "Neem haar op in een kopie van de werkmap en vergelijk de twee werkmappen."
        raise ArgumentError(f"Van gemeente '{gemeente}' zijn geen inwoners meegeleverd. {hint}") from problem
