"""A year of the eight gemeenten to report on: a layer of wijzigingen, two prognoses, two kwartalen of realisatie."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from cusd_xl.model.begroting import Begroting, Gewicht, Realisatie, Sleutel, Wijziging
from cusd_xl.model.besluiten import Contract, Inkoopvolume, Kalendermoment
from cusd_xl.model.jaargang import Prognose
from tests.rules.bouw import bouw_begroting, deelnemer, inwonertal, kostenpost, taak
from tests.runs.test_controles_werkmap import write_begroting

INWONERS = {
    "Amersfoort": ("GM0307", 161852), "Baarn": ("GM0308", 25065), "Bunschoten": ("GM0313", 22619), "Eemnes": ("GM0317", 9755),
    "Leusden": ("GM0327", 31681), "Nijkerk": ("GM0267", 45361), "Soest": ("GM0342", 47682), "Woudenberg": ("GM0351", 14637),
}  # fmt: skip
JEUGD = tuple(naam for naam in INWONERS if naam != "Nijkerk")
WMO = tuple(naam for naam in INWONERS if naam != "Eemnes")
HULP: dict[str, Any] = {"soort": "hulpkosten", "bedrag": None, "verdeelsleutel": "realisatie"}
PLAN = {"J1": 60_000_00, "W1": 40_000_00}
"""What Baarn lets buy; the others the same for every 25065 inwoners, in whole euros."""


def plan_van(gemeente: str, code: str) -> int:
    """The inkoopplan of a gemeente for a taak, in cents."""
    return PLAN[code] * INWONERS[gemeente][1] // 25065 // 100 * 100


def jaar_begroting(**changes: Any) -> Begroting:
    """The eight gemeenten in 2026 with everything the reports read; `changes` replace its fields."""
    parts: dict[str, Any] = {
        "regeling": {"naam": "Centrumregeling Proef", "afwijking_procent": Decimal(5)},
        "deelnemers": tuple(deelnemer(naam, code) for naam, (code, _) in INWONERS.items()),
        "inwoners": tuple(inwonertal(naam, 2024, aantal) for naam, (_, aantal) in INWONERS.items()),
        "taken": (
            taak("J1", *JEUGD, omschrijving="Specialistische jeugdhulp"),
            taak("W1", *WMO, wet="Wmo 2015", omschrijving="Begeleiding Wmo"),
            taak("O1", "Baarn", "Soest", wet="WPO/WVO", omschrijving="Leerlingenvervoer"),
        ),
        "registerkolommen": dict(zip(INWONERS, "HIJKLMNO", strict=True)),
        "sleutels": (
            Sleutel("inwoners", "inwoners", "2"), Sleutel("gelijk", "gelijk"), Sleutel("zorgvolume", "gewichten"),
            Sleutel("realisatie", "werkelijk"),
        ),
        "gewichten": tuple(Gewicht("zorgvolume", naam, Decimal(plan_van(naam, "J1") // 100)) for naam in INWONERS),
        "kosten": (
            kostenpost("K01", omschrijving="Inkoop en contractbeheer"),
            kostenpost("K02", omschrijving="Uitvoeringskosten jeugd", soort="uitvoeringskosten", taken=("J1",), bedrag=80_000_00,
                       verdeelsleutel="zorgvolume"),
            kostenpost("K03", omschrijving="Hulp jeugd", taken=("J1",), **HULP),
            kostenpost("K04", omschrijving="Hulp Wmo", taken=("W1",), **HULP),
            kostenpost("K05", omschrijving="Leerlingenvervoer", taken=("O1",), bedrag=0, verdeelsleutel="gelijk"),
        ),
        "wijzigingen": (
            Wijziging("1", date(2026, 4, 14), "vastgesteld", "K01", 100_000_00, "extra inkoper"),
            Wijziging("2", date(2026, 10, 6), "concept", "K05", 30_000_01, "nieuwe taak leerlingenvervoer"),
            Wijziging("2", date(2026, 10, 6), "concept", "K03", 5_000_00, "hoger inkoopplan", "Baarn", "J1", Decimal("12.5")),
        ),
        "inkoopplan": tuple(
            Inkoopvolume(naam, code, 2026, Decimal(plan_van(naam, code) // 10_000), plan_van(naam, code))
            for code, namen in (("J1", JEUGD), ("W1", WMO)) for naam in namen
        ),
        "contracten": (
            Contract("C1", "J1", "PxQ", date(2026, 1, 1), date(2026, 12, 31), "geen", "ja"),
            Contract("E1", "W1", "PxQ", date(2026, 1, 1), date(2026, 12, 31), "geen", "nee", gemeente="Nijkerk"),
        ),
        "realisatie": tuple(
            Realisatie(naam, post, code, f"2026-Q{kwartaal}", plan_van(naam, code) * (24 + kwartaal * 2) // 10_000 * 100)
            for post, code, namen in (("K03", "J1", JEUGD), ("K04", "W1", WMO)) for naam in namen for kwartaal in (1, 2)
        ),
        "prognoses": tuple(_list_prognoses()),
        "kalender": tuple(
            Kalendermoment(
                "aanlevering gegevens", 2026, "Q2", naam, date(2026, 7, 14), None if naam == "Soest" else date(2026, 7, 10)
            )
            for naam in WMO if naam != "Amersfoort"
        ),
    }  # fmt: skip
    return bouw_begroting(**parts | changes)


def _list_prognoses() -> list[Prognose]:
    rows = []
    for nummer, dag, procent in (("1", date(2026, 5, 1), 102), ("2", date(2026, 9, 1), 108)):
        for post, code, namen in (("K03", "J1", JEUGD), ("K04", "W1", WMO)):
            for naam in namen:
                extra = 4 if naam == "Leusden" else -3 if naam == "Baarn" else 0
                bedrag = plan_van(naam, code) * (procent + extra) // 100
                rows.append(Prognose(nummer, dag, naam, post, bedrag, code, "C1" if code == "J1" else ""))
        rows += [Prognose(nummer, dag, naam, "K02", plan_van(naam, "J1") // 1000 * 104 * procent // 100) for naam in JEUGD]
    rows.append(Prognose("2", date(2026, 9, 1), "Nijkerk", "K04", 12_345_67, "W1", "E1"))
    return rows


def schrijf(begroting: Begroting, path: Path) -> Path:
    """The begroting as a workbook, as a user would have filled it in."""
    return write_begroting(begroting, path)
