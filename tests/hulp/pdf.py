"""What a reader of a PDF gets: its text, its structure, its fonts, what is attached; read by pypdf."""

from __future__ import annotations

import io
from collections import Counter
from typing import Any

from pypdf import PdfReader


def open_pdf(inhoud: bytes) -> PdfReader:
    """The PDF, read strictly."""
    return PdfReader(io.BytesIO(inhoud), strict=True)


def read_bladzijden(inhoud: bytes) -> list[str]:
    """The text of each page, white space tidied."""
    return [" ".join(page.extract_text().split()) for page in open_pdf(inhoud).pages]


def read_tekst(inhoud: bytes) -> str:
    """The text of all pages, and what the document says about itself."""
    found = open_pdf(inhoud)
    xmp = found.trailer["/Root"]["/Metadata"].get_data().decode()  # type: ignore[index]
    return "\n".join([*read_bladzijden(inhoud), xmp, *(str(value) for value in (found.metadata or {}).values())])


def read_catalogus(inhoud: bytes) -> Any:
    """The catalogue of the document."""
    return open_pdf(inhoud).trailer["/Root"]


def count_tags(inhoud: bytes) -> Counter[str]:
    """How many times each tag stands in the structure tree."""
    counted: Counter[str] = Counter()
    left = [read_catalogus(inhoud)["/StructTreeRoot"]]
    while left:
        node = left.pop().get_object()
        if isinstance(node, list):
            left += node
        elif isinstance(node, dict):
            counted += Counter([str(node["/S"])] if "/S" in node else [])
            left += [node["/K"]] if "/K" in node else []
    return counted


def find_losse_letters(inhoud: bytes) -> list[str]:
    """The fonts that a page uses and the file does not hold."""
    loose = []
    for page in open_pdf(inhoud).pages:
        fonts: Any = page["/Resources"]["/Font"]  # type: ignore[index]
        for font in (one.get_object() for one in fonts.values()):
            for deel in font["/DescendantFonts"]:
                descriptor = deel.get_object()["/FontDescriptor"]
                if not {"/FontFile2", "/FontFile3"} & set(descriptor):
                    loose.append(str(font["/BaseFont"]))
    return loose
