"""The sheet Koppeling: which table and column of ours stands where in the workbook of the user, read and honoured.

One row of tblKoppeling is one column: Tabel, Kolom (our names), Blad, Bereik (header row and data rows), Kop (as it stands
there). The program proposes the rows, the user corrects them, every command reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cusd_xl.base.addresses import Area, letter_of, parse_area
from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.names import key
from cusd_xl.workbook.bron import Blad, Bladinhoud, Bron, Exceltabel
from cusd_xl.workbook.celwaarde import header_text
from cusd_xl.workbook.layout import TABELLEN, Tabel

KOPPELBLAD, KOPPELTABEL = "Koppeling", "tblKoppeling"
KOLOMMEN = ("Tabel", "Kolom", "Blad", "Bereik", "Kop")


@dataclass(frozen=True, slots=True)
class Koppelregel:
    """One row of the sheet as it stands there; `cel` is its first cell."""

    tabel: str
    kolom: str
    blad: str
    bereik: str
    kop: str
    cel: str = ""


@dataclass(frozen=True, slots=True)
class Gekoppeld:
    """Where a table of ours stands according to the sheet: sheet, area, and per field the header there (as a key)."""

    blad: Blad
    exceltabel: Exceltabel
    koppen: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Koppeling:
    """What the sheet Koppeling says: the tables it places, all its rows, and what is wrong with them."""

    tabellen: Mapping[str, Gekoppeld] = field(default_factory=dict)
    regels: tuple[Koppelregel, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_koppeling(werkmap: Bron) -> Koppeling:
    """Read the sheet Koppeling, wherever its table stands; empty when the workbook has none."""
    for blad in werkmap.bladen:
        for exceltabel in werkmap.exceltabellen(blad):
            if key(exceltabel.naam) == key(KOPPELTABEL):
                return _place(werkmap, tuple(_read_regels(werkmap, blad, exceltabel)))
    return Koppeling()


def _read_regels(werkmap: Bron, blad: Blad, exceltabel: Exceltabel) -> list[Koppelregel]:
    inhoud, area = werkmap.read_blad(blad), exceltabel.gebied
    columns = {key(naam): area.eerste_kolom + index for index, naam in enumerate(exceltabel.kolomnamen)}
    found = []
    for rij in range(area.eerste_rij + exceltabel.koprijen, area.laatste_rij - exceltabel.totaalrijen + 1):
        texts = [header_text(inhoud.cel(rij, columns[key(kop)])) if key(kop) in columns else "" for kop in KOLOMMEN]
        if any(texts):
            tabel, kolom, waar, bereik, kop = texts
            cel = f"{blad.naam}!{letter_of(area.eerste_kolom)}{rij}"
            found.append(Koppelregel(tabel, kolom, waar, bereik, kop, cel))
    return found


def _place(werkmap: Bron, regels: tuple[Koppelregel, ...]) -> Koppeling:
    known = {key(tabel.naam): tabel for tabel in TABELLEN}
    findings = [
        finding("koppeling-onbekend", regel.cel, soort="tabel", naam=regel.tabel)
        for regel in regels
        if key(regel.tabel) not in known
    ]
    tabellen: dict[str, Gekoppeld] = {}
    for tabel in TABELLEN:
        own = [regel for regel in regels if key(regel.tabel) == key(tabel.naam) and (regel.blad or regel.bereik)]
        if own:
            placed, problems = _place_tabel(werkmap, tabel, own)
            findings += problems
            tabellen |= {tabel.naam: placed} if placed else {}
    return Koppeling(tabellen, regels, tuple(findings))


def _place_tabel(werkmap: Bron, tabel: Tabel, regels: list[Koppelregel]) -> tuple[Gekoppeld | None, list[Finding]]:
    first = regels[0]
    different = [one for one in regels if (key(one.blad), one.bereik) != (key(first.blad), first.bereik)]
    if different:
        return None, [finding("koppeling-verschil", different[0].cel, tabel=tabel.naam, eerste=first.cel)]
    blad = next((one for one in werkmap.bladen if key(one.naam) == key(first.blad)), None)
    if blad is None:
        return None, [finding("koppeling-blad", first.cel, tabel=tabel.naam, blad=first.blad)]
    try:
        area = parse_area(first.bereik.replace(" ", ""))
    except ValueError:
        return None, [finding("koppeling-bereik", first.cel, tabel=tabel.naam, bereik=first.bereik)]
    exceltabel = _find_exceltabel(werkmap, blad, area)
    koppen, findings = _read_koppen(tabel, regels, _list_headers(werkmap.read_blad(blad), exceltabel))
    return Gekoppeld(blad, exceltabel, koppen), findings


def _find_exceltabel(werkmap: Bron, blad: Blad, area: Area) -> Exceltabel:
    """The Excel table that begins where the range begins, as large as it is now; else the range as the user gave it."""
    for one in werkmap.exceltabellen(blad):
        koprij = one.gebied.eerste_rij if one.koprijen else one.gebied.eerste_rij - 1
        if (koprij, one.gebied.eerste_kolom) == (area.eerste_rij, area.eerste_kolom):
            return one
    return Exceltabel("", area, 1, 0, ())


def _list_headers(inhoud: Bladinhoud, exceltabel: Exceltabel) -> set[str]:
    area = exceltabel.gebied
    columns = range(area.eerste_kolom, area.laatste_kolom + 1)
    shown = {key(header_text(inhoud.cel(area.eerste_rij, kolom))) for kolom in columns} if exceltabel.koprijen else set()
    return shown | {key(naam) for naam in exceltabel.kolomnamen}


def _read_koppen(
    tabel: Tabel, regels: list[Koppelregel], headers: set[str]
) -> tuple[dict[str, tuple[str, ...]], list[Finding]]:  # fmt: skip
    """Per field the header the user names; without one the header of the layout stays."""
    known = {key(kolom.kop): kolom.veld for kolom in tabel.kolommen}
    koppen: dict[str, tuple[str, ...]] = {kolom.veld: (key(kolom.kop),) for kolom in tabel.kolommen}
    findings = []
    for regel in regels:
        if key(regel.kolom) not in known:
            findings.append(finding("koppeling-onbekend", regel.cel, soort=f"kolom van {tabel.naam}", naam=regel.kolom))
        elif regel.kop and key(regel.kop) not in headers:
            findings.append(finding("koppeling-kop", regel.cel, kop=regel.kop, blad=regel.blad, bereik=regel.bereik))
        elif regel.kop:
            koppen[known[key(regel.kolom)]] = (key(regel.kop),)
    return koppen, findings
