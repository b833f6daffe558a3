"""The engine that sets a page: a template of ours, filled with data, to PDF/A-3a and PDF/UA-1."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from typst import Compiler, Fonts

if TYPE_CHECKING:
    from typst import PDFStandard

NORMEN: tuple[PDFStandard, ...] = ("a-3a", "ua-1")
SJABLOON, LETTERTYPEN = "sjabloon", "lettertypen"


def draw(sjabloon: str, gegevens: Mapping[str, object], datum: date) -> bytes:
    """The PDF of one template of the folder sjabloon; `datum` is the date the document carries, for no clock is read.

    The data is one JSON text, so nothing in it is ever read as markup. Raises TypstError for a picture that is none.
    """
    made = _load_compiler(sjabloon).compile(
        sys_inputs={"gegevens": json.dumps(gegevens)},
        format="pdf",
        pdf_standards=list(NORMEN),
        timestamp=datetime.combine(datum, time(), UTC),
    )
    if not isinstance(made, bytes):
        raise TypeError(f"{sjabloon} gave {type(made).__name__} where one PDF was expected")
    return made


@cache
def _load_compiler(sjabloon: str) -> Compiler:
    """The template with our letter and no font of the machine, so that the same bytes come out anywhere."""
    here = Path(str(files(__package__)))
    fonts = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[here / LETTERTYPEN])
    return Compiler(here / SJABLOON / sjabloon, root=here / SJABLOON, font_paths=fonts)
