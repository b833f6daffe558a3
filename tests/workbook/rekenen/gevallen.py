"""Begrotingsworkbooks as people fill them in, each odd in one way, to hold the calculation sheets against."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.hulp.geval import (
    BRON,
    deelnemers,
    indexcijfer,
    inwoners,
    kostenpost,
    regeling,
    sleutel,
    vul_leeg,
)
from tests.hulp.vul import Rij

JAAR = 2026
Rijen: TypeAlias = dict[str, list[Rij]]
Geval: TypeAlias = Callable[[Path], Path]
NAMEN = ("Amersfoort", "'s-Hertogenbosch", "Bergen (NH.)", "Súdwest-Fryslân", "Soest")
AANTALLEN = (161852, 158000, 29800, 90321, 47682)
VANAF = date(2000, 1, 1)
GEWICHTEN = (1250.5, 310.2, 0, 480.1, 199.7)
PERCENTAGES = (45.5, 12.25, 5, 20, 17.25)
AFSPRAKEN = (12500, 2500.5, 0, 0, 99.99)
KRUISJES = {"J1": NAMEN, "W 1": NAMEN[:2] + NAMEN[3:], "W2": NAMEN[::2]}


def volledig(namen: Sequence[str] = NAMEN, aantallen: Sequence[int] = AANTALLEN, afronding: str = "cent") -> Rijen:
    """Every kind of sleutel of the contract but gemiddelde, several index years, dekking, wijzigingen, vrijstellingen."""
    inwonertal = dict(zip(namen, aantallen, strict=True))
    return {
        "tblRegeling": regeling(JAAR, namen[0], afronding),
        "tblDeelnemers": deelnemers(namen),
        "tblInwoners": [*inwoners(inwonertal, 2024), *inwoners({naam: aantal + 7 for naam, aantal in inwonertal.items()}, 2022)],
        "tblTakenregister": [taak(code, namen, [one for one in wie if one in namen]) for code, wie in KRUISJES.items()],
        "tblSleutels": [
            sleutel("inwoners", "inwoners", "2"), sleutel("inwoners t-4", "inwoners", "4"), sleutel("gelijk", "gelijk"),
            sleutel("verklaringen", "controleverklaringen"), sleutel("zorgvolume", "gewichten"),
            sleutel("vast deel", "percentage"), sleutel("processen", "werkprocessen"), sleutel("realisatie", "werkelijk"),
            sleutel("mix2", "mix", "inwoners = 0.25;  zorgvolume=0,75"),
            sleutel("mix3", "mix", "inwoners=0.3;zorgvolume=0.3;gelijk=0.4"),
            sleutel("nest", "mix", "mix2=0.5;mix3=0.25;vast deel=0.25"), sleutel("afspraak", "vast"),
            sleutel("bodem", "minimum", "bedrag=50000;tarief=2.95555;sleutel=inwoners"),
            sleutel("bodem volume", "minimum", "tarief=12.345;bedrag=1000.5;sleutel=zorgvolume"),
        ],
        "tblKosten": [
            post("K01", 1_000_000.01, "inwoners", "alle", 2022, "bbp"),
            post("K02", 250_000.33, "inwoners t-4", "J1; W 1", 2025, "cao"),
            post("K03", 73_500, "verklaringen", "alle", 2025, "bbp"), post("K04", 99_999.99, "zorgvolume", "W 1", 2026, "bbp"),
            post("K14", None, "bodem volume", "W 1", 2026, "geen"), post("K05", 80_000, "vast deel", "alle", 2024, "cao"),
            post("K06", 10_000.07, "gelijk", "W2", 2025, "bbp"),
            post("K07", 333_333.33, "mix2", "W 1;W2", 2024, "bbp"), post("K08", 100_000, "mix3", "alle", 2026, "geen"),
            post("K09", 0.05, "nest", "J1", 2026, "geen"), post("K10", None, "processen", "J1", 2026, "geen"),
            post("K11", None, "realisatie", "J1", 2026, "geen"), post("K12", None, "afspraak", "alle", 2026, "geen"),
            post("K13", None, "bodem", "W2;J1", 2026, "geen"),
        ],
        "tblDekking": [dekking("K01", 40_000.5, 2026), dekking("K01", 1_000, 2025), dekking("K07", 100_000, 2028)],
        "tblGewichten": [
            {"Sleutel": naam, "Gemeente": gemeente, "Gewicht": gewicht}
            for naam, gewichten in (("zorgvolume", GEWICHTEN), ("vast deel", PERCENTAGES), ("afspraak", AFSPRAKEN))
            for gemeente, gewicht in zip(namen, gewichten, strict=False)
        ],
        "tblControleverklaringen": [{"Gemeente": naam, "Aantal": 1 + number % 2} for number, naam in enumerate(namen[1:])],
        "tblWerkprocessen": [
            {"Gemeente": naam, "Proces": proces, "Aantal": 117 * len(naam + proces)}
            for naam in namen for proces in ("toewijzing", "declaratie")
        ],
        "tblNormbedragen": [norm("toewijzing", 38.5, 2023, "bbp"), norm("declaratie", 3.15, 2026, "geen")],
        "tblIndexcijfers": [
            *(indexcijfer("bbp", jaar, waarde) for jaar, waarde in ((2023, -1.5), (2024, 2.7), (2025, 3.1), (2026, 2.8))),
            indexcijfer("cao", 2025, 3.125), indexcijfer("cao", 2026, 4.33),
        ],
        "tblWijzigingen": [wijziging("1", "K01", 12_345.67, "vastgesteld"), wijziging("2", "K02", -5_000, "concept"),
                           wijziging("3", "K02", -5_000.5, "vastgesteld")],
        "tblRealisatie": [realisatie("Soest", 1_000.5), realisatie("Soest", -250.25), realisatie(namen[0], -77)],
    }  # fmt: skip


def taak(code: str, namen: Sequence[str], deelname: Sequence[str], vanaf: date = VANAF, tot: date | None = None) -> Rij:
    """A row of the takenregister with a cross for each of `deelname`."""
    crosses = {naam: "x" if naam in deelname else None for naam in namen}
    head = {"Taak": code, "Omschrijving": f"Taak {code}", "Wet": "alle", "Soort": "inkoop", "Vanaf": vanaf, "Tot en met": tot}
    return {**head, **crosses}


def post(code: str, bedrag: float | None, naam: str, taken: str = "alle", prijspeil: int = JAAR, index: str = "geen") -> Rij:
    """A kostenpost of the kostensoort that suits its sleutel."""
    soorten = {"verklaringen": "accountantskosten", "processen": "zorgadministratie", "realisatie": "hulpkosten"}
    soort = soorten.get(naam, "overig")
    return {**kostenpost(code, None, naam, prijspeil, index, soort), "Bedrag": bedrag, "Taken": taken}


def dekking(code: str, bedrag: float, tot: int) -> Rij:
    """A subsidie on a kostenpost from 2024 on."""
    return {
        "Kostenpost": code, "Omschrijving": "subsidie", "Soort": "subsidie", "Bedrag": bedrag, "Vanaf jaar": 2024,
        "Tot en met jaar": tot,
    }  # fmt: skip


def norm(proces: str, bedrag: float, prijspeil: int, index: str) -> Rij:
    """A normbedrag for one proces."""
    return {"Proces": proces, "Normbedrag": bedrag, "Prijspeil": prijspeil, "Index": index, "Bron": BRON}


def wijziging(nummer: str, code: str, mutatie: float, status: str) -> Rij:
    """A begrotingswijziging."""
    return {"Nummer": nummer, "Besluitdatum": date(2026, 2, 3), "Status": status, "Kostenpost": code, "Mutatie": mutatie}


def realisatie(gemeente: str, bedrag: float) -> Rij:
    """Real costs of one gemeente for K11."""
    return {"Gemeente": gemeente, "Kostenpost": "K11", "Taak": "J1", "Periode": "2026", "Bedrag": bedrag}


def _klein(**tabellen: list[Rij]) -> Rijen:
    """Two kostenposten by inwoners, and whatever replaces or comes with it."""
    sound: Rijen = {
        "tblRegeling": regeling(JAAR, NAMEN[0], "cent"),
        "tblDeelnemers": deelnemers(NAMEN),
        "tblInwoners": inwoners(dict(zip(NAMEN, AANTALLEN, strict=True)), 2024),
        "tblSleutels": [sleutel("inwoners", "inwoners", "2"), sleutel("gelijk", "gelijk")],
        "tblKosten": [post("K01", 1_000_000, "inwoners"), post("K02", 1_234.56, "inwoners")],
    }
    return {**sound, **tabellen}


def _bewerk(folder: Path, rijen: Rijen, change: Callable[[Workbook], None]) -> Path:
    path = vul_leeg(JAAR, rijen, folder, "invoer.xlsx")
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def _find_sheet(book: Workbook, naam: str) -> Worksheet:
    return next(one for one in book.worksheets if naam in one.tables)


def make_volledig(folder: Path) -> Path:
    return vul_leeg(JAAR, volledig(), folder)


def make_hele_euros(folder: Path) -> Path:
    return vul_leeg(JAAR, volledig(afronding="euro"), folder)


def make_taken_in_de_tijd(folder: Path) -> Path:
    """A taak that ended, one that starts during the year, one that ended and started anew under the same code."""
    rijen = volledig()
    rijen["tblTakenregister"] = [
        taak("J1", NAMEN, NAMEN[3:], tot=date(2025, 12, 31)),
        taak("W 1", NAMEN, NAMEN[1:3], vanaf=date(2026, 7, 1)),
        taak("W2", NAMEN, NAMEN[:2], tot=date(2026, 3, 1)),
        taak("J1", NAMEN, NAMEN, vanaf=date(2026, 1, 1)),
        taak("oud", NAMEN, NAMEN, tot=date(2020, 1, 1)),
    ]
    return vul_leeg(JAAR, rijen, folder)


def make_vertrokken_deelnemers(folder: Path) -> Path:
    """One gemeente left before the year, one during it, one comes later."""
    rijen = volledig((*NAMEN, "Oudland", "Nieuwland"), (*AANTALLEN, 100, 200))
    rows = [dict(one) for one in rijen["tblDeelnemers"]]
    rows[5]["Deelnemer tot en met"] = date(2025, 12, 31)
    rows[6]["Deelnemer vanaf"] = date(2027, 1, 1)
    rows[2]["Deelnemer tot en met"] = date(2026, 6, 30)
    for naam in ("tblWerkprocessen", "tblControleverklaringen"):
        rijen[naam] = [one for one in rijen[naam] if one["Gemeente"] not in ("Oudland", "Nieuwland")]
    return vul_leeg(JAAR, {**rijen, "tblDeelnemers": rows}, folder)


def make_kaal(folder: Path) -> Path:
    """No takenregister, no index, no dekking: only what must be filled in."""
    return vul_leeg(JAAR, _klein(), folder)


def make_zonder_optionele_bladen(folder: Path) -> Path:
    """The sheets that a begroting can do without are thrown away."""

    def drop(book: Workbook) -> None:
        for naam in (
            "Takenregister", "Dekking", "Gewichten", "Controleverklaringen", "Werkprocessen", "Normbedragen", "Indexcijfers",
            "Wijzigingen", "Realisatie", "Rijksmiddelen",
        ):  # fmt: skip
            del book[naam]

    return _bewerk(folder, _klein(), drop)


def make_sleutels_zonder_tabel(folder: Path) -> Path:
    """Sleutels that look into sheets which are not there."""
    extra = [post("K03", None, "afspraak"), post("K04", None, "werkelijk"), post("K05", None, "processen")]
    rijen = _klein(
        tblSleutels=[
            sleutel("inwoners", "inwoners", "2"), sleutel("afspraak", "vast"), sleutel("werkelijk", "werkelijk"),
            sleutel("processen", "werkprocessen"),
        ],
        tblKosten=[post("K01", 1_000_000, "inwoners"), *extra],
    )  # fmt: skip

    def drop(book: Workbook) -> None:
        for naam in ("Gewichten", "Realisatie", "Werkprocessen", "Normbedragen"):
            del book[naam]

    return _bewerk(folder, rijen, drop)


def make_een_deelnemer(folder: Path) -> Path:
    """One gemeente, one task, one kostenpost: every table has one row."""
    rijen = _klein(
        tblDeelnemers=deelnemers(NAMEN[:1]),
        tblInwoners=inwoners({NAMEN[0]: 161852}, 2024),
        tblTakenregister=[taak("J1", NAMEN[:1], NAMEN[:1])],
        tblKosten=[post("K01", 1_000_000.01, "inwoners", "J1")],
        tblSleutels=[sleutel("inwoners", "inwoners", "2")],
    )
    return vul_leeg(JAAR, rijen, folder)


def make_veertig_gemeenten(folder: Path) -> Path:
    """Forty gemeenten with the same number of inwoners here and there, so with ties."""
    namen = [f"Gemeente {number:02d}" for number in range(40)]
    aantallen = {naam: 10_000 + 777 * (number // 3) for number, naam in enumerate(namen)}
    rijen = _klein(
        tblRegeling=regeling(JAAR, namen[0], "cent"),
        tblDeelnemers=deelnemers(namen),
        tblInwoners=inwoners(aantallen, 2024),
        tblTakenregister=[taak(f"T{number}", namen, namen[number::2]) for number in range(12)],
        tblKosten=[
            post("K01", 9_999_999.99, "inwoners"),
            post("K02", 77.77, "gelijk", "T1;T2"),
            post("K03", 1e6, "inwoners", "T11"),
        ],
    )
    return vul_leeg(JAAR, rijen, folder)


def make_lege_rijen(folder: Path) -> Path:
    """Rows left empty in the middle of the tables."""
    rijen = volledig()
    for naam, rows in rijen.items():
        if naam != "tblRegeling":
            rijen[naam] = [rows[0], {}, *rows[1:3], {}, {}, *rows[3:]]
    return vul_leeg(JAAR, rijen, folder)


def make_verschoven_kolommen(folder: Path) -> Path:
    """The columns of every table in the reverse order."""

    def reverse(book: Workbook) -> None:
        for sheet in book.worksheets:
            for table in sheet.tables.values():
                _reverse_columns(sheet, table.ref)
                table.tableColumns.reverse()

    return _bewerk(folder, volledig(), reverse)


def _reverse_columns(sheet: Worksheet, ref: str) -> None:
    for row in sheet[ref]:
        for cell, (value, looks) in zip(row, [(one.value, one.number_format) for one in reversed(row)], strict=True):
            cell.value, cell.number_format = value, looks


def make_hernoemde_bladen(folder: Path) -> Path:
    """Sheets with names of people's own: blanks, an apostrophe, digits first."""

    def rename(book: Workbook) -> None:
        names = {"Inwoners": "Inwoners '24", "Kosten": "2026 kosten & baten", "Takenregister": "Wie doet mee?".replace("?", "!")}
        for old, new in {**names, "Deelnemers": "De gemeenten", "Sleutels": "B12"}.items():
            book[old].title = new

    return _bewerk(folder, volledig(), rename)


