"""The sheets of a plan under other names, with the formulas that refer to them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from cusd_xl.base.addresses import quote_blad
from cusd_xl.model.plan import Bladplan, Cel

LONGEST = 31
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
TOKEN = re.compile(r'"(?:[^"]|"")*"|' + r"(?<![\w.'!])(?P<blad>[^\W\d][\w.]*)!")


def make_bladnaam(*delen: str) -> str:
    """A name that Excel takes for a sheet: the parts with a space between them, at most 31 characters."""
    return FORBIDDEN.sub("-", " ".join(delen))[:LONGEST].strip("' ")


def rename_bladen(bladen: tuple[Bladplan, ...], namen: Mapping[str, str]) -> tuple[Bladplan, ...]:
    """The sheets with the new names of `namen`, and every formula pointing at the new names; texts in formulas stay."""
    return tuple(
        replace(blad, naam=namen[blad.naam], cellen={plek: _rename_cel(cel, namen) for plek, cel in blad.cellen.items()})
        for blad in bladen
    )


def _rename_cel(cel: Cel, namen: Mapping[str, str]) -> Cel:
    if cel.formule is None:
        return cel
    return replace(cel, formule=TOKEN.sub(lambda match: _rename_token(match, namen), cel.formule))


def _rename_token(match: re.Match[str], namen: Mapping[str, str]) -> str:
    blad = match["blad"]
    return f"{quote_blad(namen[blad])}!" if blad in namen else match[0]
