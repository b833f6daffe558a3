"""Reads a workbook file and gathers every finding about it."""

from __future__ import annotations

from pathlib import Path

from cusd_xl.runs.oordeel import Beoordeling, review_gelezen
from cusd_xl.workbook.read import read_werkmap


def review_werkmap(pad: Path) -> Beoordeling:
    """Read and check; raises WerkmapError when the file cannot be read."""
    return review_gelezen(read_werkmap(pad))
