"""One thing wrong in the shipped workbook: one finding, with its cell, and nothing is written by any command."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.hulp.opdracht import geef
from tests.hulp.vul import Waarde, wijzig_cel, wijzig_cellen

MEEGELEVERD = REPOSITORY / "workbooks" / "begroting-amersfoort-2026.xlsx"
FOUTEN: list[tuple[str, Waarde, str]] = [
    ("Inwoners!C13", None, "cel-leeg"),
    ("Inwoners!C13", 0, "inwoners-nul"),
    ("Inwoners!D13", "vaststelling", "ongeldige-keuze"),
    ("Deelnemers!C6", "1-2-2026", "datum-dubbelzinnig"),
    ("Deelnemers!B6", "../x", "gm-code-ongeldig"),
    ("Deelnemers!D6", date(2025, 12, 31), "periode-omgekeerd"),
    ("Kosten!E6", "1.234,56", "getal-als-tekst"),
    ("Kosten!E6", "veel", "geen-getal"),
    ("Kosten!E6", -100, "negatief"),
    ("Kosten!E6", 1e15, "bedrag-te-groot"),
    ("Kosten!E6", 100.005, "te-veel-decimalen"),
    ("Kosten!A6", "K01", "kostenpost-dubbel"),
    ("Kosten!D6", "J1,J2", "taak-onbekend"),
    ("Kosten!F6", 2027, "prijspeil-in-toekomst"),
    ("Kosten!G6", "Prijspeil BPP", "index-onbekend"),
    ("Kosten!H5", "inwoner", "sleutel-onbekend"),
    ("Kosten!K5", "X", "ongeldige-keuze"),
    ("Takenregister!G5", "ja", "takenregister-teken"),
    ("Sleutels!C5", "twee", "sleutel-parameter-ongeldig"),
    ("Dekking!A5", "K77", "kostenpost-onbekend"),
    ("Dekking!D5", 9_000_000, "dekking-groter-dan-kosten"),
    ("Werkprocessen!C9", 1.5, "geen-geheel-getal"),
    ("Regeling!B7", "2026", "getal-als-tekst"),
    ("Regeling!B8", "Amersfort", "centrumgemeente-onbekend"),
    ("Regeling!B9", "centen", "parameter-ongeldig"),
    ("Regeling!B10", 45, "betaaltermijn-te-lang"),
    ("Regeling!B11", 3, "parameter-ongeldig"),
    ("Regeling!B20", "NL91ABNA0417164301", "iban-ongeldig"),
]


def change(plek: str, waarde: Waarde, folder: Path) -> Path:
    """The shipped workbook with one other value."""
    blad, cel = plek.split("!")
    return wijzig_cel(MEEGELEVERD, blad, cel, waarde, folder / "begroting.xlsx")


@pytest.mark.parametrize(("plek", "waarde", "code"), FOUTEN)
def test_one_problem_is_one_finding_with_its_cell(plek: str, waarde: Waarde, code: str, tmp_path: Path) -> None:
    """Eén fout in de werkmap geeft één melding bij die cel, en geen rij gevolgen waarin de oorzaak zoekraakt."""
    werkmap = change(plek, waarde, tmp_path)
    found = geef("bereken", werkmap, "--json")
    assert (found.status, found.err) == (1, "")
    assert found.meldingen == {(code, plek)}
    assert (found.json["bijdragen"], found.json["totaal"]) == ([], "0.00")


@pytest.mark.parametrize(("plek", "waarde"), [("Kosten!E6", "1.234,56"), ("Inwoners!C13", None), ("Regeling!B9", "centen")])
def test_with_a_fout_no_command_writes(plek: str, waarde: Waarde, tmp_path: Path) -> None:
    """Zolang er een fout is, schrijft geen enkele opdracht iets, en elke opdracht zegt op één regel per fout wat er is."""
    werkmap = change(plek, waarde, tmp_path)
    berekend = geef("bereken", werkmap, "--uit", tmp_path / "uit.xlsx")
    gefactureerd = geef("factureer", werkmap, "--termijn", "Q1", "--uit", tmp_path / "facturen", "--datum", "2026-01-05")
    uitgelegd = geef("uitleg", werkmap, "--gemeente", "Baarn")
    assert [one.status for one in (berekend, gefactureerd, uitgelegd)] == [1, 1, 1]
    assert [one.err.count(f"fout: {plek}: ") for one in (berekend, gefactureerd, uitgelegd)] == [1, 1, 1]
    assert [one.name for one in tmp_path.iterdir()] == ["begroting.xlsx"]


def test_an_unreadable_row_does_not_hide_another_problem(tmp_path: Path) -> None:
    """Is de rij van Baarn onleesbaar en ontbreekt die van Soest echt, dan worden beide genoemd, elk één keer."""
    werkmap = wijzig_cellen(
        MEEGELEVERD, {("Inwoners", "C13"): "veel", ("Inwoners", "B38"): date(2019, 1, 1)}, tmp_path / "b.xlsx"
    )
    found = geef("controleer", werkmap, "--json")
    assert [one["code"] for one in found.json["bevindingen"] if one["ernst"] == "fout"] == ["geen-getal", "inwoners-ontbreekt"]
    assert "Het aantal inwoners van Soest op 01-01-2024 ontbreekt" in found.out


def test_an_unknown_gemeente_is_named_with_its_neighbour(tmp_path: Path) -> None:
    """Een tikfout in een gemeentenaam wijst naar de cel en noemt de naam die is bedoeld."""
    found = geef("controleer", change("Inwoners!A13", "Baren", tmp_path))
    assert found.status == 1
    assert "fout: Inwoners!A13: Gemeente 'Baren' staat niet op het blad Deelnemers" in found.out
    assert "Bedoelt u 'Baarn'?" in found.out


def test_a_stray_space_proposes_the_right_spelling(tmp_path: Path) -> None:
    """Een naam met een spatie te veel wordt gelezen, en de melding noemt de naam zoals zij op het blad Deelnemers staat."""
    found = geef("controleer", change("Inwoners!A13", "baarn ", tmp_path), "--json")
    assert found.status == 0
    (one,) = found.json["bevindingen"]
    assert (one["code"], one["cel"], "gelezen als 'Baarn'" in one["melding"]) == ("spatie-in-naam", "Inwoners!A13", True)


def test_a_fraction_as_a_percentage_is_noticed(tmp_path: Path) -> None:
    """Wie 0,027 invult waar 2,7 % is bedoeld, krijgt een waarschuwing bij die cel."""
    found = geef("controleer", change("Indexcijfers!C7", 0.027, tmp_path), "--json")
    assert [(one["code"], one["cel"]) for one in found.json["bevindingen"]] == [
        ("indexpercentage-onwaarschijnlijk", "Indexcijfers!C7")
    ]


def test_a_subsidie_that_covers_all_costs_is_no_deficit(tmp_path: Path) -> None:
    """Dekt een subsidie de kosten op een breuk van een cent na, dan valt er niets te verdelen en is er geen fout."""
    found = geef("bereken", change("Dekking!D5", 124_590.96, tmp_path), "--json")
    assert (found.status, found.json["per_kostenpost"]["K07"]) == (0, "0.00")
