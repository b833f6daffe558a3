"""The embedded calculator: ironcalc, an engine in Rust that shares no code with us."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cusd_xl.audit.rekenaars.ingebouwd import ask
from cusd_xl.model.narekening import Herberekend, Plek, Rekenwaarde

NAAM = "ironcalc"
HAAKJES = "ironcalc leest de haakjes in deze formule niet goed"


def recalculate(werkmappen: Mapping[str, bytes], haakjes: Mapping[str, Mapping[Plek, int]]) -> Iterator[tuple[str, Herberekend]]:
    """Recalculate each workbook, by name, from scratch; what it made of it, in the same order.

    `haakjes` is the number of opening parentheses in each formula of a workbook: ironcalc drops some while loading, and
    a formula it holds fewer of is named as uncertain.
    """
    for naam, _, gezegd in ask(NAAM, werkmappen):
        yield naam, _read(gezegd, haakjes.get(naam, {}))


def _read(gezegd: Mapping[str, Any], haakjes: Mapping[Plek, int]) -> Herberekend:
    if "reden" in gezegd:
        return Herberekend(reden=str(gezegd["reden"]))
    waarden: dict[Plek, Rekenwaarde] = {}
    onzeker: dict[Plek, str] = {}
    for blad, cel, waarde, aantal in gezegd["waarden"]:
        plek = (str(blad), str(cel))
        waarden[plek] = None if waarde == "" else waarde
        if 0 <= aantal < haakjes.get(plek, 0):
            onzeker[plek] = HAAKJES
    return Herberekend(waarden, onzeker)
