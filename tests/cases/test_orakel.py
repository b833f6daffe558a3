"""A second reading of the contract (tests/hulp/orakel.py) and the program agree to the cent on random workbooks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from cusd_xl.runs.nieuw import run_nieuw
from tests.hulp.opdracht import geef
from tests.hulp.orakel import Orakel, read_tabellen
from tests.hulp.toeval import draw_rijen
from tests.hulp.vul import vul_werkmap

TERMIJNEN = {1: ("jaar",), 4: ("Q1", "Q2", "Q3", "Q4"), 12: tuple(f"M{maand:02d}" for maand in range(1, 13))}


@pytest.fixture(scope="module")
def leeg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty begrotingsworkbook."""
    path = tmp_path_factory.mktemp("orakel") / "leeg.xlsx"
    path.write_bytes(run_nieuw("leeg", 2026, True))
    return path


@pytest.mark.parametrize("seed", range(1000, 1024))
def test_every_bijdrage_is_what_the_contract_says(seed: int, leeg: Path, tmp_path: Path) -> None:
    """Twee keer onafhankelijk gerekend, twee keer dezelfde centen, per gemeente, per kostenpost en in totaal."""
    werkmap = vul_werkmap(leeg, draw_rijen(seed), tmp_path / "begroting.xlsx")
    expected = Orakel(read_tabellen(werkmap)).bijdragen()
    found = geef("bereken", werkmap, "--json")
    assert (found.status, found.json["bijdragen"] != []) == (0, expected != {}), found.out
    bijdragen = {(one["kostenpost"], one["gemeente"]): in_cents(one["bedrag"]) for one in found.json["bijdragen"]}
    assert expected == {where: cents for where, cents in bijdragen.items() if cents}
    assert sum_by(expected, 1) == without_zeros(found.json["per_gemeente"])
    assert sum_by(expected, 0) == without_zeros(found.json["per_kostenpost"])
    assert sum(expected.values()) == in_cents(found.json["totaal"])


@pytest.mark.parametrize(("seed", "aantal"), [(1101, 1), (1102, 4), (1103, 4), (1105, 12)])
def test_the_facturen_of_a_year_add_up(seed: int, aantal: int, leeg: Path, tmp_path: Path) -> None:
    """De termijnen van een jaar zijn samen precies het jaarbedrag dat het orakel vindt, op elke factuur."""
    werkmap = vul_werkmap(leeg, draw_rijen(seed), tmp_path / "begroting.xlsx")
    expected = sum_by(Orakel(read_tabellen(werkmap)).bijdragen(), 1)
    gefactureerd: Counter[str] = Counter()
    for termijn in TERMIJNEN[aantal]:
        uit, jaar = tmp_path / termijn, Counter[str]()
        assert geef("factureer", werkmap, "--termijn", termijn, "--uit", uit, "--datum", "2026-01-05").status == 0
        for factuur in uit.glob("CONCEPT-*.xlsx"):
            gemeente, jaarbedrag, deze_termijn = read_factuur(factuur)
            jaar[gemeente] += jaarbedrag
            gefactureerd[gemeente] += deze_termijn
        assert expected == jaar
    assert expected == gefactureerd


def read_factuur(path: Path) -> tuple[str, int, int]:
    """Gemeente, jaarbedrag and the amount of this termijn without btw, in cents, as they stand on the sheet Factuur."""
    rows = list(openpyxl.load_workbook(path, data_only=True)["Factuur"].iter_rows(values_only=True))
    place = next(number for number, row in enumerate(rows) if row[0] == "Aan")
    subtotaal = next(row for row in rows if row[0] == "Subtotaal")
    gemeente = str(rows[place + 1][0]).removeprefix("Gemeente ")
    return gemeente, in_cents(str(subtotaal[2])), in_cents(str(subtotaal[3]))


def sum_by(bijdragen: Mapping[tuple[str, str], int], which: int) -> Counter[str]:
    """The cents per kostenpost (0) or per gemeente (1)."""
    found: Counter[str] = Counter()
    for where, cents in bijdragen.items():
        found[where[which]] += cents
    return found


def without_zeros(bedragen: Mapping[str, str]) -> Counter[str]:
    """Amounts as the contract writes them, in cents; who owes nothing is left out."""
    return Counter({naam: in_cents(bedrag) for naam, bedrag in bedragen.items() if in_cents(bedrag)})


def in_cents(bedrag: str) -> int:
    """`69886.69` as 6988669."""
    return round(float(bedrag) * 100)
