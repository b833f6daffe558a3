"""What every printed page of a factuur says: concept or not, number, sender, page."""

from __future__ import annotations

from cusd_xl.model.factuur import Factuur
from cusd_xl.model.factuurtekst import find_stempel
from cusd_xl.model.plan import Pagina

ROOD = "B3261E"


def make_pagina(factuur: Factuur, *, liggend: bool, herhaal_rijen: tuple[int, int] | None = None) -> Pagina:
    """A4, one page wide, the stamp and the number on every page."""
    stempel = find_stempel(factuur)
    midden = f'&C&"Calibri,Bold"&11&K{ROOD}{_escape(stempel)}' if stempel else ""
    nummer = _escape(factuur.nummer)
    return Pagina(
        liggend=liggend,
        herhaal_rijen=herhaal_rijen,
        kop=f"{midden}&R&8 {nummer}",
        voet=f"&L&8 {_escape(factuur.afzender.naam)} – {nummer}{midden}&R&8Pagina &P van &N",
        marges=(0.4, 0.4, 0.8, 0.8) if liggend else (0.6, 0.6, 0.8, 0.8),
    )


def _escape(text: str) -> str:
    return text.replace("&", "&&")
