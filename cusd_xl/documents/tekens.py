"""Which characters the embedded letter can show; any other becomes a visible replacement, so a document is always made."""

from __future__ import annotations

import unicodedata

VERVANGING = "□"
BREEKPUNT = "\u200b"
LANG_WOORD, STUK = 44, 11
"""A word longer than LANG_WOORD may be broken after every STUK characters; it then stays inside its column."""
BEREIKEN = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x386, 0x386), (0x388, 0x38A), (0x38E, 0x3A1), (0x3A3, 0x3CE), (0x400, 0x45F),
    (0x1E80, 0x1E85), (0x1EA0, 0x1EF9), (0x2010, 0x2015), (0x2018, 0x201A), (0x201C, 0x201E), (0x2020, 0x2022),
    (0x2026, 0x2026), (0x2030, 0x2030), (0x2039, 0x203A), (0x20AC, 0x20AC), (0x2122, 0x2122), (0x2190, 0x2193),
    (0x2212, 0x2212), (0x2260, 0x2260), (0x2264, 0x2265), (0x25A1, 0x25A1),
)  # fmt: skip
"""Latin, Greek, Cyrillic, punctuation: held against the letter by a test."""


def make_toonbaar(text: str) -> str:
    """The text in composed form (NFC): what the letter lacks replaced, very long words breakable."""
    shown = "".join(teken if _is_bekend(teken) else _vervang(teken) for teken in unicodedata.normalize("NFC", text))
    return " ".join(_make_breekbaar(woord) for woord in shown.split(" "))


def _make_breekbaar(woord: str) -> str:
    if len(woord) <= LANG_WOORD:
        return woord
    return BREEKPUNT.join(woord[begin : begin + STUK] for begin in range(0, len(woord), STUK))


def _is_bekend(teken: str) -> bool:
    return any(begin <= ord(teken) <= einde for begin, einde in BEREIKEN)


def _vervang(teken: str) -> str:
    """The plain letters a compatibility character stands for (a full-width or mathematical one), else the replacement."""
    if teken.isspace():
        return " "
    gewoon = unicodedata.normalize("NFKC", teken)
    return gewoon if gewoon != teken and all(map(_is_bekend, gewoon)) else VERVANGING
