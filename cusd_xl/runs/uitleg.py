"""Use case `uitleg`: where the bijdrage of one gemeente comes from, per kostenpost, and what became of it on a factuur."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cusd_xl.base.findings import Finding
from cusd_xl.base.money import euro_text
from cusd_xl.model.uitleg import Aandelentabel, Factuuruitleg, Knoop, Uitleg
from cusd_xl.rules.uitleg.bijdrage import explain_bijdragen
from cusd_xl.rules.uitleg.termijn import explain_facturen
from cusd_xl.runs.bereken import run_bereken
from cusd_xl.runs.keuze import choose
from cusd_xl.runs.termijnkeuze import check_datum, choose_termijn


@dataclass(frozen=True, slots=True)
class Uitlegresultaat:
    """The findings and, without a fout, an explanation per kostenpost, the total of the gemeente in cents, and its facturen."""

    findings: tuple[Finding, ...]
    uitleg: tuple[Uitleg, ...] = ()
    totaal: int = 0
    facturen: tuple[Factuuruitleg, ...] = ()


def run_uitleg(
    pad: Path, gemeente: str, kostenpost: str | None = None, termijn: str | None = None, datum: date | None = None
) -> Uitlegresultaat:
    """Read, check, allocate and explain; ArgumentError for an unknown gemeente, kostenpost or termijn, with the nearest name.

    With `termijn` its facturen are explained too; `datum` is the factuurdatum, the first day of the termijn when it is not given.
    """
    resultaat = run_bereken(pad)
    if resultaat.begroting is None or resultaat.verdeling is None:
        return Uitlegresultaat(resultaat.findings)
    begroting, verdeling = resultaat.begroting, resultaat.verdeling
    posten = {post.kostenpost.kostenpost: post for post in verdeling.kostenposten}
    wie = choose(gemeente, [one.gemeente for one in begroting.deelnemers], "gemeente")
    wanted = [posten[choose(kostenpost, list(posten), "kostenpost")]] if kostenpost else list(posten.values())
    facturen: tuple[Factuuruitleg, ...] = ()
    if termijn:
        gekozen = choose_termijn(termijn, begroting.jaar)
        dag = datum or gekozen.begin
        check_datum(dag, begroting.jaar)
        facturen = explain_facturen(begroting, verdeling, wie, gekozen, dag)
    uitleg = explain_bijdragen(begroting, wanted, wie)
    return Uitlegresultaat(resultaat.findings, uitleg, sum(one.bedrag for one in uitleg), facturen)


def as_json(resultaat: Uitlegresultaat) -> dict[str, object]:
    """The explanation as plain values: per kostenpost the tree (`stappen`) and the shares of all gemeenten (`verdeling`)."""
    return {
        "uitleg": [
            {
                "gemeente": one.gemeente,
                "kostenpost": one.kostenpost,
                "omschrijving": one.omschrijving,
                "bedrag": euro_text(one.bedrag),
                "stappen": [describe_knoop(one.wortel)],
                "verdeling": describe_tabel(one.verdeling),
            }
            for one in resultaat.uitleg
        ],
        "facturen": [
            {
                "nummer": one.nummer,
                "termijn": one.termijn,
                "bedrag": euro_text(one.bedrag),
                "stappen": [describe_knoop(one.wortel)],
            }
            for one in resultaat.facturen
        ],
        "totaal": euro_text(resultaat.totaal),
        "bevindingen": [one.as_json() for one in resultaat.findings],
    }


def describe_knoop(knoop: Knoop) -> dict[str, object]:
    """A tree as plain values; `afronding` is there where a figure was rounded, `excel` where it is the formula of a cell."""
    extra = {"excel": knoop.excel} if knoop.excel else {}
    afronding = {"afronding": {"voor": knoop.voor, "na": knoop.na}} if knoop.voor else {}
    return {
        "omschrijving": knoop.omschrijving,
        "waarde": knoop.waarde,
        "formule": knoop.formule,
        "cel": knoop.cel,
        "bron": knoop.bron,
        "artikel": knoop.artikel,
        "regel": knoop.regel,
        **extra,
        **afronding,
        "kinderen": [describe_knoop(one) for one in knoop.kinderen],
    }


def describe_tabel(tabel: Aandelentabel) -> dict[str, object]:
    """The shares as plain values; they add up to `te_verdelen`."""
    return {
        "te_verdelen": euro_text(tabel.te_verdelen),
        "eenheid": euro_text(tabel.eenheid),
        "over": tabel.over,
        "gewichten": list(tabel.gewichten),
        "aandelen": [
            {
                "gemeente": one.gemeente,
                "gewichten": list(one.gewichten),
                "cellen": list(one.cellen),
                "quotum": one.quotum,
                "vloer": euro_text(one.vloer),
                "rest": one.rest,
                "rang": one.rang or None,
                "extra": euro_text(one.extra),
                "voet": euro_text(one.voet),
                "bedrag": euro_text(one.bedrag),
            }
            for one in tabel.regels
        ],
    }
