"""The commands `inwoners` and `indexcijfers`: figures of CBS and of the circulaires, shown or written into a workbook."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cusd_xl.terminal.dutch_click import DutchCommand
from cusd_xl.terminal.opties import EERSTE_JAAR, FOUND, GOOD, LAATSTE_JAAR, Bestand, json_optie

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cusd_xl.runs.cijferinvulling import Cijferregel, Geschreven

STATUS = click.Choice(["definitief", "voorlopig"])
misschien_werkmap = click.argument("werkmap", type=Bestand, required=False, metavar="[WERKMAP.xlsx]")
misschien_kopie = click.option(
    "--uit",
    type=Bestand,
    metavar="KOPIE.xlsx",
    help="Schrijf een kopie van de werkmap met de cijfers erin; de werkmap zelf blijft.",
)
status_optie = click.option("--status", type=STATUS, help="De status als het bestand er geen noemt; anders voorlopig.")


@click.command(cls=DutchCommand)
@misschien_werkmap
@click.option(
    "--jaar",
    required=True,
    type=click.IntRange(EERSTE_JAAR, LAATSTE_JAAR),
    metavar="JAAR",
    help="De peildatum is 1 januari van dit jaar.",
)  # fmt: skip
@click.option(
    "--bestand", type=Bestand, metavar="EXPORT", help="Een export van CBS StatLine (csv of json); anders de meegeleverde cijfers."
)
@click.option("--gemeente", "gemeenten", multiple=True, metavar="NAAM", help="Alleen deze gemeente; mag vaker.")
@click.option(
    "--opgehaald",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    metavar="JJJJ-MM-DD",
    help="De dag van de export, voor de kolom Bron.",
)
@status_optie
@misschien_kopie
@json_optie
def inwoners(
    werkmap: Path | None,
    jaar: int,
    bestand: Path | None,
    gemeenten: tuple[str, ...],
    opgehaald: datetime | None,
    status: str | None,
    uit: Path | None,
    als_json: bool,
) -> int:
    """Geeft de inwoners op 1 januari, en zet ze in een kopie van de werkmap.

    \b
    Voorbeelden:
      cusd-xl inwoners --jaar 2025 --gemeente Baarn
      cusd-xl inwoners begroting-2026.xlsx --jaar 2026 --uit begroting-2026-bijgewerkt.xlsx
    """
    from cusd_xl.parameters.cbs import Exportvraag
    from cusd_xl.runs.inwoners import Inwonerswens, run_inwoners

    vraag = Exportvraag(jaar, opgehaald.date() if opgehaald else None, status or "")
    resultaat = run_inwoners(Inwonerswens(vraag, bestand, gemeenten, werkmap, uit))
    kop = {"peildatum": f"{jaar}-01-01", "bestand": str(uit) if uit else None}
    koppen = ("Gemeente", "GM-code", "Inwoners", "Status")
    return _show(f"Inwoners op 1 januari {jaar}", koppen, resultaat.regels, resultaat.geschreven, kop, als_json)


@click.command(cls=DutchCommand)
@misschien_werkmap
@click.option("--reeks", default="Prijspeil BBP", show_default=True, metavar="NAAM", help="De reeks in de werkmap.")
@click.option("--editie", required=True, metavar="NAAM", help="De publicatie, bijvoorbeeld 'Meicirculaire 2025'.")
@click.option(
    "--bestand", type=Bestand, metavar="BESTAND", help="Een csv of json met jaar en percentage; anders de meegeleverde cijfers."
)
@status_optie
@misschien_kopie
@json_optie
def indexcijfers(
    werkmap: Path | None, reeks: str, editie: str, bestand: Path | None, status: str | None, uit: Path | None, als_json: bool
) -> int:
    """Geeft de indexcijfers van een editie, en zet ze in een kopie van de werkmap.

    \b
    Voorbeelden:
      cusd-xl indexcijfers --editie "Meicirculaire 2025"
      cusd-xl indexcijfers begroting-2026.xlsx --editie "Meicirculaire 2025" --uit begroting-2026-mei.xlsx
    """
    from cusd_xl.parameters.indexbestand import Indexvraag
    from cusd_xl.runs.indexcijfers import Indexwens, run_indexcijfers

    resultaat = run_indexcijfers(Indexwens(Indexvraag(reeks, editie, status or ""), bestand, werkmap, uit))
    kop = {"reeks": reeks, "editie": editie, "bestand": str(uit) if uit else None}
    koppen = ("Jaar", "Editie", "Percentage", "Status")
    return _show(f"{reeks}, {editie}", koppen, resultaat.regels, resultaat.geschreven, kop, als_json)


def _show(
    titel: str,
    koppen: Sequence[str],
    regels: Sequence[Cijferregel],
    geschreven: Geschreven | None,
    kop: Mapping[str, object],
    als_json: bool,
) -> int:
    """Print the figures, what changes and what was written; the exit status."""
    from cusd_xl.base.findings import has_fout
    from cusd_xl.runs.cijferinvulling import as_json
    from cusd_xl.terminal.printing import print_cijfers, print_findings, print_json, print_verliescontrole

    status = FOUND if geschreven and has_fout(geschreven.findings) else GOOD
    if als_json:
        print_json(as_json(geschreven, regels, kop))
        return status
    vergelijkt = any(one.actie for one in regels)
    extra = ("Stond er", "Wat er gebeurt") if vergelijkt else ()
    rows = [(one.naam, one.kenmerk, one.cijfer, one.status, *((one.oud, _tell(one)) if vergelijkt else ())) for one in regels]
    bronnen = dict.fromkeys(one.bron for one in regels)
    print_cijfers(titel, (*koppen, *extra), rows, [f"Bron: {bron}" for bron in bronnen])
    if geschreven:
        print_findings(geschreven.findings)
        if geschreven.rapport:
            print_verliescontrole(geschreven.rapport)
            click.echo(f"Geschreven: {kop['bestand']}")
    return status


def _tell(regel: Cijferregel) -> str:
    if regel.actie == "blijft":
        return f"blijft: definitief gaat voor ({regel.cel})"
    return f"{regel.actie} ({regel.cel})" if regel.cel else regel.actie
