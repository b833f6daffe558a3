"""Use case `uittreding`: what a gemeente that leaves owes, and what the others pay when it is gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cusd_xl.base.findings import Finding, has_fout
from cusd_xl.base.money import euro_text
from cusd_xl.model.afrekening import Afrekenstatus
from cusd_xl.model.vooruit import Uittredingsstaat, Vergelijking
from cusd_xl.rules.afrekenen.controle import check_afrekening, explain_eindafrekening
from cusd_xl.rules.afrekenen.eindafrekening import make_eindafrekening
from cusd_xl.rules.controles import check_begroting
from cusd_xl.rules.scenario import remove_gemeente
from cusd_xl.rules.uittreding import make_uittredingsstaat
from cusd_xl.rules.verdeling import allocate
from cusd_xl.rules.vergelijking import compare
from cusd_xl.runs.beoordeling import review_werkmap
from cusd_xl.runs.keuze import choose
from cusd_xl.runs.uitvoerbestand import check_uitvoer
from cusd_xl.workbook.files import write_atomically
from cusd_xl.workbook.plan_uittreding import plan_uittreding
from cusd_xl.workbook.play_new import play_new


@dataclass(frozen=True, slots=True)
class Uittreding:
    """The findings and, without a fout, the statement and the effect on the others."""

    findings: tuple[Finding, ...]
    staat: Uittredingsstaat | None = None
    vergelijking: Vergelijking | None = None


def run_uittreding(pad: Path, gemeente: str, uit: Path | None = None) -> Uittreding:
    """Settle the year of the workbook for this gemeente and add its costs of leaving; with `uit` write it.

    ArgumentError for a gemeente that is no deelnemer. The closing settlement is the real costs of the year minus the advances of
    the workbook; a band over more years is not waited for, as there is no later year. A kostenpost that nobody would pay without
    this gemeente is a fout.
    """
    check_uitvoer(uit, pad)
    beoordeling = review_werkmap(pad)
    begroting, findings = beoordeling.begroting, beoordeling.findings
    if begroting is None:
        return Uittreding(findings)
    naam = choose(gemeente, [one.gemeente for one in begroting.deelnemers], "gemeente")
    zonder_hem = remove_gemeente(begroting, naam)
    findings = (*findings, *check_afrekening(begroting))
    findings = (*findings, *(one for one in check_begroting(zonder_hem) if has_fout((one,)) and one not in findings))
    if has_fout(findings):
        return Uittreding(findings)
    afrekening = make_eindafrekening(begroting, Afrekenstatus.CONCEPT, date(begroting.jaar, 12, 31))
    own = next((one for one in afrekening.gemeenten if one.deelnemer.gemeente == naam), None)
    staat = make_uittredingsstaat(begroting, naam, own.voorschot if own else 0, own.werkelijk if own else 0)
    zonder = compare(allocate(begroting), allocate(zonder_hem), (pad.name, f"zonder {naam}"))
    if uit is not None:
        write_atomically(uit, play_new(plan_uittreding(begroting, staat, zonder)))
    return Uittreding((*findings, *explain_eindafrekening(begroting, afrekening)), staat, zonder)


def as_json(uittreding: Uittreding) -> dict[str, object]:
    """The statement as plain values; amounts as text with two decimals."""
    staat = uittreding.staat
    if staat is None:
        return {"bevindingen": [one.as_json() for one in uittreding.findings]}
    return {
        "gemeente": staat.gemeente,
        "besluit": staat.besluit.nummer if staat.besluit else "",
        "werkelijk": euro_text(staat.werkelijk),
        "voorschotten": euro_text(staat.voorschotten),
        "slotverrekening": euro_text(staat.slotverrekening),
        "kosten": [
            {"jaar": one.jaar, "soort": one.soort, "omschrijving": one.omschrijving, "bedrag": euro_text(one.bedrag)}
            for one in staat.kosten
        ],
        "totaal": euro_text(staat.totaal),
        "bevindingen": [one.as_json() for one in uittreding.findings],
    }
