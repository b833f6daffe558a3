"""Amounts as text, with a decimal comma or a decimal point: read in whole cents, and never guessed between the two."""

from __future__ import annotations

import re
from enum import Enum, auto

GEWOON = re.compile(r"(-?)(\d{1,13})(?:([.,])(\d{1,2}))?")
"""What nearly every amount looks like: no thousands, at most two decimals."""
DUIZENDEN = re.compile(r"([+-]?)(\d{1,3}(?:([.,])\d{3})(?:\3\d{3})*)(?:(?!\3)[.,](\d{1,2}))?")
LANG = re.compile(r"([+-]?)(\d+)([.,])(\d+)")
PLUS = re.compile(r"\+\d{1,13}(?:[.,]\d{1,2})?")
EEN_GROEP = 1


class Notatie(Enum):
    """What an amount shows of the notation of its file; an amount like 1.234 only tells when others do."""

    GEEN = auto()
    KOMMA = auto()
    PUNT = auto()
    PUNT_DRIE = auto()
    KOMMA_DRIE = auto()


def parse_bedrag(text: str) -> tuple[int, Notatie] | str:
    """The cents and the notation of an amount, or the code of what is wrong with it.

    An amount like 1.234 or 1,234 counts as 1234 until the whole file has told its notation.
    """
    found = GEWOON.fullmatch(text)
    if found:
        sign, whole, mark, decimals = found.groups()
        cents = int(whole) * 100 + (int(decimals.ljust(2, "0")) if decimals else 0)
        return (-cents if sign else cents), (Notatie.GEEN if not mark else Notatie.KOMMA if mark == "," else Notatie.PUNT)
    bare = text.replace("€", "").replace("\u00a0", "").replace(" ", "")
    if bare != text or PLUS.fullmatch(bare):
        return parse_bedrag(bare.removeprefix("+")) if bare else "bestand-bedrag"
    return _parse_lang(text)


def _parse_lang(text: str) -> tuple[int, Notatie] | str:
    found = DUIZENDEN.fullmatch(text)
    if found:
        sign, whole, mark, decimals = found.groups()
        groups = whole.count(mark)
        cents = int(whole.replace(mark, "")) * 100 + (int(decimals.ljust(2, "0")) if decimals else 0)
        alone = not decimals and groups == EEN_GROEP
        dutch = Notatie.PUNT_DRIE if alone else Notatie.KOMMA
        english = Notatie.KOMMA_DRIE if alone else Notatie.PUNT
        return (-cents if sign == "-" else cents), (dutch if mark == "." else english)
    found = LANG.fullmatch(text)
    if found is None:
        return "bestand-bedrag"
    sign, whole, mark, decimals = found.groups()
    if decimals[2:].strip("0"):
        return "bestand-decimalen"
    cents = int(whole) * 100 + int(decimals[:2].ljust(2, "0"))
    return (-cents if sign == "-" else cents), (Notatie.KOMMA if mark == "," else Notatie.PUNT)
