"""The inwoners (CBS) and index figures that ship with the program, read from csv with status and source."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

from cusd_xl.base.names import key
from cusd_xl.model.begroting import Indexcijfer, Inwonertal


@lru_cache(maxsize=1)
def load_inwoners() -> tuple[Inwonertal, ...]:
    """Every shipped inwonertal, in the order of the file: gemeente, then peildatum."""
    return tuple(
        Inwonertal(row["gemeente"], date.fromisoformat(row["peildatum"]), int(row["inwoners"]), row["status"], row["bron"])
        for row in _read_rows("inwoners.csv")
    )


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
    return {key(row["gemeente"]): row["gm_code"] for row in _read_rows("inwoners.csv")}


def _read_rows(name: str) -> tuple[Mapping[str, str], ...]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
