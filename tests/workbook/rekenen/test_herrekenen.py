"""The calculation sheets of odd workbooks: whoever recalculates them finds the cached values, also after changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from cusd_xl.runs.bereken import run_bereken
from tests.golden.varianten import count_failed_controles, make_varianten
from tests.hulp.recalc import compare_caches, needs_libreoffice, read_values, recalculate_ironcalc, recalculate_libreoffice
from tests.workbook.rekenen.gevallen import GEVALLEN

DATES_FROM_1904 = "datums vanaf 1904"
"""ironcalc counts from 1900 whatever the file says (facts/snelheid.md)."""
VARIABEL = ("alle sleutels", "hele euro's", "taken in de tijd", "lege rijen")
PER_CASE = 12


def bereken(naam: str, folder: Path) -> Path:
    """A case after `bereken --uit`; fails the test when a fout stands in the way."""
    folder.mkdir(exist_ok=True)
    uit = folder / f"{naam.replace(' ', '-')}.xlsx"
    resultaat = run_bereken(GEVALLEN[naam](folder), uit)
    assert [one.melding for one in resultaat.findings if one.ernst.value == "fout"] == []
    return uit


@pytest.mark.parametrize("naam", [naam for naam in GEVALLEN if naam != DATES_FROM_1904])
def test_ironcalc_finds_the_cached_values(naam: str, tmp_path: Path) -> None:
    """Hoe vreemd de werkmap ook is ingevuld: narekenen met ironcalc geeft in elke cel de waarde die er staat."""
    path = bereken(naam, tmp_path)
    assert compare_caches(path, recalculate_ironcalc(path)) == []


@needs_libreoffice
def test_libreoffice_finds_the_cached_values(tmp_path: Path) -> None:
    """Hoe vreemd de werkmap ook is ingevuld: narekenen met LibreOffice geeft in elke cel de waarde die er staat."""
    paths = [bereken(naam, tmp_path / str(number)) for number, naam in enumerate(GEVALLEN)]
    copies = recalculate_libreoffice(paths, tmp_path / "uit")
    found = {path.stem: compare_caches(path, copy) for path, copy in zip(paths, copies, strict=True)}
    assert found == {path.stem: [] for path in paths}


@pytest.mark.parametrize("naam", GEVALLEN)
def test_all_controles_are_in_order(naam: str, tmp_path: Path) -> None:
    """Een werkmap zonder fouten krijgt op elk rekenblad de mededeling dat alle controles OK zijn."""
    values = read_values(bereken(naam, tmp_path))
    banners = {blad: value for (blad, cel), value in values.items() if cel == "A3" and value and "controle" in str(value).lower()}
    assert set(banners.values()) == {"Alle controles OK"}
    assert set(banners) == {"Bijdragen", "Verdeling", "Sleutelgewichten", "Deelname", "Indexatie"}


@pytest.mark.parametrize("naam", VARIABEL)
def test_ironcalc_follows_changes(naam: str, tmp_path: Path) -> None:
    """Wie kosten, inwoners, gewichten, percentages of kruisjes wijzigt, krijgt in ironcalc wat het programma ook geeft."""
    varianten, _ = make_varianten(bereken(naam, tmp_path), tmp_path, 11, PER_CASE)
    assert [line for one in varianten for line in one.compare(recalculate_ironcalc(one.path))] == []


@needs_libreoffice
def test_libreoffice_follows_changes(tmp_path: Path) -> None:
    """Wie de invoer wijzigt, krijgt in LibreOffice wat het programma ook geeft, of een waarschuwing op het blad Controles."""
    varianten, _ = make_varianten(bereken("alle sleutels", tmp_path), tmp_path, 12, PER_CASE)
    copies = [read_values(path) for path in recalculate_libreoffice([one.path for one in varianten], tmp_path / "uit")]
    trusted = [(one, copy) for one, copy in zip(varianten, copies, strict=True) if count_failed_controles(copy) == 0]
    assert len(trusted) > PER_CASE // 2
    assert [line for one, copy in trusted for line in one.compare(copy)] == []
