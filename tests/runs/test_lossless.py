"""Lossless: whatever a workbook holds, koppel adds to it, a second time changes nothing, and ontkoppel gives it back."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from cusd_xl.base.errors import CusdError
from cusd_xl.runs.koppel import Koppelresultaat, Koppelwens, run_koppel
from cusd_xl.runs.ontkoppel import run_ontkoppel
from cusd_xl.workbook.package import open_pakket
from tests.hulp.alles import read_macros, write_alles
from tests.hulp.node import ooxml_errors
from tests.workbook.bouw_werkmap import Werkmapbouw

WENS = Koppelwens(2026)
LISTS = {"[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
"""The parts that name others, and the styles: the only ones that may change."""
LOCKED = frozenset(("0ca1ab7d0e_workbookProtection-workbook_password-2013.xlsx", "8de0f4aefc_WorkbookProtection.xlsx"))
"""Workbooks of the corpus whose structure is protected, so that no sheet can be added."""
FEATURES = (
    "comments1.xml", "vmlDrawing", "drawing1.xml", "chart1.xml", "chartsheet", "media/", "table1.xml", "featurePropertyBag",
    "richData", "metadata.xml", "docProps/custom.xml",
)  # fmt: skip


@pytest.fixture
def alles(tmp_path: Path) -> Path:
    """A workbook with every feature."""
    return write_alles(tmp_path / "alles.xlsx")


def _koppel(path: Path, naam: str = "gekoppeld") -> tuple[Path, Koppelresultaat]:
    uit = path.with_name(f"{naam}{path.suffix}")
    return uit, run_koppel(path, uit, WENS)


def _lost(path: Path, tmp_path: Path) -> list[str]:
    """What went wrong on the way in, in again and out; empty when nothing was lost."""
    in1, in2, out = (tmp_path / f"{path.stem}-{step}{path.suffix}" for step in ("in1", "in2", "out"))
    rapport = run_koppel(path, in1, WENS).rapport
    run_koppel(in1, in2, WENS)
    exact = run_ontkoppel(in2, out).exact
    before, after = open_pakket(path).delen, open_pakket(out).delen
    changed = {deel for deel in rapport.gewijzigd if deel.casefold() not in {one.casefold() for one in LISTS}}
    problems = {
        "other parts changed": {deel for deel in changed if "workbook" not in deel and "styles" not in deel.casefold()},
        "parts lost": {deel for deel in rapport.weggelaten if "calcChain" not in deel},
        "second run differs": {} if in1.read_bytes() == in2.read_bytes() else {"bytes"},
        "not given back": {} if exact and list(before.items()) == list(after.items()) else {"parts"},
    }
    return [f"{path.name}: {what}: {which}" for what, which in problems.items() if which]


def test_the_workbook_of_this_test_has_every_feature(alles):
    """Notes, drawings, charts, pictures, controls, tables and rich data are all there to be lost."""
    delen = " ".join(open_pakket(alles).delen)

    assert [feature for feature in FEATURES if feature not in delen] == []


def test_every_feature_stays_byte_for_byte(alles):
    """Only the lists of parts, the workbook part and the styles change; whatever was drawn or typed stays as it was."""
    uit, resultaat = _koppel(alles)
    before, after = open_pakket(alles).delen, open_pakket(uit).delen

    changed = {deel for deel in before if after.get(deel) != before[deel]}

    assert changed - LISTS == set()
    assert (resultaat.rapport.verlies, set(resultaat.rapport.gewijzigd)) == ((), changed)


def test_nothing_is_lost_on_the_way_in_and_out(alles, tmp_path):
    """Linked, linked again and unlinked: the second copy is the first, and the last is the workbook as it was."""
    assert _lost(alles, tmp_path) == []


def test_macros_are_kept(tmp_path):
    """A workbook with macros keeps them, and stays an .xlsm."""
    path = write_alles(tmp_path / "macros.xlsm", read_macros())
    uit, _ = _koppel(path)

    assert open_pakket(uit).delen["xl/vbaProject.bin"] == open_pakket(path).delen["xl/vbaProject.bin"]
    assert _lost(path, tmp_path) == []


def test_names_and_hidden_sheets_are_still_there(alles):
    """Another reader sees the sheets in their order, the very hidden one still very hidden, and every name."""
    uit, _ = _koppel(alles)
    before, after = openpyxl.load_workbook(alles), openpyxl.load_workbook(uit)

    assert after.sheetnames[: len(before.sheetnames)] == before.sheetnames
    assert after["Geheim"].sheet_state == "veryHidden"
    assert set(before.defined_names) <= set(after.defined_names)


def test_microsofts_validator_finds_nothing_new(alles, tmp_path):
    """The Open XML SDK has no complaint about the linked workbook that it had not before; also not about a computed one."""
    computed = Werkmapbouw().schrijf(tmp_path / "begroting.xlsx")
    pairs = [(path, _koppel(path, f"{path.stem}-in")[0]) for path in (alles, computed)]

    assert [ooxml_errors(after) - ooxml_errors(before) for before, after in pairs] == [{}, {}]


def test_the_corpus_goes_in_and_out_unharmed(shared, tmp_path):
    """Over a hundred workbooks of others lose nothing; those that cannot be linked say why and leave no file."""
    paths = sorted(path for name in ("valid", "weird") for path in (shared / "corpus" / name).iterdir())
    problems: list[str] = []
    refused: set[str] = set()
    for path in paths:
        try:
            problems += _lost(path, tmp_path)
        except CusdError as error:
            refused.add(path.name)
            problems += [f"{path.name}: more than one line"] if "\n" in str(error) else []
            problems += [f"{path.name}: left {one.name}" for one in tmp_path.glob(f"{path.stem}-in1*")]

    assert problems == []
    assert {naam for naam in refused if _opens(shared, naam)} == LOCKED
    assert len(paths) - len(refused) >= 115


def _opens(shared: Path, naam: str) -> bool:
    path = next(one for one in (shared / "corpus").rglob(naam))
    try:
        open_pakket(path)
    except CusdError:
        return False
    return True
