"""A small sound begroting to start a test from: three gemeenten, two kostenposten, every row with its cell."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from cusd_xl.model.begroting import Begroting, Deelnemer, Indexcijfer, Inwonertal, Kostenpost, Sleutel, Taak
from cusd_xl.model.herkomst import Herkomst
from cusd_xl.model.regeling import Afzender, Regeling
from cusd_xl.workbook.layout import PARAMETERS, TABELLEN

KOPRIJ = 1
START = date(2026, 1, 1)
BBP = "Prijspeil BBP"
INWONERS = {"Amersfoort": ("GM0307", 161852), "Baarn": ("GM0308", 25065), "Eemnes": ("GM0317", 9755)}
AFZENDER = Afzender(
    "Gemeente Amersfoort", "Stadhuisplein 1", "3811 LM", "Amersfoort", "32169606", "00000001001626736000", "NL001626736B01",
    "NL91ABNA0417164300", "facturen@example.nl",
)  # fmt: skip
REGELING = Regeling("Proefregeling", "leeg", 2026, "Amersfoort", afzender=AFZENDER)


def deelnemer(gemeente: str, gm_code: str, **changes: Any) -> Deelnemer:
    """A deelnemer with an address, from 1 January 2026."""
    sound: dict[str, Any] = {"vanaf": START, "adres": "Markt 1", "postcode": "1234 AB", "plaats": gemeente}
    return Deelnemer(gemeente, gm_code, **sound | changes)


def kostenpost(code: str, **changes: Any) -> Kostenpost:
    """Organisatiekosten of a million for everybody, by inwoners, at the price level of 2026."""
    sound: dict[str, Any] = {
        "omschrijving": f"Kosten {code}", "soort": "organisatiekosten", "taken": (), "bedrag": 100_000_000,
        "prijspeil": 2026, "index": "geen", "verdeelsleutel": "inwoners",
    }  # fmt: skip
    return Kostenpost(code, **sound | changes)


def taak(code: str, *deelname: str, **changes: Any) -> Taak:
    """An inkooptaak with a cross for the named gemeenten."""
    sound: dict[str, Any] = {"omschrijving": f"Taak {code}", "wet": "Jeugdwet", "soort": "inkoop", "vanaf": START}
    return Taak(code, deelname=frozenset(deelname), **sound | changes)


def inwonertal(gemeente: str, jaar: int, inwoners: int, status: str = "definitief") -> Inwonertal:
    """The inwoners of a gemeente on 1 January of a year."""
    return Inwonertal(gemeente, date(jaar, 1, 1), inwoners, status)


def indexcijfer(jaar: int, percentage: str, **changes: Any) -> Indexcijfer:
    """A percentage of Prijspeil BBP."""
    sound: dict[str, Any] = {"reeks": BBP, "editie": "Septembercirculaire 2024", "status": "definitief", "bron": "circulaire"}
    return Indexcijfer(jaar=jaar, percentage=Decimal(percentage), **sound | changes)


def bouw_begroting(**changes: Any) -> Begroting:
    """A begroting without findings; `changes` replace its fields, `regeling` may be a mapping of parameters."""
    regeling = changes.pop("regeling", REGELING)
    if isinstance(regeling, dict):
        regeling = replace(REGELING, **regeling)
    sound: dict[str, Any] = {
        "deelnemers": tuple(deelnemer(naam, code) for naam, (code, _) in INWONERS.items()),
        "inwoners": tuple(inwonertal(naam, 2024, aantal) for naam, (_, aantal) in INWONERS.items()),
        "taken": (taak("J1", *INWONERS), taak("W1", "Amersfoort", "Baarn", wet="Wmo 2015")),
        "kosten": (kostenpost("K01"), kostenpost("K02", taken=("W1",))),
        "sleutels": (Sleutel("inwoners", "inwoners", "2"), Sleutel("gelijk", "gelijk")),
        "indexcijfers": (indexcijfer(2025, "2.7"), indexcijfer(2026, "2.7")),
        "registerkolommen": dict(zip(INWONERS, "HIJ", strict=True)),
    }
    return met_herkomst(Begroting(regeling, **sound | changes))


def met_herkomst(begroting: Begroting) -> Begroting:
    """The same begroting, each row with the place it has on a sheet with the header in row 1 and no moved columns."""
    known = {one.name for one in fields(Begroting)}
    placed: dict[str, Any] = {}
    for tabel in TABELLEN:
        if tabel.rijtype is not None and tabel.veld in known:
            letters = {kolom.veld: chr(ord("A") + plaats) for plaats, kolom in enumerate(tabel.kolommen)}
            rows = enumerate(getattr(begroting, tabel.veld), start=KOPRIJ + 1)
            placed[tabel.veld] = tuple(replace(row, herkomst=Herkomst(tabel.naam, tabel.blad, rij, letters)) for rij, row in rows)
    names = (one.naam for one in PARAMETERS)
    cellen = {naam: f"Regeling!B{rij}" for rij, naam in enumerate(names, start=KOPRIJ + 1)}
    return replace(begroting, regeling=replace(begroting.regeling, cellen=cellen), **placed)
