"""Where a register of a test lives: a file of SQLite, or a database of its own on a PostgreSQL server of the tests."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.hulp.postgres import run_server

NUMMERS = itertools.count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A PostgreSQL server; the test is skipped where it is not installed."""
    with run_server() as url:
        yield url


@pytest.fixture
def database(server: str) -> str:
    """The URL of an empty schema, which is all a register sees; a database for each test would take minutes to copy."""
    naam = f"schema{next(NUMMERS)}"
    engine = create_engine(server)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {naam}"))
    engine.dispose()
    return f"{server}&options=-csearch_path%3D{naam}"


@pytest.fixture(params=["sqlite", "postgresql"])
def plek(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place for a new register, in SQLite and in PostgreSQL."""
    if request.param == "sqlite":
        return str(tmp_path / "facturenregister.sqlite")
    url: str = request.getfixturevalue("database")
    return url
