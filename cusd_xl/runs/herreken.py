"""Use case `herreken`: everything a workbook or a folder of facturen claims, computed again by others and by ourselves."""

from __future__ import annotations

from pathlib import Path

from cusd_xl.base.errors import ArgumentError
from cusd_xl.runs.herreken_map import Herrekenwens, check_map
from cusd_xl.runs.herreken_rapport import describe_herrekening
from cusd_xl.runs.herreken_uitkomst import Herrekening
from cusd_xl.runs.herreken_werkmap import check_werkmap
from cusd_xl.runs.tabelrapport import check_rapport, write_tabelrapport
from cusd_xl.runs.zegel import MANIFEST


def run_herreken(pad: Path, wens: Herrekenwens) -> Herrekening:
    """Check a workbook, or the output folder of a run; nothing is written but the report, where one is asked for.

    ArgumentError when there is no such file or folder, WerkmapError for a workbook that cannot be read.
    """
    if wens.invoer and not wens.invoer.is_file():
        raise ArgumentError(f"'{wens.invoer}' is niet gevonden. Geef bij --invoer de werkmap waarmee is gerekend.")
    if not pad.exists():
        raise ArgumentError(f"'{pad}' bestaat niet. Geef een werkmap, of de map met de facturen en {MANIFEST}.")
    check_rapport(wens.rapport)
    uitkomst = check_map(pad, wens) if pad.is_dir() else check_werkmap(pad, wens.rekenaar)
    if wens.rapport:
        write_tabelrapport(wens.rapport, *describe_herrekening(uitkomst))
    return uitkomst
