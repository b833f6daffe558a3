"""The commands `raming` and `vergelijk`: what the user sees, what is written, and what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cusd_xl.runs.nieuw import run_nieuw
from tests.hulp.opdracht import geef
from tests.hulp.recalc import compare_caches, needs_libreoffice, recalculate_ironcalc, recalculate_libreoffice
from tests.hulp.vul import wijzig_cel


@pytest.fixture(scope="module")
def werkmap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pad = tmp_path_factory.mktemp("vooruit") / "begroting.xlsx"
    pad.write_bytes(run_nieuw("amersfoort", 2026, leeg=False))
    return pad


@pytest.fixture(scope="module")
def rapporten(werkmap: Path) -> dict[str, Path]:
    """A raming and a comparison, as files."""
    made = {naam: werkmap.parent / f"{naam}.xlsx" for naam in ("raming", "vergelijking")}
    assert geef("raming", werkmap, "--uit", made["raming"]).status == 0
    assert geef("vergelijk", werkmap, "--eruit", "Nijkerk", "--uit", made["vergelijking"]).status == 0
    return made


@pytest.mark.parametrize("naam", ["raming", "vergelijking"])
def test_ironcalc_agrees_with_every_formula(rapporten: dict[str, Path], naam: str) -> None:
    """Elke formule in raming en vergelijking geeft bij narekenen hetzelfde bedrag."""
    assert compare_caches(rapporten[naam], recalculate_ironcalc(rapporten[naam])) == []


@needs_libreoffice
def test_libreoffice_agrees_with_every_formula(rapporten: dict[str, Path], tmp_path: Path) -> None:
    """Ook LibreOffice rekent raming en vergelijking na zonder verschil."""
    paths = list(rapporten.values())
    copies = recalculate_libreoffice(paths, tmp_path)
    assert [compare_caches(path, copy) for path, copy in zip(paths, copies, strict=True)] == [[], []]


def test_the_raming_names_every_year_and_assumption(werkmap: Path) -> None:
    """De raming loopt van 2026 tot en met 2029 en zegt waar zij cijfers voor moest aannemen."""
    found = geef("raming", werkmap, "--json").json
    assert [(one["jaar"], one["totaal"]) for one in found["jaren"]][:2] == [(2026, "3160318.89"), (2027, "3320096.93")]
    expected = {"onderwerp": "Inwoners 01-01-2026", "aanname": "als op de laatst bekende peildatum", "cel": "Inwoners!C9"}
    assert {"jaar": 2026, **expected} in found["jaren"][2]["aannames"]


def test_two_workbooks_are_compared(werkmap: Path, tmp_path: Path) -> None:
    """Twee werkmappen van hetzelfde jaar zijn gelijk; een begroting van 2027 is duurder."""
    other = tmp_path / "2027.xlsx"
    other.write_bytes(run_nieuw("amersfoort", 2027, leeg=False))
    assert geef("vergelijk", werkmap, werkmap, "--json").json["totaal"]["verschil"] == "0.00"
    assert geef("vergelijk", werkmap, other, "--json").json["totaal"]["verschil"] != "0.00"


@pytest.mark.parametrize(
    ("words", "melding"),
    [
        ([], "Geef een tweede werkmap"),
        (["--eruit", "Nijkerrk"], "De gemeente 'Nijkerrk' staat niet in de werkmap. Bedoelt u Nijkerk?"),
        (["--erbij", "Baarn"], "Baarn is al deelnemer"),
        (["--erbij", "Utopia"], "Van gemeente 'Utopia' zijn geen inwoners meegeleverd."),
        (["--sleutel", "K01"], "Bij --sleutel horen twee namen"),
        (["--reeks", "BBP=CPI"], "De reeks 'BBP' staat niet in de werkmap."),
    ],
)
def test_an_impossible_scenario_is_one_line(werkmap: Path, words: list[str], melding: str) -> None:
    """Een scenario dat niet kan geeft één regel en status 2."""
    found = geef("vergelijk", werkmap, *words)
    assert (found.status, found.out, len(found.err.splitlines())) == (2, "", 1)
    assert melding in found.err


def test_a_report_never_replaces_a_file(werkmap: Path, rapporten: dict[str, Path]) -> None:
    """Bestaat het rapport al, dan blijft het staan; de werkmap zelf wordt nooit overschreven."""
    for uit in (werkmap, rapporten["raming"]):
        before = uit.read_bytes()
        assert (geef("raming", werkmap, "--uit", uit).status, uit.read_bytes() == before) == (2, True)


def test_a_year_that_cannot_be_projected_is_a_fout(werkmap: Path, tmp_path: Path) -> None:
    """Eindigt de taak leerlingenvervoer eind 2026, dan betaalt in 2027 niemand kostenpost K10; de raming noemt jaar en reden."""
    ended = wijzig_cel(werkmap, "Takenregister", "F20", date(2026, 12, 31), tmp_path / "b.xlsx")
    found = geef("raming", ended, "--jaren", "1", "--uit", tmp_path / "r.xlsx")
    assert (found.status, (tmp_path / "r.xlsx").exists()) == (1, False)
    assert "fout: Kosten!D14: Het jaar 2027 kan niet worden geraamd: " in found.err


def test_dekking_that_ends_is_named(tmp_path: Path) -> None:
    """In Flevoland is € 37.290.000,00 dekking alleen van 2026: de raming van 2027 zegt dat die niet meer meetelt."""
    werkmap = tmp_path / "flevoland.xlsx"
    werkmap.write_bytes(run_nieuw("flevoland", 2026, leeg=False))
    eerste, tweede = geef("raming", werkmap, "--jaren", "1", "--json").json["jaren"]
    (dekking,) = [one for one in tweede["aannames"] if one["onderwerp"].startswith("Dekking van C01")]
    assert (eerste["aannames"], dekking["cel"]) == ([], "Dekking!F5")
    assert dekking["aanname"] == "€ 37.290.000,00 is afgelopen en telt niet meer mee"
