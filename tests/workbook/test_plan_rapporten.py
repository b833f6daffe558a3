"""The workbooks of the reports: native formulas that anybody recalculates to the same figures, and controles that notice."""

from __future__ import annotations

import random
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from cusd_xl.base.years import parse_termijn
from cusd_xl.model.begroting import Begroting, Realisatie
from cusd_xl.model.plan import Werkmapplan
from cusd_xl.rules.begrotingswijziging import compare_laag
from cusd_xl.rules.kring import make_kring
from cusd_xl.rules.kwartaalrapportage import make_kwartaalstaat
from cusd_xl.rules.prognose import make_prognosestaat
from cusd_xl.workbook.plan_kwartaal import plan_kwartaal
from cusd_xl.workbook.plan_prognose import plan_prognose
from cusd_xl.workbook.plan_wijziging import plan_wijziging
from cusd_xl.workbook.play_new import play_new
from tests.hulp.rapportage import jaar_begroting, plan_van
from tests.hulp.recalc import (
    compare_caches,
    formula_cells,
    formulas_ironcalc_misreads,
    needs_libreoffice,
    recalculate_ironcalc,
    recalculate_libreoffice,
)
from tests.hulp.vul import wijzig_cel

GEMEENTEN = ("", "Baarn", "Eemnes")


def list_plannen(begroting: Begroting, gemeente: str) -> dict[str, Werkmapplan]:
    """Every report of a year, for all or for one gemeente."""
    kring = make_kring(begroting, gemeente)
    wie = gemeente or "allen"
    plannen = {f"wijziging-{nummer}-{wie}": plan_wijziging(compare_laag(begroting, nummer, kring)) for nummer in ("1", "2")}
    plannen |= {f"prognose-{nummer}-{wie}": plan_prognose(make_prognosestaat(begroting, nummer, kring)) for nummer in ("1", "2")}
    for code, light in (("Q1", False), ("Q3", False), ("Q4", True)):
        staat = make_kwartaalstaat(begroting, parse_termijn(code, 2026), light, kring)
        plannen[f"kwartaal-{code}-{wie}"] = plan_kwartaal(staat)
    return plannen


def schrijf_alle(begroting: Begroting, gemeente: str, folder: Path) -> list[Path]:
    paths = []
    for naam, plan in list_plannen(begroting, gemeente).items():
        path = folder / f"{naam}.xlsx"
        path.write_bytes(play_new(plan))
        paths.append(path)
    return paths


def ongelijk_begroting() -> Begroting:
    """A year with holes: no inkoopplan for half of the gemeenten, no taakcode, no kwartaal, a threshold with decimals."""
    base = jaar_begroting()
    extra = (
        Realisatie("Baarn", "K03", "J1", "2026", 100_01), Realisatie("Soest", "K04", "W1", "2025-Q4", 5_00),
        Realisatie("Leusden", "K04", "W1", "zomer", -1_00),
    )  # fmt: skip
    return jaar_begroting(
        regeling={"naam": "Proef & Co", "afwijking_procent": Decimal("7.999")},
        inkoopplan=base.inkoopplan[::2],
        realisatie=(*base.realisatie, *extra),
    )


