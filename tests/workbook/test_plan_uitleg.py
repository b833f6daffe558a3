"""The sheet Uitleg of a factuur: a tree that folds, of references that recalculate, with nothing of anybody else."""

from __future__ import annotations

from dataclasses import asdict
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest

from cusd_xl.base.years import parse_termijn
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.factuur import Factuur
from cusd_xl.rules.creditfactuur import make_creditfactuur
from cusd_xl.rules.factuurregels import make_facturen
from cusd_xl.rules.uitleg.verdeling import find_restfeiten
from cusd_xl.rules.verdeling import allocate
from cusd_xl.runs.weergave import freeze_uitleg, plan_werkmap
from cusd_xl.workbook.plan_factuur import plan_factuur
from cusd_xl.workbook.play_new import play_new
from tests.hulp.facturen import in_hele_euros, korte_begroting, lange_begroting
from tests.hulp.recalc import (
    compare_caches,
    formula_cells,
    needs_libreoffice,
    recalculate_ironcalc,
    recalculate_libreoffice,
)
from tests.rules.bouw import START

BEGROTINGEN = {"kort": korte_begroting(), "lang": lange_begroting(), "euro": in_hele_euros(lange_begroting())}


def schrijf(begroting: Begroting, folder: Path, code: str = "Q1") -> list[tuple[Factuur, Path]]:
    """The facturen with their sheet Uitleg."""
    verdeling = allocate(begroting)
    made = []
    for factuur in make_facturen(begroting, verdeling, parse_termijn(code, begroting.jaar), START):
        path = folder / f"{factuur.nummer}.xlsx"
        path.write_bytes(play_new(plan_werkmap(factuur, freeze_uitleg({}, verdeling, factuur))))
        made.append((factuur, path))
    return made


@pytest.mark.parametrize("naam", BEGROTINGEN)
def test_every_reference_recalculates(naam: str, tmp_path: Path) -> None:
    """Ironcalc rekent elke formule van de factuur met haar uitleg na en komt op dezelfde waarden."""
    assert {path.name: compare_caches(path, recalculate_ironcalc(path)) for _, path in schrijf(BEGROTINGEN[naam], tmp_path)} == {
        path.name: [] for path in tmp_path.glob("*.xlsx")
    }


@needs_libreoffice
def test_every_reference_recalculates_in_libreoffice(tmp_path: Path) -> None:
    """LibreOffice komt op dezelfde waarden."""
    paths = [path for _, path in schrijf(BEGROTINGEN["lang"], tmp_path)[:4]]
    copies = recalculate_libreoffice(paths, tmp_path / "herrekend")
    assert [compare_caches(*pair) for pair in zip(paths, copies, strict=True)] == [[] for _ in paths]


@pytest.mark.parametrize("naam", BEGROTINGEN)
def test_every_line_of_the_factuur_has_its_tree(naam: str, tmp_path: Path) -> None:
    """Elke factuurregel heeft een blok met haar bedrag, en elke kostenpost daaronder haar bijdrage."""
    for factuur, path in schrijf(BEGROTINGEN[naam], tmp_path):
        rows = list(openpyxl.load_workbook(path, data_only=True)["Uitleg"].iter_rows(min_row=7, values_only=True))
        shown = [(str(row[0]), row[1]) for row in rows if row[0]]
        for regel in factuur.regels:
            kop = f"Bijdrage {regel.omschrijving} {factuur.termijn.jaar}, btw-code {regel.btw}"
            assert (kop, regel.bedrag / 100) in shown
        for post in factuur.specificatie:
            assert (f"{post.kostenpost} {post.omschrijving}", post.jaarbedrag / 100) in shown


