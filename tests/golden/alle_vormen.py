"""A workbook with every kind of verdeelsleutel that is made of years, use, other keys or amounts; with or without days."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from cusd_xl.runs.bereken import run_bereken
from tests.hulp.geval import Rijen, deelnemers, indexcijfer, inwoners, kostenpost, regeling, sleutel, vul_leeg
from tests.hulp.vul import Rij

JAAR = 2026
INWONERS = {"Amersfoort": 161852, "Baarn": 25065, "Eemnes": 9755, "Soest": 47682, "Leusden": 31681, "'s-Hertogenbosch": 14637}
NAMEN = tuple(INWONERS)
KRUISJES = {"J1": NAMEN, "W1": NAMEN[:2] + NAMEN[3:], "W2": ("Amersfoort", "Soest", "Leusden")}
CLIENTEN = {2023: (801, 130, 52, 240, 160, 73), 2024: (812.5, 128, 55, 251, 158, 70.25), 2025: (830, 131.125, 49, 249, 171, 77)}
BUDGET = (5.25, 0.75, 0.4, 1.55, 1.05, 0.5)
STUKS = (0, 3, 2, 4.5, 1, 2)
VOLUME = {
    "J1": (8_120_455.31, 1_204_800, 488_012.75, 2_377_004.1, 1_455_000.07, 733_091.5),
    "W1": (1_000_000, 250_000.25, 0, 480_000, 310_000, 120_000.4),
}
SLEUTELS = (
    ("inwoners", "inwoners", "2"), ("gelijk", "gelijk", None), ("jeugd", "jeugdigen", "2"), ("volume", "zorgvolume", None),
    ("volume jeugd", "zorgvolume", "taken=J1"), ("budget", "budgetaandeel", None), ("gebruik", "gebruik", None),
    ("gebruik van K20", "gebruik", "kostenpost=K20"), ("werkelijk", "werkelijk", None), ("clienten", "gewichten", None),
    ("drie jaar clienten", "gemiddelde", "sleutel=clienten;jaren=3"),
    ("twee jaar inwoners", "gemiddelde", "sleutel=inwoners;jaren=2"),
    ("twee jaar jeugd", "gemiddelde", "sleutel=jeugd;jaren=2"),
    ("tussenvorm", "solidair", "percentage=37.5;solidair=inwoners;profijt=gebruik van K20"),
    ("pad", "ingroeipad", "van=inwoners;naar=drie jaar clienten;begin=2025;jaren=3"),
    ("zonder centrum", "zonder", "sleutel=pad;gemeente=centrumgemeente"),
    ("zonder twee", "zonder", "sleutel=inwoners;gemeente=Baarn, 's-Hertogenbosch"),
    ("dubbel", "mix", "zonder twee=0.4;inwoners=0.35;volume=0.25"),
    ("plafond", "plafond", "sleutel=inwoners;bedrag=250000.75"), ("macro", "macrobudget", "percentage=1.5768;sleutel=jeugd"),
    ("voet", "voet", "bedrag=10000.5;sleutel=dubbel"), ("band", "bandbreedte", "sleutel=macro;band=5;jaren=3"),
    ("alles", "zonder", "sleutel=voet om plafond;gemeente=centrumgemeente"),
    ("voet om plafond", "voet", "bedrag=1250;sleutel=plafond"),
    ("stuks", "gewichten", None), ("per stuk", "stuk", "tarief=412.35;sleutel=stuks"), ("inkoopplan", "inkoopplan", None),
)  # fmt: skip


def make_alle_vormen(folder: Path) -> Path:
    """The workbook after `bereken`; everybody pays for the whole year."""
    return _bereken(make_rijen("heel jaar"), folder, "alle-vormen")


def make_alle_vormen_dagen(folder: Path) -> Path:
    """The same workbook by the day, with gemeenten, taken and vrijstellingen that begin or end in the course of the year."""
    return _bereken(make_rijen("dagen"), folder, "alle-vormen-dagen")


def make_alle_vormen_euro(folder: Path) -> Path:
    """The same workbook in whole euros."""
    return _bereken(make_rijen("heel jaar", "euro"), folder, "alle-vormen-euro")


def make_rijen(deel_van_jaar: str, afronding: str = "cent") -> Rijen:
    """The rows by table."""
    part = deel_van_jaar == "dagen"
    return {
        "tblRegeling": [
            *regeling(JAAR, "Amersfoort", afronding),
            {"Parameter": "deel_van_jaar", "Waarde": deel_van_jaar, "Bron": "proef"},
        ],
        "tblDeelnemers": [_deelnemer(row, part) for row in deelnemers(NAMEN)],
        "tblInwoners": [_jeugd(row, jaar) for jaar in (JAAR - 2, JAAR - 3) for row in inwoners(INWONERS, jaar)],
        "tblTakenregister": [_taak(code, namen, part) for code, namen in KRUISJES.items()],
        "tblSleutels": [sleutel(*one) for one in SLEUTELS],
        "tblKosten": _kosten(),
        "tblDekking": [
            {"Kostenpost": "K11", "Omschrijving": "subsidie", "Soort": "subsidie", "Bedrag": 1234.56, "Vanaf jaar": 2024,
             "Tot en met jaar": 2026},
        ],
        "tblGewichten": [
            *(
                {"Sleutel": "clienten", "Gemeente": naam, "Gewicht": gewicht, "Jaar": jaar}
                for jaar, rij in CLIENTEN.items() for naam, gewicht in zip(NAMEN, rij, strict=True)
            ),
            *_gewichten("budget", BUDGET, JAAR), *_gewichten("stuks", STUKS, None), *_gewichten("budget", BUDGET[::-1], JAAR - 1),
        ],
        "tblIndexcijfers": [indexcijfer("bbp", 2025, 2.7), indexcijfer("bbp", 2026, 2.75)],
        "tblRealisatie": [
            *(_realisatie(naam, "K20", bedrag) for naam, bedrag in zip(NAMEN, VOLUME["J1"][::-1], strict=True)),
            _realisatie("Soest", "K20", 1_000.25, "opbrengsten"), _realisatie("Baarn", "K05", 400.4),
            *(_realisatie(naam, "K05", 17.35 * len(naam)) for naam in NAMEN),
        ],
        "tblInkoopplan": [
            {"Gemeente": naam, "Taak": taak, "Jaar": jaar, "Volume": 10, "Bedrag": bedrag + JAAR - jaar, "Bron": "proef"}
            for jaar in (JAAR - 1, JAAR) for taak, rij in VOLUME.items() for naam, bedrag in zip(NAMEN, rij, strict=True)
        ],
        "tblWijzigingen": [
            _wijziging("2026-1", "vastgesteld", "K21", "Baarn", "J1", 1_234.56),
            _wijziging("2026-1", "vastgesteld", "K22", "Soest", "W1", -500.25),
            _wijziging("2026-2", "concept", "K21", "Baarn", "J1", 9_999),
            _wijziging("2026-2", "ingetrokken", "K22", "Eemnes", "J1", 1),
        ],
        "tblBesluiten": [
            {"Nummer": "B1", "Soort": "opgave vrijstelling", "Status": "vastgesteld", "Gemeente": "Leusden", "Taak": "W2",
             "Besluitdatum": date(2026, 3, 1), "Ingangsdatum": date(2026, 5, 15)},
        ] if part else [],
    }  # fmt: skip


def _wijziging(nummer: str, status: str, post: str, gemeente: str, taak: str, mutatie: float) -> Rij:
    return {
        "Nummer": nummer, "Besluitdatum": date(2026, 4, 1), "Status": status, "Kostenpost": post, "Mutatie": mutatie,
        "Omschrijving": "meer zorg", "Gemeente": gemeente, "Taak": taak, "Volume": 1,
    }  # fmt: skip


def _kosten() -> list[Rij]:
    posten = (
        ("K01", 812_345.67, "jeugd", "J1"), ("K02", 91_000.01, "volume", "alle"), ("K03", 45_000, "volume jeugd", "W1;J1"),
        ("K04", 5_000_000, "budget", "alle"), ("K05", 77_777.77, "gebruik", "alle"),
        ("K06", 123_456.78, "drie jaar clienten", "W1"),
        ("K07", 65_432.1, "twee jaar inwoners", "W2;J1"), ("K08", 1_000, "twee jaar jeugd", "alle"),
        ("K09", 8_000_000.13, "tussenvorm", "J1"), ("K10", 99_999.99, "pad", "alle"), ("K11", 50_000, "zonder centrum", "W1;W2"),
        ("K12", 10_000.01, "zonder twee", "alle"), ("K13", 333_333.33, "dubbel", "alle"), ("K14", 300_000, "plafond", "W2"),
        ("K15", 512_345_678.9, "macro", "J1"), ("K16", 88_888.88, "voet", "alle"), ("K17", 61_000_000, "band", "alle"),
        ("K18", 750_000, "alles", "W1"),
    )  # fmt: skip
    rows = [
        {**kostenpost(code, None, naam, 2024, "bbp" if nummer % 2 else "geen", "overig"), "Bedrag": bedrag, "Taken": taken}
        for nummer, (code, bedrag, naam, taken) in enumerate(posten)
    ]
    own = (("K19", "per stuk", "alle"), ("K20", "werkelijk", "J1"), ("K21", "inkoopplan", "J1;W1"), ("K22", "inkoopplan", "alle"))
    rows += [
        {**kostenpost(code, None, naam, JAAR, "geen", "overig"), "Bedrag": None, "Taken": taken} for code, naam, taken in own
    ]
    return rows


def _deelnemer(row: Rij, part: bool) -> Rij:
    changes: dict[str, Any] = {}
    if part and row["Gemeente"] == "Eemnes":
        changes = {"Deelnemer vanaf": date(2026, 7, 1)}
    if part and row["Gemeente"] == "Baarn":
        changes = {"Deelnemer tot en met": date(2026, 9, 30)}
    return {**row, **changes}


def _taak(code: str, namen: tuple[str, ...], part: bool) -> Rij:
    crosses = {naam: "x" if naam in namen else None for naam in NAMEN}
    einde = date(2026, 10, 31) if part and code == "W1" else None
    head = {"Taak": code, "Omschrijving": f"Taak {code}", "Wet": "alle", "Soort": "inkoop", "Vanaf": date(2020, 1, 1)}
    return {**head, "Tot en met": einde, **crosses}


def _jeugd(row: Rij, jaar: int) -> Rij:
    return {**row, "Jeugdigen": row["Inwoners"] // 5 + jaar % 7}


def _gewichten(naam: str, rij: tuple[float, ...], jaar: int | None) -> list[Rij]:
    return [
        {"Sleutel": naam, "Gemeente": gemeente, "Gewicht": gewicht, "Jaar": jaar}
        for gemeente, gewicht in zip(NAMEN, rij, strict=True)
    ]


def _realisatie(gemeente: str, post: str, bedrag: float, soort: str = "kosten") -> Rij:
    return {"Gemeente": gemeente, "Kostenpost": post, "Taak": None, "Periode": "2026", "Bedrag": bedrag, "Soort": soort}


def _bereken(rijen: Rijen, folder: Path, naam: str) -> Path:
    path = vul_leeg(JAAR, rijen, folder, f"{naam}-invoer.xlsx")
    uit = folder / f"{naam}.xlsx"
    resultaat = run_bereken(path, uit)
    if resultaat.verdeling is None:
        raise AssertionError("\n".join(f"{one.cel} {one.code}: {one.melding}" for one in resultaat.findings))
    return uit
