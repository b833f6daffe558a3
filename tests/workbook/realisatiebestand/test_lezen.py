"""A file with realisatie is read the same as csv, xlsx and Parquet: exact, checked, and in little memory."""

from __future__ import annotations

import csv
import datetime
import random
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest
import xlsxwriter

from cusd_xl.base.errors import ArgumentError, WerkmapError
from cusd_xl.model.realisatiebestand import Opgeteld
from cusd_xl.workbook.realisatiebestand.lezen import read_realisatiebestand

KOPPEN = ("Gemeente", "Kostenpost", "Taak", "Periode", "Bedrag", "Soort")
RIJEN: list[tuple[Any, ...]] = [
    ("Baarn", "K20", "W4", "2026-Q1", 1234.56, "kosten"),
    ("Baarn", "K20", "W4", "2026-Q1", -0.07, ""),
    ("Baarn", "K20", "W4", "2026-Q1", 0.1, "kosten"),
    ("Súdwest-Fryslân", "K20", "", "2026", 10, "opbrengsten"),
]
SOMMEN = {
    ("Baarn", "K20", "W4", "2026-Q1", "kosten"): (123466, 2),
    ("Baarn", "K20", "W4", "2026-Q1", ""): (-7, 1),
    ("Súdwest-Fryslân", "K20", "", "2026", "opbrengsten"): (1000, 1),
}
MILJOEN = 1_000_000
Schrijver = Callable[[Path, Sequence[str], Sequence[Sequence[Any]]], Path]


def write_csv(folder: Path, koppen: Sequence[str], rijen: Sequence[Sequence[Any]]) -> Path:
    """As a Dutch Excel saves it."""
    return write_text(folder, koppen, rijen)


def write_text(
    folder: Path, koppen: Sequence[str], rijen: Sequence[Sequence[Any]], scheider: str = ";", codering: str = "utf-8-sig"
) -> Path:
    """A csv file; a number gets a decimal comma where the separator leaves room for it."""
    path = folder / "realisatie.csv"
    with path.open("w", encoding=codering, newline="") as stream:
        writer = csv.writer(stream, delimiter=scheider)
        writer.writerow(koppen)
        writer.writerows([_as_text(one, scheider) for one in row] for row in rijen)
    return path


def _as_text(value: Any, scheider: str) -> str:
    text = "" if value is None else str(value)
    return text.replace(".", ",") if isinstance(value, float) and scheider != "," else text


def write_xlsx(folder: Path, koppen: Sequence[str], rijen: Sequence[Sequence[Any]]) -> Path:
    """A workbook with a title above the table, and a sheet of something else before it."""
    path = folder / "realisatie.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("Toelichting").write_row(0, 0, ("Levering", "van de zorgadministratie"))
    sheet = book.add_worksheet("Realisatie")
    sheet.write_string(0, 0, "Realisatie over het jaar")
    for number, row in enumerate((koppen, *rijen), start=2):
        for kolom, waarde in enumerate(row):
            if waarde not in ("", None):
                sheet.write(number, kolom, waarde)
    book.close()
    return path


def write_parquet(folder: Path, koppen: Sequence[str], rijen: Sequence[Sequence[Any]]) -> Path:
    """Amounts as doubles, as most programs write them."""
    path = folder / "realisatie.parquet"
    with duckdb.connect() as connection:
        kolommen = ", ".join(f'"{kop}" {_type(kop, rijen, plaats)}' for plaats, kop in enumerate(koppen))
        connection.execute(f"CREATE TABLE r ({kolommen})")
        if rijen:
            connection.executemany(f"INSERT INTO r VALUES ({', '.join('?' * len(koppen))})", [list(row) for row in rijen])
        connection.execute(f"COPY r TO '{path}' (FORMAT parquet)")
    return path


def _type(kop: str, rijen: Sequence[Sequence[Any]], plaats: int) -> str:
    is_getal = kop == "Bedrag" and not any(isinstance(row[plaats], str) for row in rijen)
    return "DOUBLE" if is_getal else "VARCHAR"


SCHRIJVERS: dict[str, Schrijver] = {"csv": write_csv, "xlsx": write_xlsx, "parquet": write_parquet}


@pytest.fixture(params=SCHRIJVERS)
def schrijf(request: pytest.FixtureRequest) -> Iterator[Schrijver]:
    """Each of the three formats."""
    yield SCHRIJVERS[request.param]


def sommen(opgeteld: Opgeteld | None) -> dict[tuple[str, ...], tuple[int, int]]:
    """Cents and number of rows by what the rows say."""
    assert opgeteld is not None
    return {
        (one.gemeente, one.kostenpost, one.taak, one.periode, one.soort): (one.bedrag, one.aantal) for one in opgeteld.groepen
    }


def codes(path: Path) -> list[str]:
    """The codes of the findings on a file."""
    return [one.code for one in read_realisatiebestand(path)[1]]


