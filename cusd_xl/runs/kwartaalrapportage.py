"""Use case `kwartaalrapportage`: the use of care up to a kwartaal beside the inkoopplan, in a workbook of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cusd_xl.base.errors import ArgumentError
from cusd_xl.base.findings import Finding, has_fout
from cusd_xl.base.money import euro_text
from cusd_xl.base.perioden import KWARTALEN
from cusd_xl.base.years import Termijn, parse_termijn
from cusd_xl.model.kwartaal import Kwartaalstaat
from cusd_xl.rules.controles.rapportstaten import check_kwartaalstaat
from cusd_xl.rules.kwartaalrapportage import make_kwartaalstaat
from cusd_xl.runs.beoordeling import review_werkmap
from cusd_xl.runs.rapport import afwijking_json, choose_kring, write_rapport
from cusd_xl.runs.uitvoerbestand import check_uitvoer
from cusd_xl.workbook.plan_kwartaal import plan_kwartaal


@dataclass(frozen=True, slots=True)
class Kwartaalresultaat:
    """The findings and, without a fout among them, the rapportage."""

    findings: tuple[Finding, ...]
    staat: Kwartaalstaat | None = None


def run_kwartaalrapportage(
    pad: Path, kwartaal: str, uit: Path | None, gemeente: str | None = None, light: bool = False
) -> Kwartaalresultaat:
    """Read, check and compare the use of care up to and including a kwartaal. With `uit` the report is written.

    ArgumentError for anything but Q1 to Q4, an unknown gemeente, nothing to report, or an `uit` that is there already.
    """
    check_uitvoer(uit, pad)
    beoordeling = review_werkmap(pad)
    begroting = beoordeling.begroting
    if begroting is None:
        _choose_kwartaal(kwartaal, 0)
        return Kwartaalresultaat(beoordeling.findings)
    gekozen = _choose_kwartaal(kwartaal, begroting.jaar)
    staat = make_kwartaalstaat(begroting, gekozen, light, choose_kring(begroting, gemeente))
    findings = (*beoordeling.findings, *check_kwartaalstaat(begroting, staat))
    if has_fout(findings):
        return Kwartaalresultaat(findings)
    if not staat.regels and not staat.buiten:
        raise ArgumentError(
            "Er is niets te rapporteren: vul de realisatie in op het blad Realisatie, of het inkoopplan op Inkoopplan."
        )
    write_rapport(uit, plan_kwartaal(staat))
    return Kwartaalresultaat(findings, staat)


def as_json(resultaat: Kwartaalresultaat) -> dict[str, object]:
    """The rapportage as plain values: the sums, every line with its kwartalen, and who delivered data."""
    staat = resultaat.staat
    return {
        "regeling": staat.regeling if staat else "",
        "jaar": staat.jaar if staat else None,
        "kwartaal": staat.kwartaal.code if staat else None,
        "vorm": ("light" if staat.light else "uitgebreid") if staat else None,
        "drempel_procent": str(staat.drempel) if staat and staat.drempel is not None else None,
        "per_gemeente": {naam: afwijking_json(one) for naam, one in staat.per_gemeente.items()} if staat else {},
        "per_taak": {naam: afwijking_json(one) for naam, one in staat.per_taak.items()} if staat else {},
        "totaal": afwijking_json(staat.totaal) if staat else None,
        "regels": [
            {
                "taak": one.taak,
                "gemeente": one.gemeente,
                "inkoopplan_jaar": None if one.plan is None else euro_text(one.plan),
                "kwartalen": [euro_text(cents) for cents in one.kwartalen],
                **afwijking_json(one.afwijking),
            }
            for one in (staat.regels if staat else ())
        ],
        "aanlevering": {one.gemeente: one.oordeel for one in (staat.aanleveringen if staat else ())},
        "bevindingen": [one.as_json() for one in resultaat.findings],
    }


def _choose_kwartaal(code: str, jaar: int) -> Termijn:
    try:
        gekozen = parse_termijn(code, jaar)
    except ValueError:
        gekozen = None
    if gekozen is None or gekozen.aantal != KWARTALEN:
        raise ArgumentError(f"'{code}' is geen kwartaal. Geef bij --kwartaal Q1, Q2, Q3 of Q4.")
    return gekozen
