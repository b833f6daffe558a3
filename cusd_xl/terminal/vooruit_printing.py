"""Prints what lies ahead and sideways: years beside each other, two outcomes beside each other, what leaving costs."""

from __future__ import annotations

from collections.abc import Sequence

from cusd_xl.base.money import format_euro
from cusd_xl.model.vooruit import Raamjaar, Uittredingsstaat, Vergelijking
from cusd_xl.terminal.printing import make_console, make_table


def print_raming(jaren: Sequence[Raamjaar]) -> None:
    """A table of gemeenten by year, and below it what had to be assumed."""
    if not jaren:
        return
    regeling = jaren[0].begroting.regeling
    table = make_table(f"{regeling.naam}, raming {jaren[0].jaar}-{jaren[-1].jaar}", "Gemeente", [str(one.jaar) for one in jaren])
    for gemeente in jaren[0].verdeling.per_gemeente():
        table.add_row(gemeente, *(format_euro(one.verdeling.per_gemeente().get(gemeente, 0)) for one in jaren))
    table.add_section()
    table.add_row("Totaal", *(format_euro(one.verdeling.totaal) for one in jaren), style="bold")
    console = make_console()
    console.print(table)
    for one in jaren:
        for aanname in one.aannames:
            console.print(f"Aanname {one.jaar}: {aanname.onderwerp}: {aanname.tekst} ({aanname.cel})", soft_wrap=True)


def print_vergelijking(vergelijking: Vergelijking) -> None:
    """A table of gemeenten with both totals and the difference, under what sets the second one apart."""
    console = make_console()
    for one in vergelijking.wijzigingen:
        console.print(f"Scenario: {one}", soft_wrap=True)
    table = make_table(f"{vergelijking.naam_eerst} naast {vergelijking.naam_straks}", "Gemeente", ["eerst", "straks", "verschil"])
    for gemeente in vergelijking.gemeenten:
        eerst, straks = vergelijking.sum_gemeente(gemeente)
        table.add_row(gemeente, *map(format_euro, (eerst, straks, straks - eerst)))
    table.add_section()
    eerst, straks = vergelijking.totalen
    table.add_row("Totaal", *map(format_euro, (eerst, straks, straks - eerst)), style="bold")
    console.print(table)


def print_uittreding(staat: Uittredingsstaat) -> None:
    """The closing settlement and every cost of leaving, with what is to be paid in the end."""
    table = make_table(f"Uittreding {staat.gemeente}", "Jaar", ["bedrag"])
    table.add_column("Waarvoor")
    table.add_row("", format_euro(staat.werkelijk), "werkelijke kosten van het laatste jaar")
    table.add_row("", format_euro(-staat.voorschotten), "af: voorschotten")
    for one in staat.kosten:
        table.add_row(str(one.jaar), format_euro(one.bedrag), f"{one.soort}: {one.omschrijving}")
    table.add_section()
    table.add_row("Totaal", format_euro(staat.totaal), "te betalen; een negatief bedrag komt terug", style="bold")
    make_console().print(table)
