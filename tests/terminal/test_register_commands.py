"""The commands `register ...` as a financieel medewerker types them: what they print, their status, their JSON."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.hulp.opdracht import geef

MEEGELEVERD = REPOSITORY / "workbooks" / "begroting-amersfoort-2026.xlsx"
FACTUREER = ("factureer", "begroting.xlsx", "--termijn", "Q1", "--uit", "facturen", "--datum", "2026-01-05", "--definitief")
OPDRACHTEN = ("list", "check", "credit", "export", "heruitgeven", "betalingen", "journaal")


@pytest.fixture
def bureau(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which the first quarter is finalised."""
    shutil.copyfile(MEEGELEVERD, tmp_path / "begroting.xlsx")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CUSDXL_REGISTER", raising=False)
    assert geef(*FACTUREER).status == 0
    return tmp_path


def test_a_definitive_run_says_what_it_made(bureau: Path) -> None:
    """De tweede keer staat er dat alles is vastgesteld, zonder de waarschuwing over een nieuw register."""
    found = geef(*FACTUREER)
    assert (found.status, found.err) == (0, "")
    assert found.out.startswith("Vastgesteld, met nummer uit het register")
    assert re.search(r"CUSD-2026-00001 +€ 49\.976,10  Baarn +factuur", found.out)


def test_the_list_shows_every_document(bureau: Path) -> None:
    """De lijst noemt elk nummer met bedrag en status, en telt op tot wat er is gefactureerd."""
    found = geef("register", "list")
    assert (found.status, found.err) == (0, "")
    assert re.search(r"CUSD-2026-00001 +€ 49\.976,10 +€ 49\.976,10 +05-01-2026 +Baarn +Q1 +uitgegeven, te laat", found.out)
    assert re.search(r"Totaal +€ 790\.079,77 +€ 386\.949,93", found.out)
    rows = geef("register", "list", "--json").json["documenten"]
    assert [one["nummer"] for one in rows][:2] == ["CUSD-IV-2026-00001", "CUSD-2026-00001"]
    assert (rows[1]["bedrag"], rows[1]["status"], rows[1]["vervaldatum"]) == ("49976.10", "uitgegeven", "2026-02-04")


def test_a_check_of_a_whole_register_is_one_line(bureau: Path) -> None:
    """Is alles in orde, dan staat er hoeveel documenten er zijn en wat de laatste schakel is, om te bewaren."""
    found = geef("register", "check", "facturen")
    assert (found.status, found.err) == (0, "")
    assert re.fullmatch(
        r"Het register is in orde: 8 documenten, geen gat, keten heel\. Laatste: CUSD-2026-00007, keten [0-9a-f]{64}\.\n",
        found.out,
    )
    assert geef("register", "check", "facturen", "--json").json == {"in_orde": True, "bevindingen": []}


def test_a_check_that_finds_something_has_status_1(bureau: Path) -> None:
    """Is een factuur na het uitgeven gewijzigd, dan is de status 1 en noemt de melding bestand en oplossing."""
    (bureau / "facturen" / "CUSD-2026-00001_baarn.xlsx").write_bytes(b"anders")
    found = geef("register", "check", "facturen")
    assert found.status == 1
    assert "CUSD-2026-00001_baarn.xlsx is na het uitgeven gewijzigd." in found.out
    assert found.out.endswith("Los dit eerst op; factureer niet verder.\n")
    assert geef("register", "check", "facturen", "--json").json["in_orde"] is False


def test_a_credit_is_one_command(bureau: Path) -> None:
    """Crediteren geeft een nieuw nummer met een verwijzing; nog eens met een andere reden heeft status 1."""
    found = geef(
        "register", "credit", "CUSD-2026-00001", "--reden", "Verkeerd adres", "--datum", "2026-02-01", "--uit", "facturen"
    )
    assert (found.status, found.err) == (0, "")
    assert found.out.startswith("CUSD-2026-00008: Baarn, -€ 49.976,10, crediteert CUSD-2026-00001\n")
    assert (bureau / "facturen" / "CUSD-2026-00008_baarn.xlsx").is_file()
    again = geef("register", "credit", "CUSD-2026-00001", "--reden", "Iets anders", "--datum", "2026-02-02")
    assert again.status == 1
    assert "CUSD-2026-00001 is al gecrediteerd met CUSD-2026-00008." in again.err
    assert "gecrediteerd met CUSD-2026-00008" in geef("register", "list").out
    assert geef("register", "check", "facturen").status == 0


