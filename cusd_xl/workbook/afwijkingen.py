"""Which of our sheets in a linked workbook are not as we wrote them, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cusd_xl.base.errors import WerkmapError
from cusd_xl.base.names import key
from cusd_xl.workbook.herstelpunt import read_herstelpunt
from cusd_xl.workbook.onze_bladen import find_onze_bladen, list_bladdelen
from cusd_xl.workbook.package import Pakket
from cusd_xl.workbook.sheet_texts import compare_teksten, list_teksten
from cusd_xl.workbook.xml_parts import parse_part

MOST_CELLS_NAMED = 5


def list_afwijkingen(pakket: Pakket) -> dict[str, dict[str, str]]:
    """The cells that somebody changed: name we gave the sheet -> address -> what happened; empty without a herstelpunt.

    A recalculated result is no change; that of an input sheet is every value the user typed.
    """
    punt = read_herstelpunt(pakket)
    if punt is None:
        return {}
    root = parse_part(pakket.naam, pakket.werkmapdeel, pakket.delen[pakket.werkmapdeel])
    places, onze = list_bladdelen(pakket, root), find_onze_bladen(root)
    found = {
        naam: compare_teksten(cellen, list_teksten(pakket, places[onze[naam]]))
        for naam, cellen in punt.bladen.items()
        if naam in onze
    }
    return {naam: changes for naam, changes in found.items() if changes}


def refuse_changed(pakket: Pakket, bladen: Iterable[str]) -> None:
    """WerkmapError, with the cells, when one of these sheets of ours was changed by somebody and would be replaced."""
    wanted = {key(naam) for naam in bladen}
    changed = {naam: changes for naam, changes in list_afwijkingen(pakket).items() if key(naam) in wanted}
    if changed:
        shown = "; ".join(_describe(naam, changes) for naam, changes in changed.items())
        raise WerkmapError(
            f"In {pakket.naam} is gewijzigd wat cusd-xl schreef: {shown}. Er is niets geschreven. "
            "Zet uw wijziging op een eigen blad, of geef --overschrijf om de wijziging te laten vervallen."
        )


def _describe(naam: str, changes: Mapping[str, str]) -> str:
    """One Dutch phrase on a changed sheet: the first cells and how many more."""
    named = ", ".join(f"{address} {what}" for address, what in list(changes.items())[:MOST_CELLS_NAMED])
    more = len(changes) - MOST_CELLS_NAMED
    return f"blad '{naam}' ({named}{f' en nog {more}' if more > 0 else ''})"
