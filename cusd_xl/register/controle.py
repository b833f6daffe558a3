"""Checks a register and the files made from it: gaps, broken chain, guards taken away, files changed, missing or unknown."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.engine import Connection

from cusd_xl.base.errors import RegisterError, explain_oserror
from cusd_xl.base.findings import Finding, finding
from cusd_xl.register.keten import BEGIN, hash_row
from cusd_xl.register.migratie import LAATSTE, read_statements
from cusd_xl.register.opening import Register
from cusd_xl.register.tabellen import KETENS, documenten
from cusd_xl.register.uitgifte import Uitgiften, list_pending, read_uitgiften

MANIFEST = "manifest.json"
NUMMER = re.compile(r"[A-Z0-9][A-Z0-9-]*-\d{4}-\d{5,}(?=_)")
TRIGGER = re.compile(r"CREATE TRIGGER (\w+)")
TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
    " WHERE NOT tgisinternal AND tgenabled <> 'D' AND relnamespace = current_schema()::regnamespace",
}


def check_register(register: Register) -> tuple[Finding, ...]:
    """Every finding about the register itself; empty when numbers, chains and guards are whole."""
    with register.reading() as connection:
        found = [*_check_database(connection), *_check_triggers(connection), *_check_reeksen(connection)]
        broken = [*_check_ketens(connection)]
    # what was changed may not be readable any more, so it is looked into only while the chain is whole
    pending = () if broken else list_pending(register)
    loose = [finding("register-niet-uitgegeven", nummer=one.nummer, gemeente=one.factuur.afnemer.gemeente) for one in pending]
    return (*register.findings, *found, *broken, *loose)


def check_bestanden(register: Register, map_: Path) -> tuple[Finding, ...]:
    """Every finding about the files below a folder: each issued file must be there as it was issued, and no other number."""
    op_naam = _find_files(map_)
    with register.reading() as connection:
        uitgegeven = read_uitgiften(connection)
        rows = connection.execute(select(documenten.c.nummer, documenten.c.keten)).all()
    return (
        *_check_uitgegeven(uitgegeven, op_naam, map_),
        *_check_onbekend(op_naam, {row.nummer for row in rows}),
        *_check_manifesten(op_naam, {row.keten for row in rows}),
    )


def hash_file(path: Path) -> str:
    """The sha256 of a file; RegisterError when it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as problem:
        raise RegisterError(f"{path} kan niet worden gelezen ({explain_oserror(problem)}).") from problem


def _check_database(connection: Connection) -> Iterator[Finding]:
    if connection.dialect.name != "sqlite":
        return
    reports = [row[0] for row in connection.execute(text("PRAGMA integrity_check(1)"))]
    if connection.execute(text("PRAGMA foreign_key_check")).first():
        reports = ["een rij verwijst naar een rij die er niet is"]
    if reports != ["ok"]:
        yield finding("register-beschadigd", reden=reports[0])


def _check_triggers(connection: Connection) -> Iterator[Finding]:
    dialect = connection.dialect.name
    steps = (one for versie in range(1, LAATSTE + 1) for one in read_statements(versie, dialect))
    expected = {naam for one in steps for naam in TRIGGER.findall(one)}
    missing = expected - set(connection.execute(text(TRIGGERS[dialect])).scalars())
    if missing:
        yield finding("register-beveiliging", namen=", ".join(sorted(missing)))


def _check_ketens(connection: Connection) -> Iterator[Finding]:
    for table in KETENS:
        vorige = BEGIN
        for place, row in enumerate(connection.execute(select(table).order_by(table.c.id)).mappings(), start=1):
            waarden: dict[str, Any] = {str(naam): one for naam, one in row.items()}
            if waarden["id"] != place or waarden["vorige"] != vorige or waarden["keten"] != hash_row(waarden):
                nummer = f" ({waarden['nummer']})"
                yield finding("register-keten", tabel=table.name, rij=str(place), nummer=nummer)
                break
            vorige = waarden["keten"]


def _check_reeksen(connection: Connection) -> Iterator[Finding]:
    kolommen = (documenten.c.reeks, documenten.c.volgnummer, documenten.c.nummer, documenten.c.factuurdatum)
    rows = connection.execute(select(*kolommen).order_by(documenten.c.reeks, documenten.c.volgnummer)).all()
    for reeks, group in groupby(rows, key=lambda row: str(row.reeks)):
        own = list(group)
        taken = {row.volgnummer for row in own}
        for volgnummer in sorted(set(range(1, max(taken) + 1)) - taken):
            yield finding("register-gat", reeks=reeks, volgnummer=str(volgnummer))
        for vorige, row in pairwise(own):
            if row.factuurdatum < vorige.factuurdatum:
                yield finding("register-volgorde", nummer=row.nummer, vorige=vorige.nummer)


def _find_files(map_: Path) -> dict[str, list[Path]]:
    if not map_.is_dir():
        raise RegisterError(f"De map {map_} bestaat niet. Geef de map waar de facturen onder staan.")
    found: dict[str, list[Path]] = {}
    for path in sorted(one for one in map_.rglob("*") if one.is_file()):
        found.setdefault(path.name, []).append(path)
    return found


def _check_uitgegeven(uitgegeven: Uitgiften, op_naam: Mapping[str, Sequence[Path]], map_: Path) -> Iterator[Finding]:
    for nummer, bestanden in uitgegeven.items():
        for bestand, hashes in bestanden.items():
            paths = op_naam.get(bestand, ())
            if not paths:
                yield finding("register-bestand-ontbreekt", bestand=bestand, map=str(map_), nummer=nummer)
            for path in paths:
                if hash_file(path) not in hashes:
                    yield finding("register-bestand-gewijzigd", bestand=str(path), nummer=nummer)


def _check_onbekend(op_naam: Mapping[str, Sequence[Path]], nummers: Container[str]) -> Iterator[Finding]:
    for naam, paths in op_naam.items():
        found = NUMMER.match(naam)
        if found and found[0] not in nummers:
            yield from (finding("register-bestand-onbekend", bestand=str(path)) for path in paths)


def _check_manifesten(op_naam: Mapping[str, Sequence[Path]], ketens: set[str]) -> Iterator[Finding]:
    for path in op_naam.get(MANIFEST, ()):
        keten = _read_keten(path)
        if keten and keten not in ketens:
            yield finding("register-teruggezet", map=str(path.parent))


def _read_keten(path: Path) -> str:
    """The state of the register that a manifest of a definitive run names; empty in any other file of that name."""
    try:
        stand = json.loads(path.read_bytes()).get("register")
        return str(stand["keten"]) if isinstance(stand, dict) else ""
    except (ValueError, AttributeError, KeyError):
        return ""
