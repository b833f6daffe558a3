"""The documents beside the workbook of each factuur: the PDF that is sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath

from cusd_xl.documents.pdf import make_pdf
from cusd_xl.model.factuur import Factuur
from cusd_xl.model.huisstijl import Huisstijl


def make_documenten(facturen: Mapping[str, Factuur], huisstijl: Huisstijl) -> Iterator[tuple[str, bytes]]:
    """Name and content of every document, for facturen by the name of their workbook."""
    for naam, factuur in facturen.items():
        yield PurePath(naam).with_suffix(".pdf").name, make_pdf(factuur, huisstijl)
