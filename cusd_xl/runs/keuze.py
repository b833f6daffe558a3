"""A name that the user asked for, as the workbook writes it."""

from __future__ import annotations

from collections.abc import Iterable

from cusd_xl.base.errors import ArgumentError
from cusd_xl.base.names import key, nearest


def choose(asked: str, known: Iterable[str], wat: str, lidwoord: str = "De") -> str:
    """The known name that is asked for; ArgumentError with a proposal when it is not there."""
    names = list(known)
    found = {key(one): one for one in names}.get(key(asked))
    if found is not None:
        return found
    near = nearest(asked, names)
    hint = f" Bedoelt u {near}?" if near else f" Bekend zijn: {', '.join(names)}."
    raise ArgumentError(f"{lidwoord} {wat} '{asked}' staat niet in de werkmap.{hint}")
