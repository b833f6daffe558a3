"""Opening a register: where it can be, and one Dutch line for every way in which it cannot."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import event, text

from cusd_xl.base.errors import RegisterError
from cusd_xl.register import opening
from cusd_xl.register.adres import parse_plek, show_plek
from cusd_xl.register.netwerkschijf import is_netwerkschijf
from cusd_xl.register.opening import open_register
from cusd_xl.register.stand import list_standen
from cusd_xl.register.vaststellen import finalise
from tests.hulp.registers import gevuld, ontwerpen

MOUNTS = """sysfs /sys sysfs rw 0 0
/dev/sda1 / ext4 rw 0 0
//server/deel /mnt/s\\040schijf cifs rw 0 0
server:/export /data nfs4 rw 0 0
/dev/sdb1 /data/lokaal ext4 rw 0 0
gebruiker@host: /mnt/ssh fuse.sshfs rw 0 0
"""


def test_a_new_register_says_that_it_is_new(plek: str) -> None:
    """Een nieuw register wordt gemeld, want een tweede register geeft dubbele nummers; de volgende keer is het stil."""
    assert [one.code for one in open_register(plek, maak=True).findings] == ["register-nieuw"]
    assert open_register(plek, maak=True).findings == ()
    assert open_register(plek).findings == ()


@pytest.mark.parametrize("schrijfwijze", ["{}", "sqlite:///{}"])
def test_a_file_is_a_path_or_a_url(tmp_path: Path, schrijfwijze: str) -> None:
    """Een register in een bestand is met een pad en met een URL te noemen."""
    path = tmp_path / "map" / "r.sqlite"
    gevuld(schrijfwijze.format(path))
    assert len(list_standen(open_register(str(path)))) == 8


def test_a_password_is_never_shown() -> None:
    """Het wachtwoord in een URL komt in geen enkele melding."""
    url = parse_plek("postgresql://anna:geheim@server/facturen")
    assert (url.drivername, show_plek(url)) == ("postgresql+psycopg", "postgresql+psycopg://anna:***@server/facturen")


@pytest.mark.parametrize(
    ("plek", "zin"),
    [
        ("", "geen register genoemd"),
        ("mysql://server/x", "kan niet"),
        ("mysql://anna:geheim@server/x", "anna:***@server"),
        ("sqlite://", "kan niet"),
        ("bestaatniet://server/x", "kan niet"),
        ("://server/x", "niet te lezen"),
        ("postgresql://server:abc/x", "niet te lezen"),
    ],
)
def test_a_place_that_cannot_be_is_one_line(plek: str, zin: str) -> None:
    """Een adres dat niet kan, wordt geweigerd met een voorbeeld dat wel kan."""
    with pytest.raises(RegisterError) as problem:
        open_register(plek, maak=True)
    assert zin in str(problem.value)
    assert "facturenregister.sqlite" in str(problem.value)
    assert "geheim" not in str(problem.value)


def test_a_register_that_is_not_there_is_not_made_by_reading(tmp_path: Path) -> None:
    """Wie wil kijken in een register dat er niet is, krijgt geen leeg register."""
    with pytest.raises(RegisterError, match="bestaat niet"):
        open_register(str(tmp_path / "r.sqlite"))
    (tmp_path / "leeg.sqlite").touch()
    with pytest.raises(RegisterError, match="staat geen register"):
        open_register(str(tmp_path / "leeg.sqlite"))
    assert [path.name for path in tmp_path.iterdir()] == ["leeg.sqlite"]


def test_another_kind_of_file_is_left_alone(tmp_path: Path) -> None:
    """Een tekstbestand, een map of een database van een ander programma wordt nooit een register."""
    (tmp_path / "tekst.sqlite").write_text("dit is gewoon tekst, en lang genoeg om geen database te zijn" * 20)
    with sqlite3.connect(tmp_path / "ander.sqlite") as other:
        other.execute("CREATE TABLE klanten (naam TEXT)")
    other.close()
    before = (tmp_path / "ander.sqlite").read_bytes()
    for naam, zin in (("tekst.sqlite", "geen register"), ("ander.sqlite", "ander programma"), (".", "is een map")):
        with pytest.raises(RegisterError, match=zin):
            open_register(str(tmp_path / naam), maak=True)
    assert (tmp_path / "ander.sqlite").read_bytes() == before


def test_a_path_through_a_file_is_one_line(tmp_path: Path) -> None:
    """Ligt er een bestand waar een map moet komen, dan zegt één zin dat."""
    (tmp_path / "bestand").touch()
    with pytest.raises(RegisterError, match="geen map worden gemaakt"):
        open_register(str(tmp_path / "bestand" / "r.sqlite"), maak=True)


def test_a_lock_of_somebody_else_is_waited_for_and_then_told(plek: str) -> None:
    """Houdt een ander het register vast, dan wacht het programma even en zegt dan wat er is; er is niets vastgelegd."""
    register, _ = gevuld(plek)
    impatient = open_register(plek, wacht=1)
    with register.writing(), pytest.raises(RegisterError, match="geeft het niet vrij"):
        finalise(impatient, ontwerpen("Q2"))
    assert len(list_standen(register)) == 8
    assert finalise(impatient, ontwerpen("Q2")).findings == ()


def test_a_full_disk_is_one_line_and_records_nothing(tmp_path: Path) -> None:
    """Loopt de schijf vol, dan zegt één zin dat en staat er geen enkele factuur van die run vast; daarna lukt het alsnog."""
    register, _ = gevuld(str(tmp_path / "r.sqlite"))
    full = open_register(str(tmp_path / "r.sqlite"))
    event.listen(full.engine, "connect", lambda connection, record: connection.execute("PRAGMA max_page_count = 1"))
    with pytest.raises(RegisterError, match="de schijf is vol"):
        finalise(full, ontwerpen("Q2"))
    assert len(list_standen(register)) == 8
    assert finalise(register, ontwerpen("Q2")).registraties[-1].nummer == "CUSD-2026-00014"


READ_ONLY = """
import os, sys
from cusd_xl.register.opening import open_register
from cusd_xl.register.stand import list_standen
from cusd_xl.register.vaststellen import finalise
from cusd_xl.base.errors import RegisterError
from tests.hulp.registers import ontwerpen
open_register(sys.argv[1])
nieuw = ontwerpen("Q2")  # what Python imports late must be there before the rights are gone
os.setuid(65534)
register = open_register(sys.argv[1])
print(len(list_standen(register)))
try:
    finalise(register, nieuw)
