"""From the bytes of a StatLine export to the inwoners on 1 January of one year, with status; what may not be used is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from cusd_xl.base.errors import BronbestandError
from cusd_xl.base.years import short_datum
from cusd_xl.model.begroting import Inwonertal
from cusd_xl.parameters.cbs.csvblad import read_csv
from cusd_xl.parameters.cbs.odata import read_odata
from cusd_xl.parameters.cbs.rij import STATUS_PER_TABEL, VOORLOPIG, Cbsrij
from cusd_xl.parameters.cijfers import find_gemeente

TABEL_IN_NAAM = re.compile(r"(?<!\d)\d{5}ned(?![a-z])", re.IGNORECASE)
STIL = ", status niet vermeld"
AFGEROND_OP, FEWEST_ROUNDED = 5, 5
"""Of five gemeenten or more not all figures are multiples of five by chance (1 in 3125): such a table is rounded."""


@dataclass(frozen=True, slots=True)
class Exportvraag:
    """What is asked of a file: the year, the day it was fetched (None: its name is the source), the status if it is silent."""

    jaar: int
    opgehaald: date | None = None
    status: str = ""


def read_inwoners(naam: str, content: bytes, vraag: Exportvraag) -> Mapping[str, Inwonertal]:
    """The inwoners of every gemeente in the file on 1 January of the year, by GM-code, in the order of the file.

    A status the file does not tell is the one given, else that of its table, else voorlopig (and the bron says so).
    BronbestandError for a file that is no StatLine export, has another year, two figures for one gemeente, fractions, or figures
    rounded to five.
    """
    text = _decode(content)
    if text.lstrip()[:1] in ("{", "["):
        tabel, rijen = read_odata(naam, text)
    else:
        tabel, rijen = "", read_csv(naam, text)
    tabel = tabel or _find_tabel(naam)
    chosen = _choose_jaar(naam, rijen, vraag.jaar)
    _refuse_rounded(naam, chosen)
    standaard = vraag.status or STATUS_PER_TABEL.get(tabel.casefold(), "")
    bron = _name_bron(naam, tabel, vraag.opgehaald)
    return MappingProxyType({one.gm_code: _make_inwonertal(one, standaard, bron) for one in chosen})


def _make_inwonertal(rij: Cbsrij, standaard: str, bron: str) -> Inwonertal:
    status = rij.status or standaard
    gemeente = find_gemeente(rij.gm_code) or rij.gm_code
    return Inwonertal(gemeente, date(rij.jaar, 1, 1), rij.inwoners, status or VOORLOPIG, bron if status else bron + STIL)


def _decode(content: bytes) -> str:
    """UTF-8 with or without a mark, else what Windows writes."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _find_tabel(naam: str) -> str:
    found = TABEL_IN_NAAM.search(naam)
    return found[0] if found else ""


def _choose_jaar(naam: str, rijen: Sequence[Cbsrij], jaar: int) -> list[Cbsrij]:
    """One row per gemeente for this year; equal rows count once."""
    chosen: dict[str, Cbsrij] = {}
    for one in rijen:
        if one.jaar != jaar:
            continue
        first = chosen.setdefault(one.gm_code, one)
        if first.inwoners != one.inwoners:
            raise BronbestandError(
                f"{naam} geeft voor {find_gemeente(one.gm_code) or one.gm_code} op 1 januari {jaar} twee aantallen: "
                f"{first.inwoners} en {one.inwoners}. "
                "Exporteer alleen het totaal, zonder leeftijd of geslacht, en één tabel per bestand."
            )
    if not chosen:
        jaren = ", ".join(map(str, sorted({one.jaar for one in rijen})))
        there = f"wel van {jaren}" if jaren else "ook niet van een ander jaar"
        raise BronbestandError(
            f"{naam} bevat geen inwoners van gemeenten op 1 januari {jaar}; {there}. Kies een ander jaar of een ander bestand."
        )
    return list(chosen.values())


def _refuse_rounded(naam: str, rijen: Sequence[Cbsrij]) -> None:
    if len(rijen) >= FEWEST_ROUNDED and all(one.inwoners % AFGEROND_OP == 0 for one in rijen):
        raise BronbestandError(
            f"{naam} bevat afgeronde aantallen: alle {len(rijen)} eindigen op 0 of 5, zoals in Kerncijfers wijken en buurten. "
            "Gebruik een tabel met hele aantallen, zoals 70072ned of 03759ned."
        )


def _name_bron(naam: str, tabel: str, opgehaald: date | None) -> str:
    wat = f"CBS {tabel}" if tabel else "CBS StatLine"
    return f"{wat}, opgehaald {short_datum(opgehaald)}" if opgehaald else f"{wat}, bestand {naam}"
