"""Use case `prognose`: one prognose beside the begroting and the prognose before it, in a workbook of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cusd_xl.base.findings import Finding, has_fout
from cusd_xl.base.money import euro_text
from cusd_xl.model.prognose import Prognosestaat
from cusd_xl.rules.controles.rapportstaten import check_prognosestaat
from cusd_xl.rules.prognose import list_momenten, make_prognosestaat
from cusd_xl.runs.beoordeling import review_werkmap
from cusd_xl.runs.rapport import afwijking_json, choose_kring, choose_nummer, write_rapport
from cusd_xl.runs.uitvoerbestand import check_uitvoer
from cusd_xl.workbook.plan_prognose import plan_prognose


@dataclass(frozen=True, slots=True)
class Prognoseresultaat:
    """The findings and, without a fout among them, the prognose."""

    findings: tuple[Finding, ...]
    staat: Prognosestaat | None = None


def run_prognose(pad: Path, nummer: str | None, uit: Path | None, gemeente: str | None = None) -> Prognoseresultaat:
    """Read, check and compare one prognose; without a number the last one. With `uit` the report is written.

    ArgumentError for an unknown number or gemeente, or an `uit` that is there already.
    """
    check_uitvoer(uit, pad)
    beoordeling = review_werkmap(pad)
    begroting = beoordeling.begroting
    if begroting is None:
        return Prognoseresultaat(beoordeling.findings)
    gekozen = choose_nummer(nummer, [one.nummer for one in list_momenten(begroting)], "prognose", "Prognoses")
    staat = make_prognosestaat(begroting, gekozen, choose_kring(begroting, gemeente))
    findings = (*beoordeling.findings, *check_prognosestaat(begroting, staat))
    if has_fout(findings):
        return Prognoseresultaat(findings)
    write_rapport(uit, plan_prognose(staat))
    return Prognoseresultaat(findings, staat)


def as_json(resultaat: Prognoseresultaat) -> dict[str, object]:
    """The prognose as plain values: the sums per gemeente and kostenpost, and every line."""
    staat = resultaat.staat
    return {
        "regeling": staat.regeling if staat else "",
        "jaar": staat.jaar if staat else None,
        "prognose": staat.moment.nummer if staat else None,
        "peildatum": staat.moment.peildatum.isoformat() if staat else None,
        "drempel_procent": str(staat.drempel) if staat and staat.drempel is not None else None,
        "per_gemeente": {naam: afwijking_json(one) for naam, one in staat.per_gemeente.items()} if staat else {},
        "per_kostenpost": {naam: afwijking_json(one) for naam, one in staat.per_kostenpost.items()} if staat else {},
        "totaal": afwijking_json(staat.totaal) if staat else None,
        "regels": [
            {
                "gemeente": one.gemeente,
                "kostenpost": one.kostenpost.kostenpost,
                "begroot_volgens": one.maatstaf,
                **afwijking_json(one.afwijking),
                "vorige": None if one.vorige is None else euro_text(one.vorige),
            }
            for one in (staat.regels if staat else ())
        ],
        "bevindingen": [one.as_json() for one in resultaat.findings],
    }
