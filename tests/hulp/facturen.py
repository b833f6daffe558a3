"""Begrotingen for the tests of facturen: a short one with the first figure, a long one with every kind of key and btw-code."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from cusd_xl.base.years import parse_termijn
from cusd_xl.model.begroting import (
    Begroting,
    Controleverklaring,
    Dekking,
    Gewicht,
    Normbedrag,
    Realisatie,
    Sleutel,
    Werkproces,
)
from cusd_xl.model.factuur import Factuur
from cusd_xl.rules.factuurregels import make_facturen
from cusd_xl.rules.verdeling import allocate
from tests.rules.bouw import BBP, bouw_begroting, deelnemer, inwonertal, kostenpost

INWONERS = {
    "Amersfoort": ("GM0307", 161852), "Baarn": ("GM0308", 25065), "Bunschoten": ("GM0313", 22619), "Eemnes": ("GM0317", 9755),
    "Leusden": ("GM0327", 31681), "Nijkerk": ("GM0267", 45361), "Soest": ("GM0342", 47682), "Woudenberg": ("GM0351", 14637),
}  # fmt: skip
PROCESSEN = ("Start zorg", "Stop zorg", "Wijziging")
FACTUURDATUM = date(2026, 1, 5)
KOSTEN = (
    kostenpost("K01", bedrag=123456789, prijspeil=2024, index=BBP),
    kostenpost("K02", bedrag=45678912, prijspeil=2025, index=BBP),
    kostenpost("K03", bedrag=31200050, verdeelsleutel="gemengd", omschrijving="Data, met een omschrijving die niet past"),
    kostenpost("K04", bedrag=20000000, verdeelsleutel="zorgvolume"),
    kostenpost("K05", bedrag=17000001),
    kostenpost("K06", bedrag=9900000, btw="E"),
    kostenpost("K07", bedrag=8000007, verdeelsleutel="gelijk", btw="S"),
    kostenpost("K08", bedrag=6000000, verdeelsleutel="controleverklaringen", soort="accountantskosten", btw="S"),
    kostenpost("K09", bedrag=None, verdeelsleutel="werkprocessen", soort="zorgadministratie"),
    kostenpost("K10", bedrag=None, verdeelsleutel="realisatie", soort="hulpkosten", btw="D"),
    kostenpost("K11", bedrag=None, verdeelsleutel="afspraak", soort="overig"),
    kostenpost("K12", bedrag=None, verdeelsleutel="bodem", soort="overig"),
)
SLEUTELS = (
    Sleutel("inwoners", "inwoners", "2"),
    Sleutel("controleverklaringen", "controleverklaringen"),
    Sleutel("zorgvolume", "gewichten"),
    Sleutel("gelijk", "gelijk"),
    Sleutel("gemengd", "mix", "inwoners=0.25;gelijk=0.35;zorgvolume=0.4"),
    Sleutel("werkprocessen", "werkprocessen"),
    Sleutel("realisatie", "werkelijk"),
    Sleutel("bodem", "minimum", "bedrag=100000;tarief=2.95;sleutel=inwoners"),
    Sleutel("afspraak", "vast"),
)


def korte_begroting() -> Begroting:
    """One kostenpost of a million by inwoners: the first figure of the contract."""
    return bouw_begroting(
        deelnemers=tuple(deelnemer(naam, code) for naam, (code, _) in INWONERS.items()),
        inwoners=tuple(inwonertal(naam, 2024, aantal) for naam, (_, aantal) in INWONERS.items()),
        taken=(),
        kosten=(kostenpost("K01"),),
        regeling={"profiel": "amersfoort", "termijnen": 4},
    )


def lange_begroting() -> Begroting:
    """Twelve kostenposten with every kind of key and every btw-code, index, dekking and a correction below zero."""
    nummers = tuple(enumerate(INWONERS, start=1))
    return replace(
        korte_begroting(),
        kosten=KOSTEN,
        sleutels=SLEUTELS,
        dekking=(Dekking("K01", "SPUK IZA", "subsidie", 30000000, 2023, 2026),),
        gewichten=(
            *(Gewicht("zorgvolume", naam, Decimal("100.5") * nummer) for nummer, naam in nummers),
            *(Gewicht("afspraak", naam, Decimal("1234.56") * nummer) for nummer, naam in nummers),
        ),
        controleverklaringen=tuple(Controleverklaring(naam, 1) for naam in INWONERS),
        werkprocessen=tuple(Werkproces(naam, one, 100 * nummer) for nummer, naam in nummers for one in PROCESSEN),
        normbedragen=tuple(Normbedrag(one, 1234 + nummer, 2025, BBP) for nummer, one in enumerate(PROCESSEN)),
        realisatie=(
            *(Realisatie(naam, "K10", "J1", "2026", 1234567 + 1000 * nummer) for nummer, naam in nummers),
            Realisatie("Baarn", "K10", "J2", "2026", -5050),
        ),
    )


def in_hele_euros(begroting: Begroting) -> Begroting:
    """The same begroting, divided in whole euros."""
    return replace(begroting, regeling=replace(begroting.regeling, afronding="euro"))


def maak_facturen(begroting: Begroting, termijn: str = "Q1") -> dict[str, Factuur]:
    """The facturen of one termijn by gemeente; a second one, of another btw-regime, as `Baarn-ES`."""
    facturen = make_facturen(begroting, allocate(begroting), parse_termijn(termijn, begroting.jaar), FACTUURDATUM)
    named: dict[str, Factuur] = {}
    for factuur in facturen:
        naam = factuur.afnemer.gemeente
        named[f"{naam}-{factuur.nummer.rpartition('-')[2]}" if naam in named else naam] = factuur
    return named
