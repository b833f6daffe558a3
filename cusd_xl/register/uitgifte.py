"""Issuing: which documents still have no file, and which file with which content was made of each."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.engine import Connection

from cusd_xl.register.keten import append_row
from cusd_xl.register.opening import Register
from cusd_xl.register.registratie import Registratie, read_registratie
from cusd_xl.register.tabellen import documenten, uitgiften

Uitgiften = Mapping[str, Mapping[str, frozenset[str]]]
"""Per number and file name the sha256 of every content that was issued under that name."""


def list_pending(register: Register) -> tuple[Registratie, ...]:
    """The documents that are finalised and of which no file was issued, in the order of finalising."""
    query = select(documenten).where(documenten.c.nummer.not_in(select(uitgiften.c.nummer))).order_by(documenten.c.id)
    with register.reading() as connection:
        return tuple(read_registratie(row) for row in connection.execute(query).mappings())


def read_uitgiften(connection: Connection) -> Uitgiften:
    """Every file that was issued, as one transaction sees it."""
    found: dict[str, dict[str, frozenset[str]]] = {}
    for row in connection.execute(select(uitgiften).order_by(uitgiften.c.id)):
        bestanden = found.setdefault(row.nummer, {})
        bestanden[row.bestand] = bestanden.get(row.bestand, frozenset()) | {row.sha256}
    return found


def record_uitgiften(connection: Connection, bestanden: Mapping[str, Mapping[str, str]]) -> None:
    """Record per number the files made of it, file name -> sha256; what was recorded before is left out.

    Somebody else opens and ends the writing transaction.
    """
    known = read_uitgiften(connection)
    for nummer, hashes in bestanden.items():
        for bestand, sha256 in hashes.items():
            if sha256 not in known.get(nummer, {}).get(bestand, frozenset()):
                append_row(connection, uitgiften, {"nummer": nummer, "bestand": bestand, "sha256": sha256})
