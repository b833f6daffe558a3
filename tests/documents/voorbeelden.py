"""Facturen of every kind that a factuur in UBL can be, with fictitious numbers; the same ones lie in golden/ as XML."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from cusd_xl.base.years import parse_termijn
from cusd_xl.model.begroting import Deelnemer
from cusd_xl.model.bijdragen import EigenBedrag
from cusd_xl.model.factuur import Factuur, Factuurregel, Factuursoort, Factuurverwijzing, Specificatieregel
from cusd_xl.model.regeling import Afzender
from cusd_xl.rules.btw import make_btwregels

FACTUURDATUM = date(2026, 1, 5)
AFZENDER = Afzender(
    "Gemeente Voorbeeld", "Raadhuisplein 1", "1234 AB", "Voorbeeld", "12345678", "00000099000012345678", "NL001234567B01",
    "NL91ABNA0417164300", "facturen@voorbeeld.example",
)  # fmt: skip
AFNEMER = Deelnemer(
    "Baarn", "GM0308", date(2026, 1, 1), adres="Postbus 1002", postcode="1234 AC", plaats="Baarn", kvk="87654321",
    oin="00000099000003080000", email="facturen@baarn.example", referentie="CUSD 2026",
)  # fmt: skip
VOORSCHOTTEN = tuple(Factuurverwijzing(f"2026-F-{nummer:04d}", FACTUURDATUM, 1_747_167) for nummer in (2, 9, 16))


def maak_post(soort: str, btw: str, jaarbedrag: int, eigen: tuple[EigenBedrag, ...] = ()) -> Specificatieregel:
    """A kostenpost on the specification."""
    return Specificatieregel(
        f"K-{soort[:2]}{btw}", f"Kosten van {soort}", soort, btw, "inwoners", "12", jaarbedrag, Fraction(1), 0, jaarbedrag, 1, (),
        0, eigen, jaarbedrag,
    )  # fmt: skip


def maak_factuur(*regels: Factuurregel, eigen: tuple[EigenBedrag, ...] = (), **changes: object) -> Factuur:
    """A definitive factuur of the first quarter with these lines; `changes` replace its fields."""
    sound = Factuur(
        soort=Factuursoort.FACTUUR,
        nummer="2026-F-0002",
        concept=False,
        regeling="Centrumregeling Voorbeeld",
        afzender=AFZENDER,
        afnemer=AFNEMER,
        factuurdatum=FACTUURDATUM,
        vervaldatum=date(2026, 2, 4),
        termijn=parse_termijn("Q1", 2026),
        regels=regels,
        btwregels=make_btwregels(regels, FACTUURDATUM),
        specificatie=tuple(maak_post(one.omschrijving, one.btw, one.jaarbedrag, eigen) for one in regels),
    )
    return replace(sound, **changes)  # type: ignore[arg-type]


def regel(btw: str, bedrag: int, soort: str = "organisatiekosten", jaarbedrag: int = 0) -> Factuurregel:
    """A line of this termijn; the amount of the year is four times as much unless given."""
    return Factuurregel(soort, btw, jaarbedrag or 4 * bedrag, bedrag)


BUITEN, VRIJ, HOOG, DOOR = regel("O", 1_747_168), regel("E", 123_457), regel("S", 999_998), regel("D", 250_003, "hulpkosten")
JAAR = parse_termijn("jaar", 2026)
CREDIT = {"soort": Factuursoort.CREDITFACTUUR, "nummer": "2026-C-0001", "verwijzingen": VOORSCHOTTEN[:1], "reden": "dubbel"}
CREDIT_EIND = {**CREDIT, "termijn": JAAR, "voorschotten": VOORSCHOTTEN}
EIND = {"soort": Factuursoort.EINDAFREKENING, "nummer": "2026-E-0001", "termijn": JAAR, "voorschotten": VOORSCHOTTEN}
VOORBEELDEN = MappingProxyType(
    {
        "factuur-o": maak_factuur(BUITEN, regel("O", 45_000, "zorgadministratie")),
        "factuur-e": maak_factuur(VRIJ),
        "factuur-s": maak_factuur(HOOG, regel("S", 51, "accountantskosten")),
        "factuur-es": maak_factuur(VRIJ, HOOG),
        "factuur-doorschuif": maak_factuur(BUITEN, DOOR, doorschuifbtw=43_389),
        "factuur-concept": maak_factuur(BUITEN, nummer="CONCEPT-2026-Q1-GM0308", concept=True),
        "factuur-aantal": maak_factuur(
            regel("O", 235_000, "zorgadministratie", 235_000),
            eigen=(EigenBedrag("Declaratie", 235_000, 1000, 235),),
            termijn=JAAR,
        ),
        "factuur-correctie": maak_factuur(BUITEN, regel("O", -5_050, "hulpkosten")),
        "factuur-negatief": maak_factuur(regel("O", -5_050, "hulpkosten")),
        "factuur-s-negatief": maak_factuur(regel("S", -50, "hulpkosten"), regel("E", -1)),
        "factuur-nul": maak_factuur(regel("O", 0, jaarbedrag=3)),
        "credit-o": maak_factuur(BUITEN, **CREDIT),
        "credit-es": maak_factuur(VRIJ, HOOG, **CREDIT),
        "credit-eind": maak_factuur(regel("O", 6_988_669, jaarbedrag=6_988_669), **CREDIT_EIND),
        "credit-eind-terug": maak_factuur(regel("O", 5_000_000, jaarbedrag=5_000_000), **CREDIT_EIND),
        "eind-niets-gekost": maak_factuur(regel("O", 0, jaarbedrag=0), **EIND),
        "eind-bijbetalen": maak_factuur(regel("O", 6_988_669, jaarbedrag=6_988_669), **EIND),
        "eind-terug": maak_factuur(regel("O", 5_000_000, jaarbedrag=5_000_000), **EIND),
        "eind-s": maak_factuur(regel("S", 6_988_669, jaarbedrag=6_988_669), **EIND),
    }
)  # fmt: skip
