"""Files come into being whole or not at all, whatever the disk does."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from cusd_xl.base.errors import ArgumentError, UitvoerError
from cusd_xl.workbook.files import check_extensie, write_atomically

OUD, NIEUW = b"oud", b"nieuw" * 1000


def refuse(number: int) -> Callable[..., None]:
    """A system call that fails with this error."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    """Het bestand staat er na afloop in zijn geheel, en niets anders."""
    path = tmp_path / "map" / "uit.xlsx"
    write_atomically(path, NIEUW)
    assert (path.read_bytes(), [one.name for one in path.parent.iterdir()]) == (NIEUW, ["uit.xlsx"])


def test_an_older_file_is_replaced(tmp_path: Path) -> None:
    """Een eerder resultaat met dezelfde naam wordt in zijn geheel vervangen."""
    path = tmp_path / "uit.xlsx"
    path.write_bytes(OUD)
    write_atomically(path, NIEUW)
    assert path.read_bytes() == NIEUW


@pytest.mark.parametrize("call", ["os.fsync", "os.fdopen", "pathlib.Path.replace", "tempfile.mkstemp"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_nothing_is_left_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int) -> None:
    """Als de schijf vol is of weigert, blijft het oude bestand heel en blijft er geen half bestand achter."""
    path = tmp_path / "uit.xlsx"
    path.write_bytes(OUD)
    monkeypatch.setattr(call, refuse(number))
    with pytest.raises(UitvoerError) as caught:
        write_atomically(path, NIEUW)
    monkeypatch.undo()
    assert (path.read_bytes(), [one.name for one in tmp_path.iterdir()]) == (OUD, ["uit.xlsx"])
    assert "uit.xlsx kan niet worden geschreven" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    """Een uitvoermap die een bestand blijkt te zijn geeft één duidelijke regel, zonder het hele pad te tonen."""
    (tmp_path / "bestand").write_bytes(OUD)
    with pytest.raises(UitvoerError) as caught:
        write_atomically(tmp_path / "bestand" / "uit.xlsx", NIEUW)
    assert str(tmp_path) not in str(caught.value)


@pytest.mark.parametrize(
    ("uit", "invoer", "goed"),
    [("a.xlsx", None, True), ("a.XLSX", "b.xlsx", True), ("a.xlsm", "b.xlsm", True), ("a.xls", None, False),
     ("a", "b.xlsx", False), ("a.xlsx", "b.xlsm", False), ("a.xlsm", "b.xlsx", False)],
)  # fmt: skip
def test_the_name_says_what_is_in_it(uit: str, invoer: str | None, goed: bool) -> None:
    """Een uitvoernaam die Excel niet zou openen wordt geweigerd; een werkmap met macro's blijft er een."""
    try:
        check_extensie(Path(uit), Path(invoer) if invoer else None)
        accepted = True
    except ArgumentError:
        accepted = False
    assert accepted == goed
