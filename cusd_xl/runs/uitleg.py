"""Use case `uitleg`: where the bijdrage of one gemeente comes from, for one kostenpost or for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cusd_xl.base.findings import Finding
from cusd_xl.base.money import euro_text
from cusd_xl.model.uitleg import Uitleg
from cusd_xl.rules.uitleg import explain_bijdrage
from cusd_xl.runs.bereken import run_bereken
from cusd_xl.runs.keuze import choose


@dataclass(frozen=True, slots=True)
class Uitlegresultaat:
    """The findings and, without a fout, an explanation per kostenpost and the total of the gemeente in cents."""

    findings: tuple[Finding, ...]
    uitleg: tuple[Uitleg, ...] = ()
    totaal: int = 0


def run_uitleg(pad: Path, gemeente: str, kostenpost: str | None = None) -> Uitlegresultaat:
    """Read, check, allocate and explain; ArgumentError for an unknown gemeente or kostenpost, with the nearest name."""
    resultaat = run_bereken(pad)
    if resultaat.begroting is None or resultaat.verdeling is None:
        return Uitlegresultaat(resultaat.findings)
    posten = {post.kostenpost.kostenpost: post for post in resultaat.verdeling.kostenposten}
    wie = choose(gemeente, [one.gemeente for one in resultaat.begroting.deelnemers], "gemeente")
    wanted = [posten[choose(kostenpost, list(posten), "kostenpost")]] if kostenpost else list(posten.values())
    uitleg = tuple(explain_bijdrage(resultaat.begroting, post, wie) for post in wanted)
    return Uitlegresultaat(resultaat.findings, uitleg, sum(one.bedrag for one in uitleg))


def as_json(resultaat: Uitlegresultaat) -> dict[str, object]:
    """The explanation as plain values: per kostenpost the steps with figure, cell and article."""
    return {
        "uitleg": [
            {
                "gemeente": one.gemeente,
                "kostenpost": one.kostenpost,
                "omschrijving": one.omschrijving,
                "bedrag": euro_text(one.bedrag),
                "stappen": [
                    {"omschrijving": stap.omschrijving, "waarde": stap.waarde, "cel": stap.cel, "artikel": stap.artikel}
                    for stap in one.stappen
                ],
            }
            for one in resultaat.uitleg
        ],
        "totaal": euro_text(resultaat.totaal),
        "bevindingen": [one.as_json() for one in resultaat.findings],
    }
