"""The Iv3 sheets and files: totals are native formulas, the matrix ties to the settlement, the file has the shape CBS wants."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cusd_xl.base.errors import ArgumentError
from cusd_xl.model.iv3 import Iv3afrekening, Iv3levering, Iv3matrix, Iv3post, Iv3uitkomst
from cusd_xl.model.plan import Werkmapplan
from cusd_xl.rules.iv3 import make_iv3, round_iv3
from cusd_xl.workbook.iv3_json import iv3_bestandsnaam, iv3_json
from cusd_xl.workbook.plan_iv3 import FOUT, OK, Aansluiting, plan_iv3, plan_iv3_spiegel
from cusd_xl.workbook.play_new import play_new
from tests.hulp.recalc import compare_caches, needs_libreoffice, read_values, recalculate_ironcalc, recalculate_libreoffice

REGELING = "Proefregeling & Co"
LEVERING = Iv3levering(date(2027, 3, 30), False, "Gemeente Amersfoort", "financien@example.nl")
POSTEN = (
    Iv3post("K1", "0.4", "4.3.2", 114_900_45),
    Iv3post("K2", "6.752", "3.4.1", 4_903_56),
    Iv3post("K3", "6.752", "4.3.2", 26_520_69),
    Iv3post("K4", "6.812", "4.3.8", -7_817_04),
)
AFREKENINGEN = (
    Iv3afrekening("Amersfoort", "GM0307", POSTEN),
    Iv3afrekening("Baarn", "GM0308", POSTEN),
    Iv3afrekening("Soest", "GM0342", POSTEN[1:3]),
)


@pytest.fixture
def uitkomst() -> Iv3uitkomst:
    """Two regiogemeenten and their mirror."""
    return make_iv3(2026, AFREKENINGEN, "Amersfoort")


def write(uitkomst: Iv3uitkomst, path: Path, verschil: int = 0) -> Path:
    """All sheets in one workbook; `verschil` is what the settlement differs in cents."""
    assert uitkomst.spiegel is not None
    bladen = [plan_iv3(one, REGELING, Aansluiting(one.totaal + verschil)) for one in uitkomst.matrices]
    bladen.append(plan_iv3_spiegel(uitkomst.spiegel, uitkomst.matrices, REGELING))
    path.write_bytes(play_new(Werkmapplan(tuple(bladen), "Iv3")))
    return path


def test_the_sheet_shows_the_matrix_with_names_and_totals(uitkomst: Iv3uitkomst, tmp_path: Path) -> None:
    """Per taakveld een rij met naam, per categorie een kolom, met totalen beide kanten op als gewone SUM-formules."""
    path = write(uitkomst, tmp_path / "iv3.xlsx")
    sheet = openpyxl.load_workbook(path)["Iv3 Baarn"]
    rows = [[cell.value for cell in row] for row in sheet["A4:F9"]]

    assert rows[0] == ["Taakveld", "Omschrijving", "3.4.1", "4.3.2", "4.3.8", "Totaal (€)"]
    assert rows[1][2:5] == ["Sociale uitkeringen in natura", "Inkomensoverdrachten - gemeenten",
                            "Inkomensoverdrachten - overige instellingen en personen"]  # fmt: skip
    assert rows[3] == ["6.752", "Jeugdhulp ambulant regionaal", 4903.56, 26520.69, None, "=SUM(C7:E7)"]
    assert rows[5] == ["Totaal", None, "=SUM(C6:C8)", "=SUM(D6:D8)", "=SUM(E6:E8)", "=SUM(F6:F8)"]
    assert (sheet["A6"].data_type, sheet["A6"].number_format) == ("s", "@")


@pytest.mark.parametrize(("verschil", "woord"), [(0, OK), (1, FOUT), (-1, FOUT)])
def test_the_sheet_says_whether_it_ties_to_the_settlement(
    uitkomst: Iv3uitkomst, tmp_path: Path, verschil: int, woord: str
) -> None:
    """Onder de matrix staat het verschil met de afrekening; een cent verschil is te zien."""
    values = read_values(write(uitkomst, tmp_path / "iv3.xlsx", verschil))

    assert values["Iv3 Baarn", "C13"] == pytest.approx(-verschil / 100)
    assert values["Iv3 Baarn", "D13"] == woord


def test_the_mirror_puts_the_gemeenten_beside_the_bate(uitkomst: Iv3uitkomst, tmp_path: Path) -> None:
    """Bij de centrumgemeente staat per taakveld wat elke gemeente boekt en de bate 4.3.2 die daar de som van is."""
    sheet = openpyxl.load_workbook(write(uitkomst, tmp_path / "iv3.xlsx"), data_only=True)["Iv3 Amersfoort"]

    assert [cell.value for cell in sheet[4]] == [
        "Taakveld",
        "Omschrijving",
        "Baarn",
        "Soest",
        "Totaal (€)",
        "Bate 4.3.2 (€)",
        "Controle",
    ]
    assert [cell.value for cell in sheet[7]] == [
        "6.752",
        "Jeugdhulp ambulant regionaal",
        31424.25,
        31424.25,
        62848.5,
        62848.5,
        OK,
    ]
    assert [cell.value for cell in sheet[9]][2:6] == [138507.66, 31424.25, 169931.91, 169931.91]


def test_ironcalc_finds_the_cached_values(uitkomst: Iv3uitkomst, tmp_path: Path) -> None:
    """Narekenen met ironcalc geeft in elke cel de waarde die er staat, ook als het niet sluit."""
    for verschil in (0, 1):
        path = write(uitkomst, tmp_path / f"iv3-{verschil}.xlsx", verschil)
        assert compare_caches(path, recalculate_ironcalc(path)) == []


@needs_libreoffice
def test_libreoffice_finds_the_cached_values(uitkomst: Iv3uitkomst, tmp_path: Path) -> None:
    """Narekenen met LibreOffice geeft in elke cel de waarde die er staat."""
    path = write(uitkomst, tmp_path / "iv3.xlsx")
    (copy,) = recalculate_libreoffice([path], tmp_path / "uit")

    assert compare_caches(path, copy) == []


def test_an_empty_settlement_is_an_empty_sheet(tmp_path: Path) -> None:
    """Wie niets afrekent, krijgt een blad met totaal 0 dat aansluit."""
    matrix = Iv3matrix("Eemnes", "GM0317", 2026, ())
    path = tmp_path / "leeg.xlsx"
    path.write_bytes(play_new(Werkmapplan((plan_iv3(matrix, REGELING, Aansluiting(0)),), "Iv3")))

    assert compare_caches(path, recalculate_ironcalc(path)) == []


def test_the_total_may_stand_elsewhere_in_the_workbook(uitkomst: Iv3uitkomst) -> None:
    """Staat de afrekening in dezelfde werkmap, dan verwijst de aansluiting ernaar."""
    matrix = uitkomst.matrices[0]

    plan = plan_iv3(matrix, REGELING, Aansluiting(matrix.totaal, "Afrekening!$F$12"))

    assert plan.cellen[11, 2].formule == "Afrekening!$F$12"


# --- the file --------------------------------------------------------------------------------------------------------
METADATA: dict[str, Any] = {
    "overheidslaag": str, "overheidsnummer": str, "overheidsnaam": str, "boekjaar": int, "periode": int, "status": str,
    "datum": str, "details_openbaar": bool, "financieel_pakket": str, "export_software": str,
}  # fmt: skip
CONTACT = {"naam": r"\S", "email": r"^[a-zA-Z0-9_\-.]+@([a-zA-Z0-9\-]+\.)+[a-zA-Z]{2,4}$", "telefoon": r"^.*$"}
DATA = {"lasten", "baten", "balans_baten", "balans_lasten", "balans_standen"}
MAY = {"kengetallen", "beleidsindicatoren"}
DATUM = re.compile(r"\d{4}-\d{2}-\d{2}T(2[0-3]|[01]\d):[0-5]\d:[0-5]\d(Z|[+-]\d\d:\d\d)$")


def schema_errors(file: dict[str, Any]) -> list[str]:
    """What schema version 2.1.1 of CBS would refuse, as read from that schema."""
    errors = [f"onbekend: {one}" for one in set(file) - {"metadata", "contact", "opmerkingen", "data"}]
    meta, contact, data = file["metadata"], file["contact"], file["data"]
    errors += [f"metadata {one}" for one in set(meta) ^ set(METADATA)]
    errors += [f"metadata {one} is {type(meta[one])}" for one, kind in METADATA.items() if type(meta[one]) is not kind]
    errors += ["periode"] if meta["periode"] not in range(6) else []
    errors += ["status"] if meta["status"] not in ("Begroting", "Realisatie") else []
    errors += ["overheidslaag"] if meta["overheidslaag"] not in ("Gemeente", "Provincie", "GR") else []
    errors += ["datum"] if not DATUM.search(meta["datum"]) else []
    errors += [f"contact {one}" for one in set(contact) ^ set(CONTACT)]
    errors += [f"contact {one}" for one, pattern in CONTACT.items() if not re.search(pattern, contact[one])]
    errors += [f"opmerking {one}" for one in file.get("opmerkingen", []) if set(one) - {"tekst", "auteur"} or "tekst" not in one]
    errors += [f"data mist {one}" for one in DATA - set(data)] + [f"data {one}" for one in set(data) - DATA - MAY]
    for regel in (*data["lasten"], *data["baten"]):
        kinds = {naam: type(value) for naam, value in regel.items()}
        errors += [f"regel {regel}"] if kinds != {"taakveld": str, "categorie": str, "bedrag": int} else []
    return errors


@pytest.mark.parametrize("begroting", [False, True])
def test_the_file_has_the_shape_of_the_schema(uitkomst: Iv3uitkomst, begroting: bool) -> None:
    """Het bestand heeft precies de onderdelen en soorten waarden van het CBS-schema 2.1.1."""
    afgerond = round_iv3(uitkomst)
    assert afgerond.spiegel is not None
    for one in (*afgerond.matrices, afgerond.spiegel):
        file = json.loads(iv3_json(one, replace(LEVERING, begroting=begroting), one.totaal))

        assert schema_errors(file) == []
        assert (file["metadata"]["periode"], file["metadata"]["status"]) == ((0, "Begroting") if begroting else (5, "Realisatie"))


def test_the_file_is_in_whole_euros_that_add_up(uitkomst: Iv3uitkomst) -> None:
    """De cellen zijn hele euro's en samen het afgeronde totaal; de centen van de afrekening staan in de opmerking."""
    exact, afgerond = uitkomst.matrices[0], round_iv3(uitkomst).matrices[0]

    file = json.loads(iv3_json(afgerond, LEVERING, exact.totaal))

    assert [one["bedrag"] for one in file["data"]["lasten"]] == [114900, 4904, 26521, -7817]
    assert sum(one["bedrag"] for one in file["data"]["lasten"]) == 138508
    assert file["data"]["baten"] == []
    assert file["opmerkingen"] == [{"tekst": "Afgerond op hele euro's; de afrekening is € 138.507,66."}]
    assert file["metadata"]["overheidsnummer"] == "0308"


