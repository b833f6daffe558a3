"""Makes the input sheets and the Leeswijzer refer to where a table really stands in the workbook of the user."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from xlsxwriter.utility import quote_sheetname

from cusd_xl.model.plan import Bladplan, Cel, Gebied
from cusd_xl.workbook.layout import TABELLEN
from cusd_xl.workbook.tables import GevondenTabel


def relocate(plan: Bladplan, tabellen: Mapping[str, GevondenTabel]) -> Bladplan:
    """The sheet with its links and lists of names pointing to `tabellen`; what is not among them stands on its own sheet."""
    moved = {tabel.blad: tabellen[tabel.naam] for tabel in TABELLEN if _has_moved(tabellen.get(tabel.naam), tabel.blad)}
    if not moved:
        return plan
    return replace(
        plan,
        cellen={place: _relink(cel, moved) for place, cel in plan.cellen.items()},
        validaties=tuple(_relist(gebied, moved) for gebied in plan.validaties),
    )


def _has_moved(gevonden: GevondenTabel | None, blad: str) -> bool:
    return gevonden is not None and (gevonden.blad != blad or not gevonden.is_tabel)


def _relink(cel: Cel, moved: Mapping[str, GevondenTabel]) -> Cel:
    for blad, gevonden in moved.items():
        if cel.link == f"internal:'{blad}'!A1":
            escaped = gevonden.blad.replace("'", "''")
            return replace(cel, link=f"internal:'{escaped}'!A1")
    return cel


def _relist(gebied: Gebied, moved: Mapping[str, GevondenTabel]) -> Gebied:
    """A list of names that refers to another sheet becomes the first column of the table as it was found."""
    source = gebied.opties.get("source")
    for blad, gevonden in moved.items():
        if isinstance(source, str) and source.startswith(f"={blad}!"):
            return Gebied(
                gebied.rij, gebied.kolom, gebied.laatste_rij, gebied.laatste_kolom, {**gebied.opties, "source": _names(gevonden)}
            )
    return gebied


def _names(gevonden: GevondenTabel) -> str:
    letter = next(iter(gevonden.kolommen.values()))
    last = max(gevonden.laatste_rij, gevonden.eerste_rij)
    return f"={quote_sheetname(gevonden.blad)}!${letter}${gevonden.eerste_rij}:${letter}${last}"
