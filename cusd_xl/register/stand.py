"""The state of every document, derived from what was added: vastgesteld, uitgegeven, gecrediteerd, and what was paid."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select

from cusd_xl.base.errors import RegisterError
from cusd_xl.base.names import nearest
from cusd_xl.model.betaalstand import Betaalstand
from cusd_xl.register.opening import Register
from cusd_xl.register.registratie import Registratie, read_registratie
from cusd_xl.register.tabellen import betalingen, documenten, uitgiften


class Status(StrEnum):
    """How far a document is; a document only ever moves down this list."""

    VASTGESTELD = "vastgesteld"
    UITGEGEVEN = "uitgegeven"
    GECREDITEERD = "gecrediteerd"


@dataclass(frozen=True, slots=True)
class Documentstand:
    """One document with its status, the number of its creditfactuur, what was paid on it in cents and when last.

    What was paid under the number of its creditfactuur counts here too: it is the same debt.
    """

    registratie: Registratie
    status: Status
    betaling: Betaalstand
    laatste_betaling: date | None

    @property
    def credit(self) -> str:
        return self.betaling.credit


def list_standen(register: Register) -> tuple[Documentstand, ...]:
    """Every document in the order of finalising."""
    with register.reading() as connection:
        rows = [read_registratie(row) for row in connection.execute(select(documenten).order_by(documenten.c.id)).mappings()]
        uitgegeven = set(connection.execute(select(uitgiften.c.nummer)).scalars())
        paid = connection.execute(select(betalingen.c.nummer, betalingen.c.bedrag, betalingen.c.datum)).all()
    op_nummer = {one.nummer: one.crediteert or one.nummer for one in rows}
    betaald: dict[str, list[tuple[int, date]]] = {}
    for nummer, bedrag, datum in paid:
        betaald.setdefault(op_nummer.get(nummer, nummer), []).append((bedrag, date.fromisoformat(datum)))
    credits = {one.crediteert: one.nummer for one in rows if one.crediteert}
    return tuple(
        _make_stand(one, _choose_status(one.nummer, credits, uitgegeven), credits, betaald.get(one.nummer, [])) for one in rows
    )


def find_dag(standen: Iterable[Documentstand], begin: date) -> date:
    """The day up to which the register knows what was paid: the latest payment, and never before `begin`."""
    return max((begin, *(one.laatste_betaling for one in standen if one.laatste_betaling)))


def find_registratie(register: Register, nummer: str) -> Registratie:
    """The document with this number; RegisterError with the nearest number when there is none."""
    with register.reading() as connection:
        row = connection.execute(select(documenten).filter_by(nummer=nummer)).mappings().first()
        if row:
            return read_registratie(row)
        near = nearest(nummer, connection.execute(select(documenten.c.nummer)).scalars())
    hint = f" Bedoelt u {near}?" if near else ""
    raise RegisterError(f"Factuur '{nummer}' staat niet in het register.{hint} 'register list' toont alle nummers.")


def _make_stand(
    one: Registratie, status: Status, credits: Mapping[str, str], betaald: Sequence[tuple[int, date]]
) -> Documentstand:
    factuur, credit = one.factuur, credits.get(one.nummer, "")
    betaling = Betaalstand(
        one.nummer, factuur.afnemer.gemeente, str(one.soort), one.termijn, one.factuurdatum, factuur.vervaldatum, one.bedrag,
        credit, sum(bedrag for bedrag, _ in betaald),
    )  # fmt: skip
    return Documentstand(one, status, betaling, max((datum for _, datum in betaald), default=None))


def _choose_status(nummer: str, credits: Container[str], uitgegeven: Container[str]) -> Status:
    if nummer in credits:
        return Status.GECREDITEERD
    return Status.UITGEGEVEN if nummer in uitgegeven else Status.VASTGESTELD