def test_the_baten_of_the_centrumgemeente_are_those_of_the_others(uitkomst: Iv3uitkomst) -> None:
    """Ook in hele euro's is de bate van de centrumgemeente per taakveld de som van wat de gemeenten melden."""
    afgerond = round_iv3(uitkomst)
    assert afgerond.spiegel is not None
    files = [json.loads(iv3_json(one, LEVERING)) for one in (*afgerond.matrices, afgerond.spiegel)]
    lasten = [one for file in files[:-1] for one in file["data"]["lasten"]]

    for bate in files[-1]["data"]["baten"]:
        assert bate["bedrag"] == sum(one["bedrag"] for one in lasten if one["taakveld"] == bate["taakveld"])
    assert "opmerkingen" not in files[-1]


def test_the_same_input_gives_the_same_bytes(uitkomst: Iv3uitkomst) -> None:
    """Twee keer maken geeft hetzelfde bestand, onder een naam met jaar en GM-code."""
    matrix = round_iv3(uitkomst).matrices[0]

    assert iv3_json(matrix, LEVERING) == iv3_json(matrix, LEVERING)
    assert iv3_bestandsnaam(matrix) == "iv3_2026_GM0308.json"


@pytest.mark.parametrize(
    ("changes", "zin"),
    [
        ({"email": ""}, "een e-mailadres nodig voor vragen"),
        ({"email": "jan+iv3@gemeente.nl"}, "neemt het CBS niet aan"),
        ({"naam": " "}, "een naam nodig voor vragen"),
    ],
)
def test_what_cbs_would_refuse_is_refused_first(uitkomst: Iv3uitkomst, changes: dict[str, str], zin: str) -> None:
    """Zonder afzender die het CBS aanneemt komt er geen bestand, en de melding zegt wat er in te vullen is."""
    with pytest.raises(ArgumentError, match=re.escape(zin)):
        iv3_json(round_iv3(uitkomst).matrices[0], replace(LEVERING, **changes))  # type: ignore[arg-type]


def test_a_gm_code_is_needed(uitkomst: Iv3uitkomst) -> None:
    """Zonder GM-code weet het CBS niet van wie het bestand is."""
    with pytest.raises(ArgumentError, match="GM-code van Baarn nodig"):
        iv3_json(replace(round_iv3(uitkomst).matrices[0], gm_code="308"), LEVERING)


def test_cents_never_go_into_a_file(uitkomst: Iv3uitkomst) -> None:
    """Een matrix met centen erin wordt niet stil afgekapt."""
    with pytest.raises(ValueError, match="round the matrix first"):
        iv3_json(uitkomst.matrices[0], LEVERING)
