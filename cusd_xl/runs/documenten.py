"""The documents beside the workbook of each factuur: the PDF that is sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath

from cusd_xl.documents.pdf import Bijlage, make_pdf
from cusd_xl.model.factuur import Factuur
from cusd_xl.model.huisstijl import Huisstijl


def make_documenten(
    facturen: Mapping[str, Factuur], huisstijl: Huisstijl, bijlagen: Mapping[str, Bijlage] | None = None
) -> Iterator[tuple[str, bytes]]:
    """Name and content of every document, for facturen by the name of their workbook.

    `bijlagen` gives, by that same name, the name and content of the UBL that travels inside the PDF.
    """
    for naam, factuur in facturen.items():
        yield PurePath(naam).with_suffix(".pdf").name, make_pdf(factuur, huisstijl, (bijlagen or {}).get(naam))
