"""Index figures of one editie: from the shipped list, or from a CSV or JSON file with jaar and percentage."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, TypeAlias

from cusd_xl.base.errors import ArgumentError, BronbestandError
from cusd_xl.base.names import key, nearest, tidy
from cusd_xl.model.begroting import Indexcijfer
from cusd_xl.parameters.cijfers import load_indexcijfers

Rij: TypeAlias = Mapping[str, Any]
NODIG = ("jaar", "percentage")
SEPARATORS = (";", ",", "\t")
PERCENTAGE = re.compile(r"-?\d{1,3}([.,]\d+)?")
JAAR = re.compile(r"(19|20|21)\d\d")
VOORLOPIG, STATUSSEN = "voorlopig", ("definitief", "voorlopig")
LONGEST, LONGEST_BRON = 30, 500


@dataclass(frozen=True, slots=True)
class Indexvraag:
    """What is asked: the reeks the figures are for, the editie they come from, and the status where a file does not tell."""

    reeks: str
    editie: str
    status: str = ""


def find_indexcijfers(vraag: Indexvraag) -> tuple[Indexcijfer, ...]:
    """The shipped percentages of this editie, under the name of the reeks; ArgumentError when the editie is not shipped."""
    found = [one for one in load_indexcijfers() if key(one.editie) == key(vraag.editie)]
    if not found:
        edities = list(dict.fromkeys(one.editie for one in load_indexcijfers()))
        guess = nearest(vraag.editie, edities)
        hint = f" Bedoelt u '{guess}'?" if guess else ""
        raise ArgumentError(
            f"De editie '{vraag.editie}' is niet meegeleverd.{hint} Meegeleverd zijn: {', '.join(edities)}. "
            "Geef een andere editie met --bestand."
        )
    return tuple(replace(one, reeks=vraag.reeks) for one in sorted(found, key=lambda one: one.jaar))


def read_indexcijfers(naam: str, content: bytes, vraag: Indexvraag) -> tuple[Indexcijfer, ...]:
    """The percentages of this editie in a file, one a year, oldest first.

    The columns are jaar and percentage, and where there editie, status and bron; without editie every row counts. A status the
    file does not tell is the one given, else voorlopig. BronbestandError for a file that cannot be used.
    """
    rows = _read_rows(naam, content)
    missing = [kop for kop in NODIG if not rows or kop not in rows[0]]
    if missing:
        raise BronbestandError(
            f"{naam} is geen bestand met indexcijfers: er is geen kolom {' en '.join(missing)}. "
            "Geef een CSV of JSON met jaar en percentage, en als het kan editie, status en bron."
        )
    chosen = [one for one in rows if not _text(one, "editie") or key(_text(one, "editie")) == key(vraag.editie)]
    if not chosen:
        edities = dict.fromkeys(_text(one, "editie") for one in rows)
        raise BronbestandError(f"{naam} heeft geen percentages van '{vraag.editie}'; wel van: {', '.join(edities)}.")
    cijfers = [_make_cijfer(naam, one, vraag) for one in chosen]
    _refuse_dubbel(naam, cijfers)
    return tuple(sorted(cijfers, key=lambda one: one.jaar))


def _read_rows(naam: str, content: bytes) -> Sequence[Rij]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    if text.lstrip()[:1] in ("{", "["):
        return [_lower(one) for one in _read_json(naam, text)]
    for separator in SEPARATORS:
        try:
            lines = [line for line in csv.reader(text.splitlines(), delimiter=separator) if any(map(tidy, line))]
        except csv.Error:
            continue
        koppen = [key(kop) for kop in lines[0]] if lines else []
        if set(NODIG) <= set(koppen):
            _refuse_verschoven(naam, koppen, lines[1:])
            return [dict(zip(koppen, line, strict=False)) for line in lines[1:]]
    return []


def _refuse_verschoven(naam: str, koppen: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    """2,5 without quotes between commas is two cells, and 2 would be taken for the percentage."""
    after = koppen.index("percentage") + 1
    for line in lines:
        if any(map(tidy, line[len(koppen) :])) or (
            koppen[after : after + 1] != ["jaar"] and tidy("".join(line[after : after + 1])).isdecimal()
        ):
            raise BronbestandError(
                f"{naam} heeft een rij waarvan de cellen niet bij de koppen passen: {' | '.join(line)[:LONGEST]}. "
                "Scheid de kolommen met een puntkomma, of zet 2,5 tussen aanhalingstekens."
            )


def _read_json(naam: str, text: str) -> Iterable[Rij]:
    try:
        source = json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as problem:
        raise BronbestandError(f"{naam} is geen geldig JSON-bestand. Haal het bestand opnieuw op.") from problem
    rows = source.get("value", []) if isinstance(source, dict) else source
    return [one for one in rows if isinstance(one, dict)] if isinstance(rows, list) else []


def _lower(row: Mapping[Any, Any]) -> Rij:
    return {key(str(kop)): value for kop, value in row.items() if kop is not None}


def _make_cijfer(naam: str, row: Rij, vraag: Indexvraag) -> Indexcijfer:
    jaar, percentage, status = (_text(row, kop) for kop in ("jaar", "percentage", "status"))
    if JAAR.fullmatch(jaar) is None:
        raise BronbestandError(f"{naam} heeft een rij met jaar '{jaar[:LONGEST]}'; dat is geen jaartal. Verbeter de rij.")
    bare = percentage.removesuffix("%").strip()
    if PERCENTAGE.fullmatch(bare) is None:
        raise BronbestandError(
            f"{naam} geeft voor {jaar} '{percentage[:LONGEST]}' als percentage; dat is niet te lezen. Schrijf 2,7 voor 2,7 %."
        )
    if status and status not in STATUSSEN:
        raise BronbestandError(f"{naam} geeft voor {jaar} status '{status[:LONGEST]}'. Schrijf definitief of voorlopig.")
    bron = _text(row, "bron")[:LONGEST_BRON] or f"bestand {naam}"
    value = Decimal(bare.replace(",", "."))
    return Indexcijfer(vraag.reeks, int(jaar), value, vraag.editie, status or vraag.status or VOORLOPIG, bron)


def _refuse_dubbel(naam: str, cijfers: Sequence[Indexcijfer]) -> None:
    jaren = [one.jaar for one in cijfers]
    twice = next((jaar for jaar in jaren if jaren.count(jaar) > 1), None)
    if twice is not None:
        raise BronbestandError(
            f"{naam} heeft meer dan één percentage voor {twice}; elk jaar wordt precies één keer geïndexeerd. "
            "Kies één editie: geef de kolom editie mee, of haal rijen weg."
        )


def _text(row: Rij, kop: str) -> str:
    value = row.get(kop)
    return "" if value is None else tidy(str(value))
