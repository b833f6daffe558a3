"""Reads a begrotingsworkbook from a file: the package is opened, and its tables are read."""

from __future__ import annotations

from pathlib import Path

from cusd_xl.workbook.cells import Werkmap
from cusd_xl.workbook.package import Pakket, open_pakket
from cusd_xl.workbook.read_bron import Gelezen, read_bron


def read_werkmap(path: Path) -> Gelezen:
    """Read all tables of a workbook file; rows with a fout are left out of the begroting, so that the other checks can run.

    Raises WerkmapError when the file cannot be read or holds none of the tables.
    """
    return read_pakket(open_pakket(path))


def read_pakket(pakket: Pakket) -> Gelezen:
    """Read all tables of a workbook that was taken apart already; WerkmapError when it holds none of the tables."""
    return read_bron(Werkmap(pakket))
