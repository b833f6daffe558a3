"""A workbook in which every kind of verdeelsleutel is used, filled in by hand for six gemeenten."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from cusd_xl.runs.bereken import run_bereken
from tests.hulp.geval import BRON, Rijen, deelnemers, indexcijfer, inwoners, kostenpost, regeling, sleutel, vul_leeg
from tests.hulp.vul import Rij

JAAR = 2026
INWONERS = {"Amersfoort": 161852, "Baarn": 25065, "Eemnes": 9755, "Soest": 47682, "Leusden": 31681, "Woudenberg": 14637}
NAMEN = tuple(INWONERS)
ZORGVOLUME = (1250.5, 310.2, 0, 480.1, 199.7, 88)
PERCENTAGES = (45.5, 12.25, 5, 20, 10.25, 7)
AFSPRAAK = (12500, 2500.5, 0, 0, 1250.25, 99.99)
KRUISJES = {"J1": NAMEN, "W1": NAMEN[:2] + NAMEN[3:], "W2": ("Amersfoort", "Soest", "Leusden"), "Z1": ("Eemnes", "Leusden")}


def make_alle_sleutels(folder: Path) -> Path:
    """The workbook after `bereken`, so with calculation sheets."""
    path = vul_leeg(JAAR, _rijen(), folder, "invoer.xlsx")
    uit = folder / "alle-sleutels.xlsx"
    resultaat = run_bereken(path, uit)
    if resultaat.verdeling is None:
        raise AssertionError("\n".join(one.melding for one in resultaat.findings))
    return uit


def _rijen() -> Rijen:
    return {
        "tblRegeling": regeling(JAAR, "Amersfoort", "cent"),
        "tblDeelnemers": deelnemers(NAMEN),
        "tblInwoners": [*inwoners(INWONERS, JAAR - 2), *inwoners(INWONERS, JAAR - 1)],
        "tblTakenregister": [_taak(code, namen) for code, namen in KRUISJES.items()],
        "tblSleutels": [
            sleutel("inwoners", "inwoners", "2"), sleutel("inwoners t-1", "inwoners", "1"), sleutel("gelijk", "gelijk"),
            sleutel("verklaringen", "controleverklaringen"), sleutel("zorgvolume", "gewichten"),
            sleutel("vast deel", "percentage"), sleutel("gemengd", "mix", "inwoners=0.25;zorgvolume=0.35;gelijk=0.4"),
            sleutel("dubbel", "mix", "gemengd=0.5;gelijk=0.5"),
            sleutel("processen", "werkprocessen"), sleutel("realisatie", "werkelijk"), sleutel("afspraak", "vast"),
            sleutel("bodem", "minimum", "bedrag=50000;tarief=2.955;sleutel=inwoners"),
        ],
        "tblKosten": [
            _post("K01", 1_000_000.01, "inwoners", "alle", 2024, "bbp"),
            _post("K02", 250_000.33, "inwoners t-1", "J1;W1", 2025, "cao"),
            _post("K03", 73_500, "verklaringen", "alle", 2025, "bbp"),
            _post("K04", 99_999.99, "zorgvolume", "W1", 2026, "geen"),
            _post("K05", 80_000, "vast deel", "alle", 2025, "cao"),
            _post("K06", 10_000.07, "gelijk", "W2", 2025, "bbp"),
            _post("K07", 333_333.33, "gemengd", "W1;W2", 2024, "bbp"),
            _post("K08", 100_000, "dubbel", "alle", 2026, "geen"),
            _post("K09", None, "processen", "Z1", 2026, "geen"),
            _post("K10", None, "realisatie", "J1", 2026, "geen"),
            _post("K11", None, "afspraak", "W1;W2", 2026, "geen"),
            _post("K12", None, "bodem", "W2;J1", 2026, "geen"),
        ],
        "tblDekking": [_dekking("K01", 40_000.5, 2026), _dekking("K01", 1_000, 2025), _dekking("K07", 100_000, 2028)],
        "tblGewichten": [
            {"Sleutel": naam, "Gemeente": gemeente, "Gewicht": gewicht}
            for naam, gewichten in (("zorgvolume", ZORGVOLUME), ("vast deel", PERCENTAGES), ("afspraak", AFSPRAAK))
            for gemeente, gewicht in zip(NAMEN, gewichten, strict=True)
        ],
        "tblControleverklaringen": [{"Gemeente": naam, "Aantal": 1 + (naam == "Soest")} for naam in NAMEN[1:]],
        "tblWerkprocessen": [
            {"Gemeente": naam, "Proces": proces, "Aantal": 117 * len(naam + proces)}
            for naam in KRUISJES["Z1"]
            for proces in ("toewijzing", "declaratie")
        ],
        "tblNormbedragen": [_norm("toewijzing", 38.5, 2024, "bbp"), _norm("declaratie", 3.15, 2026, "geen")],
        "tblIndexcijfers": [
            indexcijfer("bbp", 2025, 2.7),
            indexcijfer("bbp", 2026, 2.75),
            indexcijfer("cao", 2025, 3.125),
            indexcijfer("cao", 2026, 4.333),
        ],
        "tblWijzigingen": [_wijziging("1", "K01", 12_345.67, "vastgesteld"), _wijziging("2", "K02", -5_000, "concept")],
        "tblRealisatie": [_realisatie("Soest", 1_000.5), _realisatie("Soest", 250.25), _realisatie("Eemnes", 77)],
    }  # fmt: skip


def _taak(code: str, namen: tuple[str, ...]) -> Rij:
    crosses = {naam: "x" if naam in namen else None for naam in NAMEN}
    soort = "zorgadministratie" if code == "Z1" else "inkoop"
    head = {"Taak": code, "Omschrijving": f"Taak {code}", "Wet": "alle", "Soort": soort, "Vanaf": date(2020, 1, 1)}
    return {**head, **crosses}


def _post(code: str, bedrag: float | None, naam: str, taken: str, prijspeil: int, index: str) -> Rij:
    soort = {"verklaringen": "accountantskosten", "processen": "zorgadministratie", "realisatie": "hulpkosten"}.get(
        naam, "overig"
    )
    return {**kostenpost(code, None, naam, prijspeil, index, soort), "Bedrag": bedrag, "Taken": taken}


def _dekking(code: str, bedrag: float, tot: int) -> Rij:
    return {
        "Kostenpost": code, "Omschrijving": "subsidie", "Soort": "subsidie", "Bedrag": bedrag, "Vanaf jaar": 2024,
        "Tot en met jaar": tot,
    }  # fmt: skip


def _norm(proces: str, bedrag: float, prijspeil: int, index: str) -> Rij:
    return {"Proces": proces, "Normbedrag": bedrag, "Prijspeil": prijspeil, "Index": index, "Bron": BRON}


def _wijziging(nummer: str, code: str, mutatie: float, status: str) -> Rij:
    return {"Nummer": nummer, "Besluitdatum": date(2026, 2, 3), "Status": status, "Kostenpost": code, "Mutatie": mutatie}


def _realisatie(gemeente: str, bedrag: float) -> Rij:
    return {"Gemeente": gemeente, "Kostenpost": "K10", "Taak": "J1", "Periode": "2026", "Bedrag": bedrag}
