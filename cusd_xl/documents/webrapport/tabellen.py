"""A page of tables only: what was checked, laid down for whoever was not there."""

from __future__ import annotations

from collections.abc import Sequence

from cusd_xl.documents.webrapport.pagina import Cel, Sectie, Tabel, render_pagina
from cusd_xl.model.rapporttabel import Rapporttabel

KLASSEN = {
    "klopt": "goed", "wijkt af": "fout", "niet nagegaan": "let-op", "fout": "fout", "waarschuwing": "let-op",
    "kritiek": "fout", "ernstig": "let-op",
}  # fmt: skip
"""How the words of an outcome are coloured; the word itself always stands there too."""


def render_tabellen(titel: str, ondertitel: str, tabellen: Sequence[Rapporttabel]) -> bytes:
    """One section per table; an empty one says so."""
    return render_pagina(titel, ondertitel, [_make_sectie(one) for one in tabellen])


def _make_sectie(one: Rapporttabel) -> Sectie:
    anker = one.naam.casefold().replace(" ", "-")
    if not one.rijen:
        return Sectie(anker, one.naam, (one.leeg,))
    rijen = [[Cel(tekst, klasse=KLASSEN.get(tekst, "")) for tekst in rij] for rij in one.rijen]
    return Sectie(anker, one.naam, (), (Tabel(one.titel, one.koppen, rijen, one.getallen),))
