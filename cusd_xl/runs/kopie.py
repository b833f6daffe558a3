"""Writes the changed copy of a workbook: never in place, compared with the original after writing, removed when it is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from cusd_xl.base.errors import ArgumentError, UitvoerError
from cusd_xl.workbook.files import check_extensie, write_atomically
from cusd_xl.workbook.owner_file import refuse_open
from cusd_xl.workbook.package import Pakket, open_pakket
from cusd_xl.workbook.verliescontrole import Verliesrapport

HANDTEKENING = "_xmlsignatures/"
MOST_LOSSES_NAMED = 5
Verliescheck: TypeAlias = Callable[[Pakket], Verliesrapport]


def check_kopie(pad: Path, uit: Path) -> None:
    """Raises ArgumentError for a copy that exists or has another extension, WerkmapError when the workbook is open in Excel."""
    check_extensie(uit, pad)
    if uit.exists():
        raise ArgumentError(f"{uit.name} bestaat al en wordt niet overschreven. Geef bij --uit een andere bestandsnaam.")
    refuse_open(pad)


def write_kopie(uit: Path, content: bytes, check: Verliescheck) -> Verliesrapport:
    """Write the copy, open it again and compare; with anything unexpected the copy is removed: UitvoerError."""
    write_atomically(uit, content)
    rapport = check(open_pakket(uit))
    if rapport.verlies:
        uit.unlink()
        shown = "; ".join(rapport.verlies[:MOST_LOSSES_NAMED])
        raise UitvoerError(
            f"De verliescontrole keurt {uit.name} af: {shown}. Het bestand is verwijderd; uw werkmap is niet gewijzigd. "
            "Meld dit aan de beheerder."
        )
    return rapport


def is_signed(pakket: Pakket) -> bool:
    """True when the workbook carries a digital signature, which no change survives."""
    return any(deel.startswith(HANDTEKENING) for deel in pakket.delen)
