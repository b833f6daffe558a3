"""What one of our sheets in an open workbook holds now, as a plan, so that it can be put back later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias

from cusd_xl.model.plan import Bladplan, Cel, Waarde
from cusd_xl.workbook.bron import Bladinhoud
from cusd_xl.workbook.celwaarde import Celsoort, Celwaarde, parse_number
from cusd_xl.workbook.live import as_stored, find_blad
from cusd_xl.workbook.live_reader import LiveBron

Boek: TypeAlias = Any
"""An xlwings Book."""


def keep_version(boek: Boek, naam: str, known: Bladplan | None, like: Bladplan | None) -> Bladplan | None:
    """The sheet as it is; None when it is not there.

    With the plan it was written from (`known`), formulas and looks are those of that plan and values the user changed since are
    kept; without it only values are known, in the looks of the sheet that is to replace it (`like`).
    """
    sheet = find_blad(boek, naam)
    if sheet is None:
        return None
    bron = LiveBron(boek)
    inhoud = bron.read_blad(next(one for one in bron.bladen if one.naam == sheet.name))
    if known is not None:
        return replace(known, cellen=_add_changes(known.cellen, inhoud))
    looks = like.cellen if like else {}
    values = {(rij - 1, kolom - 1): _make_waarde(cel) for (rij, kolom), cel in inhoud.cellen.items()}
    cellen = {plek: Cel(waarde, looks[plek].stijl if plek in looks else "blad_tekst") for plek, waarde in values.items()}
    base = like or Bladplan(naam, {})
    return replace(base, naam=naam, cellen=cellen or {(0, 0): Cel(None)}, samenvoegingen=(), voorwaardelijk=())


def _add_changes(cellen: Mapping[tuple[int, int], Cel], inhoud: Bladinhoud) -> dict[tuple[int, int], Cel]:
    kept = dict(cellen)
    for plek in {*cellen, *((rij - 1, kolom - 1) for rij, kolom in inhoud.cellen)}:
        cel = kept.get(plek, Cel(None))
        now = inhoud.cel(plek[0] + 1, plek[1] + 1)
        if cel.formule is None and not _is_same(cel, now):
            kept[plek] = replace(cel, waarde=_make_waarde(now))
    return kept


def _is_same(cel: Cel, now: Celwaarde) -> bool:
    if cel.waarde is None or cel.waarde == "":
        return now.soort is Celsoort.LEEG
    if isinstance(cel.waarde, int | Decimal | Fraction):
        return now.waarde == parse_number(str(as_stored(cel.waarde)))
    return now.waarde == cel.waarde


def _make_waarde(cel: Celwaarde) -> Waarde:
    if isinstance(cel.waarde, bool):
        return "WAAR" if cel.waarde else "ONWAAR"
    return cel.waarde
