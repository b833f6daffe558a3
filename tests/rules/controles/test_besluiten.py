"""Every check on besluiten and kalender: what provokes it, where it points, and that a sound workbook is left alone."""

from __future__ import annotations

import random
import tomllib
from dataclasses import replace
from importlib.resources import files

import pytest

from cusd_xl.rules.controles import check_begroting
from tests.rules.bouw import met_herkomst
from tests.rules.controles.gevallen_besluiten import GEVALLEN_BESLUITEN, sound_begroting
from tests.rules.controles.test_robuust import damage

RUNS = 20


def test_a_workbook_that_keeps_its_besluiten_well_has_no_findings() -> None:
    """Wie de besluiten, de kalender en de contracten bijhoudt zoals afgesproken, hoort niets."""
    assert [] == [(one.code, one.cel, one.melding) for one in check_begroting(sound_begroting())]


@pytest.mark.parametrize("code", GEVALLEN_BESLUITEN)
def test_each_mistake_is_found_in_its_cell(code: str) -> None:
    """De bevinding noemt precies de cel waar de gebruiker moet kijken."""
    found = [one.cel for one in check_begroting(GEVALLEN_BESLUITEN[code].bouw()) if one.code == code]
    assert GEVALLEN_BESLUITEN[code].cel in found


@pytest.mark.parametrize("code", GEVALLEN_BESLUITEN)
def test_each_mistake_is_told_once_in_one_short_line(code: str) -> None:
    """Een melding past op één regel, laat niets open en komt over een cel niet twee keer voor."""
    found = check_begroting(GEVALLEN_BESLUITEN[code].bouw())
    for one in found:
        assert "\n" not in one.melding
        assert not set("{}") & set(one.melding)
        assert len(one.melding) <= 260
    lines = [(one.cel, one.melding) for one in found]
    assert sorted(set(lines)) == sorted(lines)


def test_every_code_of_the_catalogue_is_provoked() -> None:
    """Geen bevinding is aangekondigd die niet kan voorkomen, en geen komt onaangekondigd."""
    catalogue = tomllib.loads(files("cusd_xl.base").joinpath("meldingen", "besluiten.toml").read_text(encoding="utf-8"))
    assert set(catalogue) == set(GEVALLEN_BESLUITEN)


@pytest.mark.parametrize("code", GEVALLEN_BESLUITEN)
def test_a_workbook_without_these_tables_is_never_refused_for_them(code: str) -> None:
    """Wie de bladen over besluiten en kalender niet heeft, krijgt er nooit een fout over."""
    begroting = GEVALLEN_BESLUITEN[code].bouw()
    bare = replace(
        begroting, akkoordkolommen={}, besluiten=(), kalender=(), contracten=(), inkoopplan=(), risicodeling=(), uittreding=()
    )
    found = [one.code for one in check_begroting(bare) if one.code in GEVALLEN_BESLUITEN and one.ernst == "fout"]
    assert [] == found


@pytest.mark.parametrize("seed", range(RUNS))
def test_damaged_rows_never_stop_the_checks(seed: int) -> None:
    """Wat er ook wordt ingevuld over besluiten en kalender: de controle eindigt met bevindingen, nooit met een storing."""
    pick = random.Random(seed)
    for code in sorted(GEVALLEN_BESLUITEN):
        begroting = GEVALLEN_BESLUITEN[code].bouw()
        for _ in range(pick.randrange(1, 5)):
            begroting = damage(pick, begroting)
        check_begroting(met_herkomst(begroting))
