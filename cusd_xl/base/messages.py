"""The catalogue of findings: every code with its ernst, artikel and Dutch sentence, kept in meldingen/*.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

CATALOGUES = ("lezen.toml", "controles.toml", "factureren.toml", "koppelen.toml", "afrekenen.toml", "eindafrekening.toml")


@dataclass(frozen=True, slots=True)
class Melding:
    """One entry of the catalogue; `tekst` has {placeholders} for the facts.

    `formules` is true where Python can still read the value but the formulas on the calculation sheets cannot. `volgt_uit`
    names the tables whose unreadable rows may be the whole cause.
    """

    code: str
    ernst: str
    artikel: str
    tekst: str
    formules: bool = False
    volgt_uit: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def load_meldingen() -> Mapping[str, Melding]:
    """Read the catalogue once: code -> Melding."""
    catalogue: dict[str, Melding] = {}
    for name in CATALOGUES:
        entries = tomllib.loads(files(__package__).joinpath("meldingen", name).read_text(encoding="utf-8"))
        catalogue |= {code: _make_melding(code, entry) for code, entry in entries.items()}
    return catalogue


def _make_melding(code: str, entry: dict[str, Any]) -> Melding:
    return Melding(code=code, **entry | {"volgt_uit": tuple(entry.get("volgt_uit", ()))})
