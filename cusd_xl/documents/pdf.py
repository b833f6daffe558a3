"""One factuur and its specification as a PDF: PDF/A-3a and PDF/UA-1, tagged, its font inside, the same bytes every time."""

from __future__ import annotations

from dataclasses import asdict
from typing import TypeAlias

from cusd_xl.documents.contrast import make_palet
from cusd_xl.documents.gegevens import make_gegevens
from cusd_xl.documents.logo import pack_logo
from cusd_xl.documents.motor import draw
from cusd_xl.documents.tekens import make_toonbaar
from cusd_xl.model.factuur import Factuur
from cusd_xl.model.huisstijl import Huisstijl

SJABLOON = "factuur.typ"
Bijlage: TypeAlias = tuple[str, bytes]


def make_pdf(factuur: Factuur, huisstijl: Huisstijl, bijlage: Bijlage | None = None) -> bytes:
    """The PDF of one factuur; `bijlage` is the name and content of the UBL that goes inside as its alternative.

    The document carries the factuurdatum and reads no clock. `kleur` must be a colour and the logo drawable.
    """
    gegevens = {naam: _tidy(waarde) for naam, waarde in make_gegevens(factuur).items()}
    naam = make_toonbaar(huisstijl.naam or factuur.afzender.naam)
    return draw(
        SJABLOON,
        {
            **gegevens,
            "stijl": {"naam": naam, **asdict(make_palet(huisstijl.kleur))},
            "logo": pack_logo(huisstijl.logo),
            "bijlage": {"naam": bijlage[0], "inhoud": list(bijlage[1])} if bijlage else None,
        },
        factuur.factuurdatum,
    )


def _tidy(waarde: object) -> object:
    """The same tree with every text made of characters the letter has."""
    if isinstance(waarde, str):
        return make_toonbaar(waarde)
    if isinstance(waarde, dict):
        return {naam: _tidy(one) for naam, one in waarde.items()}
    return [_tidy(one) for one in waarde] if isinstance(waarde, list | tuple) else waarde
