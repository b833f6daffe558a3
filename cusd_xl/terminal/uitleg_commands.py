"""The command `uitleg`: where an amount comes from."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from cusd_xl.base.findings import has_fout
from cusd_xl.terminal.dutch_click import DutchCommand
from cusd_xl.terminal.opties import DATUM, FOUND, GOOD, json_optie, werkmap


@click.command(cls=DutchCommand)
@werkmap
@click.option("--gemeente", required=True, metavar="NAAM", help="De gemeente, bijvoorbeeld Baarn.")
@click.option("--kostenpost", metavar="CODE", help="Eén kostenpost; zonder deze optie alle kostenposten.")
@click.option("--termijn", metavar="TERMIJN", help="Ook de factuur van deze termijn: jaar, Q1..Q4 of M01..M12.")
@click.option("--datum", type=DATUM, metavar="JJJJ-MM-DD", help="De factuurdatum; anders de eerste dag van de termijn.")
@json_optie
def uitleg(
    werkmap: Path, gemeente: str, kostenpost: str | None, termijn: str | None, datum: datetime | None, als_json: bool
) -> int:
    """Legt uit waar een bedrag vandaan komt: een boom van invoer, stappen, afronding en artikelen.

    \b
    Voorbeelden:
      cusd-xl uitleg begroting-2026.xlsx --gemeente Baarn --kostenpost K01
      cusd-xl uitleg begroting-2026.xlsx --gemeente Baarn --termijn Q1
    """
    from cusd_xl.runs.uitleg import as_json, run_uitleg
    from cusd_xl.terminal.printing import print_findings, print_json
    from cusd_xl.terminal.uitleg_printing import print_factuuruitleg, print_uitleg

    resultaat = run_uitleg(werkmap, gemeente, kostenpost, termijn, datum.date() if datum else None)
    if als_json:
        print_json(as_json(resultaat))
    else:
        print_findings(resultaat.findings)
        print_uitleg(resultaat.uitleg, resultaat.totaal)
        print_factuuruitleg(resultaat.facturen)
    return FOUND if has_fout(resultaat.findings) else GOOD
