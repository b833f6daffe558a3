"""The logo for a template, and whether it can be drawn: tried with the engine that will draw it, on a page of its own."""

from __future__ import annotations

from datetime import date

from typst import TypstError

from cusd_xl.documents.motor import draw
from cusd_xl.model.huisstijl import Logo

ENIGE_DAG = date(2000, 1, 1)


def pack_logo(logo: Logo | None) -> dict[str, object] | None:
    """The logo as the templates take it: its bytes as numbers, and its kind."""
    return {"inhoud": list(logo.inhoud), "formaat": str(logo.formaat)} if logo else None


def is_tekenbaar(logo: Logo) -> bool:
    """True when the picture can stand on a page that meets the norms of our documents."""
    try:
        draw("logo.typ", {"logo": pack_logo(logo)}, ENIGE_DAG)
    except TypstError:
        return False
    return True
