"""Payments: entries of a bank statement that name a factuurnummer are recorded with that factuur, each entry once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.money import format_euro
from cusd_xl.base.years import short_datum
from cusd_xl.register.afschrift import Afschriftregel
from cusd_xl.register.keten import append_row
from cusd_xl.register.opening import Register
from cusd_xl.register.tabellen import betalingen, documenten


@dataclass(frozen=True, slots=True)
class Inlezing:
    """How many entries were recorded, how many were known already, and what needs an eye."""

    nieuw: int
    bekend: int
    findings: tuple[Finding, ...]


def record_betalingen(register: Register, regels: Sequence[Afschriftregel]) -> Inlezing:
    """Record every entry that names exactly one factuurnummer of the register; all of them in one transaction, or none.

    The same statement once more adds nothing. An entry that names several facturen, and the sums of what came in and
    went out without a number, are waarschuwingen: a person decides. An entry recorded before with another amount is a fout.
    """
    with register.writing() as connection:
        nummers = {naam: _pattern(naam) for naam in connection.execute(select(documenten.c.nummer)).scalars()}
        gekozen = [(regel, [naam for naam, vorm in nummers.items() if vorm.search(regel.omschrijving)]) for regel in regels]
        known = {row["kenmerk"]: dict(row) for row in connection.execute(select(betalingen)).mappings()}
        rows = [_make_row(regel, found[0]) for regel, found in gekozen if len(found) == 1]
        wrong = [one for row in rows if row["kenmerk"] in known for one in _compare(row, known[row["kenmerk"]])]
        if wrong:
            connection.rollback()
            return Inlezing(0, 0, tuple(wrong))
        nieuw = sum(_append(connection, row, known) for row in rows)
    return Inlezing(nieuw, len(rows) - nieuw, tuple(_find_loose(gekozen)))


def _pattern(nummer: str) -> re.Pattern[str]:
    """The number as people and banks write it: with spaces, points or nothing between its parts, but never as part of another."""
    return re.compile(r"(?<![A-Z0-9])" + r"[\W_]*".join(map(re.escape, nummer.split("-"))) + r"(?!\d)", re.IGNORECASE)


def _make_row(regel: Afschriftregel, nummer: str) -> dict[str, Any]:
    return {"kenmerk": regel.kenmerk, "nummer": nummer, "datum": regel.datum.isoformat(), "bedrag": regel.bedrag}


def _append(connection: Connection, row: Mapping[str, Any], known: dict[str, Any]) -> bool:
    if row["kenmerk"] in known:
        return False
    known[row["kenmerk"]] = append_row(connection, betalingen, row)
    return True


def _compare(row: Mapping[str, Any], staat: Mapping[str, Any]) -> list[Finding]:
    if all(row[naam] == staat[naam] for naam in row):
        return []
    feiten = {"kenmerk": row["kenmerk"], "bedrag": format_euro(row["bedrag"]), "nummer": row["nummer"]}
    return [finding("betaling-verschilt", **feiten, oud=format_euro(staat["bedrag"]), oud_nummer=staat["nummer"])]


def _find_loose(gekozen: Sequence[tuple[Afschriftregel, Sequence[str]]]) -> list[Finding]:
    findings = []
    for regel, found in gekozen:
        if len(found) > 1:
            feiten = {"kenmerk": regel.kenmerk, "datum": short_datum(regel.datum), "bedrag": format_euro(regel.bedrag)}
            findings.append(finding("betaling-meer-nummers", **feiten, nummers=", ".join(found)))
    loose = [regel.bedrag for regel, found in gekozen if not found]
    for code, bedragen in (
        ("betaling-zonder-nummer", [one for one in loose if one > 0]),
        ("terugbetaling-zonder-nummer", [-one for one in loose if one < 0]),
    ):
        if bedragen:
            findings.append(finding(code, aantal=str(len(bedragen)), bedrag=format_euro(sum(bedragen))))
    return findings
