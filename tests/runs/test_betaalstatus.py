"""The betaalstatus in the overview: what is open, paid and late, and it follows the day that stands on the sheet."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cusd_xl.workbook.plan_betaalstatus import BLAD, DAG, EERSTE, OPEN, SAMEN, SOORTEN, STATUS
from tests.hulp.afrekening import factureer_jaar, jaar, schrijf_werkmap
from tests.hulp.opdracht import geef
from tests.hulp.recalc import compare_caches, needs_libreoffice, recalculate_ironcalc, recalculate_libreoffice

AFSCHRIFT = (
    "datum;bedrag;omschrijving;kenmerk\n2026-01-20;8500,00;CUSD-2026-00001;K1\n2026-02-09;7000,00;CUSD-2026-00002;K2\n"
    "2026-04-20;8500,01;CUSD-2026-00003;K3\n"
)


@pytest.fixture(scope="module")
def map_(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two quarters billed, a statement read back, and the second quarter run once more."""
    folder = tmp_path_factory.mktemp("betaald")
    begroting = jaar(voorschotten=())
    plek = factureer_jaar(folder, begroting, "Q1", "Q2")
    (folder / "afschrift.csv").write_text(AFSCHRIFT, encoding="utf-8")
    assert geef("register", "betalingen", folder / "afschrift.csv", "--register", plek).status == 0
    werkmap = schrijf_werkmap(begroting, folder / "nog eens.xlsx")
    vast = ("--definitief", "--register", plek)
    assert geef("factureer", werkmap, "--termijn", "Q2", "--uit", folder / "Q2", "--datum", "2026-04-05", *vast).status == 0
    return folder


def lees(path: Path) -> tuple[Any, dict[str, tuple[str, float]]]:
    """The day on the sheet, and per number its status and what is open."""
    sheet = openpyxl.load_workbook(path, data_only=True)[BLAD]
    rows = sheet.iter_rows(min_row=EERSTE + 1, values_only=True)
    return sheet.cell(DAG[0] + 1, DAG[1] + 1).value, {row[0]: (row[STATUS] or "", row[OPEN]) for row in rows if row[4]}


def test_the_overview_says_what_is_open_paid_and_late(map_: Path) -> None:
    """Van Q1 is Baarn betaald en Eemnes met € 500,00 te laat; van Q2 betaalde Baarn een cent te veel en staat Eemnes open."""
    dag, found = lees(map_ / "Q2" / "overzicht.xlsx")
    assert dag == datetime(2026, 4, 20)
    assert found == {
        "CUSD-IV-2026-00001": ("n.v.t.", 0), "CUSD-2026-00001": ("betaald", 0), "CUSD-2026-00002": ("te laat", 500),
        "CUSD-IV-2026-00002": ("n.v.t.", 0), "CUSD-2026-00003": ("te veel betaald", -0.01), "CUSD-2026-00004": ("open", 7500),
    }  # fmt: skip


def test_the_summary_counts_each_status(map_: Path) -> None:
    """Bovenaan staat per status hoeveel facturen hem hebben, wat zij samen zijn en wat er van openstaat."""
    sheet = openpyxl.load_workbook(map_ / "Q2" / "overzicht.xlsx", data_only=True)[BLAD]
    rows = list(sheet.iter_rows(min_row=SAMEN + 1, max_row=SAMEN + len(SOORTEN), max_col=4, values_only=True))
    assert rows == [
        ("open", 1, 7500, 7500), ("te laat", 1, 7500, 500), ("betaald", 1, 8500, 0), ("te veel betaald", 1, 8500, -0.01),
        ("terug te betalen", 0, 0, 0), ("terugbetaald", 0, 0, 0),
    ]  # fmt: skip


@needs_libreoffice
def test_the_status_follows_the_day_on_the_sheet(map_: Path, tmp_path: Path) -> None:
    """Typt de lezer 6 mei 2026 bij Stand op, dan is Q2 van Eemnes te laat zonder dat iets opnieuw wordt gemaakt."""
    book = openpyxl.load_workbook(map_ / "Q2" / "overzicht.xlsx")
    book[BLAD].cell(DAG[0] + 1, DAG[1] + 1).value = datetime(2026, 5, 6)
    book.save(tmp_path / "later.xlsx")
    (copy,) = recalculate_libreoffice([tmp_path / "later.xlsx"], tmp_path / "opnieuw")
    dag, found = lees(copy)
    assert dag == datetime(2026, 5, 6)
    assert (found["CUSD-2026-00004"][0], found["CUSD-2026-00001"][0]) == ("te laat", "betaald")


def test_the_whole_register_as_a_workbook(map_: Path) -> None:
    """'register export' naar .xlsx geeft hetzelfde blad voor het hele register, op de gevraagde dag."""
    export = ("register", "export", "--register", map_ / "register.sqlite", "--op", "2026-05-06", "--uit", map_ / "stand.xlsx")
    assert geef(*export).status == 0
    dag, found = lees(map_ / "stand.xlsx")
    assert (dag, found["CUSD-2026-00004"]) == (datetime(2026, 5, 6), ("te laat", 7500))
    assert compare_caches(map_ / "stand.xlsx", recalculate_ironcalc(map_ / "stand.xlsx")) == []


@needs_libreoffice
def test_libreoffice_agrees(map_: Path, tmp_path: Path) -> None:
    """LibreOffice rekent het overzicht met de betaalstatus na zonder verschil."""
    path = map_ / "Q2" / "overzicht.xlsx"
    assert compare_caches(path, recalculate_ironcalc(path)) == []
    (copy,) = recalculate_libreoffice([path], tmp_path)
    assert compare_caches(path, copy) == []
