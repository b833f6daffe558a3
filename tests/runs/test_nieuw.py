"""The run `nieuw`: a workbook to start from, filled for a regeling or empty, and never over an older one."""

from __future__ import annotations

import errno
import io
import os
from pathlib import Path

import openpyxl
import pytest

from cusd_xl.base.errors import ArgumentError, UitvoerError
from cusd_xl.base.findings import has_fout
from cusd_xl.runs.bereken import run_bereken
from cusd_xl.runs.nieuw import run_nieuw, write_nieuw
from cusd_xl.workbook.layout import LEESWIJZER, REKENBLADEN, TABELLEN
from cusd_xl.workbook.package import unpack
from cusd_xl.workbook.read import read_pakket

JAAR = 2026
INVOERBLADEN = [LEESWIJZER, *(tabel.blad for tabel in TABELLEN)]


def names(content: bytes) -> list[str]:
    """The sheets of a workbook."""
    return openpyxl.load_workbook(io.BytesIO(content)).sheetnames


def test_a_filled_workbook_computes_at_once(tmp_path: Path) -> None:
    """Een nieuwe werkmap voor Amersfoort is zonder fouten ingevuld en bevat de rekenbladen al."""
    write_nieuw("amersfoort", JAAR, False, tmp_path / "nieuw.xlsx")
    resultaat = run_bereken(tmp_path / "nieuw.xlsx")
    assert (has_fout(resultaat.findings), resultaat.verdeling is None) == (False, False)
    found = names((tmp_path / "nieuw.xlsx").read_bytes())
    assert [naam for naam in found if naam in (*INVOERBLADEN, *REKENBLADEN)] == [*INVOERBLADEN, *REKENBLADEN]


@pytest.mark.parametrize("regeling", ["amersfoort", "leeg"])
def test_an_empty_workbook_has_every_table(regeling: str) -> None:
    """Een lege werkmap heeft elk invoerblad met zijn tabel, zonder gegevensrijen en zonder rekenbladen."""
    content = run_nieuw(regeling, JAAR, leeg=True)
    gelezen = read_pakket(unpack("leeg.xlsx", content))
    assert [naam for naam in names(content) if naam in (*INVOERBLADEN, *REKENBLADEN)] == INVOERBLADEN
    assert set(gelezen.tabellen) == {tabel.naam for tabel in TABELLEN}
    assert gelezen.begroting is None or (gelezen.begroting.deelnemers, gelezen.begroting.kosten) == ((), ())


@pytest.mark.parametrize("leeg", [False, True])
def test_the_same_question_gives_the_same_bytes(leeg: bool) -> None:
    """Twee keer dezelfde nieuwe werkmap vragen geeft twee keer byte voor byte hetzelfde bestand."""
    assert run_nieuw("amersfoort", JAAR, leeg) == run_nieuw("amersfoort", JAAR, leeg)


def test_an_older_workbook_is_not_replaced(tmp_path: Path) -> None:
    """Een werkmap die er al staat, met misschien een week invoer erin, wordt nooit overschreven."""
    (tmp_path / "mijn.xlsx").write_bytes(b"een week werk")
    with pytest.raises(ArgumentError, match="bestaat al"):
        write_nieuw("leeg", JAAR, True, tmp_path / "mijn.xlsx")
    assert (tmp_path / "mijn.xlsx").read_bytes() == b"een week werk"


@pytest.mark.parametrize(("regeling", "jaar"), [("atlantis", JAAR), ("amersfoort", 1999)])
def test_what_there_is_no_regeling_for(regeling: str, jaar: int, tmp_path: Path) -> None:
    """Een onbekende regeling, of een jaar waarin zij nog niet gold, geeft één duidelijke regel en geen bestand."""
    with pytest.raises(ArgumentError) as caught:
        write_nieuw(regeling, jaar, False, tmp_path / "uit.xlsx")
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Als de schijf vol is, blijft er geen half bestand achter."""

    def refuse(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(UitvoerError):
        write_nieuw("leeg", JAAR, True, tmp_path / "uit.xlsx")
    assert list(tmp_path.iterdir()) == []
