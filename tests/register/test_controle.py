"""The check: what somebody changed, removed or added behind the back of the register is found and named."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from cusd_xl.base.errors import RegisterError
from cusd_xl.register.controle import check_bestanden, check_register
from cusd_xl.register.keten import hash_row
from cusd_xl.register.opening import Register, open_register
from cusd_xl.register.registratie import Registratie
from cusd_xl.register.stand import list_standen
from cusd_xl.register.tabellen import documenten
from cusd_xl.register.vaststellen import finalise
from cusd_xl.runs.uitgeven import give_out
from tests.hulp.registers import gevuld, knoei, ontwerpen


def uitgegeven(plek: str, uit: Path) -> tuple[Register, tuple[Registratie, ...]]:
    """A register of which every document has a file in `uit`."""
    register, found = gevuld(plek)
    give_out(register, {one: {f"{one.nummer}_{one.gm_code}.xlsx": one.inhoud.encode()} for one in found}, uit)
    return open_register(plek), found


def codes(register: Register) -> list[str]:
    """The codes of what a check of the register finds."""
    return [one.code for one in check_register(register)]


def test_a_whole_register_gives_no_finding(plek: str, tmp_path: Path) -> None:
    """Een register waar niemand aan heeft gezeten is in orde, en zijn bestanden ook."""
    register, _ = uitgegeven(plek, tmp_path / "uit")
    assert (check_register(register), check_bestanden(register, tmp_path)) == ((), ())


def test_what_was_never_given_out_is_told(plek: str) -> None:
    """Een vastgestelde factuur zonder bestand is een waarschuwing per factuur."""
    register, _ = gevuld(plek)
    assert codes(open_register(plek)) == ["register-niet-uitgegeven"] * 8
    assert codes(register)[0] == "register-nieuw"


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        (["UPDATE register_document SET bedrag = bedrag + 1 WHERE id = 3"], ["register-beveiliging", "register-keten"]),
        (["UPDATE register_document SET inhoud = '{' WHERE id = 1"], ["register-beveiliging", "register-keten"]),
        (["UPDATE register_document SET soort = 'bonnetje' WHERE id = 2"], ["register-beveiliging", "register-keten"]),
        (
            ["DELETE FROM register_uitgifte WHERE nummer = 'CUSD-2026-00003'", "DELETE FROM register_document WHERE id = 4"],
            ["register-beveiliging", "register-gat", "register-keten", "register-keten"],
        ),
        (["UPDATE register_uitgifte SET sha256 = '" + "f" * 64 + "' WHERE id = 5"], ["register-beveiliging", "register-keten"]),
        ([], ["register-beveiliging"]),
    ],
)
def test_what_was_changed_behind_its_back_is_found(plek: str, tmp_path: Path, statements: list[str], expected: list[str]) -> None:
    """Wie de beveiliging weghaalt en iets wijzigt of verwijdert, wordt gezien: gat, gebroken keten, ontbrekende beveiliging."""
    register, _ = uitgegeven(plek, tmp_path / "uit")
    knoei(register, *statements)
    assert [one for one in codes(register) if one != "register-beschadigd"] == expected


@pytest.mark.parametrize("wijziging", ["inhoud = '{'", "inhoud = '{}'", "soort = 'bonnetje'", "factuurdatum = '2026-99-99'"])
def test_content_that_cannot_be_read_any_more_is_no_crash(plek: str, wijziging: str) -> None:
    """Is een factuur onleesbaar gemaakt, dan zegt de controle gewoon wat er is, en elke andere opdracht welke het is."""
    register, _ = gevuld(plek)
    knoei(register, f"UPDATE register_document SET {wijziging} WHERE id = 1")
    assert codes(open_register(plek)) == ["register-beveiliging", "register-keten"]
    with pytest.raises(RegisterError, match="CUSD-IV-2026-00001 is in het register onleesbaar gemaakt"):
        list_standen(register)


def test_an_earlier_date_is_found(plek: str, tmp_path: Path) -> None:
    """Ook wie de hele keten opnieuw uitrekent, verraadt zich met een datum die terugloopt."""
    register, _ = uitgegeven(plek, tmp_path / "uit")
    knoei(register, "UPDATE register_document SET factuurdatum = '2026-01-04' WHERE id > 4")
    vorige = ""
    with register.writing() as connection:
        for row in connection.execute(documenten.select().order_by(documenten.c.id)).mappings().all():
            nieuw = {**row, "vorige": vorige}
            nieuw["keten"] = vorige = hash_row(nieuw)
            connection.execute(documenten.update().where(documenten.c.id == row["id"]), nieuw)
    assert codes(register) == ["register-beveiliging", "register-volgorde"]


def test_a_damaged_file_is_found(tmp_path: Path) -> None:
    """Een rij die naar een verdwenen document verwijst, is een beschadigd register."""
    register, _ = uitgegeven(str(tmp_path / "r.sqlite"), tmp_path / "uit")
    knoei(register)
    with sqlite3.connect(tmp_path / "r.sqlite") as loose:
        loose.execute("DELETE FROM register_document WHERE id = 8")
    loose.close()
    assert "register-beschadigd" in codes(register)


def change(uit: Path, register: Register) -> None:
    (uit / "CUSD-2026-00002_GM0313.xlsx").write_bytes(b"anders")


def remove(uit: Path, register: Register) -> None:
    (uit / "CUSD-2026-00002_GM0313.xlsx").unlink()


def add(uit: Path, register: Register) -> None:
    (uit / "CUSD-2026-00044_GM0313.xlsx").write_bytes(b"onbekend")


def replay(uit: Path, register: Register) -> None:
    (uit / "manifest.json").write_text(json.dumps({"register": {"document": 99, "keten": "f" * 64}}))


@pytest.mark.parametrize(
    ("ingreep", "code"),
    [
        (change, "register-bestand-gewijzigd"),
        (remove, "register-bestand-ontbreekt"),
        (add, "register-bestand-onbekend"),
        (replay, "register-teruggezet"),
    ],
)
def test_what_happened_to_the_files_is_found(
    plek: str, tmp_path: Path, ingreep: Callable[[Path, Register], None], code: str
) -> None:
    """Een gewijzigd, ontbrekend of onbekend bestand, en een manifest van een andere stand, worden elk gevonden."""
    register, _ = uitgegeven(plek, tmp_path / "uit")
    ingreep(tmp_path / "uit", register)
    assert [one.code for one in check_bestanden(register, tmp_path)] == [code]


def test_a_restored_backup_is_found_by_the_files(tmp_path: Path) -> None:
    """Wie een oude kopie van het register terugzet, hoort dat er facturen zijn die dat register niet kent."""
    path = tmp_path / "r.sqlite"
    register, _ = uitgegeven(str(path), tmp_path / "uit")
    backup = path.read_bytes()
    later = finalise(register, ontwerpen("Q2")).registraties
    give_out(register, {one: {f"{one.nummer}_{one.gm_code}.xlsx": b"x"} for one in later}, tmp_path / "uit")
    path.write_bytes(backup)
    assert codes(register) == []
    found = check_bestanden(register, tmp_path / "uit")
    assert [one.code for one in found] == ["register-bestand-onbekend"] * 8


@pytest.mark.parametrize("inhoud", ["geen json", "[]", "{}", '{"register": null}', '{"register": {"document": 1}}'])
def test_another_manifest_is_left_alone(tmp_path: Path, inhoud: str) -> None:
    """Een bestand dat toevallig manifest.json heet, of dat van een concept, zegt niets over het register."""
    register, _ = uitgegeven(str(tmp_path / "r.sqlite"), tmp_path / "uit")
    (tmp_path / "uit" / "manifest.json").write_text(inhoud)
    assert check_bestanden(register, tmp_path) == ()


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """Wie een map noemt die er niet is, hoort dat in één zin in plaats van dat alles ontbreekt."""
    register, _ = gevuld(str(tmp_path / "r.sqlite"))
    with pytest.raises(RegisterError, match="bestaat niet"):
        check_bestanden(register, tmp_path / "nergens")


def test_dates_are_kept_as_text_that_sorts(plek: str) -> None:
    """Een datum in het register is een gewone tekst als 2026-01-05, in beide databases hetzelfde."""
    register, _ = gevuld(plek)
    with register.reading() as connection:
        assert connection.execute(text("SELECT DISTINCT factuurdatum FROM register_document")).scalars().all() == ["2026-01-05"]
    assert {one.factuurdatum for one in gevuld(plek)[1]} == {date(2026, 1, 5)}
