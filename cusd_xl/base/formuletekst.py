"""The text of a formula: which cells it names, the same formula one row lower, and how it reads from where it stands (R1C1)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cusd_xl.base.addresses import LAST_COLUMN, LAST_ROW, Area, letter_of, number_of, quote_blad

KAPOT = "#REF!"
BLAD = r"(?P<blad>(?:'(?:[^']|'')+'|[^\W\d][\w.]*|\[\d+\][\w.]*)!)?"
STUK = re.compile(
    rf"""(?P<tekst>"(?:[^"]|"")*")
    | (?P<tabel>[^\W\d][\w.]*\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\])
    | {BLAD}(?:
        (?P<cel>\$?[A-Za-z]{{1,3}}\$?[0-9]{{1,7}})(?::(?P<tot>\$?[A-Za-z]{{1,3}}\$?[0-9]{{1,7}}))?(?![\w.(!])
      | (?P<kolommen>\$?[A-Za-z]{{1,3}}:\$?[A-Za-z]{{1,3}})(?![\w.(!])
      | (?P<rijen>\$?[0-9]{{1,7}}:\$?[0-9]{{1,7}})(?![\w.(!])
      )
    | (?P<woord>[^\W\d][\w.]*!?)
    | (?P<getal>[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?|\.[0-9]+)
    | (?P<kwijt>\#REF!)
    | (?P<ander>.)""",
    re.VERBOSE | re.DOTALL,
)
CEL = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class Verwijzing:
    """What a formula refers to: the sheet (empty for its own) and the area; whole columns and rows run to the edge."""

    blad: str
    gebied: Area
    heel: bool = False


@dataclass(frozen=True, slots=True)
class Deel:
    """A piece of a formula: its text and its kind (tekst, tabel, gebied, woord, getal, kwijt or ander)."""

    tekst: str
    soort: str
    verwijzing: Verwijzing | None = None


def split_formule(formule: str) -> Iterator[Deel]:
    """The pieces of a formula in order; together they are its text."""
    for match in STUK.finditer(formule):
        soort = match.lastgroup or "ander"
        if soort in ("cel", "tot", "kolommen", "rijen", "blad"):
            verwijzing = _read_verwijzing(match)
            yield Deel(match[0], "gebied", verwijzing) if verwijzing else Deel(match[0], "woord")
        else:
            yield Deel(match[0], soort)


def list_verwijzingen(formule: str) -> tuple[Verwijzing, ...]:
    """Every area the formula names by address, in order."""
    return tuple(one.verwijzing for one in split_formule(formule) if one.verwijzing)


def shift_formule(formule: str, rijen: int, kolommen: int) -> str:
    """The formula as it reads when it is copied so many rows down and columns to the right."""
    return _rewrite(formule, lambda cel: _shift(cel, rijen, kolommen))


def to_r1c1(formule: str, rij: int, kolom: int) -> str:
    """The formula as seen from its own cell: two formulas that do the same read the same, wherever they stand."""
    return _rewrite(formule, lambda cel: _relate(cel, rij, kolom))


def normalize_formule(formule: str) -> str:
    """The formula without what a spreadsheet program changes when it saves: spaces, capitals, quotes, prefixes of functions."""
    made = []
    for one in split_formule(formule):
        if one.verwijzing:
            voor, uitroep, adres = one.tekst.rpartition("!")
            made.append((quote_blad(one.verwijzing.blad) if voor else "") + uitroep + adres.upper())
        elif one.soort == "woord":
            made.append(one.tekst.upper().removeprefix("_XLFN.").removeprefix("_XLWS."))
        elif one.tekst.strip():
            made.append(one.tekst)
    return "".join(made)


def _rewrite(formule: str, change: Callable[[re.Match[str]], str]) -> str:
    made = []
    for one in split_formule(formule):
        if one.verwijzing is None:
            made.append(one.tekst)
        else:
            voor, uitroep, adres = one.tekst.rpartition("!")
            heel = _complete(adres) if one.verwijzing.heel else adres
            nieuw = ":".join(change(match) for match in CEL.finditer(heel))
            made.append(voor + uitroep + (KAPOT if KAPOT in nieuw else nieuw))
    return "".join(made)


def _complete(adres: str) -> str:
    """Whole columns and rows as a rectangle whose far edges stay where they are: `A:B` as `A$1:B$1048576`."""
    van, tot = adres.split(":")
    if van.strip("$").isdecimal():
        return f"$A{van}:${letter_of(LAST_COLUMN)}{tot}"
    return f"{van}$1:{tot}${LAST_ROW}"


def _read_verwijzing(match: re.Match[str]) -> Verwijzing | None:
    blad = (match["blad"] or "").removesuffix("!")
    if blad.startswith("'"):
        blad = blad[1:-1].replace("''", "'")
    heel = match["kolommen"] or match["rijen"]
    van, _, tot = (_complete(heel) if heel else f"{match['cel']}:{match['tot'] or match['cel']}").partition(":")
    hoeken = []
    for one in (van, tot):
        cel = CEL.fullmatch(one)
        if cel is None or not (1 <= int(cel[4]) <= LAST_ROW and number_of(cel[2]) <= LAST_COLUMN):
            return None
        hoeken.append((int(cel[4]), number_of(cel[2])))
    rijen, kolommen = zip(*hoeken, strict=True)
    return Verwijzing(blad, Area(min(rijen), min(kolommen), max(rijen), max(kolommen)), bool(heel))


def _shift(cel: re.Match[str], rijen: int, kolommen: int) -> str:
    rij = int(cel[4]) + (0 if cel[3] else rijen)
    kolom = number_of(cel[2]) + (0 if cel[1] else kolommen)
    if not (1 <= rij <= LAST_ROW and 1 <= kolom <= LAST_COLUMN):
        return KAPOT
    return f"{cel[1]}{letter_of(kolom)}{cel[3]}{rij}"


def _relate(cel: re.Match[str], rij: int, kolom: int) -> str:
    row = cel[4] if cel[3] else f"[{int(cel[4]) - rij}]"
    column = number_of(cel[2]) if cel[1] else f"[{number_of(cel[2]) - kolom}]"
    return f"R{row}C{column}"
