"""What `afreken` shows: a table per gemeente with the two bloks apart, and the rijksmiddelen."""

from __future__ import annotations

from cusd_xl.base.money import format_euro
from cusd_xl.model.afrekening import Blok, Eindafrekening
from cusd_xl.terminal.printing import make_console, make_table


def print_afrekening(afrekening: Eindafrekening) -> None:
    """Per gemeente what was spent, what was billed and what is left; then each rijksmiddel."""
    console = make_console()
    koppen = ["werkelijk", "voorschot", *(f"saldo {blok}" for blok in Blok), "te betalen"]
    titel = f"Eindafrekening {afrekening.jaar}, {afrekening.status}; onder nul krijgt de gemeente terug"
    table = make_table(titel, "Gemeente", koppen)
    for one in afrekening.gemeenten:
        saldi = [sum(regel.saldo for regel in one.list_regels(blok)) for blok in Blok]
        table.add_row(one.deelnemer.gemeente, *map(format_euro, (one.werkelijk, one.voorschot, *saldi, one.te_betalen)))
    table.add_section()
    saldi = [sum(regel.saldo for one in afrekening.gemeenten for regel in one.list_regels(blok)) for blok in Blok]
    te_betalen = sum(one.te_betalen for one in afrekening.gemeenten)
    sommen = (afrekening.werkelijk, afrekening.voorschot, *saldi, te_betalen)
    table.add_row("Totaal", *map(format_euro, sommen), style="bold")
    console.print(table)
    if afrekening.rijksmiddelen:
        rijk = make_table("Rijksmiddelen", "Regeling", ["ontvangen", "besteed", "overschot", "tekort"])
        for saldo in afrekening.rijksmiddelen:
            bedragen = (saldo.rijksmiddel.bedrag, saldo.besteed, saldo.overschot, saldo.tekort)
            rijk.add_row(saldo.rijksmiddel.regeling, *map(format_euro, bedragen))
        console.print()
        console.print(rijk)
    console.print()
