"""The command `afreken`: the eindafrekening of a year per gemeente."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from cusd_xl.terminal.dutch_click import DutchCommand
from cusd_xl.terminal.opties import FOUND, GOOD, Bestand, json_optie, werkmap


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
    help="Het register met de facturen van het jaar; zonder deze optie het blad Voorschotten.",
)
@json_optie
def afreken(
    werkmap: Path, uit: Path, realisatie: Path | None, status: str, datum: datetime | None, plek: str | None, als_json: bool
) -> int:
    """Rekent het jaar af: werkelijke kosten tegen wat is gefactureerd, rijksmiddelen eerst.

    \b
    Voorbeelden:
      cusd-xl afreken begroting-2026.xlsx --uit afrekening --datum 2027-02-12
      cusd-xl afreken begroting-2026.xlsx --uit afrekening --realisatie realisatie.csv --status definitief --datum 2027-03-20
    """
    from cusd_xl.base.findings import has_fout
    from cusd_xl.model.afrekening import Afrekenstatus
    from cusd_xl.runs.afreken import Afrekenwens, run_afreken
    from cusd_xl.runs.afreken_json import as_json
    from cusd_xl.terminal.afreken_tabel import print_afrekening
    from cusd_xl.terminal.printing import print_findings, print_json, show_progress

    wens = Afrekenwens(Afrekenstatus(status), (datum or datetime.now()).date(), realisatie, plek)
    with show_progress("Afrekenen") as voortgang:
        resultaat = run_afreken(werkmap, uit, wens, voortgang)
    exit_status = FOUND if has_fout(resultaat.findings) else GOOD
    if als_json:
        print_json(as_json(resultaat))
        return exit_status
    print_findings(resultaat.findings)
    if resultaat.afrekening:
        print_afrekening(resultaat.afrekening, uit, resultaat.bestanden)
    return exit_status
