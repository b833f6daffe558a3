"""Marks the cells of findings in an open workbook, without touching how they look: one conditional format per input table.

The rule looks the cell up on the sheet Bevindingen, so a mark goes by itself when the finding is gone. Its formula stands in a
defined name, because Excel on the desktop wants the formula of a rule in the language of the user and a name in none.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

from cusd_xl.workbook.live_opmaak import try_call
from cusd_xl.workbook.merk import NOT_IN_NAMES
from cusd_xl.workbook.plan_bevindingen import BEVINDINGEN
from cusd_xl.workbook.styles import MERKEN
from cusd_xl.workbook.tables import GevondenTabel

Boek: TypeAlias = Any
"""An xlwings Book."""
REGELNAAM = "cusd_xl_merk."


def mark_tabellen(boek: Boek, tabellen: Iterable[GevondenTabel]) -> bool:
    """Give every table its rule, once; False when this Excel or xlwings cannot make one."""
    marked = [_mark(boek, gevonden) for gevonden in tabellen]
    return all(marked)


def _mark(boek: Boek, gevonden: GevondenTabel) -> bool:
    naam = REGELNAAM + NOT_IN_NAMES.sub("_", gevonden.tabel.naam)
    if any(one.name == naam for one in boek.names):
        return True
    area = gevonden.gebied
    bereik = boek.sheets[gevonden.blad].range((area.eerste_rij, area.eerste_kolom), (area.laatste_rij, area.laatste_kolom))
    blad = gevonden.blad.replace('"', '""')
    zoek = f'COUNTIF(INDIRECT("{BEVINDINGEN}!$B:$B"),"{blad}!"&ADDRESS(ROW(),COLUMN(),4))'
    if not hasattr(bereik, "conditional_formats"):
        return False
    boek.names.add(naam, f"={zoek}>0")
    return try_call(_add_regel, bereik, naam)


def _add_regel(bereik: Any, naam: str) -> None:
    bereik.conditional_formats.add_custom(f"={naam}", fill_color=MERKEN["ontbreekt"]["bg_color"])
