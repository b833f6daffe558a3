"""Prints an explanation: a tree with indent lines, the formula and the place of every figure under it, and the shares of all."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from cusd_xl.base.money import format_euro
from cusd_xl.model.uitleg import Aandelentabel, Factuuruitleg, Knoop, Uitleg
from cusd_xl.terminal.printing import make_console, make_table


def print_uitleg(uitleg: Sequence[Uitleg], totaal: int) -> None:
    """Per kostenpost the tree and the shares of all gemeenten; the amount, or their total, at the end."""
    console = make_console()
    for one in uitleg:
        console.print(f"{one.kostenpost} {one.omschrijving}: {one.gemeente}", style="bold", highlight=False)
        console.print(make_tree(one.wortel))
        console.print()
        if one.verdeling.regels:
            print_tabel(console, one.verdeling)
            console.print()
    if uitleg:
        naam = f"Totaal {uitleg[0].gemeente}" if len(uitleg) > 1 else uitleg[0].wortel.omschrijving
        console.print(f"{naam}: {format_euro(totaal)}", style="bold", highlight=False)


def print_factuuruitleg(facturen: Sequence[Factuuruitleg]) -> None:
    """Per factuur the tree of its total."""
    console = make_console()
    for one in facturen:
        console.print(f"Factuur {one.nummer}, termijn {one.termijn}", style="bold", highlight=False)
        console.print(make_tree(one.wortel))
        console.print()


def print_celuitleg(cel: str, knoop: Knoop) -> None:
    """The tree of one cell."""
    console = make_console()
    console.print(f"Waar {cel} vandaan komt", style="bold", highlight=False)
    console.print(make_tree(knoop))


def make_tree(knoop: Knoop) -> Tree:
    """The tree of one figure; what it rests on stands dimmed under it."""
    tree = Tree(_make_label(knoop), guide_style="dim")
    _add(tree, knoop)
    return tree


def print_tabel(console: Console, tabel: Aandelentabel) -> None:
    """The shares of all paying gemeenten in the same division, adding up to what was divided."""
    is_gedeeld = any(one.rang for one in tabel.regels)
    met_voet = any(one.voet for one in tabel.regels)
    koppen = ["exact quotum", "naar beneden", "rest", "rang", "extra"] if is_gedeeld else []
    koppen += [*(["vaste voet"] if met_voet else ()), "bedrag"]
    table = make_table(f"Alle aandelen in {format_euro(tabel.te_verdelen)}", "Gemeente", ())
    for kop in tabel.gewichten:
        table.add_column(kop, justify="right", overflow="fold")
    for kop in koppen:
        table.add_column(kop, justify="right", no_wrap=True)
    for one in tabel.regels:
        deling = [one.quotum, format_euro(one.vloer), one.rest, str(one.rang), format_euro(one.extra)] if is_gedeeld else []
        voet = [format_euro(one.voet)] if met_voet else []
        table.add_row(one.gemeente, *one.gewichten, *deling, *voet, format_euro(one.bedrag))
    _add_totaal(table, tabel, len(koppen))
    console.print(table)


def _add_totaal(table: Table, tabel: Aandelentabel, aantal: int) -> None:
    leeg = [""] * (len(tabel.gewichten) + aantal - 1)
    table.add_section()
    table.add_row("Samen", *leeg, format_euro(sum(one.bedrag for one in tabel.regels)), style="bold")


def _add(tree: Tree, knoop: Knoop) -> None:
    for one in knoop.kinderen:
        _add(tree.add(_make_label(one, knoop)), one)


def _make_label(knoop: Knoop, boven: Knoop | None = None) -> Text:
    """`Te verdelen: € 10,00`, and under it how it came about and where it stands; an article is not said twice in a row."""
    label = Text(f"{knoop.omschrijving}: ")
    label.append(knoop.waarde, style="bold")
    if knoop.formule:
        label.append(f"\n= {knoop.formule}", style="dim")
    if knoop.excel:
        label.append(f"\n{knoop.excel}", style="dim")
    afronding = f"voor afronden {knoop.voor}" if knoop.voor else ""
    artikel = f"art. {knoop.artikel}" if knoop.artikel[:1].isdigit() else knoop.artikel
    grond = " ".join(filter(None, (artikel, f"({knoop.regel})" if knoop.regel else "")))
    if boven and (boven.artikel, boven.regel) == (knoop.artikel, knoop.regel):
        grond = ""
    feiten = (afronding, knoop.cel, f"bron: {knoop.bron}" if knoop.bron else "", grond)
    if any(feiten):
        label.append(f"\n{' · '.join(filter(None, feiten))}", style="dim")
    return label
