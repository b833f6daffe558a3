"""A name the user gave for something in the workbook: found without regard to case and spaces, else the nearest is proposed."""

from __future__ import annotations

from collections.abc import Sequence

from cusd_xl.base.errors import ArgumentError
from cusd_xl.base.names import key, nearest


def choose_name(asked: str, known: Sequence[str], wat: str) -> str:
    """The known name that was meant; ArgumentError names the nearest one, or all of them."""
    found = {key(one): one for one in known}.get(key(asked))
    if found is not None:
        return found
    near = nearest(asked, known)
    hint = f" Bedoelt u {near}?" if near else f" Bekend zijn: {', '.join(known)}."
    raise ArgumentError(f"De {wat} '{asked}' staat niet in de werkmap.{hint}")
