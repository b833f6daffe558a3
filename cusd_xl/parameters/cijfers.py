"""The inwoners (CBS) and index figures that ship with the program, read from csv with status and source."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

from cusd_xl.base.names import key
from cusd_xl.model.begroting import Indexcijfer, Inwonertal


@lru_cache(maxsize=1)
def load_inwoners() -> tuple[Inwonertal, ...]:
    """Every shipped inwonertal of every gemeente in the Netherlands since 2017: by GM-code, then peildatum."""
    return tuple(one for gm_code in _load_gemeenten() for one in find_inwoners(gm_code))


@lru_cache(maxsize=512)
def find_inwoners(gm_code: str) -> tuple[Inwonertal, ...]:
    """The shipped inwonertallen of one gemeente, oldest first; empty when nobody knows the GM-code."""
    row = _load_gemeenten().get(gm_code, {})
    found = []
    for jaar, aantal in row.items():
        if jaar.isdecimal() and aantal:
            status, bron = _load_bronnen()[_name_bron(row["reeks"], int(jaar)), int(jaar)]
            found.append(Inwonertal(row["gemeente"], date(int(jaar), 1, 1), int(aantal), status, bron))
    return tuple(found)


@lru_cache(maxsize=1)
def load_indexcijfers() -> tuple[Indexcijfer, ...]:
    """Every shipped index figure; one reeks has at most one percentage a year, another editie is another reeks."""
    return tuple(
        Indexcijfer(row["reeks"], int(row["jaar"]), Decimal(row["percentage"]), row["editie"], row["status"], row["bron"])
        for row in _read_rows("indexcijfers.csv")
    )


@lru_cache(maxsize=1)
def load_gm_codes() -> Mapping[str, str]:
    """The GM-code (CBS) of every gemeente with shipped inwoners, by the key of its name."""
    return {key(row["gemeente"]): gm_code for gm_code, row in _load_gemeenten().items()}


def find_gemeente(gm_code: str) -> str:
    """The name CBS gives to a GM-code; empty when nobody knows the code."""
    return _load_gemeenten().get(gm_code, {}).get("gemeente", "")


@lru_cache(maxsize=1)
def _load_gemeenten() -> Mapping[str, Mapping[str, str]]:
    return {row["gm_code"]: row for row in _read_rows("inwoners.csv")}


@lru_cache(maxsize=1)
def _load_bronnen() -> Mapping[tuple[str, int], tuple[str, str]]:
    """Status and source by name of the bron and year."""
    text = files(__package__).joinpath("inwonersbronnen.toml").read_text(encoding="utf-8")
    return {
        (one["reeks"], jaar): (one["status"], one["bron"])
        for one in tomllib.loads(text)["bron"]
        for jaar in range(one["vanaf"], one["tot_en_met"] + 1)
    }


def _name_bron(reeks: str, jaar: int) -> str:
    """The own bron of a gemeente where it has one for that year, else the usual one."""
    return reeks if (reeks, jaar) in _load_bronnen() else ""


def _read_rows(name: str) -> tuple[Mapping[str, str], ...]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