except RegisterError as problem:
    print(problem)
"""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="alleen root kan iemand zonder rechten worden")
def test_a_read_only_register_can_be_read(tmp_path: Path) -> None:
    """Wie alleen mag lezen, ziet het register en hoort bij schrijven dat het alleen-lezen is."""
    gevuld(str(tmp_path / "r.sqlite"))
    for folder in (tmp_path, *tmp_path.parents[:3]):
        if folder != Path("/tmp"):
            folder.chmod(0o755)
    words = [sys.executable, "-c", READ_ONLY, str(tmp_path / "r.sqlite")]
    done = subprocess.run(words, capture_output=True, text=True, cwd=Path(__file__).parents[2], check=False)
    lines = done.stdout.splitlines()
    assert (lines[:1], done.stderr) == (["8"], "")
    assert "alleen-lezen" in lines[1]


def test_a_server_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    """Is de server er niet, dan zegt één zin dat, zonder wachtwoord."""
    with pytest.raises(RegisterError, match="niet bereikbaar") as problem:
        open_register(f"postgresql://anna:geheim@/facturen?host={tmp_path}", wacht=1)
    assert "geheim" not in str(problem.value)


def test_a_database_that_is_not_there_is_one_line(database: str) -> None:
    """Bestaat de database op de server niet, dan is dat wat er staat."""
    with pytest.raises(RegisterError, match="kent deze database"):
        open_register(database.replace("/postgres?", "/ander?"), maak=True)


def test_a_connection_that_is_lost_is_one_line(database: str) -> None:
    """Valt de verbinding midden in het vaststellen weg, dan zegt één zin dat en staat er niets vast."""
    register, _ = gevuld(database)
    with pytest.raises(RegisterError, match="Er is niets vastgelegd"), register.writing() as connection:
        connection.execute(text("INSERT INTO register_schema (versie) VALUES (99)"))
        pid = connection.execute(text("SELECT pg_backend_pid()")).scalar()
        with open_register(database).engine.begin() as other:
            other.execute(text(f"SELECT pg_terminate_backend({pid})"))
        connection.execute(text("SELECT 1"))
    assert finalise(open_register(database), ontwerpen("Q2")).registraties[1].nummer == "CUSD-2026-00008"


def test_a_user_without_rights_is_one_line(database: str) -> None:
    """Mag een gebruiker niet in de tabellen, dan is dat wat er staat."""
    register, _ = gevuld(database)
    with register.engine.begin() as connection:
        connection.execute(text("DROP ROLE IF EXISTS meekijker"))
        connection.execute(text("CREATE ROLE meekijker LOGIN"))
        connection.execute(
            text(f"GRANT USAGE ON SCHEMA {connection.execute(text('SELECT current_schema()')).scalar()} TO meekijker")
        )
    with pytest.raises(RegisterError, match="niet genoeg rechten"):
        list_standen(open_register(database.replace("postgres@", "meekijker@")))


@pytest.mark.parametrize(
    ("pad", "expected"),
    [
        ("/home/anna/r.sqlite", False),
        ("/mnt/s schijf/financien/r.sqlite", True),
        ("/data/r.sqlite", True),
        ("/data/lokaal/r.sqlite", False),
        ("/mnt/ssh/r.sqlite", True),
        ("/database/r.sqlite", False),
    ],
)
def test_a_drive_of_the_network_is_recognised(pad: str, expected: bool) -> None:
    """Of een map op het netwerk staat, volgt uit de dichtstbijzijnde koppeling boven die map."""
    assert is_netwerkschijf(Path(pad), MOUNTS) is expected


def test_a_register_on_the_network_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Op een netwerkschijf werkt het register met een waarschuwing, en nooit met een WAL-bestand ernaast."""
    monkeypatch.setattr(opening, "is_netwerkschijf", lambda path: True)
    register, _ = gevuld(str(tmp_path / "r.sqlite"))
    assert [one.code for one in register.findings] == ["register-netwerkschijf", "register-nieuw"]
    with register.writing() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "delete"
        assert sorted(path.name for path in tmp_path.iterdir())[0] == "r.sqlite"
    assert [path.name for path in tmp_path.iterdir()] == ["r.sqlite"]
