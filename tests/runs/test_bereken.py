"""The run `bereken`: figures out of a workbook, calculation sheets into a copy, and the workbook itself left alone."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cusd_xl.base.errors import ArgumentError, UitvoerError, WerkmapError
from cusd_xl.parameters import load_profiel
from cusd_xl.runs.bereken import as_json, run_bereken
from cusd_xl.runs.nieuw import build_invoer
from cusd_xl.workbook.layout import REKENBLADEN
from tests.hulp.geval import deelnemers, inwoners, kostenpost, regeling, sleutel, vul_leeg
from tests.hulp.recalc import compare_caches, recalculate_ironcalc
from tests.hulp.vul import Rij, wijzig_cel

JAAR = 2026
INWONERS = {
    "Amersfoort": 161852, "Baarn": 25065, "Bunschoten": 22619, "Eemnes": 9755, "Leusden": 31681, "Nijkerk": 45361, "Soest": 47682,
    "Woudenberg": 14637,
}  # fmt: skip
BEDRAGEN = {
    "Amersfoort": "451278.68", "Baarn": "69886.69", "Bunschoten": "63066.70", "Eemnes": "27199.07", "Leusden": "88333.54",
    "Nijkerk": "126476.36", "Soest": "132947.81", "Woudenberg": "40811.15",
}  # fmt: skip


@pytest.fixture
def werkmap(tmp_path: Path) -> Path:
    """The million of the contract over the eight gemeenten."""
    return vul(tmp_path, bedrag=1_000_000)


def vul(folder: Path, bedrag: int | None, **tabellen: list[Rij]) -> Path:
    """A small workbook with one kostenpost."""
    rijen = {
        "tblRegeling": regeling(JAAR, "Amersfoort", "cent"),
        "tblDeelnemers": deelnemers(INWONERS),
        "tblInwoners": inwoners(INWONERS, 2024),
        "tblSleutels": [sleutel("inwoners", "inwoners", "2")],
        "tblKosten": [kostenpost("K01", bedrag, "inwoners", JAAR, soort="organisatiekosten")],
    }
    return vul_leeg(JAAR, {**rijen, **tabellen}, folder)


def test_the_first_figure(werkmap: Path) -> None:
    """Een miljoen organisatiekosten geeft voor elke gemeente het bedrag uit het contract, samen precies een miljoen."""
    found = as_json(run_bereken(werkmap))
    assert (found["per_gemeente"], found["totaal"]) == (BEDRAGEN, "1000000.00")


def test_the_form_of_the_contract(werkmap: Path) -> None:
    """De uitkomst heeft de vorm van het contract: bedragen als tekst met punt en twee decimalen, per gemeente en kostenpost."""
    found = as_json(run_bereken(werkmap))
    bijdragen: Any = found["bijdragen"]
    assert list(found) == ["regeling", "jaar", "bijdragen", "per_gemeente", "per_kostenpost", "totaal", "bevindingen"]
    assert bijdragen[1] == {
        "gemeente": "Baarn", "gm_code": "GM0002", "kostenpost": "K01", "verdeelsleutel": "inwoners", "bedrag": "69886.69",
    }  # fmt: skip
    assert (found["jaar"], found["per_kostenpost"]) == (2026, {"K01": "1000000.00"})
    assert json.loads(json.dumps(found)) == found


def test_who_owes_nothing_is_left_out(tmp_path: Path) -> None:
    """Een gemeente die niets hoeft te betalen krijgt geen bijdrage, maar staat wel met nul in het overzicht per gemeente."""
    found = as_json(run_bereken(vul(tmp_path, bedrag=0)))
    assert (found["bijdragen"], found["totaal"]) == ([], "0.00")
    assert found["per_gemeente"] == dict.fromkeys(INWONERS, "0.00")


def test_the_workbook_itself_stays_as_it_was(werkmap: Path, tmp_path: Path) -> None:
    """De werkmap van de gebruiker is na het berekenen geen byte veranderd; de rekenbladen staan in de kopie."""
    before = hashlib.sha256(werkmap.read_bytes()).hexdigest(), werkmap.stat().st_mtime_ns
    run_bereken(werkmap, tmp_path / "uit.xlsx")
    assert before == (hashlib.sha256(werkmap.read_bytes()).hexdigest(), werkmap.stat().st_mtime_ns)
    names = openpyxl.load_workbook(tmp_path / "uit.xlsx").sheetnames
    assert names == [*openpyxl.load_workbook(werkmap).sheetnames, *REKENBLADEN]


def test_the_same_workbook_gives_the_same_bytes(werkmap: Path, tmp_path: Path) -> None:
    """Dezelfde werkmap twee keer berekenen geeft twee keer byte voor byte hetzelfde bestand."""
    one, two = tmp_path / "een.xlsx", tmp_path / "twee.xlsx"
    run_bereken(werkmap, one)
    run_bereken(werkmap, two)
    assert one.read_bytes() == two.read_bytes()


def test_calculating_a_calculated_workbook(werkmap: Path, tmp_path: Path) -> None:
    """Een al berekende werkmap opnieuw berekenen ververst de rekenbladen op hun plaats, met de nieuwe cijfers."""
    one, changed, two = (tmp_path / f"{naam}.xlsx" for naam in ("een", "gewijzigd", "twee"))
    run_bereken(werkmap, one)
    wijzig_cel(one, "Kosten", "E5", 2_000_000, changed)
    verdeling = run_bereken(changed, two).verdeling
    assert verdeling is not None
    assert verdeling.totaal == 200_000_000
    assert openpyxl.load_workbook(two).sheetnames == openpyxl.load_workbook(one).sheetnames
    assert compare_caches(two, recalculate_ironcalc(two)) == []


@pytest.mark.parametrize("naam", ["werkmap.xlsx", "./werkmap.xlsx", "../{map}/werkmap.xlsx"])
def test_the_workbook_is_never_its_own_result(werkmap: Path, naam: str) -> None:
    """Wie als uitvoer de werkmap zelf opgeeft, langs welke weg ook, krijgt een weigering en houdt zijn werkmap."""
    before = werkmap.read_bytes()
    with pytest.raises(ArgumentError, match="wordt niet overschreven"):
        run_bereken(werkmap, werkmap.parent / naam.format(map=werkmap.parent.name))
    assert werkmap.read_bytes() == before


def test_a_link_to_the_workbook_is_the_workbook(werkmap: Path, tmp_path: Path) -> None:
    """Ook een snelkoppeling naar de werkmap wordt als uitvoer geweigerd."""
    (tmp_path / "link.xlsx").symlink_to(werkmap)
    with pytest.raises(ArgumentError):
        run_bereken(werkmap, tmp_path / "link.xlsx")


def test_with_a_fout_nothing_is_written(tmp_path: Path) -> None:
    """Zolang er een fout in de invoer staat, komt er geen uitkomst en geen bestand, alleen de bevindingen."""
    resultaat = run_bereken(vul(tmp_path, bedrag=None), tmp_path / "uit.xlsx")
    found = as_json(resultaat)
    bevindingen: Any = found["bevindingen"]
    assert (found["bijdragen"], found["per_gemeente"], found["totaal"]) == ([], {}, "0.00")
    assert "bedrag-ontbreekt" in {one["code"] for one in bevindingen}
    assert not (tmp_path / "uit.xlsx").exists()


def test_what_formulas_cannot_read_stops_the_copy(tmp_path: Path) -> None:
    """Een naam met een spatie te veel wordt gewoon gelezen, maar voor formules in een kopie moet zij eerst goed staan."""
    path = wijzig_cel(vul(tmp_path, bedrag=5), "Inwoners", "A6", "Baarn ", tmp_path / "spatie.xlsx")
    assert run_bereken(path).verdeling is not None
    resultaat = run_bereken(path, tmp_path / "uit.xlsx")
    found = {(one.code, one.cel) for one in resultaat.findings if one.ernst.value == "fout"}
    assert (resultaat.verdeling, found) == (None, {("formules-lezen-niet", "Inwoners!A6")})


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES])
def test_a_full_disk_leaves_the_older_result(werkmap: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Als de schijf vol is of op slot zit, blijft een eerdere kopie heel en komt er geen half bestand bij."""
    uit = tmp_path / "uit.xlsx"
    run_bereken(werkmap, uit)
    eerder = uit.read_bytes()
    before = sorted(one.name for one in tmp_path.iterdir())

    def refuse(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(UitvoerError):
        run_bereken(werkmap, uit)
    assert (uit.read_bytes(), sorted(one.name for one in tmp_path.iterdir())) == (eerder, before)


def test_a_workbook_of_somebody_is_not_replaced(werkmap: Path, tmp_path: Path) -> None:
    """Wie per ongeluk de naam van een andere werkmap opgeeft, raakt die niet kwijt."""
    uit = tmp_path / "oud.xlsx"
    uit.write_bytes(build_invoer(load_profiel("amersfoort", 2026)))
    before = uit.read_bytes()
    with pytest.raises(ArgumentError, match=r"oud\.xlsx bestaat al"):
        run_bereken(werkmap, uit)
    assert before == uit.read_bytes()


def test_no_workbook_no_result(tmp_path: Path) -> None:
    """Een bestand dat er niet is of geen werkmap is, geeft één regel en geen uitvoer."""
    (tmp_path / "tekst.xlsx").write_text("geen werkmap", encoding="utf-8")
    for naam in ("weg.xlsx", "tekst.xlsx"):
        with pytest.raises(WerkmapError, match=naam):
            run_bereken(tmp_path / naam, tmp_path / "uit.xlsx")
    assert not (tmp_path / "uit.xlsx").exists()


def test_a_sheet_with_one_of_our_names(werkmap: Path, tmp_path: Path) -> None:
    """Heeft de gebruiker zelf een blad dat Verdeling heet, dan wordt dat niet overschreven."""
    book = openpyxl.load_workbook(werkmap)
    book.create_sheet("Verdeling")["A1"] = "mijn aantekeningen"
    book.save(tmp_path / "eigen.xlsx")
    with pytest.raises(WerkmapError, match="'Verdeling'"):
        run_bereken(tmp_path / "eigen.xlsx", tmp_path / "uit.xlsx")
    assert not (tmp_path / "uit.xlsx").exists()


def test_warnings_do_not_stop(werkmap: Path) -> None:
    """Waarschuwingen houden de berekening niet tegen en staan bij de bevindingen."""
    resultaat = run_bereken(werkmap)
    codes: Mapping[str, str] = {one.code: one.ernst.value for one in resultaat.findings}
    assert resultaat.verdeling is not None
    assert set(codes.values()) == {"waarschuwing"}
