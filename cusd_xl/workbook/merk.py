"""How our sheets are marked inside a workbook: a defined name per sheet, so that a sheet of somebody else is never touched."""

from __future__ import annotations

import re

MERK = "cusd_xl."
"""How the names begin; `cusd_xl.Bijdragen` refers to the sheet we wrote as Bijdragen, whatever it is called now."""
NOT_IN_NAMES = re.compile(r"[^\w.]")


def merk_van(naam: str) -> str:
    """The defined name that marks the sheet `naam`; what a defined name cannot hold becomes an underscore."""
    return MERK + NOT_IN_NAMES.sub("_", naam)
