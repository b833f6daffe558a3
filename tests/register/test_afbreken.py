"""Kill -9 at seeded random moments: several processes on one register, no gap, no double number, no half file, all done after."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sys
import time
from collections.abc import Mapping
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from cusd_xl.register.controle import check_bestanden, check_register
from cusd_xl.register.opening import Register, open_register
from cusd_xl.register.registratie import Ontwerp, Registratie, make_ontwerpen
from cusd_xl.register.stand import Status, list_standen
from cusd_xl.register.vaststellen import finalise
from cusd_xl.runs.uitgeven import give_out
from tests.hulp.registers import concepten

RONDEN = int(os.environ.get("CUSD_AFBREKEN", "1"))
"""How many times as much is killed as in an ordinary test run."""
REGELINGEN, TERMIJNEN = 2, tuple(f"M{maand:02d}" for maand in range(1, 13))
AANTAL = REGELINGEN * len(TERMIJNEN) * 8
KILLS = 100
LONGEST = 0.04
DEADLINE = 240

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL en fork zijn er op Windows niet")


def make_runs() -> list[tuple[Ontwerp, ...]]:
    """The runs to be done: eight facturen each, of several regelingen and every month."""
    return [
        make_ontwerpen(tuple(concepten(termijn, regeling=f"Regeling {nummer}").values()), "CUSD", 1, "")
        for nummer in range(REGELINGEN)
        for termijn in TERMIJNEN
    ]


def do_run(register: Register, run: tuple[Ontwerp, ...], uit: Path) -> tuple[Registratie, ...]:
    """One run as `factureer --definitief` does it: finalise, make the files, record them."""
    vastgesteld = finalise(register, run, volledig=True)
    assert vastgesteld.findings == ()
    give_out(register, {one: render(one) for one in vastgesteld.registraties}, uit)
    return vastgesteld.registraties


def render(one: Registratie) -> Mapping[str, bytes]:
    """A file that is long enough to be caught half written."""
    return {f"{one.nummer}_{one.gm_code.lower()}.xlsx": one.inhoud.encode() * 20}


def work(plek: str, runs: list[tuple[Ontwerp, ...]], uit: Path, seed: int) -> None:
    """What one process does until somebody kills it: runs that are not finished, now and then one that is, in any order."""
    chance = random.Random(seed)
    register = open_register(plek)
    while True:
        finished = {key_of(one.registratie) for one in list_standen(register) if one.status is Status.UITGEGEVEN}
        todo = [run for run in runs if key_of(run[0]) not in finished]
        for run in chance.sample(todo, min(3, len(todo))) + chance.sample(runs, 1):
            do_run(register, run, uit)


def key_of(one: Ontwerp | Registratie) -> tuple[object, object]:
    """What tells one run from another."""
    return one.sleutel["regeling"], one.sleutel["termijn"]


def start(plek: str, runs: list[tuple[Ontwerp, ...]], uit: Path, seed: int) -> BaseProcess:
    process = multiprocessing.get_context("fork").Process(target=work, args=(plek, runs, uit, seed))
    process.start()
    return process


def kill_at_random(plek: str, runs: list[tuple[Ontwerp, ...]], uit: Path, seed: int, workers: int) -> int:
    """Keep so many processes at work and kill one at every random moment; how many were alive when they were killed."""
    chance = random.Random(seed)
    busy = [start(plek, runs, uit, chance.randrange(10**9)) for _ in range(workers)]
    killed, end = 0, time.monotonic() + DEADLINE
    while killed < KILLS * RONDEN and time.monotonic() < end:
        time.sleep(chance.random() * LONGEST)
        place = chance.randrange(workers)
        if busy[place].exitcode is None:
            os.kill(busy[place].pid or 0, signal.SIGKILL)
            killed += 1
        busy[place].join()
        assert busy[place].exitcode in (0, -signal.SIGKILL)
        busy[place] = start(plek, runs, uit, chance.randrange(10**9))
    for process in busy:
        process.kill()
        process.join()
    return killed


@pytest.mark.parametrize(("seed", "workers"), [(20260105, 6)])
def test_nothing_is_lost_or_doubled_by_kill_9(plek: str, tmp_path: Path, seed: int, workers: int) -> None:
    """Honderd keer stilgezet op een willekeurig moment: geen gat, geen dubbel nummer, geen half bestand; daarna komt alles af."""
    open_register(plek, maak=True)
    runs, uit = make_runs(), tmp_path / "uit"
    assert kill_at_random(plek, runs, uit, seed, workers) == KILLS * RONDEN

    register = open_register(plek)
    halfway = list_standen(register)
    assert {one.code for one in check_register(register)} <= {"register-niet-uitgegeven"}
    assert {one.code for one in check_bestanden(register, uit)} == set()
    assert all(len([one for one in halfway if one.registratie.sleutel["termijn"] == termijn]) % 8 == 0 for termijn in TERMIJNEN)

    expected = {one.nummer: render(one) for run in runs for one in do_run(register, run, uit)}
    standen = list_standen(register)
    assert [one.registratie for one in standen[: len(halfway)]] == [one.registratie for one in halfway]
    assert len(standen) == len(expected) == AANTAL
    assert {one.status for one in standen} == {Status.UITGEGEVEN}
    assert (check_register(register), check_bestanden(register, uit)) == ((), ())
    assert {path.name: path.read_bytes() for path in uit.iterdir()} == {n: i for one in expected.values() for n, i in one.items()}
    left = sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".cusd_xl-"))
    assert left == []
