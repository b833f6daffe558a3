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
    """The URL of an empty database."""
    naam = f"register{next(NUMMERS)}"
    engine = create_engine(server.format(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {naam}"))
    engine.dispose()
    return server.format(database=naam)


@pytest.fixture(params=["sqlite", "postgresql"])
def plek(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place for a new register, in SQLite and in PostgreSQL."""
    if request.param == "sqlite":
        return str(tmp_path / "facturenregister.sqlite")
    url: str = request.getfixturevalue("database")
    return url