def make_zonder_tabellen(folder: Path) -> Path:
    """Plain ranges on sheets with names of people's own, where the Excel tables were turned into ranges."""

    def strip(book: Workbook) -> None:
        for sheet in book.worksheets:
            for naam in list(sheet.tables):
                del sheet.tables[naam]
        book["Kosten"].title = "Alle kosten '26"

    return _bewerk(folder, volledig(), strip)


def make_codes_als_cijfers(folder: Path) -> Path:
    """Codes that look like numbers, typed as text."""
    rijen = _klein(
        tblTakenregister=[taak("6.60", NAMEN, NAMEN), taak("100", NAMEN, NAMEN[1:])],
        tblKosten=[
            post("101", 1_000_000, "2", "6.60"),
            post("0102", 1_234.56, "2", "100"),
            post("1E3", 55.55, "gelijk", "100;6.60"),
        ],
        tblSleutels=[sleutel("2", "inwoners", "2"), sleutel("gelijk", "gelijk")],
        tblDekking=[dekking("0102", 100, 2026)],
    )
    return vul_leeg(JAAR, rijen, folder)


def make_bedragen_aan_de_rand(folder: Path) -> Path:
    """Nothing, one cent, a hundred million, and dekking that takes all."""
    rijen = _klein(
        tblKosten=[
            post("K01", 0, "inwoners"), post("K02", 0.01, "inwoners"),
            post("K03", 123_456_789.99, "inwoners", "alle", 2025, "bbp"),
            post("K04", 500, "gelijk"), post("K05", 0.5, "gelijk", "alle", 2025, "bbp"),
        ],
        tblDekking=[dekking("K04", 500, 2026)],
        tblIndexcijfers=[indexcijfer("bbp", 2026, 2.75)],
    )  # fmt: skip
    return vul_leeg(JAAR, rijen, folder)