def test_the_three_formats_give_the_same_sums(schrijf: Schrijver, tmp_path: Path) -> None:
    """Hetzelfde bestand als csv, xlsx of Parquet geeft dezelfde bedragen, tot op de cent."""
    opgeteld, findings = read_realisatiebestand(schrijf(tmp_path, KOPPEN, RIJEN))
    assert (sommen(opgeteld), findings) == (SOMMEN, [])


def test_columns_are_found_by_their_header(schrijf: Schrijver, tmp_path: Path) -> None:
    """De volgorde van de kolommen en hoofdletters doen er niet toe, een extra kolom evenmin, en Soort mag ontbreken."""
    koppen = ("BEDRAG", "opmerking", "periode", "Taak", "kostenpost", "gemeente")
    rijen = [(row[4], "akkoord", row[3], row[2], row[1], row[0]) for row in RIJEN[:2]]
    koppen = tuple("Bedrag" if kop == "BEDRAG" else kop for kop in koppen)
    opgeteld, findings = read_realisatiebestand(schrijf(tmp_path, koppen, rijen))
    assert (sommen(opgeteld), findings) == ({("Baarn", "K20", "W4", "2026-Q1", ""): (123449, 2)}, [])


@pytest.mark.parametrize(
    ("koppen", "code"),
    [(("Gemeente", "Kostenpost", "Taak", "Bedrag"), "bestand-kolom-ontbreekt"), ((*KOPPEN, "BSN"), "bestand-persoonsgegevens")],
)
def test_a_header_that_cannot_be_used_is_told(schrijf: Schrijver, tmp_path: Path, koppen: tuple[str, ...], code: str) -> None:
    """Een ontbrekende kolom of een kolom met BSN's maakt het bestand onbruikbaar, in elk formaat."""
    assert codes(schrijf(tmp_path, koppen, [("x",) * len(koppen)] if code == "bestand-persoonsgegevens" else []))[0] == code


def test_numbers_that_pass_the_elfproef_are_refused_whatever_the_header(schrijf: Schrijver, tmp_path: Path) -> None:
    """Een kolom Kenmerk vol burgerservicenummers wordt geweigerd, zonder een nummer te noemen."""
    bsns = ["111222333", "123456782", "999999990", "100000009", "100000010", "100000022"]
    path = schrijf(tmp_path, (*KOPPEN, "Kenmerk"), [(*RIJEN[0], bsn) for bsn in bsns])
    found = [one for one in read_realisatiebestand(path)[1] if one.code == "bestand-persoonsgegevens"]
    assert [one.feiten["nummer"] for one in found] == ["7"]
    assert not any(bsn in found[0].melding for bsn in bsns)


@pytest.mark.parametrize(
    ("bedrag", "code"),
    [(1.005, "bestand-decimalen"), (None, "bestand-veld-leeg"), (2e11, "bestand-te-groot")],
)
def test_a_wrong_amount_is_told_with_its_lines(schrijf: Schrijver, tmp_path: Path, bedrag: float | None, code: str) -> None:
    """Drie decimalen, een lege cel of een onmogelijk bedrag: één bevinding met aantal en regels, in elk formaat."""
    path = schrijf(tmp_path, KOPPEN, [RIJEN[0], (*RIJEN[0][:4], bedrag, ""), (*RIJEN[0][:4], bedrag, "")])
    (found,) = read_realisatiebestand(path)[1]
    first = 5 if path.suffix == ".xlsx" else 3
    assert (found.code, found.feiten["aantal"], found.feiten["regels"]) == (code, "2", f"{first} en {first + 1}")


def test_text_for_an_amount_is_refused(schrijf: Schrijver, tmp_path: Path) -> None:
    """Een tekst waar een bedrag hoort, is een fout en telt nergens in mee."""
    assert codes(schrijf(tmp_path, KOPPEN, [(*RIJEN[0][:4], "volgt nog", "")])) == ["bestand-bedrag"]


@pytest.mark.parametrize(("scheider", "codering"), [(";", "cp1252"), (",", "utf-8"), ("\t", "utf-8-sig"), (";", "utf-8")])
def test_a_csv_of_any_origin_is_read(scheider: str, codering: str, tmp_path: Path) -> None:
    """Puntkomma, komma of tab; UTF-8 met of zonder BOM, of de oude Windows-tekens: dezelfde gemeenten en bedragen."""
    opgeteld, findings = read_realisatiebestand(write_text(tmp_path, KOPPEN, RIJEN, scheider, codering))
    assert (sommen(opgeteld), findings) == (SOMMEN, [])


def test_an_empty_file_is_told(schrijf: Schrijver, tmp_path: Path) -> None:
    """Alleen koppen is geen realisatie."""
    assert codes(schrijf(tmp_path, KOPPEN, [])) == ["bestand-leeg"]


