"""The door for the buttons in Excel: one call per button, an open workbook in, one Dutch line for the user out.

What cannot be done is such a line too; then nothing was written.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeAlias

from cusd_xl.base.errors import CusdError
from cusd_xl.runs.boek import Uitkomst, run_controleer_boek
from cusd_xl.runs.knoppen import run_bereken_boek, run_factureer_boek, run_terugdraaien
from cusd_xl.workbook.live import Voortgang

Boek: TypeAlias = Any
"""An xlwings Book."""


def controleer_boek(boek: Boek) -> str:
    """Write every finding on the sheet Bevindingen and mark the cells."""
    return _answer(lambda: run_controleer_boek(boek))


def bereken_boek(boek: Boek, bevestig: bool = False, voortgang: Voortgang | None = None) -> str:
    """Show, or once confirmed write, the calculation sheets; `voortgang` gets (done, total, sheet) after each of them."""
    return _answer(lambda: run_bereken_boek(boek, bevestig, voortgang))


def factureer_boek(
    boek: Boek, vandaag: date, termijn: str = "", bevestig: bool = False, voortgang: Voortgang | None = None
) -> str:
    """Show, or once confirmed write, the facturen of a termijn (jaar, Q1..Q4, M01..M12) as sheets in the workbook itself."""
    return _answer(lambda: run_factureer_boek(boek, vandaag, termijn, bevestig, voortgang))


def draai_boek_terug(boek: Boek, bevestig: bool = False, voortgang: Voortgang | None = None) -> str:
    """Show, or once confirmed put back, our sheets as they were before the last change."""
    return _answer(lambda: run_terugdraaien(boek, bevestig, voortgang))


def _answer(knop: Callable[[], Uitkomst]) -> str:
    try:
        return knop().boodschap
    except CusdError as probleem:
        return str(probleem)
