"""The commands `koppel` and `ontkoppel`: our sheets into somebody's workbook, and out of it again."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from cusd_xl.terminal.dutch_click import DutchCommand
from cusd_xl.terminal.opties import EERSTE_JAAR, FOUND, LAATSTE_JAAR, json_optie, kopie, werkmap


@click.command(cls=DutchCommand)
@werkmap
@kopie
@click.option("--regeling", metavar="NAAM", help="De regeling voor lege invoerbladen; zonder deze optie die van de werkmap zelf.")
@click.option(
    "--jaar",
    type=click.IntRange(EERSTE_JAAR, LAATSTE_JAAR),
    metavar="JAAR",
    help="Het begrotingsjaar als de werkmap dat niet noemt; zonder deze optie dit jaar.",
)
@click.option("--zonder-code", is_flag=True, help="Laat de Python-code voor xlwings Lite weg.")
@click.option("--overschrijf", is_flag=True, help="Vervang ook bladen van cusd-xl die iemand heeft gewijzigd.")
@json_optie
def koppel(
    werkmap: Path, uit: Path, regeling: str | None, jaar: int | None, zonder_code: bool, overschrijf: bool, als_json: bool
) -> int:
    """Zet de bladen van cusd-xl in een kopie van een bestaande werkmap, zonder iets te verliezen.

    \b
    Voorbeeld:
      cusd-xl koppel begroting-regio.xlsx --uit begroting-regio-gekoppeld.xlsx
    """
    from cusd_xl.base.findings import has_fout
    from cusd_xl.runs.koppel import Koppelwens, as_json, run_koppel
    from cusd_xl.terminal.printing import print_findings, print_json, print_koppeling, print_verliescontrole

    wens = Koppelwens(jaar or datetime.now().year, regeling, overschrijf, met_code=not zonder_code)
    resultaat = run_koppel(werkmap, uit, wens)
    status = FOUND if has_fout(resultaat.findings) else 0
    if als_json:
        print_json({"bestand": str(uit), **as_json(resultaat)})
        return status
    slot = "De kopie is geschreven, maar zonder nieuwe rekenbladen. Verbeter de fouten in de kopie en koppel haar opnieuw."
    print_findings(resultaat.findings, slot=slot)
    print_koppeling(resultaat.regels)
    click.echo(f"Toegevoegd: {', '.join(resultaat.toegevoegd) or '-'}")
    click.echo(f"Vernieuwd: {', '.join(resultaat.vernieuwd) or '-'}")
    print_verliescontrole(resultaat.rapport)
    click.echo(f"Geschreven: {uit}. Kijk eerst het blad Koppeling na.")
    return status


@click.command(cls=DutchCommand)
@werkmap
@kopie
@click.option("--overschrijf", is_flag=True, help="Haal ook bladen van cusd-xl weg waarop iemand iets heeft ingevuld.")
@json_optie
def ontkoppel(werkmap: Path, uit: Path, overschrijf: bool, als_json: bool) -> None:
    """Geeft de werkmap terug zoals zij was, zonder de bladen van cusd-xl.

    \b
    Voorbeeld:
      cusd-xl ontkoppel begroting-regio-gekoppeld.xlsx --uit begroting-regio-terug.xlsx
    """
    from cusd_xl.runs.ontkoppel import as_json, run_ontkoppel
    from cusd_xl.terminal.printing import print_findings, print_json, print_verliescontrole

    resultaat = run_ontkoppel(werkmap, uit, overschrijf)
    if als_json:
        print_json({"bestand": str(uit), **as_json(resultaat)})
        return
    print_findings(resultaat.findings)
    print_verliescontrole(resultaat.rapport)
    exact = "Elk onderdeel is weer gelijk aan dat van vóór het koppelen."
    click.echo(f"Geschreven: {uit}. {exact if resultaat.exact else 'De bladen van cusd-xl zijn eruit gehaald.'}")
