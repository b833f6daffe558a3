"""Use case `raming`: the bijdragen of the begrotingsjaar and the years after it, with every assumption said."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cusd_xl.base.findings import Ernst, Finding, finding, has_fout
from cusd_xl.base.money import euro_text
from cusd_xl.model.vooruit import Raamjaar
from cusd_xl.rules.controles import check_begroting
from cusd_xl.rules.meerjarenraming import extend_begroting, project_jaar
from cusd_xl.runs.beoordeling import review_werkmap
from cusd_xl.runs.uitvoerbestand import check_uitvoer
from cusd_xl.workbook.files import write_atomically
from cusd_xl.workbook.plan_raming import plan_raming
from cusd_xl.workbook.play_new import play_new


@dataclass(frozen=True, slots=True)
class Raming:
    """The findings and, without a fout among them, the years from the begrotingsjaar on."""

    findings: tuple[Finding, ...]
    jaren: tuple[Raamjaar, ...] = ()


def run_raming(pad: Path, jaren: int, uit: Path | None = None) -> Raming:
    """Read, check, extend and allocate each year; with `uit` write the raming as a workbook, unless there is a fout."""
    check_uitvoer(uit, pad)
    beoordeling = review_werkmap(pad)
    begroting, findings = beoordeling.begroting, list(beoordeling.findings)
    if begroting is None:
        return Raming(tuple(findings))
    geraamd = []
    for jaar in range(begroting.jaar, begroting.jaar + jaren + 1):
        extended = extend_begroting(begroting, jaar)
        fouten = [one for one in check_begroting(extended) if one.ernst is Ernst.FOUT]
        if fouten:
            findings.append(finding("raamjaar-kan-niet", fouten[0].cel, jaar=jaar, reden=fouten[0].melding))
            continue
        geraamd.append(project_jaar(extended, begroting.jaar))
    if has_fout(findings):
        return Raming(tuple(findings))
    if uit is not None:
        write_atomically(uit, play_new(plan_raming(tuple(geraamd))))
    return Raming(tuple(findings), tuple(geraamd))


def as_json(raming: Raming) -> dict[str, object]:
    """Per year the bijdrage of every gemeente, the total and the assumptions; amounts as text with two decimals."""
    return {
        "jaren": [
            {
                "jaar": one.jaar,
                "per_gemeente": {naam: euro_text(cents) for naam, cents in one.verdeling.per_gemeente().items()},
                "per_kostenpost": {naam: euro_text(cents) for naam, cents in one.verdeling.per_kostenpost().items()},
                "totaal": euro_text(one.verdeling.totaal),
                "aannames": [{"jaar": a.jaar, "onderwerp": a.onderwerp, "aanname": a.tekst, "cel": a.cel} for a in one.aannames],
            }
            for one in raming.jaren
        ],
        "bevindingen": [one.as_json() for one in raming.findings],
    }
