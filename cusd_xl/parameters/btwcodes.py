"""The btw-codes a kostenpost can have: what stands on the factuur, and which dated tarief belongs to it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Btwcode:
    """One code; `parameter` names its tarief in wettelijk.toml and is empty where no btw is charged.

    Codes of another `regime` never share a factuur. `categorie` and `reden` are what a factuur in UBL says; `opgave` is the
    sentence about compensable btw, with {bedrag} to fill in.
    """

    code: str
    omschrijving: str
    parameter: str
    regime: str
    categorie: str
    reden: str
    bron: str
    opgave: str = ""


@lru_cache(maxsize=1)
def load_btwcodes() -> Mapping[str, Btwcode]:
    """Every code in the order in which a factuur shows them."""
    entries = tomllib.loads(files("cusd_xl.parameters").joinpath("btwcodes.toml").read_text(encoding="utf-8"))
    return {code: Btwcode(code=code, **entry) for code, entry in entries.items()}
