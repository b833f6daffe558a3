"""Prints the reports on the terminal: what changes, what is expected and what was used, per gemeente."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from rich.console import Console
from rich.table import Table

from cusd_xl.base.decimalen import show_tiende
from cusd_xl.base.money import format_euro
from cusd_xl.base.years import short_datum
from cusd_xl.model.afwijking import Afwijking
from cusd_xl.model.kwartaal import Kwartaalstaat
from cusd_xl.model.prognose import Prognosestaat
from cusd_xl.model.wijziging import Wijzigingsstaat
from cusd_xl.terminal.printing import WIDTH_WITHOUT_TERMINAL


def print_wijziging(staat: Wijzigingsstaat) -> None:
    """Per gemeente oud, wijziging and nieuw, with the total."""
    laag = staat.laag
    datum = f" op {short_datum(laag.besluitdatum)}" if laag.besluitdatum else ""
    table = _table(f"Begrotingswijziging {laag.nummer} van {staat.jaar}: {laag.status}{datum}", "oud", "wijziging", "nieuw")
    rows = staat.per_gemeente()
    for naam, (oud, nieuw) in rows.items():
        table.add_row(naam, format_euro(oud), format_euro(nieuw - oud), format_euro(nieuw))
    table.add_section()
    oud, nieuw = (sum(one[plek] for one in rows.values()) for plek in (0, 1))
    table.add_row("Totaal", format_euro(oud), format_euro(nieuw - oud), format_euro(nieuw), style="bold")
    _console().print(table)


def print_prognose(staat: Prognosestaat) -> None:
    """Per gemeente what was begroot, the prognose and the difference."""
    titel = f"Prognose {staat.moment.nummer} over {staat.jaar}, peildatum {short_datum(staat.moment.peildatum)}"
    _print_afwijkingen(titel, "prognose", staat.per_gemeente, staat.totaal)


def print_kwartaal(staat: Kwartaalstaat) -> None:
    """Per gemeente the inkoopplan and the realisatie up to and including the kwartaal."""
    titel = f"Zorggebruik tot en met {staat.kwartaal.code} {staat.jaar}"
    _print_afwijkingen(titel, "realisatie", staat.per_gemeente, staat.totaal)


def _print_afwijkingen(titel: str, stand: str, per_gemeente: Mapping[str, Afwijking], totaal: Afwijking) -> None:
    table = _table(titel, "begroot", stand, "afwijking", "procent", "signaal")
    for naam, one in per_gemeente.items():
        table.add_row(naam, *_show(one))
    table.add_section()
    table.add_row("Totaal", *_show(totaal), style="bold")
    _console().print(table)


def _show(one: Afwijking) -> tuple[str, ...]:
    known = one.begroot is not None and one.verschil is not None
    return (
        format_euro(one.begroot or 0) if known else "-",
        format_euro(one.stand),
        format_euro(one.verschil or 0) if known else "-",
        "-" if one.deel is None else _show_procent(one.deel),
        "melden" if one.signaal else "",
    )


def _show_procent(deel: Fraction) -> str:
    return f"{show_tiende(deel * 100)} %".replace(".", ",")


def _table(titel: str, *koppen: str) -> Table:
    table = Table(title=titel, title_justify="left", title_style="bold", box=None, pad_edge=False, header_style="bold")
    table.add_column("Gemeente", no_wrap=True)
    for kop in koppen:
        table.add_column(kop, justify="right", no_wrap=True)
    return table


def _console() -> Console:
    console = Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console = Console(highlight=False, markup=False, emoji=False, width=WIDTH_WITHOUT_TERMINAL)
    return console
