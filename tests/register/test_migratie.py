"""The schema in steps: an old file is upgraded with all that is in it, a newer one refused, the tables are those of the code."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from cusd_xl.base.errors import RegisterError
from cusd_xl.register.controle import check_register
from cusd_xl.register.migratie import LAATSTE, read_statements, read_versie
from cusd_xl.register.opening import open_register
from cusd_xl.register.stand import list_standen
from cusd_xl.register.tabellen import METADATA
from cusd_xl.register.vaststellen import finalise
from tests.hulp.registers import gevuld, ontwerpen

OUD = Path(__file__).parent / "oud" / "versie1.sql"


def restore(path: Path) -> Path:
    """The register of a first version, as it was kept: eight documents of Q1, of which one has a file."""
    with sqlite3.connect(path) as database:
        database.executescript(OUD.read_text(encoding="utf-8"))
    database.close()
    return path


def test_an_old_file_is_upgraded_with_everything_in_it(tmp_path: Path) -> None:
    """Een register van de eerste versie gaat open, houdt zijn facturen en zijn keten, en telt door waar het was."""
    register = open_register(str(restore(tmp_path / "oud.sqlite")))
    with register.reading() as connection:
        assert read_versie(connection) == LAATSTE
    standen = list_standen(register)
    assert [one.registratie.nummer for one in standen][-1] == "CUSD-2026-00007"
    assert sum(one.registratie.bedrag for one in standen) == 25000003
    assert {one.code for one in check_register(register)} == {"register-niet-uitgegeven"}
    assert finalise(register, ontwerpen()).registraties == tuple(one.registratie for one in standen)
    assert finalise(register, ontwerpen("Q2")).registraties[1].nummer == "CUSD-2026-00008"


def test_the_old_file_is_of_the_first_step(tmp_path: Path) -> None:
    """De bewaarde proef is echt van de eerste versie: stap 2 is er nog niet in gezet."""
    with sqlite3.connect(restore(tmp_path / "oud.sqlite")) as database:
        assert database.execute("SELECT max(versie) FROM register_schema").fetchone() == (1,)
    database.close()


def test_a_newer_register_is_refused(plek: str) -> None:
    """Een register van een nieuwere versie wordt niet aangeraakt."""
    register, _ = gevuld(plek)
    with register.writing() as connection:
        connection.execute(text(f"INSERT INTO register_schema (versie) VALUES ({LAATSTE + 1})"))
    with pytest.raises(RegisterError, match="nieuwere versie"):
        open_register(plek)


def test_the_steps_make_the_tables_that_the_code_uses(plek: str) -> None:
    """De tabellen in de database hebben precies de kolommen waar het programma mee werkt, in beide databases."""
    register, _ = gevuld(plek)
    with register.reading() as connection:
        seen = inspect(connection)
        columns = {naam: [(one["name"], one["nullable"]) for one in seen.get_columns(naam)] for naam in METADATA.tables}
    primary = {"sqlite": True, "postgresql": False}[register.engine.dialect.name]
    expected = {
        naam: [(one.name, primary if one.primary_key else bool(one.nullable)) for one in table.columns]
        for naam, table in METADATA.tables.items()
    }
    assert columns == expected


@pytest.mark.parametrize("versie", range(1, LAATSTE + 1))
def test_every_step_is_there_for_both_databases(versie: int) -> None:
    """Elke stap bestaat voor SQLite en voor PostgreSQL, en maakt in beide dezelfde tabellen."""
    made = [
        [one.split()[2] for one in read_statements(versie, dialect) if one.startswith("CREATE TABLE")]
        for dialect in ("sqlite", "postgresql")
    ]
    assert made[0] == made[1] != []
