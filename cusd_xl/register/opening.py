"""Opens a register: makes or upgrades its tables, and hands out transactions that read or write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from cusd_xl.base.errors import RegisterError, explain_oserror
from cusd_xl.base.findings import Finding, finding
from cusd_xl.register.adres import SQLITE, parse_plek, show_plek, sqlite_path
from cusd_xl.register.migratie import GEEN, LAATSTE, read_versie, upgrade
from cusd_xl.register.netwerkschijf import is_netwerkschijf
from cusd_xl.register.storingen import explain_storing

WACHT = 30
SLOT = 4_207_110
"""The advisory lock of PostgreSQL that lets one run at a time take numbers (R107 and R110)."""


@dataclass(frozen=True, slots=True)
class Register:
    """An opened register: `plek` is how to name it to the user, `findings` what opening it showed."""

    engine: Engine
    plek: str
    findings: tuple[Finding, ...] = ()
    wacht: int = WACHT

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the register and changes nothing."""
        with _translating(self.plek), self.engine.begin() as connection:
            if self.engine.dialect.name != SQLITE:
                connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The one transaction that may add rows: nobody else takes a number until it ends. All or nothing."""
        with _translating(self.plek), self.engine.execution_options(schrijft=True).begin() as connection:
            if self.engine.dialect.name != SQLITE:
                connection.execute(text(f"SET LOCAL lock_timeout = '{self.wacht}s'"))
                connection.execute(text("SET LOCAL synchronous_commit = on"))
                connection.execute(text(f"SELECT pg_advisory_xact_lock({SLOT})"))
            yield connection


def open_register(plek: str, *, maak: bool = False, wacht: int = WACHT) -> Register:
    """Open the register at a path or URL, upgraded to this version; with `maak` it is made where there is none.

    A lock of somebody else is waited for during `wacht` seconds. Raises RegisterError with one Dutch line.
    """
    url = parse_plek(plek)
    shown, path = show_plek(url), sqlite_path(url)
    if path is not None:
        _prepare_path(path, shown, maak)
    engine = _make_engine(url, wacht)
    register = Register(engine, shown, _look_at_disk(path), wacht)
    return _upgrade(register, maak)


def _upgrade(register: Register, maak: bool) -> Register:
    with register.reading() as connection:
        versie = read_versie(connection)
    if versie == GEEN and not maak:
        raise RegisterError(
            f"In {register.plek} staat geen register. Controleer de plek; de eerste 'factureer --definitief' maakt een nieuw."
        )
    if versie == LAATSTE:
        return register
    with register.writing() as connection:
        begon = upgrade(connection, register.plek)
    nieuw = (finding("register-nieuw", plek=register.plek),) if begon == GEEN else ()
    return Register(register.engine, register.plek, (*register.findings, *nieuw), register.wacht)


def _prepare_path(path: Path, plek: str, maak: bool) -> None:
    if path.is_dir():
        raise RegisterError(f"{plek} is een map. Geef met --register het bestand van het register.")
    if not maak and not path.is_file():
        raise RegisterError(f"Het register {plek} bestaat niet. Geef met --register het bestand of de URL van uw register.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise RegisterError(
            f"Voor het register {plek} kan geen map worden gemaakt ({explain_oserror(problem)}). Kies een andere plek."
        ) from problem


def _look_at_disk(path: Path | None) -> tuple[Finding, ...]:
    if path is None or not is_netwerkschijf(path):
        return ()
    return (finding("register-netwerkschijf", plek=str(path)),)


def _make_engine(url: URL, wacht: int) -> Engine:
    if url.drivername == SQLITE:
        engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": wacht})
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    try:
        return create_engine(url, poolclass=NullPool, isolation_level="READ COMMITTED", connect_args={"connect_timeout": wacht})
    except ModuleNotFoundError as problem:
        raise RegisterError(
            'Voor een register op PostgreSQL ontbreekt een pakket. Installeer het met: pip install "cusd-xl[postgresql]"'
        ) from problem


def _set_up_sqlite(connection: Any, record: object) -> None:
    # Python must not begin transactions by itself; EXTRA also syncs the folder, so that power loss takes back no number
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = EXTRA")


def _begin_sqlite(connection: Connection) -> None:
    # a transaction that begins reading and then wants to write fails at once when another wrote meanwhile (facts/factuur.md 7)
    schrijft = connection.get_execution_options().get("schrijft")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if schrijft else "BEGIN")


@contextmanager
def _translating(plek: str) -> Iterator[None]:
    try:
        yield
    except DBAPIError as problem:
        known = explain_storing(problem, plek)
        if known is None:
            raise
        raise known from problem
