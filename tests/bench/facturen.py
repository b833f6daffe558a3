"""The speed of the PDF of a factuur, beside LibreOffice converting the workbook of the same factuur. A report, not a test.

Run as `tox -e bench` or `python -m tests.bench.facturen [--aantallen 8 342] [--zonder-libreoffice]`.
Each number of facturen is a process of its own, start-up included; LibreOffice gets them in portions, since with many at
once it leaves some out.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from tests.bench.hoofdtaak import run

AANTALLEN = (8, 342)
PORTIE = 20
MAKEN = ("pdf", "xlsx")


def main() -> None:
    """Measure, print a table and one JSON object; with --maak it is the process that is measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--aantallen", type=int, nargs="+", default=AANTALLEN)
    parser.add_argument("--zonder-libreoffice", action="store_true")
    parser.add_argument("--maak", nargs=3, metavar=("SOORT", "AANTAL", "MAP"))
    options = parser.parse_args()
    if options.maak:
        soort, aantal, folder = options.maak
        write_facturen(soort, int(aantal), Path(folder))
        return
    figures: dict[str, float] = {}
    for aantal in options.aantallen:
        figures |= measure(aantal, with_libreoffice=not options.zonder_libreoffice and bool(shutil.which("soffice")))
    for name, figure in figures.items():
        print(f"{name:<54}{figure:>10.4f}")
    print(json.dumps(figures))


def measure(aantal: int, *, with_libreoffice: bool) -> dict[str, float]:
    """Seconds per factuur for our PDF, our workbook and LibreOffice's PDF of that workbook."""
    with tempfile.TemporaryDirectory() as naam:
        folder = Path(naam)
        seconds = {soort: time_making(soort, aantal, folder) for soort in MAKEN}
        figures = {f"{aantal} facturen, {soort}, seconds each": one / aantal for soort, one in seconds.items()}
        if with_libreoffice:
            theirs = time_libreoffice(sorted(folder.glob("*.xlsx")), folder / "lo") / aantal
            figures[f"{aantal} facturen, LibreOffice to pdf, seconds each"] = theirs
            figures[f"{aantal} facturen, ratio pdf / LibreOffice"] = seconds["pdf"] / aantal / theirs
    return figures


def time_making(soort: str, aantal: int, folder: Path) -> float:
    """The seconds of a whole process that makes them."""
    begin = time.perf_counter()
    run(sys.executable, "-m", "tests.bench.facturen", "--maak", soort, str(aantal), str(folder))
    seconds = time.perf_counter() - begin
    expect_count(folder, soort, aantal)
    return seconds


def time_libreoffice(workbooks: list[Path], target: Path) -> float:
    """The seconds LibreOffice takes, portion by portion, with one profile that is warm."""
    begin = time.perf_counter()
    with tempfile.TemporaryDirectory() as profile:
        for portie in portions(workbooks):
            command = ["soffice", "--headless", f"-env:UserInstallation=file://{profile}", "--convert-to", "pdf"]
            subprocess.run([*command, "--outdir", str(target), *map(str, portie)], check=True, capture_output=True)
    seconds = time.perf_counter() - begin
    expect_count(target, "pdf", len(workbooks))
    return seconds


def portions(paths: list[Path]) -> Iterator[list[Path]]:
    """The paths in lists of at most PORTIE."""
    yield from (paths[begin : begin + PORTIE] for begin in range(0, len(paths), PORTIE))


def expect_count(folder: Path, soort: str, aantal: int) -> None:
    """End when a file is missing, so that no speed is measured of work that was not done."""
    made = len(list(folder.glob(f"*.{soort}")))
    if made != aantal:
        sys.exit(f"{made} of {aantal} {soort} files in {folder}")


def write_facturen(soort: str, aantal: int, folder: Path) -> None:
    """Facturen with twelve kostenposten of every kind of key, written one by one."""
    from cusd_xl.documents.pdf import make_pdf
    from cusd_xl.model.huisstijl import Huisstijl
    from cusd_xl.workbook.plan_factuur import plan_factuur
    from cusd_xl.workbook.play_new import play_new
    from tests.hulp.facturen import lange_begroting, maak_facturen

    facturen = islice(cycle(maak_facturen(lange_begroting()).values()), aantal)
    for nummer, factuur in enumerate(facturen, start=1):
        eigen = replace(factuur, nummer=f"2026-{nummer:04}", concept=False)
        inhoud = make_pdf(eigen, Huisstijl()) if soort == "pdf" else play_new(plan_factuur(eigen))
        (folder / f"{eigen.nummer}.{soort}").write_bytes(inhoud)


if __name__ == "__main__":
    main()
