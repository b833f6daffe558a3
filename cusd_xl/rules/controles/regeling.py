"""The parameters of the regeling: one centrumgemeente that takes part, a lawful term of payment, a complete sender."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cusd_xl.base.errors import ParameterError
from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.identifiers import is_iban, is_kleur, is_kvk, is_oin
from cusd_xl.base.years import format_datum
from cusd_xl.model.begroting import Begroting
from cusd_xl.parameters import get_parameter
from cusd_xl.rules.controles.profiel import find_profiel
from cusd_xl.rules.controles.tekst import enumerate_names, propose
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(CUSD, "1, 12 en 18", f"{TOELICHTING}; BW art. 6:119b", ("R29", "R44", "R51", "R107", "R108"))
AFZENDERVELDEN = (
    ("afzender_adres", "adres"), ("afzender_postcode", "postcode"), ("afzender_plaats", "plaats"), ("afzender_kvk", "KvK-nummer"),
    ("afzender_iban", "IBAN"),
)  # fmt: skip
MET_BTW_ID = ("S", "E")
"""The btw-codes for which a factuur must name the btw-id of the sender (Wet OB 1968 art. 35a)."""


def check_regeling(begroting: Begroting) -> Iterator[Finding]:
    """The findings on tblRegeling."""
    yield from _check_centrumgemeente(begroting)
    yield from _check_betaaltermijn(begroting)
    yield from _check_ingang(begroting)
    yield from _check_nummers(begroting)
    yield from _check_afzender(begroting)
    yield from _check_kleur(begroting)


def _check_centrumgemeente(begroting: Begroting) -> Iterator[Finding]:
    regeling = begroting.regeling
    known = [one.gemeente for one in begroting.deelnemers]
    if regeling.centrumgemeente not in known:
        advies = propose(regeling.centrumgemeente, known, "Kies één gemeente van het blad Deelnemers.")
        yield finding(
            "centrumgemeente-onbekend", regeling.cel("centrumgemeente"), gemeente=regeling.centrumgemeente, advies=advies
        )


def _check_betaaltermijn(begroting: Begroting) -> Iterator[Finding]:
    regeling = begroting.regeling
    cel = regeling.cel("betaaltermijn_dagen")
    try:
        most = get_parameter("betaaltermijn_max_dagen", date(begroting.jaar, 1, 1))
    except ParameterError as error:
        yield finding("parameter-ontbreekt", cel, controle="de betaaltermijn", reden=error)
        return
    if regeling.betaaltermijn_dagen > most.waarde:
        yield finding("betaaltermijn-te-lang", cel, dagen=regeling.betaaltermijn_dagen, grens=most.waarde, bron=most.bron)


def _check_ingang(begroting: Begroting) -> Iterator[Finding]:
    profiel, cel = find_profiel(begroting), begroting.regeling.cel("begrotingsjaar")
    if profiel.ingang is not None and profiel.ingang.year > begroting.jaar:
        yield finding("jaar-voor-regeling", cel, jaar=begroting.jaar, ingang=format_datum(profiel.ingang))
    if profiel.einde is not None and profiel.einde.year < begroting.jaar:
        yield finding("jaar-na-regeling", cel, jaar=begroting.jaar, profiel=profiel.naam, einde=format_datum(profiel.einde))


def _check_nummers(begroting: Begroting) -> Iterator[Finding]:
    regeling, afzender = begroting.regeling, begroting.regeling.afzender
    if afzender.iban and not is_iban(afzender.iban):
        yield finding("iban-ongeldig", regeling.cel("afzender_iban"), iban=afzender.iban)
    if afzender.kvk and not is_kvk(afzender.kvk):
        yield finding("kvk-ongeldig", regeling.cel("afzender_kvk"), nummer=afzender.kvk, wie="de afzender")
    if afzender.oin and not is_oin(afzender.oin):
        yield finding("oin-ongeldig", regeling.cel("afzender_oin"), nummer=afzender.oin, wie="de afzender")


def _check_afzender(begroting: Begroting) -> Iterator[Finding]:
    regeling = begroting.regeling
    missing = [(veld, naam) for veld, naam in AFZENDERVELDEN if not getattr(regeling.afzender, veld.removeprefix("afzender_"))]
    if not regeling.afzender.btw_id and any(one.btw in MET_BTW_ID for one in begroting.kosten):
        missing.append(("afzender_btw_id", "btw-id"))
    if missing:
        velden = enumerate_names(naam for _, naam in missing)
        yield finding("afzender-onvolledig", regeling.cel(missing[0][0]), velden=velden)


def _check_kleur(begroting: Begroting) -> Iterator[Finding]:
    regeling = begroting.regeling
    if regeling.huisstijl_kleur and not is_kleur(regeling.huisstijl_kleur):
        yield finding("kleur-ongeldig", regeling.cel("huisstijl_kleur"), kleur=regeling.huisstijl_kleur)
