"""Use case `bereken`: the bijdragen of a begrotingsworkbook, and the calculation sheets in a lossless copy of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cusd_xl.base.errors import ArgumentError, WerkmapError
from cusd_xl.base.findings import Finding, has_fout
from cusd_xl.base.money import euro_text
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.bijdragen import Verdeling
from cusd_xl.rules.verdeling import allocate
from cusd_xl.runs.beoordeling import review_werkmap
from cusd_xl.runs.oordeel import list_onleesbaar
from cusd_xl.workbook.files import check_extensie, write_atomically
from cusd_xl.workbook.onze_bladen import list_onze_delen
from cusd_xl.workbook.package import open_pakket
from cusd_xl.workbook.plan_rekenbladen import plan_rekenbladen
from cusd_xl.workbook.play_package import play_into


@dataclass(frozen=True, slots=True)
class Rekenresultaat:
    """The findings, what was read of the begroting, and the outcome (None when a fout stands in the way)."""

    findings: tuple[Finding, ...]
    begroting: Begroting | None
    verdeling: Verdeling | None


def run_bereken(pad: Path, uit: Path | None = None) -> Rekenresultaat:
    """Read, check and allocate; with `uit` write a copy with the calculation sheets, unless there is a fout.

    What Python can read but the formulas cannot (text dates, stray spaces in names) is a fout when a copy is asked for.
    Raises ArgumentError when `uit` is the workbook itself, WerkmapError and UitvoerError as reading and writing do.
    """
    if uit is not None and uit.resolve() == pad.resolve():
        raise ArgumentError(f"{uit.name} is de werkmap zelf en wordt niet overschreven. Geef bij --uit een andere bestandsnaam.")
    if uit is not None:
        check_extensie(uit, pad)
        _refuse_foreign(uit)
    beoordeling = review_werkmap(pad)
    gelezen, findings = beoordeling.gelezen, beoordeling.findings
    if uit is not None:
        findings = (*findings, *list_onleesbaar(findings))
    if gelezen.begroting is None or has_fout(findings):
        return Rekenresultaat(findings, gelezen.begroting, None)
    verdeling = allocate(gelezen.begroting)
    if uit is not None:
        bladen = plan_rekenbladen(gelezen.begroting, verdeling, gelezen.tabellen)
        write_atomically(uit, play_into(open_pakket(pad), bladen))
    return Rekenresultaat(findings, gelezen.begroting, verdeling)


def as_json(resultaat: Rekenresultaat) -> dict[str, object]:
    """The outcome in the form of the contract: amounts as strings with two decimals; empty bijdragen when there is a fout."""
    verdeling, begroting = resultaat.verdeling, resultaat.begroting
    bijdragen = [one for one in verdeling.bijdragen if one.bedrag] if verdeling else []
    return {
        "regeling": begroting.regeling.naam if begroting else "",
        "jaar": begroting.jaar if begroting else None,
        "bijdragen": [
            {
                "gemeente": one.gemeente,
                "gm_code": one.gm_code,
                "kostenpost": one.kostenpost,
                "verdeelsleutel": one.verdeelsleutel,
                "bedrag": euro_text(one.bedrag),
            }
            for one in bijdragen
        ],
        "per_gemeente": {naam: euro_text(cents) for naam, cents in verdeling.per_gemeente().items()} if verdeling else {},
        "per_kostenpost": {naam: euro_text(cents) for naam, cents in verdeling.per_kostenpost().items()} if verdeling else {},
        "totaal": euro_text(verdeling.totaal) if verdeling else euro_text(0),
        "bevindingen": [one.as_json() for one in resultaat.findings],
    }


def _refuse_foreign(uit: Path) -> None:
    """A copy made before may be made again; a workbook of somebody is not replaced."""
    if uit.is_file() and not _is_berekend(uit):
        raise ArgumentError(
            f"{uit.name} bestaat al en is geen eerdere uitkomst van cusd-xl; het wordt niet overschreven. "
            "Geef bij --uit een andere naam."
        )


def _is_berekend(uit: Path) -> bool:
    try:
        return bool(list_onze_delen(open_pakket(uit)))
    except WerkmapError:
        return False
