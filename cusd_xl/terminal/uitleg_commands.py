"""The command `uitleg`: where an amount or a cell comes from."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from cusd_xl.base.findings import has_fout
from cusd_xl.terminal.dutch_click import DutchCommand
from cusd_xl.terminal.opties import DATUM, FOUND, GOOD, json_optie, werkmap


@click.command(cls=DutchCommand)
@werkmap
@click.option("--gemeente", metavar="NAAM", help="De gemeente, bijvoorbeeld Baarn.")
@click.option("--kostenpost", metavar="CODE", help="Eén kostenpost; zonder deze optie alle kostenposten.")
@click.option("--termijn", metavar="TERMIJN", help="Ook de factuur van deze termijn: jaar, Q1..Q4 of M01..M12.")
@click.option("--datum", type=DATUM, metavar="JJJJ-MM-DD", help="De factuurdatum; anders de eerste dag van de termijn.")
@click.option("--cel", metavar="BLAD!CEL", help="Eén cel van de werkmap, een berekende werkmap of een factuur: Bijdragen!F12.")
@click.option(
    "--diepte", default=4, show_default=True, type=click.IntRange(1, 50), metavar="N", help="Hoe diep een cel wordt gevolgd."
)
@json_optie
def uitleg(
    werkmap: Path,
    gemeente: str | None,
    kostenpost: str | None,
    termijn: str | None,
    datum: datetime | None,
    cel: str | None,
    diepte: int,
    als_json: bool,
) -> int:
    """Legt uit waar een bedrag of een cel vandaan komt: een boom van invoer, stappen, afronding en artikelen.

    \b
    Voorbeelden:
      cusd-xl uitleg begroting-2026.xlsx --gemeente Baarn --kostenpost K01
      cusd-xl uitleg begroting-2026.xlsx --gemeente Baarn --termijn Q1
      cusd-xl uitleg begroting-2026.xlsx --cel "Bijdragen!H7"
    """
    if (gemeente is None) == (cel is None):
        raise click.UsageError("Geef '--gemeente' op voor een bedrag, of '--cel' voor een cel; een van beide.")
    if cel is not None:
        return _explain_cel(werkmap, cel, diepte, als_json)
    return _explain_gemeente(werkmap, gemeente or "", (kostenpost, termijn), datum, als_json)


def _explain_cel(werkmap: Path, cel: str, diepte: int, als_json: bool) -> int:
    from cusd_xl.runs.uitleg_cel import as_json, run_uitleg_cel
    from cusd_xl.terminal.printing import print_json
    from cusd_xl.terminal.uitleg_printing import print_celuitleg

    knoop = run_uitleg_cel(werkmap, cel, diepte)
    if als_json:
        print_json(as_json(cel, knoop))
    else:
        print_celuitleg(cel, knoop)
    return GOOD


def _explain_gemeente(
    werkmap: Path, gemeente: str, keuze: tuple[str | None, str | None], datum: datetime | None, als_json: bool
) -> int:
    from cusd_xl.runs.uitleg import as_json, run_uitleg
    from cusd_xl.terminal.printing import print_findings, print_json
    from cusd_xl.terminal.uitleg_printing import print_factuuruitleg, print_uitleg

    resultaat = run_uitleg(werkmap, gemeente, *keuze, datum.date() if datum else None)
    if als_json:
        print_json(as_json(resultaat))
    else:
        print_findings(resultaat.findings)
        print_uitleg(resultaat.uitleg, resultaat.totaal)
        print_factuuruitleg(resultaat.facturen)
    return FOUND if has_fout(resultaat.findings) else GOOD
