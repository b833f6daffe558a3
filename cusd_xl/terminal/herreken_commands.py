"""The command `herreken`: everything a workbook or a folder of facturen claims, computed again by others and by ourselves."""

from __future__ import annotations

from pathlib import Path

import click

from cusd_xl.terminal.dutch_click import DutchCommand
from cusd_xl.terminal.opties import FOUND, GOOD, Bestand, json_optie

REKENAARS = ("ironcalc", "libreoffice")
NIET_ALLES = "Niet alles klopt. Zoek elk verschil uit voordat iemand op deze bedragen vertrouwt."


@click.command(cls=DutchCommand)
@click.argument("pad", type=Bestand, metavar="WERKMAP.xlsx|MAP")
@click.option(
    "--met",
    type=click.Choice(REKENAARS),
    default=REKENAARS[0],
    help="De onafhankelijke rekenmachine: ironcalc zit erbij, LibreOffice moet zijn geïnstalleerd.",
)
@click.option("--invoer", type=Bestand, metavar="WERKMAP.xlsx", help="De werkmap van toen; anders gezocht naast en in MAP.")
@click.option(
    "--register",
    "plek",
    envvar="CUSDXL_REGISTER",
    metavar="BESTAND|URL",
    help="Het register; zonder deze optie facturenregister.sqlite naast MAP, als het daar staat.",
)
@click.option("--ondertekenaars", type=Bestand, metavar="BESTAND", help="Wie mag tekenen (allowed_signers van OpenSSH).")
@click.option("--wie", metavar="NAAM", help="Wie getekend moet hebben, zoals die naam in dat bestand staat.")
@click.option("--rapport", type=Bestand, metavar="BESTAND.xlsx|.html", help="Schrijf alles wat is nagegaan ook in een rapport.")
@json_optie
def herreken(
    pad: Path,
    met: str,
    invoer: Path | None,
    plek: str | None,
    ondertekenaars: Path | None,
    wie: str | None,
    rapport: Path | None,
    als_json: bool,
) -> int:
    """Rekent een werkmap of een map met facturen na, met drie rekenmachines naast elkaar.

    \b
    Voorbeelden:
      cusd-xl herreken begroting-2026.xlsx
      cusd-xl herreken facturen --invoer begroting-2026.xlsx --rapport herrekening.html
    """
    from cusd_xl.base.findings import has_fout
    from cusd_xl.runs.herreken import run_herreken
    from cusd_xl.runs.herreken_cellen import Rekenaar
    from cusd_xl.runs.herreken_map import Herrekenwens
    from cusd_xl.terminal.printing import print_cijfers, print_findings, print_json

    uitkomst = run_herreken(pad, Herrekenwens(invoer, plek, ondertekenaars, wie, Rekenaar(met), rapport))
    if als_json:
        print_json(uitkomst.as_json())
    else:
        print_findings(uitkomst.findings, slot=NIET_ALLES)
        rows = [(one.onderwerp, one.toelichting, str(one.uitkomst)) for one in uitkomst.controles]
        slot = [f"sha256 van {uitkomst.wat}: {uitkomst.sha256}"] if uitkomst.sha256 else []
        print_cijfers(f"Nagerekend: {uitkomst.naam}", ("Controle", "Waarmee", "Uitkomst"), rows, slot)
    return FOUND if has_fout(uitkomst.findings) else GOOD
