"""Plays sheets into a workbook that is open in Excel, through xlwings: whole blocks per call, other sheets left alone.

It works with every engine of xlwings that can write: Excel on the desktop, xlwings Lite and Server. What an engine cannot do
(protecting a sheet, page set-up, charts) is not there; values, formulas and number formats always are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias

from cusd_xl.base.addresses import Area, quote_blad
from cusd_xl.base.errors import WerkmapError
from cusd_xl.base.names import key
from cusd_xl.model.plan import Bladplan, Cel, Waarde
from cusd_xl.workbook.live_opmaak import TEKSTFORMAAT, try_call, zet_getalformaten, zet_opmaak
from cusd_xl.workbook.merk import merk_van
from cusd_xl.workbook.styles import get_stijl

Boek: TypeAlias = Any
"""An xlwings Book; xlwings itself is not imported, so that this room works where it is not installed."""
Blad: TypeAlias = Any
"""An xlwings Sheet."""
Voortgang: TypeAlias = Callable[[int, int, str], None]
MOST_CELLS = 20_000
"""Cells per call, so that a large sheet stays under the limit of what Excel takes at once."""
LONGEST_AMBIGUOUS = 60
"""Text longer than this is never taken for a number or a date."""
SPECIAL = ("=", "+", "-", "@", "'", "#")
BOOLEANS = ("waar", "onwaar", "true", "false")
DAY_ZERO = date(1899, 12, 30)


def check_bladen(boek: Boek, namen: Sequence[str]) -> None:
    """Refuse before anything is written: WerkmapError when a sheet with one of these names is there and is not ours."""
    for naam in namen:
        if find_blad(boek, naam) is not None and not is_ons(boek, naam):
            raise WerkmapError(
                f"Er is al een blad '{naam}' dat niet door cusd-xl is gemaakt. "
                "Geef dat blad een andere naam en probeer het opnieuw; er is niets geschreven."
            )


def play_live(boek: Boek, bladen: Sequence[Bladplan], weg: Sequence[str] = (), voortgang: Voortgang | None = None) -> None:
    """Add or replace these sheets and delete those in `weg`; `voortgang` is called with (done, total, name) after each sheet.

    All sheets are there before any formula is written, so that formulas may refer to each other's sheets. Raises WerkmapError
    as check_bladen does, before anything is written.
    """
    check_bladen(boek, [*(blad.naam for blad in bladen), *weg])
    for blad in bladen:
        _prepare(boek, blad.naam)
    for nummer, blad in enumerate(bladen, start=1):
        _play_blad(boek.sheets[blad.naam], blad)
        if voortgang:
            voortgang(nummer, len(bladen), blad.naam)
    for naam in weg:
        _remove(boek, naam)


def find_blad(boek: Boek, naam: str) -> Blad | None:
    """The sheet with this name, whatever its case."""
    return next((sheet for sheet in boek.sheets if key(sheet.name) == key(naam)), None)


def is_ons(boek: Boek, naam: str) -> bool:
    """True when the sheet with this name is marked as written by us."""
    return any(one.name == merk_van(naam) and _refers_to(one.refers_to, naam) for one in boek.names)


def as_stored(waarde: Waarde) -> float | int | str:
    """The value as Excel stores it: numbers as doubles, dates as serial numbers, nothing as an empty text."""
    if isinstance(waarde, Fraction | Decimal):
        return float(waarde)
    if isinstance(waarde, date):
        return (waarde - DAY_ZERO).days
    return "" if waarde is None else waarde


def as_typed(cel: Cel) -> float | int | str:
    """What is handed to Excel for a cell: the formula, or the value; a quote before text that Excel would take for a number."""
    if cel.formule is not None:
        return f"={cel.formule}"
    stored = as_stored(cel.waarde)
    if isinstance(stored, str) and get_stijl(cel.stijl).get("num_format") != TEKSTFORMAAT and _is_ambiguous(stored):
        return f"'{stored}"
    return stored


def _is_ambiguous(text: str) -> bool:
    if text.startswith(SPECIAL) or text.casefold() in BOOLEANS:
        return True
    return len(text) <= LONGEST_AMBIGUOUS and any(sign.isdigit() for sign in text)


def _refers_to(formula: object, naam: str) -> bool:
    blad = str(formula or "").lstrip("=").rpartition("!")[0]
    return key(blad) in (key(naam), key(quote_blad(naam)), key("'" + naam.replace("'", "''") + "'"))


def _prepare(boek: Boek, naam: str) -> None:
    """An empty sheet of this name with our mark; emptying it is the first thing that fails when it is protected."""
    sheet = find_blad(boek, naam)
    if sheet is not None:
        try_call(lambda: sheet.api.Unprotect())
        gevuld = sheet.used_range
        sheet.clear()
        try_call(lambda: gevuld.conditional_formats.clear())
        return
    boek.sheets.add(naam, after=boek.sheets[len(boek.sheets) - 1])
    for one in [one for one in boek.names if one.name == merk_van(naam)]:
        one.delete()
    boek.names.add(merk_van(naam), f"={quote_blad(naam)}!$A$1")


def _play_blad(sheet: Blad, plan: Bladplan) -> None:
    gebied = Area(1, 1, max(rij for rij, _ in plan.cellen) + 1, max(kolom for _, kolom in plan.cellen) + 1)
    zet_getalformaten(sheet, plan)
    _zet_inhoud(sheet, plan.cellen, gebied)
    zet_opmaak(sheet, plan, gebied)


def _zet_inhoud(sheet: Blad, cellen: Mapping[tuple[int, int], Cel], gebied: Area) -> None:
    breedte = gebied.laatste_kolom
    hoogte = max(MOST_CELLS // breedte, 1)
    leeg = Cel(None)
    for eerste in range(0, gebied.laatste_rij, hoogte):
        laatste = min(eerste + hoogte, gebied.laatste_rij)
        grid = [[as_typed(cellen.get((rij, kolom), leeg)) for kolom in range(breedte)] for rij in range(eerste, laatste)]
        sheet.range((eerste + 1, 1), (laatste, breedte)).formula = grid


def _remove(boek: Boek, naam: str) -> None:
    sheet = find_blad(boek, naam)
    if sheet is not None:
        for one in [one for one in boek.names if one.name == merk_van(naam)]:
            one.delete()
        sheet.delete()