@pytest.mark.parametrize(
    ("words", "zin"),
    [
        ("credit CUSD-2026-00001 --reden ' '", "noemt haar reden"),
        ("credit CUSD-2026-00001 --reden x --datum 2026-01-04", "ligt vóór 05-01-2026"),
        ("credit CUSD-2026-99999 --reden x", "staat niet in het register"),
        ("heruitgeven CUSD-2026-99999 --uit q", "staat niet in het register"),
        ("check nergens", "bestaat niet"),
    ],
)
def test_what_cannot_be_is_one_line(bureau: Path, words: str, zin: str) -> None:
    """Wat niet kan, is één zin met status 2, en er verandert niets in het register."""
    before = (bureau / "facturenregister.sqlite").read_bytes()
    found = geef("register", *shlex.split(words))
    assert (found.status, found.out, found.err.count("\n")) == (2, "", 1)
    assert zin in found.err
    assert (bureau / "facturenregister.sqlite").read_bytes() == before


def test_a_credit_is_not_credited(bureau: Path) -> None:
    """Een creditfactuur zelf wordt niet gecrediteerd."""
    geef("register", "credit", "CUSD-2026-00001", "--reden", "Fout", "--datum", "2026-02-01")
    found = geef("register", "credit", "CUSD-2026-00008", "--reden", "Toch niet")
    assert (found.status, "zelf een creditfactuur" in found.err) == (2, True)


def test_what_was_never_given_out_can_be_given_out(bureau: Path) -> None:
    """Een creditfactuur zonder --uit staat vast zonder bestand; heruitgeven maakt wat er nog ontbreekt."""
    found = geef("register", "credit", "CUSD-2026-00002", "--reden", "Fout", "--datum", "2026-02-01")
    assert "Nog zonder bestand" in found.out
    assert "nog geen bestand van uitgegeven" in geef("register", "check").out
    given = geef("register", "heruitgeven", "--uit", "facturen", "--json").json
    assert given["bestanden"] == [f"CUSD-2026-00008_bunschoten.{soort}" for soort in ("xlsx", "pdf", "xml")]
    assert geef("register", "check", "facturen", "--json").json["bevindingen"] == []


def test_the_register_may_stand_in_the_environment(bureau: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wie het register deelt, zet de plek één keer in CUSDXL_REGISTER; dan hoeft er geen wachtwoord in een opdracht."""
    (bureau / "elders").mkdir()
    (bureau / "facturenregister.sqlite").rename(bureau / "elders" / "gedeeld.sqlite")
    monkeypatch.setenv("CUSDXL_REGISTER", "elders/gedeeld.sqlite")
    assert geef("register", "check", "facturen").status == 0
    assert geef(*FACTUREER).status == 0
    assert not (bureau / "facturenregister.sqlite").exists()


def test_text_in_an_export_is_no_formula(bureau: Path) -> None:
    """Een tekst die met = begint, wordt in Excel geen formule; een negatief bedrag blijft een bedrag."""
    from cusd_xl.register.export import export_csv

    rows = [{"tekst": "=1+1", "bedrag": "-5.00"}, {"tekst": "-2", "bedrag": "1234.56"}, {"tekst": "6.60", "bedrag": ""}]
    assert export_csv(rows, ["tekst", "bedrag"]).decode("utf-8-sig").splitlines() == [
        "tekst;bedrag", "'=1+1;-5,00", "'-2;1234,56", "6.60;",
    ]  # fmt: skip


@pytest.mark.parametrize("opdracht", OPDRACHTEN)
def test_the_examples_of_the_help_work(bureau: Path, opdracht: str) -> None:
    """Wie een voorbeeld uit de uitleg overtypt, krijgt wat er is beloofd."""
    (bureau / "afschrift.csv").write_text("datum;bedrag;omschrijving;kenmerk\n")
    help_text = geef("register", opdracht, "--help").out
    examples = re.findall(r"^ +cusd-xl (register .+)$", help_text, re.MULTILINE)
    assert examples
    for example in examples:
        found = geef(*shlex.split(example))
        assert (found.status, found.err) == (0, ""), found.err


def test_the_json_of_an_export_can_be_read_back(bureau: Path) -> None:
    """De export met alle inhoud is gewone JSON: elk document met zijn factuur."""
    assert geef("register", "export", "--uit", "r.json").out == "Geschreven: r.json (8 documenten).\n"
    documenten = json.loads((bureau / "r.json").read_text(encoding="utf-8"))["documenten"]
    assert [one["inhoud"]["factuur"]["nummer"] for one in documenten] == [one["nummer"] for one in documenten]
