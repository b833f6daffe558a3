"""Finalising: drafts get their number and their frozen content in one transaction, all of them or none (R107, R110)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.years import short_datum
from cusd_xl.model.factuur import Factuur
from cusd_xl.model.factuurinhoud import compare_facturen, without_herkomst
from cusd_xl.register.afrekenen import check_jaar, check_voorschotten, list_standing
from cusd_xl.register.keten import append_row
from cusd_xl.register.opening import Register
from cusd_xl.register.registratie import (
    AFREKENINGEN,
    VOORSCHOTTEN,
    Ontwerp,
    Registratie,
    choose_reeks,
    make_nummer,
    read_registratie,
)
from cusd_xl.register.tabellen import documenten
from cusd_xl.register.verschillen import describe_verschillen


@dataclass(frozen=True, slots=True)
class Vaststelling:
    """The documents in the order of the drafts; with a fout among the findings there are none and nothing was recorded."""

    registraties: tuple[Registratie, ...]
    findings: tuple[Finding, ...] = ()


def finalise(register: Register, ontwerpen: Sequence[Ontwerp], *, volledig: bool = False) -> Vaststelling:
    """Give every draft its number and freeze its content; what stands already with the same content is given back.

    Another content under the same key, a factuurdatum before the last one of the series, a second rhythm in one year, a termijn
    of a year that was settled and an eindafrekening that sets off something else than what stands are findings. `volledig` says
    that the drafts are all of their termijn: a document that stands and has no draft any more is then a finding too. Raises
    RegisterError when the register cannot be used.
    """
    with register.writing() as connection:
        uitkomsten: list[Registratie | Finding] = [_finalise_one(connection, one) for one in ontwerpen]
        uitkomsten += check_voorschotten(connection, ontwerpen)
        uitkomsten += _find_vervallen(connection, ontwerpen) if volledig else ()
        findings = _without_doubles([one for one in uitkomsten if isinstance(one, Finding)])
        if findings:
            connection.rollback()
            return Vaststelling((), findings)
    return Vaststelling(tuple(one for one in uitkomsten if isinstance(one, Registratie)))


def _finalise_one(connection: Connection, ontwerp: Ontwerp) -> Registratie | Finding:
    query = select(documenten).filter_by(**ontwerp.sleutel).order_by(documenten.c.revisie)
    eerdere = [read_registratie(row) for row in connection.execute(query).mappings()]
    laatste = eerdere[-1] if eerdere else None
    if laatste is None:
        return _insert(connection, ontwerp, 1)
    credit = _find_credit(connection, laatste.nummer)
    if credit and ontwerp.revisie > laatste.revisie:
        return _insert(connection, ontwerp, laatste.revisie + 1)
    return _compare(ontwerp, laatste, credit)


def _compare(ontwerp: Ontwerp, staat: Registratie, credit: Registratie | None) -> Registratie | Finding:
    oud, nieuw = staat.factuur, _number(ontwerp, staat.nummer)
    if ontwerp.revisie > staat.revisie:
        # a run that bills again what was credited has a later date; what was not credited only has to say the same
        nieuw = replace(nieuw, factuurdatum=oud.factuurdatum, vervaldatum=oud.vervaldatum)
    verschillen = compare_facturen(oud, nieuw)
    if not verschillen:
        return staat
    if ontwerp.crediteert:
        return finding("register-al-gecrediteerd", nummer=ontwerp.crediteert, credit=staat.nummer)
    if oud.te_betalen != nieuw.te_betalen:
        verschillen = (("bedrag", oud.te_betalen, nieuw.te_betalen), *verschillen)
    feiten = {
        "gemeente": nieuw.afnemer.gemeente,
        "termijn": ontwerp.termijn,
        "jaar": str(staat.jaar),
        "nummer": staat.nummer,
        "verschillen": describe_verschillen(verschillen),
    }
    if credit:
        return finding("register-gecrediteerd", **feiten, credit=credit.nummer, revisie=staat.revisie + 1)
    return finding("register-andere-inhoud", **feiten)


def _insert(connection: Connection, ontwerp: Ontwerp, revisie: int) -> Registratie | Finding:
    gecrediteerd = _find_document(connection, ontwerp.crediteert) if ontwerp.crediteert else None
    reeks = choose_reeks(ontwerp.prefix, ontwerp.factuur, gecrediteerd)
    geweigerd = (
        check_jaar(connection, ontwerp, gecrediteerd)
        or _check_ritme(connection, ontwerp)
        or _check_datum(connection, reeks, ontwerp.factuur.factuurdatum)
    )
    if geweigerd:
        return geweigerd
    volgnummer = _last_volgnummer(connection, reeks) + 1
    factuur = _number(ontwerp, make_nummer(reeks, volgnummer))
    waarden = {
        "reeks": reeks,
        "volgnummer": volgnummer,
        "nummer": factuur.nummer,
        "soort": factuur.soort.value,
        **ontwerp.sleutel,
        "revisie": revisie,
        "factuurdatum": factuur.factuurdatum.isoformat(),
        "bedrag": -gecrediteerd.bedrag if gecrediteerd else factuur.te_betalen,
        "crediteert": ontwerp.crediteert,
        "inhoud": ontwerp.encode(factuur),
    }
    return read_registratie(append_row(connection, documenten, waarden))


def _number(ontwerp: Ontwerp, nummer: str) -> Factuur:
    return replace(without_herkomst(ontwerp.factuur), nummer=nummer, concept=False)


def _check_ritme(connection: Connection, ontwerp: Ontwerp) -> Finding | None:
    """Two rhythms in one year would bill the same months twice, so a document of another rhythm stands in the way (R49)."""
    if ontwerp.factuur.soort not in VOORSCHOTTEN:
        return None
    for one in list_standing(connection, ontwerp, "regeling", "jaar", "gm_code"):
        if one.termijn[:1] != ontwerp.termijn[:1]:
            feiten = {"gemeente": ontwerp.factuur.afnemer.gemeente, "jaar": str(one.jaar), "nummer": one.nummer}
            return finding("register-termijn-gemengd", **feiten, andere=one.termijn, termijn=ontwerp.termijn)
    return None


def _find_vervallen(connection: Connection, ontwerpen: Sequence[Ontwerp]) -> list[Finding]:
    sleutels = [one.sleutel for one in ontwerpen]
    soorten = AFREKENINGEN if ontwerpen and ontwerpen[0].factuur.soort.is_afrekening else VOORSCHOTTEN
    standing = list_standing(connection, ontwerpen[0], "regeling", "jaar", "termijn", soorten=soorten) if ontwerpen else ()
    return [_describe_vervallen(one) for one in standing if one.sleutel not in sleutels]


def _describe_vervallen(one: Registratie) -> Finding:
    feiten = {"nummer": one.nummer, "gemeente": one.factuur.afnemer.gemeente, "termijn": one.termijn, "jaar": str(one.jaar)}
    return finding("register-vervallen", **feiten)


def _check_datum(connection: Connection, reeks: str, datum: date) -> Finding | None:
    query = select(documenten.c.nummer, documenten.c.factuurdatum).filter_by(reeks=reeks).order_by(documenten.c.volgnummer.desc())
    laatste = connection.execute(query.limit(1)).first()
    if laatste is None or date.fromisoformat(laatste.factuurdatum) <= datum:
        return None
    vorige = short_datum(date.fromisoformat(laatste.factuurdatum))
    return finding("register-factuurdatum", datum=short_datum(datum), vorige=vorige, nummer=laatste.nummer)


def _last_volgnummer(connection: Connection, reeks: str) -> int:
    return connection.execute(select(func.max(documenten.c.volgnummer)).filter_by(reeks=reeks)).scalar() or 0


def _find_document(connection: Connection, nummer: str) -> Registratie:
    return read_registratie(connection.execute(select(documenten).filter_by(nummer=nummer)).mappings().one())


def _find_credit(connection: Connection, nummer: str) -> Registratie | None:
    row = connection.execute(select(documenten).filter_by(crediteert=nummer)).mappings().first()
    return read_registratie(row) if row else None


def _without_doubles(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(one for place, one in enumerate(findings) if one not in findings[:place])
