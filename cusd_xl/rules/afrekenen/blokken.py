"""Handvest art. 13.3: uitvoeringskosten and other regional costs are reported, begroot and accounted for apart."""

from __future__ import annotations

from cusd_xl.model.afrekening import Blok
from cusd_xl.rules.grondslag import Grondslag

HANDVEST = "Dienstverleningshandvest Flevoland"
BRON = "Dienstverleningshandvest Flevoland 2022"
GRONDSLAG = Grondslag(HANDVEST, "13.3", BRON, ("R62", "R64"))
MEERWERK = "meerwerk"
LOSSE_VERREKENING = "losse verrekening"
ZORGSOORTEN = frozenset(("hulpkosten", LOSSE_VERREKENING))


def find_blok(soort: str) -> Blok:
    """The blok of a kostensoort: hulpkosten and losse verrekeningen are zorgkosten, everything else is uitvoeringskosten."""
    return Blok.ZORGKOSTEN if soort in ZORGSOORTEN else Blok.UITVOERINGSKOSTEN
