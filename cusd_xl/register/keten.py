"""The hash chain: every row carries the sha256 of its own columns and of the row before, so that no row changes unseen."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.engine import Connection

from cusd_xl.model.factuurinhoud import canonical_json

BEGIN = ""
"""What the first row of a table names as the row before."""


def hash_row(waarden: Mapping[str, Any]) -> str:
    """The sha256 over every column of a row except its own `keten`; `vorige` ties it to the row before."""
    return hashlib.sha256(canonical_json({naam: one for naam, one in waarden.items() if naam != "keten"}).encode()).hexdigest()


def append_row(connection: Connection, table: Table, waarden: Mapping[str, Any]) -> dict[str, Any]:
    """Add one row at the end of the chain, inside a writing transaction; the row as it was written, with id and keten."""
    last = connection.execute(select(table.c.id, table.c.keten).order_by(table.c.id.desc()).limit(1)).first()
    row = {"id": last.id + 1 if last else 1, **waarden, "vorige": last.keten if last else BEGIN}
    row["keten"] = hash_row(row)
    connection.execute(table.insert(), row)
    return row
