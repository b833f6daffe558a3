"""How long a large file with realisatie takes, how much memory, and whether the sum is exact: csv, xlsx and Parquet.

Run with `python -m tests.bench.realisatie [rows]`; every format in a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import csv
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import xlsxwriter

from cusd_xl.workbook.realisatiebestand.lezen import read_realisatiebestand

ROWS = 1_000_000
KOPPEN = ("Gemeente", "Kostenpost", "Taak", "Periode", "Bedrag", "Soort")
GEMEENTEN = ("Amersfoort", "Baarn", "Bunschoten", "Eemnes", "Leusden", "Nijkerk", "Soest", "Woudenberg")


def generate(rows: int, seed: int = 1) -> list[tuple[str, str, str, str, int, str]]:
    """Rows with the amount in whole cents."""
    pick = random.Random(seed)
    return [
        (
            pick.choice(GEMEENTEN), f"K{pick.randrange(20, 30)}", f"W{pick.randrange(1, 10)}",
            f"2026-{pick.randrange(1, 13):02d}", pick.randrange(-50_000, 5_000_000),
            "opbrengsten" if pick.random() < 0.02 else "kosten",
        )
        for _ in range(rows)
    ]  # fmt: skip


def write_csv(path: Path, rows: list[tuple[str, str, str, str, int, str]]) -> None:
    """Semicolons and a decimal comma, as a Dutch Excel saves it."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(KOPPEN)
        writer.writerows((*row[:4], f"{row[4] / 100:.2f}".replace(".", ","), row[5]) for row in rows)


def write_xlsx(path: Path, rows: list[tuple[str, str, str, str, int, str]]) -> None:
    """One sheet, amounts as numbers."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("Realisatie")
    sheet.write_row(0, 0, KOPPEN)
    for number, row in enumerate(rows, start=1):
        sheet.write_row(number, 0, (*row[:4], row[4] / 100, row[5]))
    book.close()


def write_parquet(path: Path, source: Path) -> None:
    """The same rows, amounts as exact decimals."""
    import duckdb

    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT * REPLACE (CAST(replace(Bedrag, ',', '.') AS DECIMAL(18, 2)) AS Bedrag) "
            f"FROM read_csv('{source}', delim = ';', header = true, all_varchar = true)) TO '{path}' (FORMAT parquet)"
        )


def measure(path: Path) -> str:
    """Read one file here: rows, sum in cents, seconds and peak memory in MB."""
    begin = time.perf_counter()
    opgeteld, findings = read_realisatiebestand(path)
    seconds = time.perf_counter() - begin
    assert opgeteld is not None and not findings, findings
    som = sum(groep.bedrag for groep in opgeteld.groepen)
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    peak = int(re.search(r"VmHWM:\s+(\d+)", status)[1]) // 1024
    return f"{opgeteld.aantal} {som} {seconds:.2f} {peak} {len(opgeteld.groepen)}"


def main() -> None:
    """Generate, write and read the three formats, and print a line for each."""
    if len(sys.argv) > 1 and Path(sys.argv[1]).is_file():
        print(measure(Path(sys.argv[1])))
        return
    rows = generate(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
    expected = sum(row[4] for row in rows)
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"realisatie.{kind}" for kind in ("csv", "xlsx", "parquet")]
        write_csv(paths[0], rows)
        write_xlsx(paths[1], rows)
        write_parquet(paths[2], paths[0])
        for path in paths:
            result = subprocess.run(
                [sys.executable, "-m", "tests.bench.realisatie", str(path)], capture_output=True, text=True, check=True
            )
            aantal, som, seconds, peak, groepen = result.stdout.split()
            exact = "exact" if (int(aantal), int(som)) == (len(rows), expected) else "NOT EXACT"
            size = path.stat().st_size // 1_000_000
            print(f"{path.suffix:9} {size:4} MB  {aantal} rows  {groepen} groups  {seconds} s  {peak} MB peak  {exact}")


if __name__ == "__main__":
    main()
