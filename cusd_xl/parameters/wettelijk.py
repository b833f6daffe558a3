"""Figures of the law (percentages, terms) and plausibility bands, each in force from a date and with its source."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

from cusd_xl.base.errors import ParameterError
from cusd_xl.base.years import short_datum

BESTAND = "wettelijk.toml"


@dataclass(frozen=True, slots=True)
class Parameterwaarde:
    """One value in its `eenheid`, in force from `vanaf` up to and including `tot_en_met` (None: until a later one)."""

    waarde: Decimal
    eenheid: str
    vanaf: date
    bron: str
    tot_en_met: date | None = None

    def is_in_force(self, op: date) -> bool:
        """True when the value holds on day `op`."""
        return self.vanaf <= op and (self.tot_en_met is None or op <= self.tot_en_met)


def get_parameter(naam: str, op: date) -> Parameterwaarde:
    """The value of the parameter that is in force on the day `op`; ParameterError when there is none."""
    in_force = [one for one in _load_wettelijk().get(naam, ()) if one.is_in_force(op)]
    if not in_force:
        raise ParameterError(
            f"De parameter {naam} heeft geen waarde op {short_datum(op)}. "
            f"Vul in parameters/{BESTAND} de waarde aan, met begindatum en bron."
        )
    return max(in_force, key=lambda one: one.vanaf)


@lru_cache(maxsize=1)
def _load_wettelijk() -> Mapping[str, tuple[Parameterwaarde, ...]]:
    text = files(__package__).joinpath(BESTAND).read_text(encoding="utf-8")
    entries = tomllib.loads(text, parse_float=Decimal)
    return {naam: tuple(_read_waarde(**value) for value in values) for naam, values in entries.items()}


def _read_waarde(waarde: int | Decimal, eenheid: str, vanaf: date, bron: str, tot_en_met: date | None = None) -> Parameterwaarde:
    return Parameterwaarde(Decimal(waarde), eenheid, vanaf, bron, tot_en_met)
