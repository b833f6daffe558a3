"""Leakage: a factuur holds the figures of one gemeente and the regional totals, in every part of the file."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.hulp.opdracht import geef

MEEGELEVERD = REPOSITORY / "workbooks" / "begroting-amersfoort-2026.xlsx"
CENTRUM = "Amersfoort"


@pytest.fixture(scope="module")
def facturen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The facturen of the second quarter."""
    uit = tmp_path_factory.mktemp("facturen")
    assert geef("factureer", MEEGELEVERD, "--termijn", "Q2", "--uit", uit, "--datum", "2026-04-01").status == 0
    return uit


@pytest.fixture(scope="module")
def berekend() -> dict[str, dict[str, set[str]]]:
    """Per gemeente its GM-code and its amounts, as they would stand in the XML of a cell."""
    found = geef("bereken", MEEGELEVERD, "--json").json
    per: dict[str, dict[str, set[str]]] = {}
    for one in found["bijdragen"]:
        own = per.setdefault(one["gemeente"], {"code": {one["gm_code"]}, "bedragen": set()})
        own["bedragen"].add(f"{float(one['bedrag']):.15g}")
    for gemeente, bedrag in found["per_gemeente"].items():
        per[gemeente]["bedragen"].add(f"{float(bedrag):.15g}")
    return per


def read_parts(factuur: Path) -> str:
    """Every part of the file as one text, file names included."""
    with zipfile.ZipFile(factuur) as archive:
        return "\n".join(f"{name}\n{archive.read(name).decode('utf-8')}" for name in archive.namelist())


def find_leaks(text: str, own: str, berekend: dict[str, dict[str, set[str]]]) -> list[str]:
    """Names, codes and amounts of other gemeenten in a text; the centrumgemeente is the sender and may be named."""
    numbers = set(re.findall(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.])", text))
    leaks = []
    for gemeente, facts in berekend.items():
        if gemeente == own:
            continue
        leaks += [code for code in facts["code"] if code in text]
        leaks += [gemeente] if gemeente in text and gemeente != CENTRUM else []
        leaks += sorted((facts["bedragen"] - berekend[own]["bedragen"]) & numbers)
    return leaks


def test_no_factuur_tells_about_another_gemeente(facturen: Path, berekend: dict[str, dict[str, set[str]]]) -> None:
    """In geen enkel onderdeel van een factuur staat de naam, de GM-code of een bedrag van een andere gemeente."""
    leaks = {}
    for gemeente, facts in berekend.items():
        (factuur,) = facturen.glob(f"*-{next(iter(facts['code']))}_*.xlsx")
        leaks[gemeente] = find_leaks(read_parts(factuur), gemeente, berekend)
    assert leaks == {gemeente: [] for gemeente in berekend}


def test_a_leak_would_be_noticed(facturen: Path, berekend: dict[str, dict[str, set[str]]]) -> None:
    """De controle zelf ziet een naam, een code en een bedrag van een ander: het overzicht bevat ze alle."""
    leaks = find_leaks(read_parts(facturen / "overzicht.xlsx"), "Baarn", berekend)
    assert {"Soest", "GM0342", "373844.2"} <= set(leaks)
