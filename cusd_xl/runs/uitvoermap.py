"""Writes a set of files into a folder together: all of them or none, and nothing outside the folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from cusd_xl.base.errors import UitvoerError, explain_oserror

OUD, TIJDELIJK = "oud", ".cusd_xl-"


def write_map(uit: Path, bestanden: Mapping[str, bytes], vervallen: Collection[str] = (), kenmerk: str = "") -> None:
    """Write every file by name into `uit`, over files of the same name; other files are left alone.

    A file named in `vervallen` is taken away: an earlier run made it and this one does not. Everything is written beside the
    folder first and then moved in. When a move fails, what was moved is taken back and UitvoerError says what to do. Whoever
    makes sure that only one run at a time writes under a `kenmerk` has what a run that was killed left behind swept away.
    """
    _check_names(uit, (*bestanden, *vervallen))
    try:
        uit.mkdir(parents=True, exist_ok=True)
        _check_folder(uit, (*bestanden, *vervallen))
        _sweep(uit, kenmerk)
        with TemporaryDirectory(dir=uit.resolve().parent, prefix=f"{TIJDELIJK}{kenmerk}") as naam:
            tijdelijk = Path(naam)
            (tijdelijk / OUD).mkdir()
            for bestand, inhoud in bestanden.items():
                _write_synced(tijdelijk / bestand, inhoud)
            _move_all(tijdelijk, uit, (*bestanden, *vervallen))
    except OSError as problem:
        raise _refuse(uit, explain_oserror(problem)) from problem


def check_map(uit: Path) -> None:
    """Refuse at once a folder in which nothing can be written; UitvoerError says why. Nothing is left behind."""
    plek = next(one for one in (uit.resolve(), *uit.resolve().parents) if one.exists())
    try:
        with TemporaryDirectory(dir=plek, prefix=TIJDELIJK):
            return
    except OSError as problem:
        raise _refuse(uit, explain_oserror(problem)) from problem


def _sweep(uit: Path, kenmerk: str) -> None:
    for rest in uit.resolve().parent.glob(f"{TIJDELIJK}{kenmerk}*") if kenmerk else ():
        shutil.rmtree(rest, ignore_errors=True)


def _check_folder(uit: Path, bestanden: Collection[str]) -> None:
    for naam in bestanden:
        if (uit / naam).is_dir():
            raise _refuse(uit, f"'{naam}' is daar een map")


def _write_synced(path: Path, inhoud: bytes) -> None:
    # what is in its place after a power cut must be whole, so the content is on the disk before the name is
    with path.open("wb") as stream:
        stream.write(inhoud)
        stream.flush()
        os.fsync(stream.fileno())


def _refuse(uit: Path, reden: str) -> UitvoerError:
    return UitvoerError(
        f"De bestanden kunnen niet worden geschreven in map '{uit.name or uit}' ({reden}). "
        "Sluit wat er in Excel open staat, en controleer map, rechten en schijfruimte; er is niets veranderd."
    )


def _check_names(uit: Path, bestanden: Collection[str]) -> None:
    binnen = uit.resolve()
    for naam in bestanden:
        if (uit / naam).resolve() != binnen / naam or Path(naam).name != naam:
            raise UitvoerError(
                f"'{naam}' zou buiten de map '{uit.name or uit}' komen te staan. Controleer de GM-codes op het blad Deelnemers."
            )


def _move_all(tijdelijk: Path, uit: Path, namen: tuple[str, ...]) -> None:
    moved: list[str] = []
    try:
        for naam in namen:
            if (uit / naam).exists():
                (uit / naam).replace(tijdelijk / OUD / naam)
            moved.append(naam)
            if (tijdelijk / naam).exists():
                (tijdelijk / naam).replace(uit / naam)
    except OSError:
        for naam in moved:
            _take_back(tijdelijk / OUD / naam, uit / naam)
        raise


def _take_back(oud: Path, plek: Path) -> None:
    if oud.exists():
        oud.replace(plek)
    else:
        plek.unlink(missing_ok=True)
