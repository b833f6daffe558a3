"""Reads back what a factuur in PDF asks for, for whoever checks it: the amount behind the last line on the page."""

from __future__ import annotations

import io
import re

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from cusd_xl.base.money import CENTS_PER_EURO
from cusd_xl.model.factuurtekst import SLOTNAMEN

BEDRAG = re.compile(rf"(?:{'|'.join(map(re.escape, SLOTNAMEN))}) -?€ ([0-9.]+),([0-9]{{2}})")
"""An amount as `format_euro` writes it, white space tidied."""


def read_te_betalen(inhoud: bytes) -> int | None:
    """The amount in cents, without sign; None when this is no factuur that can be read."""
    try:
        for page in PdfReader(io.BytesIO(inhoud)).pages:
            found = BEDRAG.findall(" ".join(page.extract_text().split()))
            if found:
                euros, cents = found[-1]
                return int(euros.replace(".", "")) * CENTS_PER_EURO + int(cents)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return None
