"""A year in Flevoland as one story: begroting, four quarters billed, realisatie from a file, eindafrekening and Iv3."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cusd_xl.base.money import euro_text
from cusd_xl.model.begroting import Begroting
from cusd_xl.workbook.read import read_werkmap
from tests.hulp.opdracht import geef
from tests.hulp.recalc import compare_caches, needs_libreoffice, recalculate_ironcalc, recalculate_libreoffice

KWARTALEN = {"Q1": "2026-01-05", "Q2": "2026-04-06", "Q3": "2026-07-06", "Q4": "2026-10-05"}
WERKELIJK = {
    "U01": 1_300_000_05, "U02": 200_000_10, "U03": 480_000_00, "C01": 21_100_000_00, "C02": 10_400_000_00,
    "C03": 1_300_000_00, "C04": 400_000_00, "C05": 3_640_000_00, "C06": 300_000_12,
}  # fmt: skip
GEBRUIK = 24
"""Percent of the inkoopplan of the year that is used in each kwartaal: 96 over the year."""
CENTRUM = "Almere"


@dataclass(frozen=True)
class Jaar:
    """Where the year lies, the begroting that was read, and what the commands said."""

    map: Path
    begroting: Begroting
    bijdragen: dict[str, Decimal]
    facturen: tuple[dict[str, Any], ...]
    concept: dict[str, Any]
    definitief: dict[str, Any]


def vertel(*words: object) -> dict[str, Any]:
    """A command with --json that must succeed."""
    uitkomst = geef(*words, "--json")
    assert uitkomst.status == 0
    return uitkomst.json


def list_gebruik(begroting: Begroting) -> Iterator[tuple[str, str, str, str, str]]:
    """The rows of the realisatie: what the centrumgemeente paid as a whole, and the zorg of each gemeente per kwartaal."""
    posten = {post.kostenpost: post for post in begroting.kosten}
    for code, bedrag in WERKELIJK.items():
        taak = posten[code].taken[0] if len(posten[code].taken) == 1 else ""
        yield CENTRUM, code, taak, "2026", euro_text(bedrag)
    by_taak = {post.taken[0]: code for code, post in posten.items() if post.verdeelsleutel == "inkoopplan"}
    for plan in (one for one in begroting.inkoopplan if one.taak in by_taak):
        for kwartaal in KWARTALEN:
            bedrag = plan.bedrag * GEBRUIK // 100
            yield plan.gemeente, by_taak[plan.taak], plan.taak, f"2026-{kwartaal}", euro_text(bedrag)


@pytest.fixture(scope="module")
def jaar(tmp_path_factory: pytest.TempPathFactory) -> Jaar:
    map_ = tmp_path_factory.mktemp("flevoland")
    werkmap, register, realisatie = map_ / "b.xlsx", map_ / "register.sqlite", map_ / "realisatie.csv"
    assert geef("nieuw", "--regeling", "flevoland", "--jaar", "2026", "--uit", werkmap).status == 0
    begroting = read_werkmap(werkmap).begroting
    assert begroting is not None
    berekend = vertel("bereken", werkmap)
    facturen = tuple(
        vertel("factureer", werkmap, "--termijn", termijn, "--uit", map_ / termijn, "--datum", datum, "--definitief",
               "--register", register)
        for termijn, datum in KWARTALEN.items()
    )  # fmt: skip
    with realisatie.open("w", encoding="utf-8", newline="") as stream:
        rows = [("Gemeente", "Kostenpost", "Taak", "Periode", "Bedrag"), *list_gebruik(begroting)]
        csv.writer(stream, delimiter=";").writerows((*row[:4], row[4].replace(".", ",")) for row in rows)
    afreken = ("afreken", werkmap, "--realisatie", realisatie, "--register", register)
    concept = vertel(*afreken, "--uit", map_ / "concept", "--datum", "2027-02-12")
    definitief = vertel(*afreken, "--uit", map_ / "definitief", "--datum", "2027-03-20", "--status", "definitief")
    bijdragen = {naam: Decimal(bedrag) for naam, bedrag in berekend["per_gemeente"].items()}
    return Jaar(map_, begroting, bijdragen, facturen, concept, definitief)


def sum_posten(jaar: Jaar, soort: str) -> Decimal:
    """What the file says was spent on one kostensoort, in euros."""
    posten = {post.kostenpost for post in jaar.begroting.kosten if post.soort == soort}
    return sum((Decimal(row[4]) for row in list_gebruik(jaar.begroting) if row[1] in posten), Decimal())


def test_the_begroting_is_what_four_quarters_bill(jaar: Jaar) -> None:
    """Dronten krijgt vier facturen van samen € 2.416.746,91, precies haar bijdrage; zo ook elke andere gemeente."""
    totals = dict.fromkeys(jaar.bijdragen, Decimal())
    for factuur in (one for kwartaal in jaar.facturen for one in kwartaal["facturen"]):
        totals[factuur["gemeente"]] += Decimal(factuur["bedrag"])
    assert totals == jaar.bijdragen
    assert str(totals["Dronten"]) == "2416746.91"


def test_no_finding_says_what_is_not_so(jaar: Jaar) -> None:
    """Beide zeggen dat de realisatie uit een bestand komt, en het definitieve dat het concept niet op de kalender staat."""
    codes = [[one["code"] for one in found["bevindingen"]] for found in (jaar.concept, jaar.definitief)]
    assert codes == [
        ["bestand-gebruikt", "efactuur-afnemer-onvolledig"],
        ["bestand-gebruikt", "efactuur-afnemer-onvolledig", "afrekening-zonder-concept"],
    ]


def test_advances_and_settlement_are_what_was_realised(jaar: Jaar) -> None:
    """Bij elke gemeente is voorschot plus saldo gelijk aan werkelijk, en het voorschot is wat is gefactureerd."""
    afrekeningen = jaar.definitief["afrekeningen"]
    for one in afrekeningen:
        assert Decimal(one["voorschot"]) + Decimal(one["saldo"]) == Decimal(one["werkelijk"])
        assert Decimal(one["voorschot"]) == jaar.bijdragen[one["gemeente"]]
        for veld in ("werkelijk", "voorschot", "saldo"):
            assert sum(Decimal(regel[veld]) for regel in one["regels"]) == Decimal(one[veld])
    assert [one["saldo"] for one in afrekeningen] == [
        "-136466.95", "-24715.74", "-68865.93", "-34972.35", "-37039.53", "-12889.27",
    ]  # fmt: skip


def test_all_that_was_spent_is_borne_by_somebody(jaar: Jaar) -> None:
    """Uitvoering € 1.980.000,15; zorg € 61.413.573,68, het rijk draagt € 36.740.000,00: € 24.673.573,68 voor de gemeenten."""
    totaal = jaar.definitief["totaal"]
    uitvoering, zorg = (sum_posten(jaar, soort) for soort in ("uitvoeringskosten", "hulpkosten"))
    assert (str(uitvoering), str(zorg)) == ("1980000.15", "61413573.68")
    assert Decimal(totaal["uitvoeringskosten"]["werkelijk"]) == uitvoering
    assert Decimal(totaal["zorgkosten"]["werkelijk"]) == zorg - Decimal("36740000.00")
    assert totaal["werkelijk"] == "26653573.83"


def test_the_receipt_says_where_the_advances_came_from(jaar: Jaar) -> None:
    """Het manifest zegt dat de voorschotten uit het register komen, en sluit op de afrekening."""
    manifest = json.loads((jaar.map / "definitief" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["parameters"]["voorschotten"] == "register"
    assert manifest["controletotalen"]["te_betalen"] == jaar.definitief["totaal"]["te_betalen"] == "-314949.77"


def test_every_fund_balances(jaar: Jaar) -> None:
    """Beschermd wonen houdt € 550.000,00 over, maatschappelijke opvang komt € 880.000,12 tekort, vrouwenopvang komt uit."""
    found = [(one["overschot"], one["tekort"]) for one in jaar.definitief["rijksmiddelen"]]
    assert found == [("550000.00", "0.00"), ("0.00", "880000.12"), ("0.00", "0.00")]
    for one in jaar.definitief["rijksmiddelen"]:
        assert Decimal(one["besteed"]) + Decimal(one["overschot"]) == Decimal(one["bedrag"])
        assert sum(Decimal(last["bedrag"]) for last in one["lasten"]) == Decimal(one["besteed"])


def read_taakvelden(path: Path, kolom: int) -> dict[str, Decimal]:
    """Per taakveld the amount in one column of the last sheet, in euros; a taakveld is known by its code."""
    sheet = openpyxl.load_workbook(path, data_only=True).worksheets[-1]
    rows = [row for row in sheet.iter_rows(values_only=True) if str(row[0]).replace(".", "").isdigit()]
    return {str(row[0]): Decimal(str(row[kolom])) for row in rows}


def read_json(jaar: Jaar, gm_code: str, zijde: str) -> list[dict[str, Any]]:
    found = json.loads((jaar.map / "definitief" / f"iv3_2026_{gm_code}.json").read_text(encoding="utf-8"))
    rows: list[dict[str, Any]] = found["data"][zijde]
    return rows


def test_iv3_is_the_settlement(jaar: Jaar) -> None:
    """De Iv3-matrix van elke regiogemeente telt op tot haar afrekening, en de baten van Almere zijn die van alle vijf samen."""
    regio = [one for one in jaar.definitief["afrekeningen"] if one["gemeente"] != CENTRUM]
    sums: dict[str, Decimal] = {}
    for one in regio:
        (path,) = (jaar.map / "definitief").glob(f"eindafrekening_{one['gm_code']}_*.xlsx")
        matrix = read_taakvelden(path, 2)
        assert sum(matrix.values()) == Decimal(one["werkelijk"])
        for taakveld, bedrag in matrix.items():
            sums[taakveld] = sums.get(taakveld, Decimal()) + bedrag
    assert read_taakvelden(jaar.map / "definitief" / "overzicht-afrekening.xlsx", 8) == sums
    assert str(sum(sums.values())) == "14061828.44"


def test_the_iv3_files_are_the_settlement_in_whole_euros(jaar: Jaar) -> None:
    """Dronten levert € 2.392.031 aan, haar € 2.392.031,17 op hele euro's; Almere levert per taakveld de som van de vijf."""
    lasten = [read_json(jaar, one["gm_code"], "lasten") for one in jaar.definitief["afrekeningen"] if one["gemeente"] != CENTRUM]
    assert sum(row["bedrag"] for row in lasten[0]) == 2_392_031
    sums: dict[str, int] = {}
    for row in (row for one in lasten for row in one):
        sums[row["taakveld"]] = sums.get(row["taakveld"], 0) + row["bedrag"]
    assert {row["taakveld"]: row["bedrag"] for row in read_json(jaar, "GM0034", "baten")} == sums


def test_every_formula_gives_the_amount_in_the_file(jaar: Jaar) -> None:
    """Wie de eindafrekeningen en het overzicht narekent, vindt in elke cel hetzelfde bedrag."""
    paths = sorted((jaar.map / "definitief").glob("*.xlsx"))
    assert len(paths) == 13
    assert [compare_caches(path, recalculate_ironcalc(path)) for path in paths] == [[]] * 13


@needs_libreoffice
def test_libreoffice_agrees(jaar: Jaar, tmp_path: Path) -> None:
    """Ook LibreOffice rekent elke eindafrekening en het overzicht, met de Iv3-bladen, na zonder verschil."""
    paths = sorted((jaar.map / "definitief").glob("*.xlsx"))
    copies = recalculate_libreoffice(paths, tmp_path)
    assert [compare_caches(path, copy) for path, copy in zip(paths, copies, strict=True)] == [[]] * 13
