"""What differs between a finalised factuur and a new one, in words a financieel adviseur can look up."""

from __future__ import annotations

from collections.abc import Sequence

from cusd_xl.base.money import format_euro
from cusd_xl.model.factuurinhoud import Verschil

GETOOND = 3
GEEN = "niets"
BEDRAGEN = frozenset({"bedrag", "jaarbedrag", "begroot", "dekking", "regionaal", "grondslag", "btw", "tarief"})


def describe_verschillen(verschillen: Sequence[Verschil]) -> str:
    """The first differences as `regels 1 bedrag € 10,00 in plaats van € 9,00`, and how many more there are."""
    getoond = [f"{pad} {_show(pad, nieuw)} in plaats van {_show(pad, oud)}" for pad, oud, nieuw in verschillen[:GETOOND]]
    rest = len(verschillen) - len(getoond)
    return "; ".join(getoond) + (f"; en nog {rest}" if rest else "")


def _show(pad: str, value: object) -> str:
    if isinstance(value, list):
        return f"{len(value)} rijen"
    if value is None or value == "":
        return GEEN
    return format_euro(value) if type(value) is int and pad.split()[-1] in BEDRAGEN else str(value)
