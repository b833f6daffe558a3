"""The Iv3 code lists of a boekjaar: taakvelden, categorieën of lasten and baten, and the cells that must stay empty."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from cusd_xl.base.errors import ParameterError

MAP = "iv3"
LASTEN, BATEN = "lasten", "baten"
ALLE = "alle"


@dataclass(frozen=True, slots=True)
class Iv3codes:
    """The codes of one boekjaar, all text, with their names.

    `taakvelden` are those of the sociaal domein and what a centrumregeling needs beside them; `grijs` holds per side (lasten,
    baten) their forbidden pairs of taakveld and categorie. Of `overige_taakvelden` the names are known, the grey cells not.
    """

    boekjaar: int
    bron: str
    taakvelden: Mapping[str, str]
    overige_taakvelden: Mapping[str, str]
    categorieen: Mapping[str, Mapping[str, str]]
    grijs: Mapping[str, frozenset[tuple[str, str]]]
    spiegelcategorie: str
    alleen_begroting: tuple[str, ...]

    def find_naam(self, taakveld: str) -> str:
        """The name of a taakveld, in or outside the sociaal domein; empty when the boekjaar does not know the code."""
        return self.taakvelden.get(taakveld) or self.overige_taakvelden.get(taakveld, "")

    def is_grijs(self, zijde: str, taakveld: str, categorie: str) -> bool:
        """True when this pair must stay empty on this side."""
        return (taakveld, categorie) in self.grijs[zijde]


def list_iv3_jaren() -> tuple[int, ...]:
    """The boekjaren whose code lists are known, the oldest first."""
    names = (entry.name for entry in files(__package__).joinpath(MAP).iterdir())
    return tuple(sorted(int(name.removesuffix(".toml")) for name in names if name.endswith(".toml")))


@lru_cache(maxsize=8)
def load_iv3(boekjaar: int) -> Iv3codes:
    """The code lists of a boekjaar; ParameterError when they are not known, for the list of another year is never assumed."""
    jaren = list_iv3_jaren()
    if boekjaar not in jaren:
        raise ParameterError(
            f"De Iv3-codes van boekjaar {boekjaar} zijn niet bekend; bekend zijn {', '.join(map(str, jaren))}. "
            f"Voeg parameters/{MAP}/{boekjaar}.toml toe, met de codes en grijze cellen van het CBS."
        )
    own = _load_toml(boekjaar)
    source = {**_load_toml(own["zelfde_codes_als"]), **own} if "zelfde_codes_als" in own else own
    taakvelden = source["taakvelden"]
    return Iv3codes(
        boekjaar=boekjaar,
        bron=source["bron"],
        taakvelden=taakvelden,
        overige_taakvelden=source["overige_taakvelden"],
        categorieen={zijde: source[f"categorieen_{zijde}"] for zijde in (LASTEN, BATEN)},
        grijs={zijde: _read_grijs(source[f"grijs_{zijde}"], taakvelden) for zijde in (LASTEN, BATEN)},
        spiegelcategorie=source["spiegelcategorie"],
        alleen_begroting=tuple(source["alleen_begroting"].split()),
    )


def _load_toml(boekjaar: int) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(MAP, f"{boekjaar}.toml").read_text(encoding="utf-8"))


def _read_grijs(cells: Mapping[str, str], taakvelden: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    """Pairs of taakveld and categorie; `alle` stands for every taakveld of the list."""
    return frozenset(
        (taakveld, categorie)
        for categorie, where in cells.items()
        for taakveld in (taakvelden if where == ALLE else where.split())
    )
