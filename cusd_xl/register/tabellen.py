"""The tables of the register as SQLAlchemy knows them; the SQL files in schema/ make them, with what guards them."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, MetaData, String, Table

METADATA = MetaData()

documenten = Table(
    "register_document",
    METADATA,
    Column("id", BigInteger, primary_key=True),
    Column("reeks", String, nullable=False),
    Column("volgnummer", BigInteger, nullable=False),
    Column("nummer", String, nullable=False),
    Column("soort", String, nullable=False),
    Column("regeling", String, nullable=False),
    Column("jaar", BigInteger, nullable=False),
    Column("termijn", String, nullable=False),
    Column("gm_code", String, nullable=False),
    Column("deel", BigInteger, nullable=False),
    Column("revisie", BigInteger, nullable=False),
    Column("factuurdatum", String, nullable=False),
    Column("bedrag", BigInteger, nullable=False),
    Column("crediteert", String),
    Column("inhoud", String, nullable=False),
    Column("vorige", String, nullable=False),
    Column("keten", String, nullable=False),
)
uitgiften = Table(
    "register_uitgifte",
    METADATA,
    Column("id", BigInteger, primary_key=True),
    Column("nummer", String, nullable=False),
    Column("bestand", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("vorige", String, nullable=False),
    Column("keten", String, nullable=False),
)
betalingen = Table(
    "register_betaling",
    METADATA,
    Column("id", BigInteger, primary_key=True),
    Column("kenmerk", String, nullable=False),
    Column("nummer", String, nullable=False),
    Column("datum", String, nullable=False),
    Column("bedrag", BigInteger, nullable=False),
    Column("vorige", String, nullable=False),
    Column("keten", String, nullable=False),
)
KETENS = (documenten, uitgiften, betalingen)
"""Every table whose rows are chained: each row carries the hash of all its columns and of the row before."""