def test_amounts_are_references_and_links_lead_somewhere(tmp_path: Path) -> None:
    """Elk bedrag is een verwijzing naar het blad waar het wordt berekend; elke link wijst naar een gevulde cel."""
    _, path = schrijf(BEGROTINGEN["lang"], tmp_path)[0]
    book = openpyxl.load_workbook(path)
    formules = [one.formule for one in formula_cells(path) if one.blad == "Uitleg"]
    assert formules and all(one.startswith("=Specificatie!") for one in formules)
    numbers = [cell for row in book["Uitleg"].iter_rows(min_row=7) for cell in row if isinstance(cell.value, int | float)]
    assert numbers == []
    links = [cell.hyperlink for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    for link in links:
        blad, _, plek = link.location.rpartition("!")
        assert book[blad.strip("'")][plek].value is not None
    assert {link.location.rpartition("!")[0].strip("'") for link in links} == {"Factuur", "Specificatie", "Uitleg"}


def test_steps_fold_under_what_they_explain(tmp_path: Path) -> None:
    """Elke stap staat een niveau dieper dan wat zij uitlegt, en de knop om te vouwen staat boven de groep."""
    _, path = schrijf(BEGROTINGEN["kort"], tmp_path)[0]
    sheet = openpyxl.load_workbook(path)["Uitleg"]
    levels = [sheet.row_dimensions[row].outlineLevel for row in range(7, sheet.max_row + 1)]
    assert levels[0] == 0 and max(levels) == 3
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert sheet.sheet_properties.outlinePr.summaryBelow is False


def test_the_own_place_is_told_and_nobody_else(tmp_path: Path) -> None:
    """De uitleg noemt de eigen plaats en hoeveel centen er over waren, en geen andere gemeente bij naam."""
    begroting = BEGROTINGEN["lang"]
    post = allocate(begroting).kostenposten[0]
    for factuur, path in schrijf(begroting, tmp_path):
        eigen = factuur.afnemer.gemeente
        text = " ".join(str(cell) for row in openpyxl.load_workbook(path)["Uitleg"].iter_rows(values_only=True) for cell in row)
        anderen = [
            one.gemeente for one in begroting.deelnemers if one.gemeente not in (eigen, begroting.regeling.centrumgemeente)
        ]
        assert [naam for naam in anderen if f" {naam} " in f" {text} "] == []
        feiten = find_restfeiten(post, eigen)
        if feiten and post.kostenpost.kostenpost in {one.kostenpost for one in factuur.specificatie}:
            assert f"nummer {feiten.rang} van {feiten.gemeenten} in grootte" in text


def test_a_factuur_of_before_has_no_uitleg() -> None:
    """Een factuur die zonder uitleg is vastgesteld, komt er byte voor byte zo weer uit."""
    factuur = make_facturen(BEGROTINGEN["kort"], allocate(BEGROTINGEN["kort"]), parse_termijn("Q1", 2026), START)[0]
    assert play_new(plan_werkmap(factuur, {"efactuur_profiel": "geen"})) == play_new(plan_factuur(factuur))
    assert [one.naam for one in plan_factuur(factuur).bladen] == ["Factuur", "Specificatie"]


def test_the_same_factuur_gives_the_same_bytes(tmp_path: Path) -> None:
    """Dezelfde factuur met dezelfde feiten geeft twee keer dezelfde bytes, ook als zij gecrediteerd wordt."""
    begroting = BEGROTINGEN["kort"]
    verdeling = allocate(begroting)
    factuur = make_facturen(begroting, verdeling, parse_termijn("Q1", 2026), START)[0]
    frozen = freeze_uitleg({}, verdeling, factuur)
    assert play_new(plan_werkmap(factuur, frozen)) == play_new(plan_werkmap(factuur, frozen))
    credit = make_creditfactuur(factuur, "te hoog", START)
    assert [one.naam for one in plan_werkmap(credit, frozen).bladen] == ["Factuur", "Specificatie", "Uitleg"]


def test_what_is_frozen_is_of_one_gemeente() -> None:
    """Naast de factuur worden alleen feiten van de eigen gemeente bewaard, en alleen van haar eigen kostenposten."""
    begroting = BEGROTINGEN["lang"]
    verdeling = allocate(begroting)
    for factuur in make_facturen(begroting, verdeling, parse_termijn("Q1", 2026), START):
        resten = freeze_uitleg({}, verdeling, factuur)["uitleg"]["resten"]
        assert set(resten) <= {one.kostenpost for one in factuur.specificatie}
        for post in verdeling.kostenposten:
            if post.kostenpost.kostenpost in resten:
                feiten = find_restfeiten(post, factuur.afnemer.gemeente)
                assert feiten is not None and resten[post.kostenpost.kostenpost] == asdict(feiten)
