"""The schema of the register in numbered steps: each step is a SQL file per database and never changes once released."""

from __future__ import annotations

from importlib.resources import files

from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection

from cusd_xl.base.errors import RegisterError

GEEN, LAATSTE = 0, 2
TABEL = "register_schema"


def read_versie(connection: Connection) -> int:
    """The number of the last step this register has had; 0 when there is no register yet."""
    if not inspect(connection).has_table(TABEL):
        return GEEN
    return int(connection.execute(text(f"SELECT max(versie) FROM {TABEL}")).scalar_one())


def upgrade(connection: Connection, plek: str, tot: int = LAATSTE) -> int:
    """Take every step that is missing, inside the transaction of `connection`; the number it started from.

    RegisterError when the register was made by a newer version of the program, or when other tables stand in a file.
    """
    begin = read_versie(connection)
    if begin > tot:
        raise RegisterError(f"Het register {plek} is van een nieuwere versie van cusd-xl. Werk het programma bij.")
    if begin == GEEN and connection.dialect.name == "sqlite" and inspect(connection).get_table_names():
        raise RegisterError(f"{plek} is een database van een ander programma. Kies met --register een ander bestand.")
    for versie in range(begin + 1, tot + 1):
        for statement in read_statements(versie, connection.dialect.name):
            connection.exec_driver_sql(statement)
        connection.execute(text(f"INSERT INTO {TABEL} (versie) VALUES (:versie)"), {"versie": versie})
    return begin


def read_statements(versie: int, dialect: str) -> tuple[str, ...]:
    """The statements of one step for `sqlite` or `postgresql`; an empty line parts them, a paragraph of comment is none."""
    script = files("cusd_xl.register").joinpath("schema", f"{versie:03d}.{dialect}.sql").read_text(encoding="utf-8")
    paragraphs = [one.strip() for one in script.split("\n\n")]
    return tuple(one for one in paragraphs if one and not all(line.startswith("--") for line in one.splitlines()))
