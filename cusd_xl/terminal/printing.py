"""Prints outcomes on the terminal: Dutch, aligned, colour only where it helps; findings to stderr, results to stdout."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from cusd_xl.base.findings import Ernst, Finding
from cusd_xl.base.money import format_euro
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.bijdragen import Verdeling
from cusd_xl.model.factuur import Factuur
from cusd_xl.workbook.koppeling import Koppelregel
from cusd_xl.workbook.verliescontrole import Verliesrapport

Voortgang = Callable[[int, int, str], None]
KLEUREN = {Ernst.FOUT: "red", Ernst.WAARSCHUWING: "yellow"}
WIDTH_WITHOUT_TERMINAL = 120
SHOWN_PARTS = 6
FIGURE = 2
NIETS_GESCHREVEN = "Er is niets geschreven. Verbeter de fouten en probeer het opnieuw."


def print_json(values: dict[str, object]) -> None:
    """One JSON object on stdout and nothing else."""
    make_console().file.write(json.dumps(values, ensure_ascii=False, indent=1) + "\n")


def print_findings(findings: Sequence[Finding], *, to_stderr: bool = True, slot: str = NIETS_GESCHREVEN) -> None:
    """One line per finding: ernst, cell, sentence, article; then how many of each, and with a fout the line `slot`."""
    if not findings:
        return
    console = make_console(to_stderr)
    for one in findings:
        line = Text(f"{one.ernst}: ", style=KLEUREN[one.ernst])
        line.append(f"{one.cel}: " if one.cel else "", style="bold")
        line.append(one.melding, style="default")
        line.append(
            f" [art. {one.artikel}]" if one.artikel[:1].isdigit() else f" [{one.artikel}]" if one.artikel else "", style="dim"
        )
        console.print(line, soft_wrap=True)
    fouten = sum(one.ernst is Ernst.FOUT for one in findings)
    console.print(f"{_count(fouten, 'fout', 'fouten')}, {_count(len(findings) - fouten, 'waarschuwing', 'waarschuwingen')}.")
    if fouten:
        console.print(slot)


def print_bijdragen(begroting: Begroting, verdeling: Verdeling) -> None:
    """A table of gemeenten by kostensoort, with totals."""
    soorten = list(dict.fromkeys(post.kostenpost.soort for post in verdeling.kostenposten))
    table = make_table(f"{begroting.regeling.naam}, begroting {begroting.jaar}", "Gemeente", [*soorten, "totaal"])
    for gemeente, totaal in verdeling.per_gemeente().items():
        per_soort = [_sum_soort(verdeling, soort, gemeente) for soort in soorten]
        table.add_row(gemeente, *map(format_euro, per_soort), format_euro(totaal))
    table.add_section()
    sommen = [_sum_soort(verdeling, soort, None) for soort in soorten]
    table.add_row("Totaal", *map(format_euro, sommen), format_euro(verdeling.totaal), style="bold")
    make_console().print(table)


def print_facturen(facturen: Sequence[Factuur], uit: Path, bestanden: Sequence[str]) -> None:
    """A table of what was made, and where it stands."""
    concept = any(one.concept for one in facturen)
    titel = "Concept, nog zonder nummer uit het register" if concept else "Vastgesteld, met nummer uit het register"
    table = make_table(titel, "Nummer", ["bedrag"])
    table.add_column("Gemeente")
    table.add_column("Soort")
    for one in facturen:
        table.add_row(one.nummer, format_euro(one.te_betalen), one.afnemer.gemeente, str(one.soort))
    table.add_section()
    table.add_row("Totaal", format_euro(sum(one.te_betalen for one in facturen)), "", "", style="bold")
    console = make_console()
    console.print(table)
    console.print(f"{len(bestanden)} bestanden geschreven in {uit}", soft_wrap=True, highlight=False)


def print_cijfers(titel: str, koppen: Sequence[str], regels: Sequence[Sequence[str]], slot: Sequence[str] = ()) -> None:
    """A table of texts, the third column (the figure) to the right, with the lines `slot` below it."""
    table = make_table(titel, koppen[0], ())
    for nummer, kop in enumerate(koppen[1:], start=1):
        table.add_column(kop, justify="right" if nummer == FIGURE else "left", no_wrap=nummer < len(koppen) - 1)
    for regel in regels:
        table.add_row(*regel)
    console = make_console()
    console.print(table)
    for line in slot:
        console.print(line, soft_wrap=True, highlight=False)


def print_controle_ubl(bestanden: Sequence[str]) -> None:
    """How many files were held against the official rules; what those had to say stands among the findings."""
    aantal = sum(naam.endswith(".xml") for naam in bestanden)
    regels = "UBL 2.1, EN 16931 en Peppol BIS"
    make_console().print(f"{_count(aantal, 'e-factuur', 'e-facturen')} gecontroleerd met de officiële regels van {regels}")


def print_koppeling(regels: Sequence[Koppelregel]) -> None:
    """Per table that stands elsewhere in the workbook of the user: where, and which headers are used."""
    console = make_console()
    for tabel in dict.fromkeys(one.tabel for one in regels):
        own = [one for one in regels if one.tabel == tabel]
        koppen = ", ".join(f"{one.kolom} = {one.kop}" if one.kop != one.kolom else one.kolom for one in own if one.kop)
        console.print(f"Gevonden: {tabel} op blad {own[0].blad}, {own[0].bereik} ({koppen})", soft_wrap=True)


def print_verliescontrole(rapport: Verliesrapport) -> None:
    """What the comparison of all parts says: how many are the same, and the names of those that are not."""
    console = make_console()
    console.print(f"Verliescontrole: {rapport.gelijk} onderdelen gelijk, byte voor byte; niets verloren.", soft_wrap=True)
    for woord, delen in (
        ("gewijzigd", rapport.gewijzigd),
        ("toegevoegd", rapport.toegevoegd),
        ("weggelaten", rapport.weggelaten),
    ):
        if delen:
            more = f" en nog {len(delen) - SHOWN_PARTS} onderdelen (alle namen: --json)" if len(delen) > SHOWN_PARTS else ""
            console.print(f"  {woord}: {', '.join(delen[:SHOWN_PARTS])}{more}", soft_wrap=True)


@contextmanager
def show_progress(titel: str = "Facturen maken") -> Iterator[Voortgang]:
    """A progress bar on stderr, only on a terminal; yields the function to call with (done, total, name)."""
    console = Console(stderr=True, markup=False, emoji=False)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        balk = progress.add_task(titel, total=None)
        yield lambda done, total, naam: progress.update(balk, completed=done, total=total, description=naam)


def make_console(to_stderr: bool = False, breed: int = WIDTH_WITHOUT_TERMINAL) -> Console:
    """A console that takes nothing of the user for markup; `breed` characters wide when it is no terminal."""
    # no markup: what stands between square brackets in the workbook of a user is text, never a style
    console = Console(stderr=to_stderr, highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console = Console(stderr=to_stderr, highlight=False, markup=False, emoji=False, width=breed)
    return console


def make_table(title: str, first: str, bedragen: Sequence[str]) -> Table:
    """A table without lines: a first column of names, then columns of amounts to the right."""
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False, header_style="bold")
    table.add_column(first, no_wrap=True)
    for naam in bedragen:
        table.add_column(naam, justify="right", no_wrap=True)
    return table


def _sum_soort(verdeling: Verdeling, soort: str, gemeente: str | None) -> int:
    return sum(
        one.bedrag
        for post in verdeling.kostenposten
        if post.kostenpost.soort == soort
        for one in post.bijdragen
        if gemeente is None or one.gemeente == gemeente
    )


def _count(number: int, single: str, several: str) -> str:
    return f"{number} {single if number == 1 else several}"
