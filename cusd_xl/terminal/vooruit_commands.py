"""The commands that look ahead and sideways: raming, vergelijk, schaduw and uittreding."""

from __future__ import annotations

from pathlib import Path

import click

from cusd_xl.terminal.dutch_click import DutchCommand
from cusd_xl.terminal.opties import FOUND, GOOD, Bestand, json_optie, werkmap

rapport = click.option("--uit", type=Bestand, metavar="BESTAND.xlsx", help="Schrijf de uitkomst ook als werkmap.")


@click.command(cls=DutchCommand)
@werkmap
@click.option(
    "--jaren", type=click.IntRange(1, 10), default=3, metavar="AANTAL", help="Hoeveel jaren vooruit; zonder deze optie 3."
)
@rapport
@json_optie
def raming(werkmap: Path, jaren: int, uit: Path | None, als_json: bool) -> int:
    """Raamt de bijdragen van de komende jaren, met elke aanname erbij.

    \b
    Voorbeeld:
      cusd-xl raming begroting-2026.xlsx --uit meerjarenraming.xlsx
    """
    from cusd_xl.base.findings import has_fout
    from cusd_xl.runs.raming import as_json, run_raming
    from cusd_xl.terminal.printing import print_findings, print_json
    from cusd_xl.terminal.vooruit_printing import print_raming

    gevonden = run_raming(werkmap, jaren, uit)
    if als_json:
        print_json(as_json(gevonden))
    else:
        print_findings(gevonden.findings)
        print_raming(gevonden.jaren)
        _tell(uit, gevonden.jaren)
    return FOUND if has_fout(gevonden.findings) else GOOD


@click.command(cls=DutchCommand)
@werkmap
@click.argument("andere", type=Bestand, metavar="[ANDERE.xlsx]", required=False)
@click.option("--sleutel", "sleutels", multiple=True, metavar="KOSTENPOST=SLEUTEL", help="Een kostenpost met een andere sleutel.")
@click.option("--reeks", "reeksen", multiple=True, metavar="OUD=NIEUW", help="Een andere indexreeks of editie.")
@click.option("--erbij", multiple=True, metavar="GEMEENTE", help="Een gemeente die toetreedt, met alle taken.")
@click.option("--eruit", multiple=True, metavar="GEMEENTE", help="Een gemeente die uittreedt.")
@click.option(
    "--opgave",
    "opgaven",
    multiple=True,
    metavar="GEMEENTE=TAAK",
    help="Een gemeente die haar vrijstelling voor een taak opgeeft.",
)
@rapport
@json_optie
def vergelijk(
    werkmap: Path, andere: Path | None, sleutels: tuple[str, ...], reeksen: tuple[str, ...], erbij: tuple[str, ...],
    eruit: tuple[str, ...], opgaven: tuple[str, ...], uit: Path | None, als_json: bool,
) -> int:  # fmt: skip
    """Vergelijkt twee werkmappen, of een werkmap met een scenario, per gemeente en kostenpost.

    \b
    Voorbeelden:
      cusd-xl vergelijk begroting-2026.xlsx begroting-2026-nieuw.xlsx --uit verschil.xlsx
      cusd-xl vergelijk begroting-2026.xlsx --eruit Nijkerk
      cusd-xl vergelijk begroting-2026.xlsx --opgave Nijkerk=W6 --reeks "Prijspeil BBP=Prijspeil BBP (meicirculaire 2025)"
    """
    from cusd_xl.base.findings import has_fout
    from cusd_xl.runs.vergelijk import Scenario, as_json, run_vergelijk
    from cusd_xl.terminal.printing import print_findings, print_json
    from cusd_xl.terminal.vooruit_printing import print_vergelijking

    wens = Scenario(_split(sleutels, "--sleutel"), _split(reeksen, "--reeks"), erbij, eruit, _split(opgaven, "--opgave"))
    resultaat = run_vergelijk(werkmap, andere, wens, uit)
    if als_json:
        print_json(as_json(resultaat))
    else:
        print_findings(resultaat.findings)
        if resultaat.vergelijking:
            print_vergelijking(resultaat.vergelijking)
        _tell(uit, resultaat.vergelijking)
    return FOUND if has_fout(resultaat.findings) else GOOD


@click.command(cls=DutchCommand)
@werkmap
@rapport
@json_optie
def schaduw(werkmap: Path, uit: Path | None, als_json: bool) -> int:
    """Zet de vastgestelde bijdragen naast die volgens de werkelijke kosten (schaduwberekening).

    \b
    Voorbeeld:
      cusd-xl schaduw begroting-2026.xlsx --uit schaduwberekening-2026.xlsx
    """
    from cusd_xl.base.findings import has_fout
    from cusd_xl.runs.schaduw import run_schaduw
    from cusd_xl.runs.vergelijk import Vergelijkresultaat, as_json
    from cusd_xl.terminal.printing import print_findings, print_json
    from cusd_xl.terminal.vooruit_printing import print_vergelijking

    gevonden = run_schaduw(werkmap, uit)
    if als_json:
        print_json(as_json(Vergelijkresultaat(gevonden.findings, gevonden.vergelijking)))
    else:
        print_findings(gevonden.findings)
        if gevonden.vergelijking:
            print_vergelijking(gevonden.vergelijking)
        _tell(uit, gevonden.vergelijking)
    return FOUND if has_fout(gevonden.findings) else GOOD


@click.command(cls=DutchCommand)
@werkmap
@click.option("--gemeente", required=True, metavar="NAAM", help="De gemeente die uittreedt, bijvoorbeeld Baarn.")
@rapport
@json_optie
def uittreding(werkmap: Path, gemeente: str, uit: Path | None, als_json: bool) -> int:
    """Berekent wat een gemeente bij uittreding betaalt, en wat de anderen daarna betalen.

    \b
    Voorbeeld:
      cusd-xl uittreding begroting-2032.xlsx --gemeente Baarn --uit uittreding-baarn.xlsx
    """
    from cusd_xl.base.findings import has_fout
    from cusd_xl.runs.uittreding import as_json, run_uittreding
    from cusd_xl.terminal.printing import print_findings, print_json
    from cusd_xl.terminal.vooruit_printing import print_uittreding

    gevonden = run_uittreding(werkmap, gemeente, uit)
    if als_json:
        print_json(as_json(gevonden))
    else:
        print_findings(gevonden.findings)
        if gevonden.staat:
            print_uittreding(gevonden.staat)
        _tell(uit, gevonden.staat)
    return FOUND if has_fout(gevonden.findings) else GOOD


def _split(pairs: tuple[str, ...], optie: str) -> tuple[tuple[str, str], ...]:
    """`K01=gelijk` as two names; anything else is an error in the words of the command line."""
    found = []
    for pair in pairs:
        eerst, is_sign, straks = pair.partition("=")
        if not (eerst.strip() and is_sign and straks.strip()):
            raise click.UsageError(f"Bij {optie} horen twee namen met een = ertussen, niet '{pair}'.")
        found.append((eerst.strip(), straks.strip()))
    return tuple(found)


def _tell(uit: Path | None, written: object) -> None:
    if uit and written:
        click.echo(f"Geschreven: {uit}")