def test_a_column_that_stands_twice_is_told(tmp_path: Path) -> None:
    """Twee kolommen Bedrag: het programma kiest er niet stil een."""
    assert codes(write_csv(tmp_path, (*KOPPEN, "Bedrag"), [(*RIJEN[0], 5.0)])) == ["bestand-kolom-dubbel"]


@pytest.mark.parametrize("naam", ["realisatie.xlsx", "realisatie.parquet"])
def test_a_damaged_file_is_refused_in_one_line(naam: str, tmp_path: Path) -> None:
    """Een bestand dat niet is wat zijn naam zegt, geeft één zin en geen traceback."""
    (tmp_path / naam).write_bytes(b"geen echt bestand")
    with pytest.raises(WerkmapError, match="beschadigd"):
        read_realisatiebestand(tmp_path / naam)


def test_other_files_and_missing_files_are_refused(tmp_path: Path) -> None:
    """Een ander soort bestand of een naam die niet bestaat: de zin zegt wat wel kan."""
    with pytest.raises(ArgumentError, match=r"\.csv, \.parquet of \.xlsx"):
        read_realisatiebestand(tmp_path / "realisatie.ods")
    for suffix in ("csv", "xlsx", "parquet"):
        with pytest.raises(WerkmapError, match="niet gevonden"):
            read_realisatiebestand(tmp_path / f"weg.{suffix}")


@pytest.mark.parametrize("teken", ["[1]", "(*)", "wat?"])
def test_a_name_with_signs_of_a_pattern_is_that_file(teken: str, tmp_path: Path) -> None:
    """Een Parquetbestand met haken of een ster in de naam is dat ene bestand, niet een zoekopdracht."""
    folder = tmp_path / "map"
    folder.mkdir()
    path = write_parquet(folder, KOPPEN, RIJEN).rename(folder / f"realisatie {teken}.parquet")
    assert sommen(read_realisatiebestand(path)[0]) == SOMMEN


def write_large(path: Path, aantal: int) -> dict[tuple[str, str], int]:
    """A csv of that many rows, and the sums in whole cents, worked out beside it."""
    pick = random.Random(7)
    expected: dict[tuple[str, str], int] = {}
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write("Gemeente;Kostenpost;Taak;Periode;Bedrag\n")
        for _ in range(aantal):
            naam, maand, cents = f"G{pick.randrange(8)}", f"2026-{pick.randrange(1, 13):02d}", pick.randrange(-99_999, 9_999_999)
            expected[naam, maand] = expected.get((naam, maand), 0) + cents
            sign, whole = ("-" if cents < 0 else ""), abs(cents)
            stream.write(f"{naam};K20;W4;{maand};{sign}{whole // 100},{whole % 100:02d}\n")
    return expected


def test_a_million_rows_add_up_to_the_cent(tmp_path: Path) -> None:
    """Een miljoen rijen in een csv geven per gemeente en maand precies de som in hele centen."""
    expected = write_large(tmp_path / "groot.csv", MILJOEN)
    opgeteld, findings = read_realisatiebestand(tmp_path / "groot.csv")
    assert opgeteld is not None
    assert ({(one.gemeente, one.periode): one.bedrag for one in opgeteld.groepen}, findings) == (expected, [])
    assert opgeteld.aantal == MILJOEN


def test_a_file_is_not_held_in_memory(tmp_path: Path) -> None:
    """Lezen kost een vast beetje geheugen: minder dan een derde van het bestand zelf."""
    path = tmp_path / "groot.csv"
    write_large(path, 100_000)
    tracemalloc.start()
    read_realisatiebestand(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak * 3 < path.stat().st_size + 3 * (1 << 20) * 2


def test_progress_is_told_while_reading(tmp_path: Path) -> None:
    """Wie wacht op een groot bestand ziet hoever het lezen is."""
    seen: list[tuple[int, int, str]] = []
    path = write_csv(tmp_path, KOPPEN, RIJEN[:1] * 110_000)
    read_realisatiebestand(path, lambda done, total, naam: seen.append((done, total, naam)))
    assert seen and all(0 < done <= total and naam.startswith("Realisatie lezen") for done, total, naam in seen)


def test_a_date_for_a_periode_is_that_day(tmp_path: Path) -> None:
    """Maakt Excel van een periode een datum, dan blijft het die dag en wordt het niet stil een ander jaar."""
    rijen = [(*RIJEN[0][:3], datetime.date(2025, 10, 1), 5.25, ""), (*RIJEN[0][:3], 202603, 1.0, "")]
    path = tmp_path / "realisatie.xlsx"
    book = xlsxwriter.Workbook(path, {"default_date_format": "dd-mm-yyyy"})
    sheet = book.add_worksheet()
    for number, row in enumerate((KOPPEN, *rijen)):
        sheet.write_row(number, 0, row)
    book.close()
    opgeteld = read_realisatiebestand(path)[0]
    assert opgeteld is not None
    assert [one.periode for one in opgeteld.groepen] == ["2025-10-01", "202603"]
