"""Weights of the deelnemers in one key: whole numbers, in the order of tblDeelnemers, with the cells they come from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from cusd_xl.model.bijdragen import Jaargewicht


@dataclass(frozen=True, slots=True)
class Gewogen:
    """Whole-number weights per deelnemer; a weight with decimals was multiplied by `schaal`, a power of ten.

    `keuze` names the taken or the kostenpost that was looked at; `binnen`, its kind and `jaren` are those of a gemiddelde.
    """

    gewichten: tuple[int, ...]
    cellen: tuple[str, ...]
    schaal: int = 1
    keuze: tuple[str, ...] = ()
    binnen: str = ""
    binnensoort: str = ""
    jaren: tuple[Jaargewicht, ...] = ()

    @property
    def som(self) -> int:
        return sum(self.gewichten)


def scale_to_whole(gewichten: Sequence[Fraction], cellen: Sequence[str]) -> Gewogen:
    """Turn decimal weights into whole numbers by the smallest power of ten that does so."""
    needed = lcm(*(gewicht.denominator for gewicht in gewichten)) if gewichten else 1
    schaal = 1
    while schaal % needed:
        schaal *= 10
    return Gewogen(tuple(int(gewicht * schaal) for gewicht in gewichten), tuple(cellen), schaal)


def join_cellen(cellen: Iterable[str]) -> str:
    """Several cells as one text: `Realisatie!E2, Realisatie!E5`, each once and no empty ones."""
    return ", ".join(dict.fromkeys(filter(None, cellen)))
