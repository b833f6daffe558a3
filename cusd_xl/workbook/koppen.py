"""Under which headers a column of the layout may stand: its own header, the user's choice, or a known other one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import TypeAlias

from cusd_xl.base.names import key
from cusd_xl.workbook.layout import TABELLEN, Tabel

Koppen: TypeAlias = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Table name -> field -> the headers that fit, tidied and in lower case, the best one first."""


@lru_cache(maxsize=2)
def load_koppen(synoniemen: bool) -> Koppen:
    """The headers of the layout; with `synoniemen` also the other headers that are known for a column."""
    others = _load_synoniemen() if synoniemen else {}
    return MappingProxyType({tabel.naam: _list_koppen(tabel, others.get(tabel.naam, {})) for tabel in TABELLEN})


def _list_koppen(tabel: Tabel, others: Mapping[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType(
        {
            kolom.veld: tuple(dict.fromkeys(key(kop) for kop in (kolom.kop, *others.get(kolom.kop, ()))))
            for kolom in tabel.kolommen
        }
    )


def _load_synoniemen() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(files(__package__).joinpath("synoniemen.toml").read_text(encoding="utf-8"))
