"""Handvest art. 17 and factsheet: what a gemeente that leaves still owes, per year, with what was decided about it."""

from __future__ import annotations

from cusd_xl.model.begroting import Begroting
from cusd_xl.model.besluiten import Besluit
from cusd_xl.model.vooruit import Uittredingsstaat
from cusd_xl.rules.grondslag import Grondslag

GRONDSLAG = Grondslag(
    "Dienstverleningshandvest Flevoland",
    "17",
    "Dienstverleningshandvest Flevoland 2022; factsheet Centrumregeling CUSD; Centrumregeling Flevoland 2016, art. 11",
    ("R38", "R39", "R72", "R73", "R74"),
)
UITTREDING, INGETROKKEN = "uittreding", "ingetrokken"


def make_uittredingsstaat(begroting: Begroting, gemeente: str, voorschotten: int, werkelijk: int) -> Uittredingsstaat:
    """The statement of one gemeente: her decision, her rows of tblUittreding, and the advances against the real costs (cents).

    Frictiekosten are owed by the gemeente that caused them, also when it takes less instead of leaving (art. 17.3).
    """
    kosten = tuple(sorted((one for one in begroting.uittreding if one.gemeente == gemeente), key=lambda one: one.jaar))
    return Uittredingsstaat(gemeente, find_besluit(begroting, gemeente), kosten, voorschotten, werkelijk)


def find_besluit(begroting: Begroting, gemeente: str) -> Besluit | None:
    """The last besluit about this uittreding that was not ingetrokken; None when there is none."""
    found = [
        one for one in begroting.besluiten if one.soort == UITTREDING and one.gemeente == gemeente and one.status != INGETROKKEN
    ]
    return found[-1] if found else None
