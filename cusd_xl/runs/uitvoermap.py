"""Writes a set of files into a folder together: all of them or none, and nothing outside the folder."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from cusd_xl.base.errors import UitvoerError, explain_oserror

OUD = "oud"


def write_map(uit: Path, bestanden: Mapping[str, bytes], vervallen: Collection[str] = ()) -> None:
    """Write every file by name into `uit`, over files of the same name; other files are left alone.

    A file named in `vervallen` is taken away: an earlier run made it and this one does not. Everything is written beside the
    folder first and then moved in. When a move fails, what was moved is taken back and UitvoerError says what to do.
    """
    _check_names(uit, (*bestanden, *vervallen))
    try:
        uit.mkdir(parents=True, exist_ok=True)
        _check_folder(uit, (*bestanden, *vervallen))
        with TemporaryDirectory(dir=uit.resolve().parent, prefix=".cusd_xl-") as naam:
            tijdelijk = Path(naam)
            (tijdelijk / OUD).mkdir()
            for bestand, inhoud in bestanden.items():
                (tijdelijk / bestand).write_bytes(inhoud)
            _move_all(tijdelijk, uit, (*bestanden, *vervallen))
    except OSError as problem:
        raise _refuse(uit, explain_oserror(problem)) from problem


def _check_folder(uit: Path, bestanden: Collection[str]) -> None:
    for naam in bestanden:
        if (uit / naam).is_dir():
            raise _refuse(uit, f"'{naam}' is daar een map")


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
