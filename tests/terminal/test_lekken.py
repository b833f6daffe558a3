"""Leakage: a factuur, as workbook and as PDF, holds the figures of one gemeente and the regional totals, in every part."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.hulp.opdracht import geef
from tests.hulp.pdf import read_tekst

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


def find_pdf_leaks(text: str, own: str, berekend: dict[str, dict[str, set[str]]]) -> list[str]:
    """The same for the text of a PDF, where an amount is written as `17.471,68`."""
    shown = set(re.findall(r"(?<![\w.,])\d[\d.]*,\d\d(?![\w,])", text))
    return find_leaks(
        " ".join([text, *(f"{float(one.replace('.', '').replace(',', '.')):.15g}" for one in shown)]), own, berekend
    )


def read_pdf(facturen: Path, code: set[str]) -> str:
    """The text of the pages and what the file says about itself."""
    (factuur,) = facturen.glob(f"*-{next(iter(code))}_*.pdf")
    return read_tekst(factuur.read_bytes())


def test_no_pdf_tells_about_another_gemeente(facturen: Path, berekend: dict[str, dict[str, set[str]]]) -> None:
    """Ook in de pdf staat nergens de naam, de GM-code of een bedrag van een andere gemeente."""
    leaks = {gemeente: find_pdf_leaks(read_pdf(facturen, one["code"]), gemeente, berekend) for gemeente, one in berekend.items()}
    assert leaks == {gemeente: [] for gemeente in berekend}


def test_a_leak_in_a_pdf_would_be_noticed(facturen: Path, berekend: dict[str, dict[str, set[str]]]) -> None:
    """De controle ziet het als de pdf van Soest bij Baarn zou belanden: naam, code en elk bedrag."""
    leaks = find_pdf_leaks(read_pdf(facturen, berekend["Soest"]["code"]), "Baarn", berekend)
    assert {"Soest", "GM0342", "373844.2"} <= set(leaks)
