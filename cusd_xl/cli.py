"""The Dutch commands: parse the words, start one run, print what came of it."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import NoReturn

import click

from cusd_xl import __version__
from cusd_xl.base.errors import CusdError, explain_oserror
from cusd_xl.base.findings import Finding, has_fout
from cusd_xl.terminal.afreken_commands import afreken
from cusd_xl.terminal.cijfer_commands import indexcijfers, inwoners
from cusd_xl.terminal.code_commands import code
from cusd_xl.terminal.dutch_click import MEER, DutchGroup, explain_usage
from cusd_xl.terminal.herreken_commands import herreken
from cusd_xl.terminal.koppel_commands import koppel, ontkoppel
from cusd_xl.terminal.opties import (
    DATUM,
    EERSTE_JAAR,
    FAILED,
    FOUND,
    GOOD,
    LAATSTE_JAAR,
    Bestand,
    json_optie,
    reeks_optie,
    revisie_optie,
    teken_optie,
    ubl_optie,
    werkmap,
)
from cusd_xl.terminal.rapport_commands import kwartaalrapportage, prognose, wijziging
from cusd_xl.terminal.register_commands import register
from cusd_xl.terminal.uitleg_commands import uitleg
from cusd_xl.terminal.vooruit_commands import raming, schaduw, uittreding, vergelijk


@click.group(
    cls=DutchGroup,
    invoke_without_command=True,
    help="Verdeelt, indexeert en factureert de gedeelde kosten van een centrumregeling.",
)
@click.version_option(__version__, message="cusd-xl %(version)s", help="Toon de versie en stop.")
@click.pass_context
def _opdrachten(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def main(args: list[str] | None = None) -> None:
    """Run one command; exit status 0 good, 1 a finding of ernst fout, 2 could not run."""
    try:
        status = _opdrachten.main(args, prog_name="cusd-xl", standalone_mode=False)
        sys.stdout.flush()
    except click.UsageError as problem:
        _fail(f"{explain_usage(problem)} {MEER}")
    except CusdError as problem:
        _fail(str(problem))
    except (click.Abort, KeyboardInterrupt):
        _fail("Afgebroken; er is niets half geschreven.")
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(FAILED)
    except OSError as problem:
        sys.stdout = None  # or Python tries to write the rest once more
        _fail(
            f"De uitkomst kan niet worden getoond of bewaard ({explain_oserror(problem)}). Maak ruimte of kies een andere plek."
        )
    sys.exit(status if isinstance(status, int) else GOOD)


@_opdrachten.command()
@click.option(
    "--regeling", required=True, metavar="NAAM", help="De regeling: amersfoort, flevoland, of leeg voor een andere regio."
)
@click.option("--jaar", required=True, type=click.IntRange(EERSTE_JAAR, LAATSTE_JAAR), metavar="JAAR", help="Het begrotingsjaar.")
@click.option(
    "--uit",
    required=True,
    type=Bestand,
    metavar="BESTAND.xlsx",
    help="Waar de nieuwe werkmap komt; een bestaand bestand blijft staan.",
)
@click.option("--leeg", is_flag=True, help="Zonder gegevens: alleen de bladen, tabellen en koppen.")
@json_optie
def nieuw(regeling: str, jaar: int, uit: Path, leeg: bool, als_json: bool) -> None:
    """Maakt een nieuwe begrotingswerkmap.

    \b
    Voorbeeld:
      cusd-xl nieuw --regeling amersfoort --jaar 2026 --uit begroting-2026.xlsx
    """
    from cusd_xl.runs.nieuw import write_nieuw
    from cusd_xl.terminal.printing import print_json

    write_nieuw(regeling, jaar, leeg, uit)
    if als_json:
        print_json({"regeling": regeling, "jaar": jaar, "leeg": leeg, "bestand": str(uit)})
        return
    click.echo(f"Gemaakt: {uit}. Begin met het blad Leeswijzer.")


@_opdrachten.command()
@werkmap
@json_optie
def controleer(werkmap: Path, als_json: bool) -> int:
    """Controleert alle invoer en toont elke bevinding met haar cel.

    \b
    Voorbeeld:
      cusd-xl controleer begroting-2026.xlsx
    """
    from cusd_xl.runs.controleer import as_json, run_controleer
    from cusd_xl.terminal.printing import print_findings, print_json

    beoordeling = run_controleer(werkmap)
    if als_json:
        print_json(as_json(beoordeling))
    else:
        print_findings(beoordeling.findings, to_stderr=False)
        if not beoordeling.findings:
            click.echo(f"{werkmap.name}: geen bevindingen.")
    return _status(beoordeling.findings)


@_opdrachten.command()
@werkmap
@click.option(
    "--uit",
    type=Bestand,
    metavar="BESTAND.xlsx",
    help="Schrijf een kopie met de rekenbladen; de werkmap zelf blijft zoals zij is.",
)
@json_optie
def bereken(werkmap: Path, uit: Path | None, als_json: bool) -> int:
    """Berekent de bijdrage van elke gemeente.

    \b
    Voorbeelden:
      cusd-xl bereken begroting-2026.xlsx
      cusd-xl bereken begroting-2026.xlsx --uit begroting-2026-berekend.xlsx
    """
    from cusd_xl.runs.bereken import as_json, run_bereken
    from cusd_xl.terminal.printing import print_bijdragen, print_findings, print_json

    resultaat = run_bereken(werkmap, uit)
    if als_json:
        print_json(as_json(resultaat))
        return _status(resultaat.findings)
    print_findings(resultaat.findings)
    if resultaat.begroting and resultaat.verdeling:
        print_bijdragen(resultaat.begroting, resultaat.verdeling)
        if uit:
            click.echo(f"Geschreven: {uit}")
    return _status(resultaat.findings)


@_opdrachten.command()
@werkmap
@click.option("--termijn", required=True, metavar="TERMIJN", help="jaar, Q1 tot en met Q4, of M01 tot en met M12.")
@click.option("--uit", required=True, type=Bestand, metavar="MAP", help="De map waar de facturen komen.")
@click.option("--datum", type=DATUM, metavar="JJJJ-MM-DD", help="De factuurdatum; een concept zonder deze optie krijgt vandaag.")
@click.option("--definitief", is_flag=True, help="Stel vast, met een nummer uit het register; daarna verandert er niets meer.")
@click.option(
    "--register",
    "plek",
    envvar="CUSDXL_REGISTER",
    metavar="BESTAND|URL",
    help="Het register voor --definitief; zonder deze optie facturenregister.sqlite naast MAP.",
)
@reeks_optie
@revisie_optie
@ubl_optie
@teken_optie
@json_optie
def factureer(
    werkmap: Path,
    termijn: str,
    uit: Path,
    datum: datetime | None,
    definitief: bool,
    plek: str | None,
    reeks: str,
    revisie: int,
    controleer_ubl: bool,
    teken: Path | None,
    als_json: bool,
) -> int:
    """Maakt per gemeente een factuur, met een overzicht en een manifest; zonder --definitief een concept.

    \b
    Voorbeelden:
      cusd-xl factureer begroting-2026.xlsx --termijn Q1 --uit facturen --datum 2026-01-05
      cusd-xl factureer begroting-2026.xlsx --termijn Q1 --uit facturen --datum 2026-01-05 --definitief --register register.sqlite
    """
    from cusd_xl.runs.factureer import as_json, run_factureer
    from cusd_xl.runs.vaststelling import Definitief
    from cusd_xl.terminal.printing import print_controle_ubl, print_facturen, print_findings, print_json, show_progress

    if definitief and datum is None:
        raise click.UsageError("Met --definitief hoort een factuurdatum: geef '--datum' op, bijvoorbeeld 2026-01-05.")
    dag = (datum or datetime.now()).date()
    vast = Definitief(plek, reeks, revisie) if definitief else None
    with show_progress() as voortgang:
        resultaat = run_factureer(werkmap, termijn, uit, dag, voortgang, vast, controleer_ubl, teken)
    if als_json:
        print_json(as_json(resultaat))
        return _status(resultaat.findings)
    print_findings(resultaat.findings)
    if resultaat.bestanden:
        print_facturen(resultaat.facturen, uit, resultaat.bestanden)
        if controleer_ubl:
            print_controle_ubl(resultaat.bestanden)
    return _status(resultaat.findings)


_opdrachten.add_command(uitleg)
_opdrachten.add_command(herreken)
_opdrachten.add_command(raming)
_opdrachten.add_command(vergelijk)
_opdrachten.add_command(schaduw)
_opdrachten.add_command(uittreding)
_opdrachten.add_command(inwoners)
_opdrachten.add_command(indexcijfers)
_opdrachten.add_command(afreken)
_opdrachten.add_command(code)
_opdrachten.add_command(koppel)
_opdrachten.add_command(ontkoppel)
_opdrachten.add_command(wijziging)
_opdrachten.add_command(prognose)
_opdrachten.add_command(kwartaalrapportage)
_opdrachten.add_command(register)


def _status(findings: tuple[Finding, ...]) -> int:
    return FOUND if has_fout(findings) else GOOD


def _fail(line: str) -> NoReturn:
    click.echo(line, err=True)
    sys.exit(FAILED)
