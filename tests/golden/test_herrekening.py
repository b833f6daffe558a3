"""Whoever recalculates a workbook without this program, in LibreOffice or elsewhere, finds the same figures in every cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cusd_xl.runs.bereken import run_bereken
from cusd_xl.runs.factureer import run_factureer
from cusd_xl.runs.nieuw import run_nieuw
from tests.golden.alle_sleutels import make_alle_sleutels
from tests.golden.alle_vormen import make_alle_vormen, make_alle_vormen_dagen, make_alle_vormen_euro
from tests.golden.varianten import count_failed_controles, find_result_cells, make_varianten
from tests.hulp.geval import deelnemers, inwoners, kostenpost, regeling, sleutel, vul_leeg
from tests.hulp.opdracht import geef
from tests.hulp.recalc import (
    compare_caches,
    formula_cells,
    needs_libreoffice,
    read_values,
    recalculate_ironcalc,
    recalculate_libreoffice,
    to_cents,
)

DATUM = date(2026, 1, 5)
SHIPPED = Path(__file__).resolve().parents[2] / "workbooks" / "begroting-amersfoort-2026.xlsx"
MILJOEN = {
    "Amersfoort": "451278.68", "Baarn": "69886.69", "Bunschoten": "63066.70", "Eemnes": "27199.07", "Leusden": "88333.54",
    "Nijkerk": "126476.36", "Soest": "132947.81", "Woudenberg": "40811.15",
}  # fmt: skip
INWONERS = {
    "Amersfoort": 161852, "Baarn": 25065, "Bunschoten": 22619, "Eemnes": 9755, "Leusden": 31681, "Nijkerk": 45361, "Soest": 47682,
    "Woudenberg": 14637,
}  # fmt: skip
TERMIJNEN = ("jaar", "Q1", "Q3", "M12")
PER_SEED_IRONCALC, PER_SEED_LIBREOFFICE = 30, 20


def make_amersfoort(folder: Path) -> Path:
    """The shipped workbook of Amersfoort 2026 after `bereken`."""
    uit = folder / "amersfoort.xlsx"
    assert run_bereken(SHIPPED, uit).verdeling is not None
    return uit


def make_nieuw(folder: Path) -> Path:
    """The same workbook as `nieuw` makes it."""
    uit = folder / "nieuw.xlsx"
    uit.write_bytes(run_nieuw("amersfoort", 2026, leeg=False))
    return uit


def make_miljoen(folder: Path) -> Path:
    """A million of organisatiekosten over the eight gemeenten, filled in by hand, after `bereken`."""
    rijen = {
        "tblRegeling": regeling(2026, "Amersfoort", "cent"),
        "tblDeelnemers": deelnemers(INWONERS),
        "tblInwoners": inwoners(INWONERS, 2024),
        "tblSleutels": [sleutel("inwoners", "inwoners", "2")],
        "tblKosten": [kostenpost("K01", 1_000_000, "inwoners", 2026, soort="organisatiekosten")],
    }
    uit = folder / "miljoen.xlsx"
    assert run_bereken(vul_leeg(2026, rijen, folder), uit).verdeling is not None
    return uit


WERKMAPPEN: Mapping[str, Callable[[Path], Path]] = {
    "amersfoort": make_amersfoort,
    "nieuw": make_nieuw,
    "alle sleutels": make_alle_sleutels,
    "miljoen": make_miljoen,
    "alle vormen": make_alle_vormen,
    "alle vormen, dagen": make_alle_vormen_dagen,
    "alle vormen, euro": make_alle_vormen_euro,
}
VARIABEL = ("amersfoort", "alle sleutels", "alle vormen", "alle vormen, dagen")
MET_FACTUREN = ("amersfoort", "alle sleutels", "alle vormen", "alle vormen, dagen", "alle vormen, euro")


@pytest.mark.parametrize("naam", WERKMAPPEN)
def test_a_calculated_workbook_recalculates_in_ironcalc(naam: str, tmp_path: Path) -> None:
    """Elke formulecel van een berekende werkmap geeft bij narekenen met ironcalc de waarde die erin staat."""
    path = WERKMAPPEN[naam](tmp_path)
    assert len(formula_cells(path)) > 100
    assert compare_caches(path, recalculate_ironcalc(path)) == []


@needs_libreoffice
@pytest.mark.parametrize("naam", WERKMAPPEN)
def test_a_calculated_workbook_recalculates_in_libreoffice(naam: str, tmp_path: Path) -> None:
    """Elke formulecel van een berekende werkmap geeft bij narekenen met LibreOffice de waarde die erin staat."""
    path = WERKMAPPEN[naam](tmp_path)
    assert compare_caches(path, recalculate_libreoffice([path], tmp_path / "herrekend")[0]) == []


@pytest.mark.parametrize("naam", MET_FACTUREN)
@pytest.mark.parametrize("termijn", TERMIJNEN)
def test_facturen_recalculate_in_ironcalc(naam: str, termijn: str, tmp_path: Path) -> None:
    """Elke formulecel van elke factuur en van het overzicht geeft bij narekenen met ironcalc de waarde die erin staat."""
    paths = make_facturen(WERKMAPPEN[naam](tmp_path), termijn, tmp_path / "facturen")
    assert {path.name: compare_caches(path, recalculate_ironcalc(path)) for path in paths} == {path.name: [] for path in paths}


@needs_libreoffice
@pytest.mark.parametrize("naam", MET_FACTUREN)
@pytest.mark.parametrize("termijn", ["jaar", "Q1"])
def test_facturen_recalculate_in_libreoffice(naam: str, termijn: str, tmp_path: Path) -> None:
    """Elke formulecel van elke factuur en van het overzicht geeft bij narekenen met LibreOffice de waarde die erin staat."""
    paths = make_facturen(WERKMAPPEN[naam](tmp_path), termijn, tmp_path / "facturen")
    copies = recalculate_libreoffice(paths, tmp_path / "herrekend")
    found = {path.name: compare_caches(path, copy) for path, copy in zip(paths, copies, strict=True)}
    assert found == {path.name: [] for path in paths}


@needs_libreoffice
def test_the_first_figure_everywhere(tmp_path: Path) -> None:
    """Het miljoen van de regio komt tot op de cent gelijk uit de werkmap, uit --json, uit LibreOffice en uit elke factuur."""
    path = make_miljoen(tmp_path)
    copy = recalculate_libreoffice([path], tmp_path / "herrekend")[0]
    invoices = {path.stem.partition("_")[2]: path for path in make_facturen(path, "jaar", tmp_path / "facturen")}
    again = dict(zip(invoices, recalculate_libreoffice(list(invoices.values()), tmp_path / "opnieuw"), strict=True))
    expected = {naam: to_cents(float(bedrag)) for naam, bedrag in MILJOEN.items()}
    assert [read_bijdragen(path), read_bijdragen(copy)] == [expected, expected]
    assert {naam: cents in amounts_in(again[naam.lower()]) for naam, cents in expected.items()} == dict.fromkeys(expected, True)
    assert geef("bereken", path, "--json").json["per_gemeente"] == MILJOEN


@pytest.mark.parametrize("naam", VARIABEL)
@pytest.mark.parametrize("seed", range(1, 6))
def test_changes_recalculate_in_ironcalc(naam: str, seed: int, tmp_path: Path) -> None:
    """Na willekeurige wijzigingen in de invoer rekent ironcalc elke bijdrage na tot op de cent."""
    varianten, _ = make_varianten(WERKMAPPEN[naam](tmp_path), tmp_path, seed, PER_SEED_IRONCALC)
    assert [line for one in varianten for line in one.compare(recalculate_ironcalc(one.path))] == []


@needs_libreoffice
@pytest.mark.parametrize("naam", VARIABEL)
@pytest.mark.parametrize("seed", range(101, 104))
def test_changes_recalculate_in_libreoffice(naam: str, seed: int, tmp_path: Path) -> None:
    """Na willekeurige wijzigingen in de invoer rekent LibreOffice elke bijdrage na tot op de cent, of Controles waarschuwt."""
    varianten, _ = make_varianten(WERKMAPPEN[naam](tmp_path), tmp_path, seed, PER_SEED_LIBREOFFICE)
    copies = [read_values(path) for path in recalculate_libreoffice([one.path for one in varianten], tmp_path / "herrekend")]
    trusted = [(one, copy) for one, copy in zip(varianten, copies, strict=True) if count_failed_controles(copy) == 0]
    assert len(trusted) >= len(varianten) * 0.9
    assert [line for one, copy in trusted for line in one.compare(copy)] == []


def test_a_cent_too_much_would_be_found(tmp_path: Path) -> None:
    """De vergelijking zakt als de werkmap één bedrag anders zou rekenen dan het programma."""
    path = make_amersfoort(tmp_path)
    variant = make_varianten(path, tmp_path, 1, 1)[0][0]
    plek = next(iter(variant.centen))
    shifted = replace(variant, centen={**variant.centen, plek: variant.centen[plek] + 1})
    recalculated = recalculate_ironcalc(variant.path)
    assert [len(variant.compare(recalculated)), len(shifted.compare(recalculated))] == [0, 1]


def make_facturen(path: Path, termijn: str, folder: Path) -> list[Path]:
    """All workbooks that `factureer` writes for a termijn."""
    resultaat = run_factureer(path, termijn, folder, DATUM)
    made = [folder / naam for naam in resultaat.bestanden if naam.endswith(".xlsx")]
    assert len(made) == len(resultaat.facturen) + 1
    return made


def read_bijdragen(path: Path) -> dict[str, int]:
    """The row of totals on the sheet Bijdragen, in cents."""
    values = read_values(path)
    return {naam: to_cents(values[plek]) for (blad, _, naam), plek in find_result_cells(path).items() if blad == "Bijdragen"}


def amounts_in(path: Path) -> set[int]:
    """Every number on the sheets of a workbook, as cents."""
    return {
        to_cents(value) for value in read_values(path).values() if isinstance(value, int | float) and not isinstance(value, bool)
    }
