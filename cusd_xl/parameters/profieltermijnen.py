"""The terms of one regeling (moments and days), each in force from a date and with its source."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any

from cusd_xl.parameters.wettelijk import Parameterwaarde


def find_profieltermijn(profiel: str, naam: str, op: date) -> Parameterwaarde | None:
    """The term of a profiel that is in force on the day `op`; None when the regeling has no such term."""
    in_force = [one for one in _load().get(profiel, {}).get(naam, ()) if one.is_in_force(op)]
    return max(in_force, key=lambda one: one.vanaf, default=None)


@lru_cache(maxsize=1)
def _load() -> Mapping[str, Mapping[str, tuple[Parameterwaarde, ...]]]:
    text = files(__package__).joinpath("profieltermijnen.toml").read_text(encoding="utf-8")
    return {
        profiel: {naam: tuple(map(_read, values)) for naam, values in termijnen.items()}
        for profiel, termijnen in tomllib.loads(text, parse_float=Decimal).items()
    }


def _read(entry: Mapping[str, Any]) -> Parameterwaarde:
    return Parameterwaarde(Decimal(entry["waarde"]), entry["eenheid"], entry["vanaf"], entry["bron"])
