"""The profielen of a factuur in UBL: how a document names the rules it follows."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

GEEN = "geen"
"""The setting of whoever wants no UBL at all."""


@dataclass(frozen=True, slots=True)
class Efactuurprofiel:
    """One profiel; `specificatie` is BT-24 and `proces` BT-23 of EN 16931."""

    naam: str
    specificatie: str
    proces: str
    bron: str


@lru_cache(maxsize=1)
def load_efactuurprofielen() -> Mapping[str, Efactuurprofiel]:
    """Every profiel by its name, which is also the value of the parameter efactuur_profiel."""
    entries = tomllib.loads(files(__package__).joinpath("efactuur.toml").read_text(encoding="utf-8"))
    return {naam: Efactuurprofiel(naam=naam, **entry) for naam, entry in entries.items()}
