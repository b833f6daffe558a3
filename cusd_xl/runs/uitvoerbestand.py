"""The one file a report is written to: a workbook of its own, never the one that was read, never one that is somebody's."""

from __future__ import annotations

from pathlib import Path

from cusd_xl.base.errors import ArgumentError
from cusd_xl.workbook.files import check_extensie


def check_uitvoer(uit: Path | None, *gelezen: Path) -> None:
    """Raises ArgumentError when `uit` is no xlsx, is a workbook that is read, or exists already; None is no file at all."""
    if uit is None:
        return
    check_extensie(uit)
    if any(uit.resolve() == pad.resolve() for pad in gelezen):
        raise ArgumentError(f"{uit.name} is de werkmap zelf en wordt niet overschreven. Geef bij --uit een andere bestandsnaam.")
    check_nieuw(uit)


def check_nieuw(uit: Path, optie: str = "--uit") -> None:
    """ArgumentError when there is a file of this name already."""
    if uit.exists():
        raise ArgumentError(f"{uit.name} bestaat al en wordt niet overschreven. Geef bij {optie} een andere bestandsnaam.")
