"""The command `herreken`: everything the manifest of a folder claims, checked again."""

from __future__ import annotations

from pathlib import Path

import click

from cusd_xl.terminal.dutch_click import DutchCommand
from cusd_xl.terminal.opties import FOUND, GOOD, Bestand, json_optie


@click.command(cls=DutchCommand)
@click.argument("map_", type=Bestand, metavar="MAP")
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
@json_optie
def herreken(
    map_: Path, invoer: Path | None, plek: str | None, ondertekenaars: Path | None, wie: str | None, als_json: bool
) -> int:
    """Rekent een map met facturen na: bestanden, bedragen, invoer, register, keten en handtekening.

    \b
    Voorbeelden:
      cusd-xl herreken facturen
      cusd-xl herreken facturen --invoer begroting-2026.xlsx --register register.sqlite
    """
    from cusd_xl.base.findings import has_fout
    from cusd_xl.runs.herreken import Herrekenwens, as_json, run_herreken
    from cusd_xl.terminal.printing import print_cijfers, print_findings, print_json

    uitkomst = run_herreken(map_, Herrekenwens(invoer, plek, ondertekenaars, wie))
    if als_json:
        print_json(as_json(uitkomst))
    else:
        print_findings(uitkomst.findings)
        rows = [(one.onderwerp, one.toelichting, str(one.uitkomst)) for one in uitkomst.controles]
        slot = [f"sha256 van het manifest: {uitkomst.manifest}"] if uitkomst.manifest else []
        print_cijfers(f"Nagerekend: {map_.name}", ("Controle", "Waarmee", "Uitkomst"), rows, slot)
    return FOUND if has_fout(uitkomst.findings) else GOOD
