"""Prints what the register says: a table of documents, and what a command made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from cusd_xl.base.money import euro_text, format_euro
from cusd_xl.base.years import short_datum
from cusd_xl.register.stand import Documentstand
from cusd_xl.runs.register import Registerresultaat
from cusd_xl.terminal.printing import make_console, make_table, print_json

BREED = 140


def print_standen(standen: Sequence[Documentstand], op: date) -> None:
    """A table of every document; at the end what was billed and what is still to be paid."""
    table = make_table("Register van facturen", "Nummer", ["bedrag", "open"])
    for kop in ("Datum", "Gemeente", "Termijn", "Status"):
        table.add_column(kop, no_wrap=kop == "Datum", overflow="fold")
    for stand in standen:
        one = stand.registratie
        factuur = one.factuur
        gegevens = (short_datum(one.factuurdatum), factuur.afnemer.gemeente, factuur.termijn.code, _describe_status(stand, op))
        table.add_row(one.nummer, format_euro(one.bedrag), format_euro(stand.betaling.open), *gegevens)
    table.add_section()
    sommen = (sum(one.registratie.bedrag for one in standen), sum(one.betaling.open for one in standen))
    table.add_row("Totaal", *map(format_euro, sommen), style="bold")
    make_console(breed=BREED).print(table)


def print_uitgave(resultaat: Registerresultaat, uit: Path | None, als_json: bool) -> None:
    """What was recorded and written, as lines or as one JSON object."""
    registraties = resultaat.registraties
    if als_json:
        documenten = [{"nummer": one.nummer, "soort": str(one.soort), "bedrag": euro_text(one.bedrag)} for one in registraties]
        bevindingen = [one.as_json() for one in resultaat.findings]
        print_json({"documenten": documenten, "bestanden": list(resultaat.bestanden), "bevindingen": bevindingen})
        return
    for one in registraties:
        verwijzing = f", crediteert {one.crediteert}" if one.crediteert else ""
        click.echo(f"{one.nummer}: {one.factuur.afnemer.gemeente}, {format_euro(one.bedrag)}{verwijzing}")
    for bestand in resultaat.bestanden:
        click.echo(f"Geschreven: {(uit or Path()) / bestand}")
    if registraties and not resultaat.bestanden:
        click.echo("Nog zonder bestand; maak het met 'register heruitgeven'.")


def _describe_status(stand: Documentstand, op: date) -> str:
    if stand.registratie.crediteert:
        return f"{stand.status}, crediteert {stand.registratie.crediteert}"
    status = f"{stand.status} met {stand.credit}" if stand.credit else str(stand.status)
    betaling = stand.betaling.status(op)
    return f"{status}, {betaling}" if betaling else status
