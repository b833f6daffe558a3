"""Use case of the maker: build the workbooks that lie in workbooks/ from source, with `python -m cusd_xl.runs.werkmappen`.

Each is the workbook of `nieuw` with the sheet Functies and the code of this release: one .xlsx per regeling. The .xlsm of
Amersfoort has the sheet Knoppen and the VBA project of xlwings as well, and beside it the module that RunPython looks for.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from cusd_xl.base.errors import CusdError
from cusd_xl.runs.bundel import build_bundel
from cusd_xl.runs.nieuw import run_nieuw
from cusd_xl.workbook.files import write_atomically
from cusd_xl.workbook.lite import HOOFDBESTAND, embed_code
from cusd_xl.workbook.package import Pakket, unpack, write_pakket
from cusd_xl.workbook.plan_functies import plan_functies
from cusd_xl.workbook.plan_knoppen import KNOPCEL, KNOPPEN, KNOPPLEK, knopcel_reference, plan_knoppen, read_knoppen
from cusd_xl.workbook.play_package import play_parts
from cusd_xl.workbook.vba import Knopvorm, add_knop, add_name, add_project, read_project

REGELING, JAAR = "amersfoort", 2026
MAP = Path("workbooks")
REGELINGEN = (REGELING, "flevoland")
WERKMAPPEN = tuple(f"begroting-{regeling}-{JAAR}.xlsx" for regeling in REGELINGEN)
WERKMAP = WERKMAPPEN[0]
MACROWERKMAP = f"begroting_{REGELING}_{JAAR}.xlsm"
"""With underscores: RunPython imports a module of this name, and a name in Python has no hyphens."""
MODULE = f"begroting_{REGELING}_{JAAR}.py"
MODULETEKST = f'''"""Wat RunPython start vanuit {MACROWERKMAP}: laat dit bestand naast de werkmap staan, met dezelfde naam."""

from udfs.macros import main

__all__ = ["main"]
'''
UITVOER = "Voer uit"


def build_werkmappen() -> Mapping[str, bytes]:
    """The bytes of every file, by file name; the same source gives the same bytes. CusdError when something is missing."""
    code = build_bundel()
    functies = plan_functies(code[HOOFDBESTAND])
    bases = {
        naam: unpack(naam, run_nieuw(regeling, JAAR, leeg=False)) for naam, regeling in zip(WERKMAPPEN, REGELINGEN, strict=True)
    }
    plain = {naam: write_pakket(embed_code(play_parts(basis, (functies,)), code, naam)) for naam, basis in bases.items()}
    bladen = (functies, plan_knoppen(read_knoppen(code[HOOFDBESTAND])))
    met_bladen = replace(bases[WERKMAP], naam=MACROWERKMAP, delen=play_parts(bases[WERKMAP], bladen))
    met_macros = embed_code(_add_macros(met_bladen), code, MACROWERKMAP)
    return {**plain, MACROWERKMAP: write_pakket(met_macros), MODULE: MODULETEKST.encode("utf-8")}


def write_werkmappen(folder: Path = MAP) -> tuple[Path, ...]:
    """Write every file into the folder, in place of what stood there; returns the paths."""
    files = {folder / naam: content for naam, content in build_werkmappen().items()}
    for path, content in files.items():
        write_atomically(path, content)
    return tuple(files)


def _add_macros(pakket: Pakket) -> Mapping[str, bytes]:
    knop = Knopvorm(KNOPPEN, *KNOPPLEK, UITVOER)
    genoemd = replace(pakket, delen=add_name(pakket, KNOPCEL, knopcel_reference()))
    return add_project(replace(genoemd, delen=add_knop(genoemd, knop)), read_project())


def main() -> int:
    """Build and write; what cannot be done is one line."""
    try:
        made = write_werkmappen()
    except CusdError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write("".join(f"Gemaakt: {path}\n" for path in made))
    return 0


if __name__ == "__main__":
    sys.exit(main())
