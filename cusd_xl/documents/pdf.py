"""One factuur and its specification as a PDF: PDF/A-3a and PDF/UA-1, tagged, with its fonts inside and the same bytes every time."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from cusd_xl.documents.contrast import make_palet
from cusd_xl.documents.gegevens import make_gegevens
from cusd_xl.documents.tekens import make_toonbaar
from cusd_xl.model.factuur import Factuur
from cusd_xl.model.huisstijl import Huisstijl, Logo

if TYPE_CHECKING:
    from typst import Compiler

NORMEN = ("a-3a", "ua-1")
SJABLOON, LETTERTYPEN = "sjabloon", "lettertypen"
Bijlage = tuple[str, bytes]


def make_pdf(factuur: Factuur, huisstijl: Huisstijl, bijlage: Bijlage | None = None) -> bytes:
    """The PDF of one factuur; `bijlage` is the name and content of the UBL that goes inside as its alternative.

    Reads no clock: the document carries the factuurdatum. Every text is data to the template, never markup.
    """
    gegevens = _tidy(make_gegevens(factuur))
    gegevens |= {
        "stijl": _make_stijl(factuur, huisstijl),
        "logo": _make_logo(huisstijl.logo),
        "bijlage": {"naam": bijlage[0], "inhoud": list(bijlage[1])} if bijlage else None,
    }
    made = load_compiler().compile(
        sys_inputs={"gegevens": json.dumps(gegevens)},
        format="pdf",
        pdf_standards=list(NORMEN),
        timestamp=datetime.combine(factuur.factuurdatum, time(), UTC),
    )
    return bytes(made)


@lru_cache(maxsize=1)
def load_compiler() -> Compiler:
    """The engine with our template and letters and none of the machine's; loaded at the first PDF."""
    from typst import Compiler  # noqa: PLC0415

    hier = Path(str(files(__package__)))
    sjabloon = hier / SJABLOON
    return Compiler(sjabloon / "factuur.typ", root=sjabloon, font_paths=[hier / LETTERTYPEN], ignore_system_fonts=True)


def _make_stijl(factuur: Factuur, huisstijl: Huisstijl) -> dict[str, str]:
    palet = make_palet(huisstijl.kleur)
    return {
        "naam": make_toonbaar(huisstijl.naam or factuur.afzender.naam),
        "vlak": palet.vlak,
        "op_vlak": palet.op_vlak,
        "accent": palet.accent,
        "bleek": palet.bleek,
    }


def _make_logo(logo: Logo | None) -> dict[str, object] | None:
    return {"inhoud": list(logo.inhoud), "formaat": str(logo.formaat)} if logo else None


def _tidy(value: object) -> object:
    if isinstance(value, str):
        return make_toonbaar(value)
    if isinstance(value, dict):
        return {naam: _tidy(one) for naam, one in value.items()}
    return [_tidy(one) for one in value] if isinstance(value, list | tuple) else value
