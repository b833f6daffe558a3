"""The commands `wijziging`, `prognose` and `kwartaalrapportage`: the reports of a year, for all gemeenten or for one."""

from __future__ import annotations

from pathlib import Path

import click

from cusd_xl.terminal.dutch_click import DutchCommand
from cusd_xl.terminal.opties import FOUND, GOOD, Bestand, json_optie, werkmap

rapport = click.option(
    "--uit",
    type=Bestand,
    metavar="BESTAND.xlsx",
    help="Het rapport dat wordt geschreven; een bestaand bestand blijft staan. Zonder deze optie alleen de tabel op het scherm.",
)
voor_gemeente = click.option(
    "--gemeente",
    metavar="NAAM",
    help="Alleen wat deze gemeente aangaat, naast het totaal van de andere; zonder deze optie alle gemeenten.",
)


@click.command(cls=DutchCommand)
@werkmap
@click.option("--nummer", metavar="NUMMER", help="Het nummer van de begrotingswijziging; zonder deze optie de laatste.")
@voor_gemeente
@rapport
@json_optie
def wijziging(werkmap: Path, nummer: str | None, gemeente: str | None, uit: Path | None, als_json: bool) -> int:
    """Toont een begrotingswijziging: oud, wijziging en nieuw per gemeente.

    \b
    Voorbeeld:
      cusd-xl wijziging begroting-2026.xlsx --nummer 1 --uit wijziging-1.xlsx
    """
    from cusd_xl.base.findings import has_fout
    from cusd_xl.runs.wijziging import as_json, run_wijziging
    from cusd_xl.terminal.printing import print_findings, print_json
    from cusd_xl.terminal.rapport_printing import print_wijziging

    resultaat = run_wijziging(werkmap, nummer, uit, gemeente)
    if als_json:
        print_json(as_json(resultaat))
    else:
        print_findings(resultaat.findings)
        if resultaat.staat:
            print_wijziging(resultaat.staat)
            _tell(uit)
    return FOUND if has_fout(resultaat.findings) else GOOD


@click.command(cls=DutchCommand)
@werkmap
@click.option("--nummer", metavar="NUMMER", help="Het nummer van de prognose; zonder deze optie de laatste.")
@voor_gemeente
@rapport
@json_optie
def prognose(werkmap: Path, nummer: str | None, gemeente: str | None, uit: Path | None, als_json: bool) -> int:
    """Toont een prognose naast de begroting, met signalen voor afwijkingen.

    \b
    Voorbeeld:
      cusd-xl prognose begroting-2026.xlsx --nummer 2 --uit prognose-2.xlsx
    """
    from cusd_xl.base.findings import has_fout
    from cusd_xl.runs.prognose import as_json, run_prognose
    from cusd_xl.terminal.printing import print_findings, print_json
    from cusd_xl.terminal.rapport_printing import print_prognose

    resultaat = run_prognose(werkmap, nummer, uit, gemeente)
    if als_json:
        print_json(as_json(resultaat))
    else:
        print_findings(resultaat.findings)
        if resultaat.staat:
            print_prognose(resultaat.staat)
            _tell(uit)
    return FOUND if has_fout(resultaat.findings) else GOOD


@click.command(cls=DutchCommand)
@werkmap
@click.option("--kwartaal", required=True, metavar="KWARTAAL", help="Q1, Q2, Q3 of Q4: de cijfers tot en met dit kwartaal.")
@click.option("--light", is_flag=True, help="De lichte vorm: alleen afwijkingen en zorgfuncties.")
@voor_gemeente
@rapport
@json_optie
def kwartaalrapportage(werkmap: Path, kwartaal: str, light: bool, gemeente: str | None, uit: Path | None, als_json: bool) -> int:
    """Toont het zorggebruik tot en met een kwartaal, naast het inkoopplan.

    \b
    Voorbeeld:
      cusd-xl kwartaalrapportage begroting-2026.xlsx --kwartaal Q2 --uit kwartaal-2.xlsx
    """
    from cusd_xl.base.findings import has_fout
    from cusd_xl.runs.kwartaalrapportage import as_json, run_kwartaalrapportage
    from cusd_xl.terminal.printing import print_findings, print_json
    from cusd_xl.terminal.rapport_printing import print_kwartaal

    resultaat = run_kwartaalrapportage(werkmap, kwartaal, uit, gemeente, light)
    if als_json:
        print_json(as_json(resultaat))
    else:
        print_findings(resultaat.findings)
        if resultaat.staat:
            print_kwartaal(resultaat.staat)
            _tell(uit)
    return FOUND if has_fout(resultaat.findings) else GOOD


def _tell(uit: Path | None) -> None:
    if uit:
        click.echo(f"Geschreven: {uit}")
