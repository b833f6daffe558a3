"""Journaalposten and payments as files: what goes to the financial administration, and what comes back from the bank."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from cusd_xl.register.stand import list_standen
from cusd_xl.runs.boekhouding import run_journaal
from tests.hulp.opdracht import geef
from tests.hulp.recalc import compare_caches, recalculate_ironcalc
from tests.hulp.registers import gevuld


@pytest.fixture
def plek(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A register beside which the commands are given."""
    monkeypatch.chdir(tmp_path)
    gevuld("facturenregister.sqlite", "Q1", "Q2")
    return "facturenregister.sqlite"


def test_the_csv_adds_up_to_the_register(plek: str, tmp_path: Path) -> None:
    """Per nummer zijn de posten in de CSV samen het bedrag in het register; een taakveld blijft zoals het is."""
    run_journaal(plek, tmp_path / "j.csv", None)
    rows = list(csv.DictReader(io.StringIO((tmp_path / "j.csv").read_text(encoding="utf-8-sig")), delimiter=";"))
    sums: dict[str, Decimal] = {}
    for row in rows:
        sums[row["nummer"]] = sums.get(row["nummer"], Decimal(0)) + Decimal(row["bedrag"].replace(",", "."))
    from cusd_xl.register.opening import open_register

    standen = list_standen(open_register(plek))
    assert sums == {one.registratie.nummer: Decimal(one.registratie.bedrag) / 100 for one in standen}
    assert "," not in "".join(row["taakveld"] for row in rows)


def test_the_workbook_shows_that_it_ties_to_the_register(plek: str, tmp_path: Path) -> None:
    """In het Excelbestand is het totaal een formule, en het verschil met het register nul; herrekenen verandert niets."""
    made = run_journaal(plek, tmp_path / "j.xlsx", 2026)
    sheet = openpyxl.load_workbook(tmp_path / "j.xlsx", data_only=True)["Journaalposten"]
    slot = {row[5].value: row[9].value for row in sheet.iter_rows() if row[5].value}
    assert (slot["Totaal"], slot["Gefactureerd volgens het register"], slot["Verschil"]) == (500000.04, 500000.04, 0)
    assert made.totaal == 50000004
    assert compare_caches(tmp_path / "j.xlsx", recalculate_ironcalc(tmp_path / "j.xlsx")) == []


def test_another_year_has_no_bookings(plek: str, tmp_path: Path) -> None:
    """Voor een jaar zonder facturen komt er een leeg bestand met koppen, en geen fout."""
    for naam in ("j.xlsx", "j.csv"):
        assert run_journaal(plek, tmp_path / naam, 2031).rijen == 0
    assert openpyxl.load_workbook(tmp_path / "j.xlsx")["Journaalposten"]["A5"].value == "Nummer"


def test_payments_are_one_command(plek: str, tmp_path: Path) -> None:
    """Een afschrift inlezen, en de lijst zegt wat open, betaald en te laat is op de gevraagde dag."""
    (tmp_path / "afschrift.csv").write_text("datum;bedrag;omschrijving;kenmerk\n02-02-2026;17471,68;CUSD 2026 00001;K1\n")
    assert geef("register", "betalingen", "afschrift.csv").out == "Overgenomen: 1; al bekend: 0.\n"
    assert geef("register", "betalingen", "afschrift.csv", "--json").json == {"nieuw": 0, "al_bekend": 1, "bevindingen": []}
    rows = geef("register", "list", "--op", "2026-02-05", "--json").json["documenten"]
    assert [one["betaalstatus"] for one in rows][:3] == ["", "betaald", "te laat"]
    assert geef("register", "list", "--op", "2026-02-04", "--json").json["documenten"][2]["betaalstatus"] == "open"


@pytest.mark.parametrize(
    ("words", "zin"),
    [
        (("betalingen", "nergens.csv"), "kan niet worden gelezen"),
        (("betalingen", "."), "kan niet worden gelezen"),
        (("betalingen", "facturenregister.sqlite"), "geen leesbaar bankafschrift"),
        (("journaal", "--uit", "j.pdf"), "eindigt niet op .csv of .xlsx"),
    ],
)
def test_what_cannot_be_is_one_line(plek: str, words: tuple[str, ...], zin: str) -> None:
    """Een bestand dat geen afschrift is, of een uitvoer die niet kan, is één zin met status 2."""
    found = geef("register", *words)
    assert (found.status, found.out, found.err.count("\n")) == (2, "", 1)
    assert zin in found.err
