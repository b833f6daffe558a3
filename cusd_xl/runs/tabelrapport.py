"""Writes a report of tables as a workbook or as one page of HTML, whichever the name of the file asks for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cusd_xl.base.errors import ArgumentError
from cusd_xl.documents.webrapport.tabellen import render_tabellen
from cusd_xl.model.rapporttabel import Rapporttabel
from cusd_xl.runs.uitvoerbestand import check_nieuw
from cusd_xl.workbook.files import write_atomically
from cusd_xl.workbook.plan_tabellen import plan_tabellen
from cusd_xl.workbook.play_new import play_new

PAGINA, WERKMAP = ".html", ".xlsx"


def check_rapport(uit: Path | None) -> None:
    """ArgumentError for a name that is neither a page nor a workbook, or that exists: a report is never replaced."""
    if uit is None:
        return
    if uit.suffix.lower() not in (PAGINA, WERKMAP):
        raise ArgumentError(f"'{uit.name}' eindigt niet op {PAGINA} of {WERKMAP}. Geef bij --rapport een van die twee.")
    check_nieuw(uit, "--rapport")


def write_tabelrapport(uit: Path, titel: str, ondertitel: str, tabellen: Sequence[Rapporttabel]) -> None:
    """Write the report; UitvoerError when that cannot be done."""
    if uit.suffix.lower() == PAGINA:
        write_atomically(uit, render_tabellen(titel, ondertitel, tabellen))
    else:
        write_atomically(uit, play_new(plan_tabellen(titel, ondertitel, tabellen)))
