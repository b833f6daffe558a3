"""A settlement that was killed is finished by doing it again: the same numbers, the same bytes, the same signature."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from cusd_xl.model.afrekening import Afrekenstatus
from cusd_xl.register.opening import open_register
from cusd_xl.register.stand import list_standen
from cusd_xl.runs.afreken import Afrekenresultaat, Afrekenwens, run_afreken
from cusd_xl.runs.vaststelling import Definitief
from tests.hulp.afrekening import factureer_jaar, jaar, schrijf_werkmap

PUNTEN = 15
DEFINITIEF = Afrekenstatus.DEFINITIEF
pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL en fork zijn er op Windows niet"),
    pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is niet geinstalleerd"),
]


def settle(
    map_: Path, dag: date, werkmap: Path, sleutel: Path, status: Afrekenstatus = Afrekenstatus.DEFINITIEF
) -> Afrekenresultaat:
    """Settle in a folder, signed, against the register beside it."""
    vast = Definitief(str(map_ / "register.sqlite"))
    return run_afreken(werkmap, map_ / "uit", Afrekenwens(status, dag, vast=vast, teken=sleutel))


def contents(map_: Path) -> dict[str, bytes]:
    """Every file in the output; what a killed run was still writing stands in a folder of its own."""
    return {path.name: path.read_bytes() for path in (map_ / "uit").iterdir() if path.is_file()}


def test_a_settlement_that_was_killed_is_finished_with_the_same_bytes(tmp_path: Path) -> None:
    """Eerst een concept, dan op vijftien momenten stilgezet en afgemaakt: alles is byte voor byte als zonder storing."""
    sleutel = tmp_path / "sleutel"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(sleutel)], check=True)
    begroting = jaar(voorschotten=())
    werkmap = schrijf_werkmap(begroting, tmp_path / "b.xlsx")
    heel, stuk, dag = tmp_path / "heel", tmp_path / "stuk", date(2027, 3, 20)
    heel.mkdir()
    factureer_jaar(heel, begroting, "Q1", "Q2")
    settle(heel, date(2027, 2, 12), werkmap, sleutel, Afrekenstatus.CONCEPT)
    shutil.copytree(heel, stuk)
    began = time.monotonic()
    settle(heel, dag, werkmap, sleutel)
    duration, chance = time.monotonic() - began, random.Random(20270320)
    voor, na = contents(stuk), contents(heel)
    for _ in range(PUNTEN):
        process = multiprocessing.get_context("fork").Process(target=settle, args=(stuk, dag, werkmap, sleutel))
        process.start()
        time.sleep(chance.random() * duration)
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
        assert all(inhoud in (voor.get(naam), na.get(naam)) for naam, inhoud in contents(stuk).items())
    settle(stuk, dag, werkmap, sleutel)
    assert contents(stuk) == na
    assert len([naam for naam in na if naam.startswith("manifest")]) == 4
    assert [one for folder in (stuk, stuk / "uit") for one in folder.iterdir() if one.name.startswith(".")] == []
    keten = [[one.registratie for one in list_standen(open_register(str(map_ / "register.sqlite")))] for map_ in (heel, stuk)]
    assert keten[0] == keten[1]
