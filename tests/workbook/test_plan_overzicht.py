"""The overview: all gemeenten, totals that tie to the begroting, a chart."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from cusd_xl.model.begroting import Begroting
from cusd_xl.rules.verdeling import allocate
from cusd_xl.workbook.plan_overzicht import plan_overzicht
from cusd_xl.workbook.play_new import play_new
from tests.hulp.facturen import INWONERS, korte_begroting, lange_begroting, maak_facturen
from tests.hulp.recalc import (
    compare_caches,
    needs_libreoffice,
    read_values,
    recalculate_ironcalc,
    recalculate_libreoffice,
)
from tests.hulp.vul import wijzig_cel
from tests.rules.bouw import kostenpost, taak


def schrijf(begroting: Begroting, path: Path) -> Path:
    facturen = tuple(maak_facturen(begroting).values())
    path.write_bytes(play_new(plan_overzicht(begroting, allocate(begroting), facturen)))
    return path


@pytest.mark.parametrize("begroting", [korte_begroting(), lange_begroting()], ids=["kort", "lang"])
def test_ironcalc_finds_the_same_totals(begroting: Begroting, tmp_path: Path) -> None:
    """Een tweede rekenprogramma vindt in het overzicht dezelfde sommen en alle controles OK."""
    path = schrijf(begroting, tmp_path / "overzicht.xlsx")
    assert compare_caches(path, recalculate_ironcalc(path)) == []


@needs_libreoffice
def test_libreoffice_finds_the_same_totals(tmp_path: Path) -> None:
    """LibreOffice vindt in het overzicht dezelfde sommen en alle controles OK."""
    path = schrijf(lange_begroting(), tmp_path / "overzicht.xlsx")
    (recalculated,) = recalculate_libreoffice([path], tmp_path / "lo")
    assert compare_caches(path, recalculated) == []


def test_every_gemeente_has_its_row(tmp_path: Path) -> None:
    """In het overzicht staat elke gemeente met jaarbedrag, factuurnummer en bedrag per inwoner; het totaal is een miljoen."""
    values = read_values(schrijf(korte_begroting(), tmp_path / "overzicht.xlsx"))
    assert [values["Overzicht", f"A{rij}"] for rij in range(5, 13)] == list(INWONERS)
    assert [values["Overzicht", f"{letter}6"] for letter in "DFGH"] == [69886.69, 25065, 2.79, "CONCEPT-2026-Q1-GM0308"]
    assert values["Overzicht", "D13"] == 1_000_000


def test_who_owes_nothing_is_named_all_the_same(tmp_path: Path) -> None:
    """Een vrijgestelde gemeente staat in het overzicht met nul en zonder factuur; de controles blijven OK."""
    begroting = replace(korte_begroting(), taken=(taak("W1", "Baarn", "Soest"),), kosten=(kostenpost("K01", taken=("W1",)),))
    path = schrijf(begroting, tmp_path / "overzicht.xlsx")
    fresh = recalculate_ironcalc(path)
    assert (fresh["Overzicht", "D5"], fresh["Overzicht", "H5"], fresh["Overzicht", "L5"]) == (0, "geen factuur", "OK")


def test_a_changed_amount_is_noticed(tmp_path: Path) -> None:
    """Wie in het overzicht een bedrag overtypt, ziet de controles omslaan."""
    path = schrijf(korte_begroting(), tmp_path / "overzicht.xlsx")
    fresh = recalculate_ironcalc(wijzig_cel(path, "Kostenposten", "G5", 1, tmp_path / "gewijzigd.xlsx"))
    assert [fresh["Overzicht", f"D{rij}"] for rij in (15, 16, 17)] == ["SLUIT NIET"] * 3


def test_there_is_one_native_chart(tmp_path: Path) -> None:
    """Het overzicht heeft een echte Excelgrafiek met een Nederlandse titel, geen plaatje."""
    with zipfile.ZipFile(schrijf(korte_begroting(), tmp_path / "overzicht.xlsx")) as archive:
        charts = [archive.read(one).decode() for one in archive.namelist() if "charts/chart" in one]
        images = [one for one in archive.namelist() if "media/" in one]
    assert (len(charts), images) == (1, [])
    assert "Bijdrage per gemeente in 2026" in charts[0]
