"""The arbiter: LibreOffice, headless and with a profile of its own, told to recalculate every formula while loading."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

NAAM = "LibreOffice"
PROGRAMMAS = ("soffice", "libreoffice")
FILES_PER_CALL = 20
SECONDS_PER_CALL = 300
DOEL = "xlsx:Calc MS Excel 2007 XML"
ALTIJD_HERREKENEN = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""Without this LibreOffice keeps the values it finds in an xlsx (facts/snelheid.md, finding 1)."""


def find_programma() -> str | None:
    """Where LibreOffice is; None when it is not installed."""
    return next((found for one in PROGRAMMAS if (found := shutil.which(one))), None)


def recalculate(programma: str, werkmappen: Mapping[str, bytes]) -> Iterator[tuple[str, bytes | None]]:
    """The recalculated copy of each workbook, by name and in the same order; None where LibreOffice made none.

    It is called for a few files at a time: of a long list it leaves out files without a word (facts/snelheid.md, finding 2).
    """
    namen = list(werkmappen)
    with tempfile.TemporaryDirectory() as folder:
        profiel = _make_profiel(Path(folder) / "profiel")
        for first in range(0, len(namen), FILES_PER_CALL):
            groep = namen[first : first + FILES_PER_CALL]
            bron, doel = Path(folder) / f"bron{first}", Path(folder) / f"doel{first}"
            bron.mkdir()
            for nummer, naam in enumerate(groep):
                (bron / f"{nummer}.xlsx").write_bytes(werkmappen[naam])
            _convert(programma, profiel, sorted(bron.iterdir()), doel)
            for nummer, naam in enumerate(groep):
                made = doel / f"{nummer}.xlsx"
                yield naam, made.read_bytes() if made.is_file() else None


def _convert(programma: str, profiel: Path, bestanden: list[Path], doel: Path) -> None:
    command = [programma, f"-env:UserInstallation={profiel.as_uri()}", "--headless", "--norestore", "--convert-to", DOEL]
    command += ["--outdir", str(doel), *map(str, bestanden)]
    try:
        subprocess.run(command, capture_output=True, timeout=SECONDS_PER_CALL, check=False)
    except subprocess.TimeoutExpired:
        return  # what it had not finished is missing from the folder, and is named


def _make_profiel(folder: Path) -> Path:
    settings = folder / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(ALTIJD_HERREKENEN, encoding="utf-8")
    return folder
