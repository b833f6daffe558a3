"""What a cell is called by what stands around it: the header of its column and the name of its row; and its value in Dutch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Context, Decimal
from fractions import Fraction

from cusd_xl.audit.verwijzing import find_plek
from cusd_xl.base.addresses import Area
from cusd_xl.base.decimalen import show_breuk
from cusd_xl.base.formuletekst import split_formule
from cusd_xl.base.years import short_datum
from cusd_xl.model.boekbeeld import Beeldcel, Beeldtabel, Bladbeeld, Boekbeeld, Soort

BRON = "Bron"
LANGSTE = 60
GROOTSTE_DAG = 2_900_000
DUBBEL = Context(prec=15)
"""What a spreadsheet shows of a number: fifteen digits."""
FUNCTIES = {
    "ABS": "ABS", "AND": "EN", "AVERAGE": "GEMIDDELDE", "CHAR": "TEKEN", "COLUMNS": "KOLOMMEN", "COUNT": "AANTAL",
    "COUNTA": "AANTALARG", "COUNTIF": "AANTAL.ALS", "COUNTIFS": "AANTALLEN.ALS", "DATE": "DATUM", "FIND": "VIND.ALLES",
    "IF": "ALS", "IFERROR": "ALS.FOUT", "INDEX": "INDEX", "INT": "INTEGER", "ISNUMBER": "ISGETAL",
    "LCM": "KLEINSTE.GEMENE.VEELV", "LOWER": "KLEINE.LETTERS", "MATCH": "VERGELIJKEN", "MAX": "MAX", "MIN": "MIN", "MOD": "REST",
    "NOT": "NIET", "OR": "OF", "RANK": "RANG", "ROUND": "AFRONDEN", "ROUNDDOWN": "AFRONDEN.NAAR.BENEDEN",
    "ROUNDUP": "AFRONDEN.NAAR.BOVEN", "ROWS": "RIJEN", "SUBSTITUTE": "SUBSTITUEREN", "SUM": "SOM", "SUMIF": "SOM.ALS",
    "SUMIFS": "SOMMEN.ALS", "SUMPRODUCT": "SOMPRODUCT", "TRIM": "SPATIES.WISSEN", "VALUE": "WAARDE", "VLOOKUP": "VERT.ZOEKEN",
    "YEAR": "JAAR",
}  # fmt: skip
"""Functions under the name a Dutch Excel gives them; another one keeps its own."""
TITELRIJ = 3
"""Up to this row stand the title of the sheet and its banner, which name no block."""
CODE = 6
"""A name of a row that is so short is a code, which the next text explains."""
VERGELIJKINGEN = {" <  = ": " ≤ ", " >  = ": " ≥ ", " <  > ": " ≠ "}
TEKENS = {"*": " × ", "/": " ÷ ", "+": " + ", "-": " − ", ",": "; ", "&": " & ", "=": " = ", "<": " < ", ">": " > "}


@dataclass(frozen=True, slots=True)
class Standpunt:
    """The cell from which another one is named: what they share is not said."""

    blad: str
    blok: str
    rij: int


def look_from(blad: Bladbeeld, cel: Beeldcel) -> Standpunt:
    """The place of a formula, for the names of what it refers to."""
    return Standpunt(blad.naam, _find_blok(blad, cel.rij, cel.kolom), cel.rij)


def name_cel(blad: Bladbeeld, rij: int, kolom: int, vanaf: Standpunt | None = None) -> str:
    """`Bedrag, K01 Inkoop`: block, header and name of the row of a cell; its address when nothing is written there."""
    blok, kop, naam = _find_blok(blad, rij, kolom), _find_kop(blad, rij, kolom), _name_rij(blad, rij, kolom)
    if vanaf and vanaf.blad == blad.naam:
        blok = "" if blok == vanaf.blok else blok
        naam = "" if rij == vanaf.rij and kop else naam
    delen = [blok, kop, naam]
    return ", ".join(dict.fromkeys(filter(None, delen))) or str(Area(rij, kolom, rij, kolom))


def name_gebied(blad: Bladbeeld, gebied: Area, vanaf: Standpunt | None = None) -> str:
    """The name of one cell, or the header of a run of cells with where it runs."""
    rij, kolom = gebied.eerste_rij, gebied.eerste_kolom
    if (rij, kolom) == (gebied.laatste_rij, gebied.laatste_kolom):
        return name_cel(blad, rij, kolom, vanaf)
    boven = blad.cellen.get((rij - 1, kolom))
    kop = _find_kop(blad, rij, kolom) or (_shorten(str(boven.waarde)) if boven and boven.soort is Soort.TEKST else "")
    if rij == gebied.laatste_rij:
        kop = _name_rij(blad, rij, kolom)
    blok = _find_blok(blad, rij, kolom)
    if vanaf and (vanaf.blad, vanaf.blok) == (blad.naam, blok):
        blok = ""
    kop = ", ".join(filter(None, (blok, kop)))
    return f"{kop} ({gebied})" if kop else str(gebied)


def tell_formule(boek: Boekbeeld, blad: Bladbeeld, cel: Beeldcel) -> str:
    """The formula in words: references under the names of what they point at, functions as a Dutch Excel calls them."""
    woorden = "".join(_tell(boek, blad, cel)).strip()
    for teken, woord in VERGELIJKINGEN.items():
        woorden = woorden.replace(teken, woord)
    return woorden


def find_bron(blad: Bladbeeld, rij: int, kolom: int) -> str:
    """What stands in the column Bron of the table a cell is in."""
    tabel = find_tabel(blad, rij, kolom)
    if tabel is None or BRON not in tabel.koppen:
        return ""
    cel = blad.cellen.get((rij, tabel.gebied.eerste_kolom + tabel.koppen.index(BRON)))
    return str(cel.waarde) if cel and cel.waarde is not None else ""


def find_tabel(blad: Bladbeeld, rij: int, kolom: int) -> Beeldtabel | None:
    """The Excel table a cell is in."""
    plek = Area(rij, kolom, rij, kolom)
    return next((one for one in blad.tabellen if one.gebied.overlaps(plek)), None)


def show_cel(cel: Beeldcel | None, vanaf_1904: bool) -> str:
    """The stored value as a Dutch reader sees it, with up to six decimals."""
    if cel is None or cel.soort is Soort.LEEG:
        return "leeg"
    if cel.soort is Soort.NIET_BEREKEND:
        return "nog niet berekend"
    if isinstance(cel.waarde, bool):
        return "WAAR" if cel.waarde else "ONWAAR"
    if isinstance(cel.waarde, Decimal):
        return _show_datum(cel.waarde, vanaf_1904) if cel.soort is Soort.DATUM else show_getal(cel.waarde)
    return str(cel.waarde or "leeg")


def show_getal(getal: Decimal) -> str:
    """A number of a spreadsheet: fifteen digits, of which at most six decimals are shown."""
    return show_breuk(Fraction(DUBBEL.plus(getal)))


def _show_datum(dagen: Decimal, vanaf_1904: bool) -> str:
    if not 0 <= dagen < GROOTSTE_DAG:
        return show_getal(dagen)
    return short_datum((date(1904, 1, 1) if vanaf_1904 else date(1899, 12, 30)) + timedelta(days=int(dagen)))


def _find_blok(blad: Bladbeeld, rij: int, kolom: int) -> str:
    """The title over a block of a calculation sheet: the only text in its row, above the headers; empty in an Excel table."""
    if find_tabel(blad, rij, kolom) is not None or kolom == 1:
        return ""
    boven = rij
    while boven > 1 and (boven, kolom) in blad.cellen:
        boven -= 1
    titel = ""
    while boven > TITELRIJ and _is_alleen(blad, boven):
        titel, boven = str(blad.cellen[boven, 1].waarde), boven - 1
    return _shorten(titel)


def _is_alleen(blad: Bladbeeld, rij: int) -> bool:
    cel = blad.cellen.get((rij, 1))
    return cel is not None and cel.soort is Soort.TEKST and not any((rij, kolom) in blad.cellen for kolom in (2, 3, 4))


def _find_kop(blad: Bladbeeld, rij: int, kolom: int) -> str:
    """The header: of the table, or the nearest text above a figure in the same unbroken run of cells."""
    tabel = find_tabel(blad, rij, kolom)
    if tabel is not None:
        return tabel.koppen[kolom - tabel.gebied.eerste_kolom] if rij > tabel.gebied.eerste_rij else ""
    eigen = blad.cellen.get((rij, kolom))
    if eigen is not None and eigen.soort is Soort.TEKST:
        return ""
    for boven in range(rij - 1, 0, -1):
        cel = blad.cellen.get((boven, kolom))
        if cel is None:
            return ""
        if cel.soort is Soort.TEKST:
            return _shorten(str(cel.waarde))
    return ""


def _name_rij(blad: Bladbeeld, rij: int, kolom: int) -> str:
    texts = (blad.cellen.get((rij, links)) for links in range(1, kolom))
    names = [str(cel.waarde) for cel in texts if cel is not None and cel.soort is Soort.TEKST and cel.waarde]
    return _shorten(" ".join(names[: 2 if names and len(names[0]) <= CODE else 1]))


def _shorten(tekst: str) -> str:
    plain = " ".join(tekst.replace("-\n", "").split())
    return plain if len(plain) <= LANGSTE else f"{plain[: LANGSTE - 1]}…"


def _tell(boek: Boekbeeld, blad: Bladbeeld, cel: Beeldcel) -> Iterator[str]:
    vanaf = look_from(blad, cel)
    for deel in split_formule(cel.formule or ""):
        plek = find_plek(boek, blad, cel.rij, deel)
        if plek and plek.gebied:
            doel = boek.blad(plek.blad)
            yield f"«{name_gebied(doel, plek.gebied, vanaf)}»" if doel and deel.verwijzing else f"«{plek.tekst}»"
        elif deel.soort == "woord":
            yield FUNCTIES.get(deel.tekst.upper().removeprefix("_XLFN."), deel.tekst)
        elif deel.soort == "getal":
            yield deel.tekst.replace(".", ",")
        else:
            yield TEKENS.get(deel.tekst, deel.tekst)
