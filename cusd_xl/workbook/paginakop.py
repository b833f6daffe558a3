"""The header of a printed page of the begrotingsworkbook, the same on every sheet."""

from __future__ import annotations

LANGSTE_NAAM = 120


def paginakop(naam: str, jaar: int, blad: str) -> str:
    """Regeling and begrotingsjaar on the left, the sheet on the right; Excel keeps 255 characters, so a long name is cut."""
    escaped = naam[:LANGSTE_NAAM].replace("&", "&&")
    return f"&L&8{escaped}, begroting {jaar}&R&8{blad}"
