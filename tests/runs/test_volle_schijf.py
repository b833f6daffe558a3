"""A disk that really fills up, at every point of a year: one line, nothing half, nothing lost, and doing it again is enough."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import Any

import pytest

from tests.conftest import REPOSITORY
from tests.hulp.afrekening import jaar, schrijf_werkmap

MATEN = (24, 100, 180, 300, 340, 400, 500, 600, 650, 700, 730, 760, 800, 850, 900, 1000, 1100)
"""Kilobytes: none is enough for the whole year."""


def can_mount() -> bool:
    """True where a process may have a mount of its own."""
    if shutil.which("unshare") is None:
        return False
    proef = ["unshare", "-rm", "sh", "-c", "mount -t tmpfs none /mnt"]
    return subprocess.run(proef, capture_output=True, check=False).returncode == 0


pytestmark = pytest.mark.skipif(not can_mount(), reason="een eigen schijf koppelen (unshare, mount) mag hier niet")


@pytest.fixture(scope="module")
def gedaan(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What happened at every size, and once with all the room in the world."""
    map_ = tmp_path_factory.mktemp("vol")
    werkmap = schrijf_werkmap(jaar(voorschotten=()), map_ / "b.xlsx")
    (map_ / "schijf").mkdir()
    woorden = [sys.executable, "-m", "tests.hulp.volle_schijf", str(werkmap), str(map_ / "schijf")]
    gelopen = subprocess.run(
        ["unshare", "-rm", *woorden, *(f"{maat}k" for maat in MATEN), "60m"],
        capture_output=True, check=True, cwd=REPOSITORY, env={**os.environ, "PYTHONPATH": str(REPOSITORY)}, text=True,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(gelopen.stdout)
    return found


def test_the_disk_was_full_in_every_command(gedaan: dict[str, Any]) -> None:
    """De schijf raakte vol bij een concept, vaststellen, een revisie en afrekenen; met genoeg ruimte bij geen."""
    mislukt = {one["mislukt"]["opdracht"] for one in gedaan.values() if one["mislukt"]}
    assert {"concept", "definitief", "revisie", "afreken"} <= mislukt
    assert gedaan["60m"]["mislukt"] is None


def test_a_full_disk_is_one_line(gedaan: dict[str, Any]) -> None:
    """Een volle schijf geeft status 2 en één regel die zegt dat er geen ruimte is."""
    fouten = [one["mislukt"] for one in gedaan.values() if one["mislukt"]]
    assert {one["status"] for one in fouten} == {2}
    assert [one["err"] for one in fouten if len(one["err"].splitlines()) != 1 or "Traceback" in one["err"]] == []
    assert all(any(woord in one["err"] for woord in ("vol", "ruimte")) for one in fouten)


def test_nothing_half_stays_behind(gedaan: dict[str, Any]) -> None:
    """Wat er na de volle schijf staat, is per bestand precies wat een ongestoorde run maakt; ook geen tijdelijk bestand."""
    heel = gedaan["60m"]["bestanden"]
    anders = {
        (maat, naam)
        for maat, one in gedaan.items()
        if one["mislukt"]
        for naam, hash_ in one["mislukt"]["bestanden"].items()
        if naam not in heel or (hash_ != heel[naam] and not naam.endswith(("manifest.json", "overzicht.xlsx")))
    }
    assert anders == set()


def test_doing_it_again_gives_what_an_undisturbed_run_gives(gedaan: dict[str, Any]) -> None:
    """Is er weer ruimte, dan geven dezelfde opdrachten dezelfde stukken, byte voor byte, en is het register gaaf."""
    heel = gedaan["60m"]
    for maat, one in gedaan.items():
        assert (maat, set(one["statussen"]) - {0}, one["check"]) == (maat, set(), 0)
        assert {naam for naam, hash_ in one["bestanden"].items() if heel["bestanden"].get(naam) != hash_} == set()
        assert set(one["bestanden"]) == set(heel["bestanden"])
