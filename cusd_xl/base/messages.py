"""The catalogue of findings: every code with its ernst, artikel and Dutch sentence, kept in meldingen/*.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

CATALOGUES = ("lezen.toml", "controles.toml", "factureren.toml")


@dataclass(frozen=True, slots=True)
class Melding:
    """One entry of the catalogue; `tekst` has {placeholders} for the facts.

    `formules` is true where Python can still read the value but the formulas on the calculation sheets cannot.
    """

    code: str
    ernst: str
    artikel: str
    tekst: str
    formules: bool = False


@lru_cache(maxsize=1)
def load_meldingen() -> Mapping[str, Melding]:
    """Read the catalogue once: code -> Melding."""
    catalogue: dict[str, Melding] = {}
    for name in CATALOGUES:
        entries = tomllib.loads(files(__package__).joinpath("meldingen", name).read_text(encoding="utf-8"))
        catalogue |= {code: Melding(code=code, **entry) for code, entry in entries.items()}
    return catalogue
