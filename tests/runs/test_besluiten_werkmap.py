"""Every finding on besluiten and kalender is provoked by a real workbook too, and points to the cell where it was typed."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from cusd_xl.rules.controles import check_begroting
from cusd_xl.runs.nieuw import run_nieuw
from cusd_xl.workbook import read_regeling
from cusd_xl.workbook.layout import TABELLEN
from cusd_xl.workbook.package import unpack
from cusd_xl.workbook.read import read_pakket, read_werkmap
from tests.rules.controles.gevallen_besluiten import GEVALLEN_BESLUITEN, ZONDER_BLAD
from tests.runs.test_controles_werkmap import LOWER, write_begroting
from tests.workbook.bouw_werkmap import Werkmapbouw

REGELINGEN = ("amersfoort", "flevoland-2016", "flevoland-2022", "leeg")


@pytest.fixture(autouse=True)
def every_regeling(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader takes the name of every regeling with afspraken, also while its profiel is still being made."""
    parameters = tuple(replace(one, keuzes=REGELINGEN) if one.naam == "profiel" else one for one in read_regeling.PARAMETERS)
    monkeypatch.setattr(read_regeling, "PARAMETERS", parameters)


@pytest.mark.parametrize("code", GEVALLEN_BESLUITEN)
def test_each_mistake_in_a_workbook_is_found_in_its_cell(tmp_path: Path, code: str) -> None:
    """Wat de controle belooft geldt ook voor een bestand, van cel tot bevinding."""
    geval = GEVALLEN_BESLUITEN[code]
    zonder = ("tblBesluiten",) if code in ZONDER_BLAD else ()
    gelezen = read_werkmap(write_begroting(geval.bouw(), tmp_path / "b.xlsx", zonder))
    assert gelezen.begroting is not None
    expected = re.sub(r"\d+$", lambda rij: str(int(rij[0]) + LOWER), geval.cel)
    assert (code, expected) in [(one.code, one.cel) for one in check_begroting(gelezen.begroting)]


def test_a_workbook_made_before_these_tables_hears_nothing_of_them(tmp_path: Path) -> None:
    """Een werkmap van vóór deze bladen geeft geen enkele bevinding erover."""
    bouw = Werkmapbouw(weg={tabel.naam for tabel in TABELLEN if tabel.bijkomend})
    bouw.zet("tblRegeling", 1, 1, "amersfoort")
    begroting = read_werkmap(bouw.schrijf(tmp_path / "b.xlsx")).begroting
    assert begroting is not None
    assert [] == [one.code for one in check_begroting(begroting) if one.code in GEVALLEN_BESLUITEN]


def test_a_new_workbook_has_the_kalender_of_its_regeling_and_no_findings_on_it() -> None:
    """Een nieuwe werkmap voor Amersfoort toont de momenten van 2026 met hun uiterste datum, en heeft er geen bevinding over."""
    begroting = read_pakket(unpack("nieuw.xlsx", run_nieuw("amersfoort", 2026, leeg=False))).begroting
    assert begroting is not None
    found = {(one.moment, one.periode): one.uiterlijk for one in begroting.kalender}
    assert ["2025-11-14", "2026-08-31", "2027-03-31"] == [
        str(found[place]) for place in (("begroting besproken", ""), ("jaarprognose", "1"), ("kwartaalrapportage", "Q4"))
    ]
    assert {None} == {one.gereed for one in begroting.kalender}
    assert [] == [one.melding for one in check_begroting(begroting)]
