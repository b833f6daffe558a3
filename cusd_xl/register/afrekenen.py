"""A year that is settled stays settled: what its eindafrekening sets off is what stands in the register, then and later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.engine import Connection

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.money import format_euro
from cusd_xl.model.factuur import Factuursoort
from cusd_xl.register.registratie import AFREKENINGEN, VOORSCHOTTEN, Ontwerp, Registratie, read_registratie
from cusd_xl.register.tabellen import documenten


def list_standing(
    connection: Connection, ontwerp: Ontwerp, *namen: str, soorten: Sequence[Factuursoort] = VOORSCHOTTEN
) -> list[Registratie]:
    """The documents of these soorten that nobody took back and that share these parts of the key with a draft."""
    taken_back = select(documenten.c.crediteert).where(documenten.c.crediteert.is_not(None))
    query = select(documenten).filter_by(**{naam: ontwerp.sleutel[naam] for naam in namen})
    query = query.where(documenten.c.nummer.not_in(taken_back), documenten.c.soort.in_(soorten))
    return [read_registratie(row) for row in connection.execute(query.order_by(documenten.c.id)).mappings()]


def check_jaar(connection: Connection, ontwerp: Ontwerp, gecrediteerd: Registratie | None) -> Finding | None:
    """A termijn of a year that was settled is not billed any more, and what was set off is not taken back by itself."""
    soort = gecrediteerd.soort if gecrediteerd else ontwerp.factuur.soort
    if soort not in VOORSCHOTTEN:
        return None
    for one in list_standing(connection, ontwerp, "regeling", "jaar", "gm_code", soorten=AFREKENINGEN):
        feiten = {"gemeente": ontwerp.factuur.afnemer.gemeente, "jaar": str(one.jaar), "afrekening": one.nummer}
        if gecrediteerd is None:
            return finding("register-jaar-afgerekend", **feiten, termijn=ontwerp.termijn)
        if any(voorschot.nummer == gecrediteerd.nummer for voorschot in one.factuur.voorschotten):
            return finding("register-voorschot-verrekend", **feiten, nummer=gecrediteerd.nummer)
    return None


def check_voorschotten(connection: Connection, ontwerpen: Sequence[Ontwerp]) -> Iterator[Finding]:
    """What stands for the year must be set off, each factuur once and for its own amount, and nothing that was taken back.

    The drafts were made before the register was locked; a factuur that came in between would be asked for twice.
    """
    drafts = [one for one in ontwerpen if one.factuur.soort.is_afrekening]
    if not drafts:
        return
    verrekend = {voorschot.nummer: voorschot.bedrag for one in drafts for voorschot in one.factuur.voorschotten}
    standing = list_standing(connection, drafts[0], "regeling", "jaar")
    for one in standing:
        if one.bedrag and verrekend.get(one.nummer) != one.bedrag:
            feiten = {"nummer": one.nummer, "gemeente": one.factuur.afnemer.gemeente, "bedrag": format_euro(one.bedrag)}
            yield finding("register-voorschot-anders", **feiten, verrekend=format_euro(verrekend.get(one.nummer, 0)))
    credits = select(documenten.c.crediteert, documenten.c.nummer).where(documenten.c.crediteert.in_(verrekend))
    for nummer, credit in connection.execute(credits):
        yield finding("register-voorschot-gecrediteerd", nummer=nummer, credit=credit)
