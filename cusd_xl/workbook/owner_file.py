"""The file ~$name that Excel keeps beside a workbook that somebody has open: who that is, if it can be read."""

from __future__ import annotations

from pathlib import Path

from cusd_xl.base.errors import WerkmapError

MARK = "~$"
LONGEST_NAME = 54


def refuse_open(path: Path) -> None:
    """WerkmapError when somebody has the workbook open in Excel, or had it open when Excel stopped; the file is left alone.

    The first byte is the length of the name, the name follows (facts/factuur.md 8); it is a hint, not a lock.
    """
    owner = path.with_name(MARK + path.name)
    if not owner.is_file():
        return
    wie = _read_naam(owner)
    raise WerkmapError(
        f"{path.name} is geopend in Excel{f' door {wie}' if wie else ''} (er staat een bestand {owner.name} naast). "
        f"Sluit de werkmap en probeer het opnieuw. Heeft niemand haar open, dan is {owner.name} achtergebleven: verwijder het."
    )


def _read_naam(owner: Path) -> str:
    try:
        content = owner.read_bytes()
    except OSError:
        return ""
    length = content[0] if content else 0
    naam = content[1 : 1 + length].decode("cp1252", "ignore").strip("\0 ") if 0 < length <= LONGEST_NAME else ""
    return naam if naam.isprintable() else ""