def willekeurige_begroting(seed: int) -> Begroting:
    """A year whose prognoses and realisatie lie around the threshold, often exactly on it."""
    pick = random.Random(seed)
    drempel = Decimal(pick.choice(("0", "2.5", "5", "7.25", "10")))
    base = jaar_begroting(regeling={"naam": "Proef", "afwijking_procent": drempel})

    def rond(cents: int) -> int:
        grens = int(Decimal(cents) * (1 + pick.choice((-1, 1)) * drempel / 100))
        return max(0, grens + pick.choice((-1, 0, 0, 1)))

    prognoses = tuple(replace(one, bedrag=rond(plan_van(one.gemeente, one.taak or "J1"))) for one in base.prognoses)
    realisatie = tuple(replace(one, bedrag=rond(plan_van(one.gemeente, one.taak) // 4)) for one in base.realisatie)
    return replace(base, prognoses=prognoses, realisatie=realisatie)


BEGROTINGEN = {"gewoon": jaar_begroting, "ongelijk": ongelijk_begroting}


@pytest.mark.parametrize("gemeente", GEMEENTEN)
@pytest.mark.parametrize("naam", BEGROTINGEN)
def test_ironcalc_finds_the_same_figures(naam: str, gemeente: str, tmp_path: Path) -> None:
    """Een tweede rekenprogramma vindt in elk rapport dezelfde bedragen, percentages en signalen."""
    for path in schrijf_alle(BEGROTINGEN[naam](), gemeente, tmp_path):
        assert len(formula_cells(path)) > 20
        assert (formulas_ironcalc_misreads(path), compare_caches(path, recalculate_ironcalc(path))) == ([], [])


@needs_libreoffice
@pytest.mark.parametrize("naam", BEGROTINGEN)
def test_libreoffice_finds_the_same_figures(naam: str, tmp_path: Path) -> None:
    """LibreOffice vindt in elk rapport dezelfde bedragen, percentages en signalen."""
    paths = [path for gemeente in GEMEENTEN for path in schrijf_alle(BEGROTINGEN[naam](), gemeente, tmp_path)]
    copies = recalculate_libreoffice(paths, tmp_path / "herrekend")
    found = {path.name: compare_caches(path, copy) for path, copy in zip(paths, copies, strict=True)}
    assert found == {path.name: [] for path in paths}


@pytest.mark.parametrize("seed", range(12))
def test_formulas_see_the_threshold_as_exactly_as_python(seed: int, tmp_path: Path) -> None:
    """Een afwijking van precies de drempel geeft in de formule geen signaal en een cent meer wel, net als in Python."""
    for path in schrijf_alle(willekeurige_begroting(seed), "", tmp_path):
        assert compare_caches(path, recalculate_ironcalc(path)) == []


@needs_libreoffice
def test_libreoffice_sees_the_threshold_as_exactly_as_python(tmp_path: Path) -> None:
    """Ook LibreOffice ziet het verschil tussen precies de drempel en een cent meer."""
    for seed in (20, 21):
        folder = tmp_path / str(seed)
        folder.mkdir()
        paths = schrijf_alle(willekeurige_begroting(seed), "", folder)
        copies = recalculate_libreoffice(paths, folder / "herrekend")
        assert [compare_caches(path, copy) for path, copy in zip(paths, copies, strict=True)] == [[]] * len(paths)


@pytest.mark.parametrize(
    ("rapport", "blad", "cel", "controle"),
    [
        ("wijziging-1-allen", "Gemeenten", "D17", ("Wijziging", "D25")),
        ("prognose-2-allen", "Prognose", "B7", ("Prognose", "D17")),
        ("kwartaal-Q3-allen", "Rapportage", "C7", ("Rapportage", "C18")),
    ],
)
def test_a_changed_amount_is_noticed(rapport: str, blad: str, cel: str, controle: tuple[str, str], tmp_path: Path) -> None:
    """Wie in een rapport een bedrag overtypt, ziet de controle omslaan van OK naar SLUIT NIET."""
    path = tmp_path / "rapport.xlsx"
    path.write_bytes(play_new(list_plannen(jaar_begroting(), "")[rapport]))
    assert recalculate_ironcalc(path)[controle] == "OK"
    changed = recalculate_ironcalc(wijzig_cel(path, blad, cel, 1, tmp_path / "gewijzigd.xlsx"))
    assert changed[controle] == "SLUIT NIET"


def test_the_charts_are_native(tmp_path: Path) -> None:
    """Elk rapport heeft echte Excelgrafieken met een Nederlandse titel, geen plaatjes."""
    titels = {
        "wijziging-1": ["Bijdrage per gemeente vóór en na wijziging 1"],
        "prognose-2": ["Prognose 2 naast de begroting 2026, per gemeente"],
        "kwartaal-Q3": [
            "Kosten per kwartaal 2026, per gemeente",
            "Realisatie naast het inkoopplan tot en met Q3 2026, per gemeente",
        ],
    }
    for path in schrijf_alle(jaar_begroting(), "", tmp_path):
        begin = path.stem.removesuffix("-allen")
        with zipfile.ZipFile(path) as archive:
            charts = [archive.read(one).decode() for one in archive.namelist() if "charts/chart" in one]
            assert not [one for one in archive.namelist() if "media/" in one]
        for titel in titels.get(begin, []):
            assert any(titel in chart for chart in charts)


def test_the_same_year_gives_the_same_bytes() -> None:
    """Hetzelfde jaar geeft twee keer precies hetzelfde bestand."""
    first, second = ({naam: play_new(plan) for naam, plan in list_plannen(jaar_begroting(), "").items()} for _ in range(2))
    assert first == second
