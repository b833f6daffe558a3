"""From a factuur to journaalposten: its bedrag per taakveld, categorie and btw-code, closed on the cent of every line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cusd_xl.base.money import split_over_termijnen
from cusd_xl.model.factuur import Factuur, Factuurregel, Factuursoort
from cusd_xl.rules.grondslag import Grondslag

GRONDSLAG = Grondslag("Dienstverleningshandvest Flevoland 2022", "11", "Iv3; regels.md, §5", ("R56", "R109"))


@dataclass(frozen=True, slots=True)
class Journaalpost:
    """One booking of a factuur in cents; a creditfactuur books below zero.

    `soort` is bijdrage, btw, or voorschot for what was billed before and is set off.
    """

    soort: str
    omschrijving: str
    taakveld: str
    categorie: str
    btw: str
    bedrag: int


def make_journaalposten(factuur: Factuur) -> tuple[Journaalpost, ...]:
    """The bookings of a factuur; together they are exactly what is left to pay, below zero for a creditfactuur.

    A line of a termijn is the termijn of a sum of kostenposten. Each kostenpost books what the termijn of the sum grows by when
    it is added, in the order of the specification: so the bookings of a line add up to the line, and those of a kostenpost over
    all termijnen to its jaarbedrag.
    """
    teken = -1 if factuur.soort is Factuursoort.CREDITFACTUUR else 1
    posten = [post for regel in factuur.regels for post in _split_regel(factuur, regel)]
    posten += [Journaalpost("btw", one.omschrijving, "", "", one.code, one.btw) for one in factuur.btwregels if one.btw]
    posten += [Journaalpost("voorschot", one.nummer, "", "", "", -one.bedrag) for one in factuur.voorschotten]
    return tuple(
        Journaalpost(one.soort, one.omschrijving, one.taakveld, one.categorie, one.btw, teken * one.bedrag) for one in posten
    )


def _split_regel(factuur: Factuur, regel: Factuurregel) -> Iterator[Journaalpost]:
    sums: dict[tuple[str, str], int] = {}
    som = billed = 0
    for post in factuur.specificatie:
        if (post.soort, post.btw) == (regel.omschrijving, regel.btw):
            som += post.jaarbedrag
            now = split_over_termijnen(som, factuur.termijn.aantal)[factuur.termijn.nummer - 1]
            iv3 = (post.taakveld, post.categorie)
            sums[iv3] = sums.get(iv3, 0) + now - billed
            billed = now
    if regel.bedrag != billed:
        sums["", ""] = sums.get(("", ""), 0) + regel.bedrag - billed
    for (taakveld, categorie), bedrag in sums.items():
        yield Journaalpost("bijdrage", regel.omschrijving, taakveld, categorie, regel.btw, bedrag)
