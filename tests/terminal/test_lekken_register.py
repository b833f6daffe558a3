"""Leakage in what is really sent: definitive facturen, creditfacturen and eindafrekeningen, in every part of every file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cusd_xl.base.names import slug
from tests.hulp.opdracht import geef
from tests.hulp.pdf import read_tekst
from tests.terminal.test_lekken import MEEGELEVERD, find_leaks, find_pdf_leaks, read_parts

GEMEENTEN = ("Amersfoort", "Baarn", "Bunschoten", "Eemnes", "Leusden", "Nijkerk", "Soest", "Woudenberg")
BEDRAGEN = ("bedrag", "te_betalen", "werkelijk", "voorschot", "saldo")


@pytest.fixture(scope="module")
def map_(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A year: one factuur each, one taken back, and the eindafrekening, with all it printed as JSON."""
    folder = tmp_path_factory.mktemp("jaar")
    vast = ("--register", folder / "r.sqlite", "--json")
    realisatie = folder / "realisatie.csv"
    kosten = "".join(f"Amersfoort;K{post:02};;2026;{300_000 + 1_003 * post},{post:02};kosten\n" for post in range(1, 12))
    realisatie.write_text(f"Gemeente;Kostenpost;Taak;Periode;Bedrag;Soort\n{kosten}", encoding="utf-8")
    vast = (*vast, "--uit", folder / "uit")
    definitief = ("--status", "definitief", "--datum", "2027-03-20")
    opdrachten = (
        ("factureer", MEEGELEVERD, "--termijn", "jaar", "--datum", "2026-01-05", "--definitief"),
        ("register", "credit", "CUSD-2026-00001", "--reden", "Fout", "--datum", "2026-02-02"),
        ("afreken", MEEGELEVERD, "--realisatie", realisatie, *definitief),
    )
    for nummer, woorden in enumerate(opdrachten):
        uitkomst = geef(*woorden, *vast)
        assert uitkomst.status == 0, uitkomst.err
        (folder / f"{nummer}.json").write_text(uitkomst.out, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def feiten(map_: Path) -> dict[str, dict[str, set[str]]]:
    """Per gemeente its GM-code and every amount that is its own, as they would stand in the XML of a cell."""
    found: dict[str, dict[str, set[str]]] = {naam: {"code": set(), "bedragen": set()} for naam in GEMEENTEN}
    for path in map_.glob("*.json"):
        values = json.loads(path.read_text("utf-8"))
        for one in (*values.get("facturen", ()), *values.get("afrekeningen", ())):
            own = found[one["gemeente"]]
            own["code"].add(one["gm_code"])
            rows = (one, *one.get("regels", ()))
            own["bedragen"] |= {f"{abs(float(row[naam])):.15g}" for row in rows for naam in BEDRAGEN if row.get(naam)}
    for one in geef("bereken", MEEGELEVERD, "--json").json["bijdragen"]:
        found[one["gemeente"]]["bedragen"].add(f"{float(one['bedrag']):.15g}")
    for own in found.values():
        groot = [float(bedrag) for bedrag in own["bedragen"] if float(bedrag) > 100]
        # a share stands on the specification before the cent that was left over is added
        own["bedragen"] = {f"{bedrag - cent:.15g}" for bedrag in groot for cent in (0, 0.01)}
    return found


def list_lekken(map_: Path, gemeente: str, own: str, feiten: dict[str, dict[str, set[str]]]) -> dict[str, list[str]]:
    """Per file of a gemeente what in it is of another than `own`."""
    found = {}
    for path in sorted((map_ / "uit").glob(f"*_{slug(gemeente, '')}.*")):
        if path.suffix == ".pdf":
            found[path.name] = find_pdf_leaks(read_tekst(path.read_bytes()), own, feiten)
        elif path.suffix in (".xlsx", ".xml"):
            text = read_parts(path) if path.suffix == ".xlsx" else path.read_text("utf-8")
            found[path.name] = find_leaks(text, own, feiten)
    return found


@pytest.mark.parametrize("gemeente", GEMEENTEN)
def test_nothing_that_is_sent_tells_about_another(gemeente: str, map_: Path, feiten: dict[str, dict[str, set[str]]]) -> None:
    """In geen werkmap, pdf of e-factuur van een gemeente staat de naam, de code of een bedrag van een ander."""
    found = list_lekken(map_, gemeente, gemeente, feiten)
    assert len(found) == {"Amersfoort": 5, "Baarn": 10}.get(gemeente, 7)
    assert [one for one in found.items() if one[1]] == []


def test_a_leak_would_be_noticed(map_: Path, feiten: dict[str, dict[str, set[str]]]) -> None:
    """De controle ziet het als een stuk van Soest bij Baarn zou belanden: in elke werkmap, pdf en e-factuur."""
    for lekken in list_lekken(map_, "Soest", "Baarn", feiten).values():
        assert "Soest" in lekken
        assert set(lekken) & feiten["Soest"]["bedragen"]
