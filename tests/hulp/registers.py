"""Drafts for the tests of the register, and rows changed behind its back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import text

from cusd_xl.model.factuur import Factuur
from cusd_xl.register.opening import Register, open_register
from cusd_xl.register.registratie import Ontwerp, Registratie
from cusd_xl.register.uitgifte import record_uitgiften
from cusd_xl.register.vaststellen import finalise
from tests.hulp.facturen import korte_begroting, maak_facturen

TRIGGERS = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
    " WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace",
}


def concepten(termijn: str = "Q1", datum: date | None = None, regeling: str = "Proefregeling") -> dict[str, Factuur]:
    """The concept facturen of one termijn by gemeente: the first figure of the contract, split over the year."""
    facturen = maak_facturen(korte_begroting(), termijn)
    return {
        naam: replace(one, regeling=regeling, factuurdatum=datum or one.factuurdatum, vervaldatum=one.vervaldatum)
        for naam, one in facturen.items()
    }


def ontwerpen(termijn: str = "Q1", datum: date | None = None, revisie: int = 1) -> list[Ontwerp]:
    """A draft for each of the eight gemeenten."""
    return [Ontwerp(one, revisie=revisie) for one in concepten(termijn, datum).values()]


def gevuld(plek: str | Path, *termijnen: str) -> tuple[Register, tuple[Registratie, ...]]:
    """A new register in which these termijnen are finalised, and all its documents."""
    register = open_register(str(plek), maak=True)
    found: list[Registratie] = []
    for termijn in termijnen or ("Q1",):
        vastgesteld = finalise(register, ontwerpen(termijn))
        assert vastgesteld.findings == ()
        found += vastgesteld.registraties
    return register, tuple(found)


def geef_uit(register: Register, nummer: str, bestand: str) -> None:
    """Record that a file was made of a document."""
    with register.writing() as connection:
        record_uitgiften(connection, {nummer: {bestand: "0" * 64}})


def knoei(register: Register, *statements: str) -> None:
    """Take every guard away and change the database as somebody with all rights could."""
    with register.writing() as connection:
        dialect = connection.dialect.name
        for naam, tabel in connection.execute(text(TRIGGERS[dialect])).all():
            connection.execute(text(f"DROP TRIGGER {naam}" + (f" ON {tabel}" if dialect == "postgresql" else "")))
        for statement in statements:
            connection.execute(text(statement))
