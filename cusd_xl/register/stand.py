"""The state of every document, derived from what was added: vastgesteld, uitgegeven, gecrediteerd, and what was paid."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import func, select

from cusd_xl.base.errors import RegisterError
from cusd_xl.base.names import nearest
from cusd_xl.register.opening import Register
from cusd_xl.register.registratie import Registratie, read_registratie
from cusd_xl.register.tabellen import betalingen, documenten, uitgiften


class Status(StrEnum):
    """How far a document is; a document only ever moves down this list."""

    VASTGESTELD = "vastgesteld"
    UITGEGEVEN = "uitgegeven"
    GECREDITEERD = "gecrediteerd"


class Betaalstatus(StrEnum):
    """What is known of the payment of a factuur; a document that asks for no money has none."""

    OPEN = "open"
    TE_LAAT = "te laat"
    BETAALD = "betaald"
    GEEN = ""


@dataclass(frozen=True, slots=True)
class Documentstand:
    """One document with its status, the number of its creditfactuur and what was paid on it in cents."""

    registratie: Registratie
    status: Status
    credit: str
    betaald: int
    vervaldatum: date | None

    @property
    def open(self) -> int:
        """What is still to pay in cents; 0 once the document is credited, below zero when too much was paid."""
        verschuldigd = 0 if self.credit or self.vervaldatum is None else self.registratie.bedrag
        return verschuldigd - self.betaald

    def betaalstatus(self, op: date) -> Betaalstatus:
        """Open, te laat or betaald on a day: te laat from the day after the vervaldatum."""
        if self.vervaldatum is None or self.credit:
            return Betaalstatus.GEEN
        if self.open <= 0:
            return Betaalstatus.BETAALD
        return Betaalstatus.TE_LAAT if op > self.vervaldatum else Betaalstatus.OPEN


def list_standen(register: Register) -> tuple[Documentstand, ...]:
    """Every document in the order of finalising."""
    with register.reading() as connection:
        rows = [read_registratie(row) for row in connection.execute(select(documenten).order_by(documenten.c.id)).mappings()]
        uitgegeven = set(connection.execute(select(uitgiften.c.nummer)).scalars())
        sums = select(betalingen.c.nummer, func.sum(betalingen.c.bedrag)).group_by(betalingen.c.nummer)
        betaald = {nummer: int(som) for nummer, som in connection.execute(sums)}
    credits = {one.crediteert: one.nummer for one in rows if one.crediteert}
    return tuple(_make_stand(one, _choose_status(one.nummer, credits, uitgegeven), credits, betaald) for one in rows)


def find_registratie(register: Register, nummer: str) -> Registratie:
    """The document with this number; RegisterError with the nearest number when there is none."""
    with register.reading() as connection:
        row = connection.execute(select(documenten).filter_by(nummer=nummer)).mappings().first()
        if row:
            return read_registratie(row)
        near = nearest(nummer, connection.execute(select(documenten.c.nummer)).scalars())
    hint = f" Bedoelt u {near}?" if near else ""
    raise RegisterError(f"Factuur '{nummer}' staat niet in het register.{hint} 'register list' toont alle nummers.")


def _make_stand(one: Registratie, status: Status, credits: Mapping[str, str], betaald: Mapping[str, int]) -> Documentstand:
    return Documentstand(one, status, credits.get(one.nummer, ""), betaald.get(one.nummer, 0), one.factuur.vervaldatum)


def _choose_status(nummer: str, credits: Container[str], uitgegeven: Container[str]) -> Status:
    if nummer in credits:
        return Status.GECREDITEERD
    return Status.UITGEGEVEN if nummer in uitgegeven else Status.VASTGESTELD
