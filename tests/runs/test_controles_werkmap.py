"""Every finding of the checks is provoked by a real workbook too, and points to the cell where the user typed it."""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cusd_xl.model.begroting import Begroting
from cusd_xl.rules.controles import check_begroting
from cusd_xl.workbook.layout import PARAMETERS, TABELLEN, Kolom, Kolomsoort
from cusd_xl.workbook.read import read_werkmap
from tests.rules.bouw import KOPRIJ
from tests.rules.controles.gevallen import GEVALLEN as GEVALLEN_ALGEMEEN
from tests.rules.controles.gevallen_sleutels import GEVALLEN_SLEUTELS
from tests.workbook import bouw_werkmap
from tests.workbook.bouw_werkmap import Werkmapbouw

CENTS = 100
GEVALLEN = {**GEVALLEN_ALGEMEEN, **GEVALLEN_SLEUTELS}
LOWER = bouw_werkmap.KOPRIJ + 1 - KOPRIJ


def write_begroting(begroting: Begroting, path: Path, zonder: Collection[str] = ()) -> Path:
    """The begroting as a workbook, through the layout; the tables in `zonder` are left out."""
    bouw = Werkmapbouw(weg=set(zonder))
    kolommen = list(begroting.registerkolommen)
    for tabel in TABELLEN:
        if tabel.kruisveld:
            bouw.koppen[tabel.naam] = [*(kolom.kop for kolom in tabel.kolommen), *kolommen]
    for tabel in TABELLEN:
        if tabel.rijtype is None:
            continue
        rows = [
            [_show(kolom, getattr(row, kolom.veld, None)) for kolom in tabel.kolommen] for row in getattr(begroting, tabel.veld)
        ]
        if tabel.kruisveld:
            rows = [
                [*row, *("x" if one in getattr(rij, tabel.kruisveld) else None for one in kolommen)]
                for row, rij in zip(rows, getattr(begroting, tabel.veld), strict=True)
            ]
        bouw.rijen[tabel.naam] = rows
    bouw.rijen["tblRegeling"] = [[one.naam, _read_parameter(begroting, one.naam), None] for one in PARAMETERS]
    return bouw.schrijf(path)


def _show(kolom: Kolom, value: Any) -> Any:
    if isinstance(value, tuple):
        return ";".join(value) or "alle"
    if kolom.soort is Kolomsoort.BEDRAG and value is not None:
        return float(Decimal(value) / CENTS)
    return float(value) if isinstance(value, Decimal) else value


def _read_parameter(begroting: Begroting, naam: str) -> Any:
    regeling = begroting.regeling
    if naam.startswith("afzender_"):
        return getattr(regeling.afzender, naam.removeprefix("afzender_")) or None
    value = getattr(regeling, naam) or None
    return float(value) if isinstance(value, Decimal) else value


@pytest.mark.parametrize("code", GEVALLEN)
def test_each_mistake_in_a_workbook_is_found_in_its_cell(tmp_path: Path, code: str) -> None:
    """What the checks promise holds for a file as well, from cell to finding."""
    gelezen = read_werkmap(write_begroting(GEVALLEN[code].bouw(), tmp_path / "b.xlsx"))
    assert gelezen.begroting is not None
    expected = re.sub(r"\d+$", lambda rij: str(int(rij[0]) + LOWER), GEVALLEN[code].cel)
    assert (code, expected) in [(one.code, one.cel) for one in check_begroting(gelezen.begroting)]
