"""Reads back what a factuur in a workbook asks for, for whoever checks it: the kept value of the last line."""

from __future__ import annotations

from decimal import Decimal

from cusd_xl.base.errors import WerkmapError
from cusd_xl.base.money import to_cents
from cusd_xl.model.factuurtekst import SLOTNAMEN
from cusd_xl.workbook.cells import Werkmap
from cusd_xl.workbook.package import unpack
from cusd_xl.workbook.plan_factuur import BLAD

A, D = 1, 4
"""Columns as a sheet counts them, from 1."""


def read_te_betalen(naam: str, inhoud: bytes) -> int | None:
    """The amount of the last line in cents, without sign; None when this is no factuur that can be read."""
    try:
        werkmap = Werkmap(unpack(naam, inhoud))
        blad = next((one for one in werkmap.bladen if one.naam == BLAD), None)
        cellen = werkmap.read_blad(blad).cellen if blad else {}
    except WerkmapError:
        return None
    for (rij, kolom), cel in cellen.items():
        if kolom == A and cel.waarde in SLOTNAMEN and (rij, D) in cellen:
            bedrag = cellen[rij, D].waarde
            return abs(to_cents(bedrag)) if isinstance(bedrag, Decimal) else None
    return None
