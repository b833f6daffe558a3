"""The commands `cusd-xl code ...`: the Python code that travels inside a workbook."""

from __future__ import annotations

from pathlib import Path

import click

from cusd_xl.terminal.dutch_click import DutchGroup
from cusd_xl.terminal.opties import FOUND, GOOD, Bestand, kopie, werkmap


@click.group(cls=DutchGroup, name="code")
def code() -> None:
    """Zet de Python-code voor xlwings Lite in een werkmap, of haalt die eruit.

    \b
    Voorbeeld:
      cusd-xl code inbouwen begroting-2026.xlsx --uit begroting-2026-met-functies.xlsx
    """


@code.command()
@werkmap
@kopie
@click.option("--overschrijf", is_flag=True, help="Vervang ook eigen code van xlwings Lite die al in de werkmap staat.")
def inbouwen(werkmap: Path, uit: Path, overschrijf: bool) -> None:
    """Schrijft een kopie van de werkmap met de code van deze versie erin.

    \b
    Voorbeeld:
      cusd-xl code inbouwen begroting-2026.xlsx --uit begroting-2026-met-functies.xlsx
    """
    from cusd_xl.runs.code import release_hash, run_inbouwen

    geschreven = run_inbouwen(werkmap, uit, overschrijf)
    click.echo(f"Geschreven: {uit} (code sha256 {release_hash()}).")
    _warn_handtekening(geschreven.handtekening_vervalt)


@code.command()
@werkmap
@click.option("--uit", required=True, type=Bestand, metavar="MAP", help="De map waar main.py en requirements.txt komen.")
def uithalen(werkmap: Path, uit: Path) -> None:
    """Schrijft de code in de werkmap als gewone tekst naar een map, om te lezen.

    \b
    Voorbeeld:
      cusd-xl code uithalen begroting-2026-met-functies.xlsx --uit code
    """
    from cusd_xl.runs.code import run_uithalen

    for path in run_uithalen(werkmap, uit):
        click.echo(f"Geschreven: {path}")


@code.command()
@werkmap
@click.option("--json", "als_json", is_flag=True, help="Druk één JSON-object af op de standaarduitvoer.")
def controleren(werkmap: Path, als_json: bool) -> int:
    """Vergelijkt de code in de werkmap met die van deze versie: gelijk of gewijzigd.

    \b
    Voorbeeld:
      cusd-xl code controleren begroting-2026-met-functies.xlsx
    """
    from cusd_xl.runs.code import GELIJK, as_json, run_controleren
    from cusd_xl.terminal.printing import print_json

    controle = run_controleren(werkmap)
    if als_json:
        print_json(as_json(controle))
    else:
        click.echo(f"{werkmap.name}: {controle.stand}")
        click.echo(f"  in de werkmap: sha256 {controle.hash_werkmap or '-'}")
        click.echo(f"  deze versie:   sha256 {controle.hash_release}")
        for regel in controle.verschillen:
            click.echo(f"  {regel}")
    return GOOD if controle.stand == GELIJK else FOUND


@code.command()
@werkmap
@kopie
def verwijderen(werkmap: Path, uit: Path) -> None:
    """Schrijft een kopie van de werkmap zonder de code van cusd-xl.

    \b
    Voorbeeld:
      cusd-xl code verwijderen begroting-2026-met-functies.xlsx --uit begroting-2026-zonder-code.xlsx
    """
    from cusd_xl.runs.code import run_verwijderen

    geschreven = run_verwijderen(werkmap, uit)
    click.echo(f"Geschreven: {uit}")
    _warn_handtekening(geschreven.handtekening_vervalt)


def _warn_handtekening(vervalt: bool) -> None:
    if vervalt:
        click.echo("Let op: de digitale handtekening van de werkmap geldt niet voor de kopie; onderteken die opnieuw.", err=True)
