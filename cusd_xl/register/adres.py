"""Where a register is: a path or a URL as a user writes it, made into a URL of SQLAlchemy."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from cusd_xl.base.errors import RegisterError

BESTAND = "facturenregister.sqlite"
SQLITE, POSTGRESQL = "sqlite", "postgresql"
VOORBEELD = "Geef een bestand, bijvoorbeeld facturenregister.sqlite, of postgresql+psycopg://gebruiker@server/database."


def parse_plek(plek: str) -> URL:
    """The URL of a register; RegisterError when it is neither a file nor a PostgreSQL server. A password is never shown."""
    if "://" not in plek:
        if not plek.strip():
            raise RegisterError(f"Er is geen register genoemd. {VOORBEELD}")
        return URL.create(SQLITE, database=plek)
    try:
        url = make_url(plek)
        soort = url.get_backend_name()
    except (ArgumentError, ValueError) as problem:
        raise RegisterError(f"Het adres van het register is niet te lezen. {VOORBEELD}") from problem
    if soort == POSTGRESQL:
        return url.set(drivername="postgresql+psycopg")
    if soort != SQLITE or not url.database or url.database == ":memory:":
        raise RegisterError(f"Een register in '{url.render_as_string(hide_password=True)}' kan niet. {VOORBEELD}")
    return URL.create(SQLITE, database=url.database)


def show_plek(url: URL) -> str:
    """The place as a user may see it: the path of the file, or the URL without its password."""
    return url.database or "" if url.drivername == SQLITE else url.render_as_string(hide_password=True)


def sqlite_path(url: URL) -> Path | None:
    """The file of a SQLite register; None for a server."""
    return Path(url.database or "") if url.drivername == SQLITE else None
