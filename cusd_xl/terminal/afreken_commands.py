"""The command `afreken`: the eindafrekening of a year per gemeente."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from cusd_xl.terminal.dutch_click import DutchCommand
from cusd_xl.terminal.opties import FOUND, GOOD, Bestand, json_optie, reeks_optie, revisie_optie, teken_optie, ubl_optie, werkmap


@click.command(cls=DutchCommand)
@werkmap
@click.option("--uit", required=True, type=Bestand, metavar="MAP", help="De map waar de eindafrekeningen komen.")
@click.option(
    "--realisatie",
    type=Bestand,
    metavar="BESTAND",
    help="Realisatie uit een csv-, Parquet- of xlsx-bestand in plaats van het blad Realisatie; met dezelfde kolommen.",
)
@click.option(
    "--status",
    type=click.Choice(["concept", "definitief"]),
    default="concept",
    metavar="STATUS",
    help="concept (zonder deze optie) of definitief.",
)
@click.option(
    "--datum",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    metavar="JJJJ-MM-DD",
    help="De datum van de eindafrekening; zonder deze optie vandaag.",
)
@click.option(
    "--register",
    "plek",
    envvar="CUSDXL_REGISTER",
    metavar="BESTAND|URL",
    help="Het register met de facturen van het jaar; zonder deze optie telt bij een concept het blad Voorschotten, en komt een "
    "definitieve afrekening in facturenregister.sqlite naast MAP.",
)
@reeks_optie
@revisie_optie
@ubl_optie
@teken_optie
@json_optie
def afreken(
    werkmap: Path, uit: Path, realisatie: Path | None, status: str, datum: datetime | None, plek: str | None, reeks: str,
    revisie: int, controleer_ubl: bool, teken: Path | None, als_json: bool,
) -> int:  # fmt: skip
    """Rekent het jaar af: werkelijke kosten tegen wat is gefactureerd, rijksmiddelen eerst; definitief met een nummer.

    \b
    Voorbeelden:
      cusd-xl afreken begroting-2026.xlsx --uit afrekening --datum 2027-02-12
      cusd-xl afreken begroting-2026.xlsx --uit afrekening --status definitief --datum 2027-03-20 --register register.sqlite
    """
    from cusd_xl.base.findings import has_fout
    from cusd_xl.model.afrekening import Afrekenstatus
    from cusd_xl.runs.afreken import Afrekenwens, run_afreken
    from cusd_xl.runs.afreken_json import as_json
    from cusd_xl.runs.vaststelling import Definitief
    from cusd_xl.terminal.afreken_tabel import print_afrekening
    from cusd_xl.terminal.printing import print_controle_ubl, print_facturen, print_findings, print_json, show_progress

    if status == Afrekenstatus.DEFINITIEF and datum is None:
        raise click.UsageError("Met --status definitief hoort een datum: geef '--datum' op, bijvoorbeeld 2027-03-20.")
    vast = Definitief(plek, reeks, revisie) if plek or status == Afrekenstatus.DEFINITIEF else None
    wens = Afrekenwens(Afrekenstatus(status), (datum or datetime.now()).date(), realisatie, vast, controleer_ubl, teken)
    with show_progress("Afrekenen") as voortgang:
        resultaat = run_afreken(werkmap, uit, wens, voortgang)
    exit_status = FOUND if has_fout(resultaat.findings) else GOOD
    if als_json:
        print_json(as_json(resultaat))
        return exit_status
    print_findings(resultaat.findings)
    if resultaat.afrekening:
        print_afrekening(resultaat.afrekening)
        print_facturen(resultaat.facturen, uit, resultaat.bestanden)
        if controleer_ubl:
            print_controle_ubl(resultaat.bestanden)
    return exit_status