def make_datums_vanaf_1904(folder: Path) -> Path:
    """A workbook of an old Mac, which counts its days from 1904."""

    def change(book: Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904

    return _bewerk(folder, volledig(), change)


def make_lange_teksten(folder: Path) -> Path:
    """Descriptions as they come from elsewhere: new lines, hard spaces, quotes, a text that looks like a formula."""
    rijen = _klein()
    teksten = ("Inkoop\njeugd", "Data\u00a0en  monitoring ", '"Toezicht" & <meer>', "=1+1", "2026", "x" * 300)
    rijen["tblKosten"] = [
        {**post(f"K{number:02d}", 1000, "inwoners"), "Omschrijving": tekst} for number, tekst in enumerate(teksten)
    ]

    def change(book: Workbook) -> None:
        book["Kosten"]["B8"].data_type = "s"

    return _bewerk(folder, rijen, change)


GEVALLEN: Mapping[str, Geval] = MappingProxyType(
    {
        "alle sleutels": make_volledig,
        "hele euro's": make_hele_euros,
        "taken in de tijd": make_taken_in_de_tijd,
        "vertrokken deelnemers": make_vertrokken_deelnemers,
        "kaal": make_kaal,
        "zonder optionele bladen": make_zonder_optionele_bladen,
        "sleutels zonder tabel": make_sleutels_zonder_tabel,
        "een deelnemer": make_een_deelnemer,
        "veertig gemeenten": make_veertig_gemeenten,
        "lege rijen": make_lege_rijen,
        "verschoven kolommen": make_verschoven_kolommen,
        "hernoemde bladen": make_hernoemde_bladen,
        "zonder tabellen": make_zonder_tabellen,
        "codes als cijfers": make_codes_als_cijfers,
        "datums vanaf 1904": make_datums_vanaf_1904,
        "lange teksten": make_lange_teksten,
        "bedragen aan de rand": make_bedragen_aan_de_rand,
    }
)
