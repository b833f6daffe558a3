"""Fills rows of an input table in an existing workbook: values changed, rows added, everything else byte for byte as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cusd_xl.base.addresses import Area, letter_of, number_of
from cusd_xl.base.errors import UitvoerError, WerkmapError
from cusd_xl.workbook.bron import Blad, Bladinhoud, Exceltabel
from cusd_xl.workbook.cells import Werkmap
from cusd_xl.workbook.celwaarde import LEEG
from cusd_xl.workbook.package import Pakket
from cusd_xl.workbook.sheet_edits import Bladtekst, Plek, Waarde, grow_ranges, set_attributes
from cusd_xl.workbook.sheet_parts import list_tables
from cusd_xl.workbook.tables import GevondenTabel, find_tabellen
from cusd_xl.workbook.xml_parts import parse_part


@dataclass(frozen=True, slots=True)
class Invulling:
    """The workbook with the table filled in, which parts that changed, and the cells of new rows by sheet row."""

    pakket: Pakket
    delen: frozenset[str]
    nieuwe_rijen: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Tabelplek:
    gevonden: GevondenTabel
    blad: Blad
    inhoud: Bladinhoud
    exceltabel: Exceltabel | None
    anderen: tuple[Exceltabel, ...]

    @property
    def kolommen(self) -> range:
        area = self.exceltabel.gebied if self.exceltabel else self.gevonden.gebied
        return range(area.eerste_kolom, area.laatste_kolom + 1)


def fill_tabel(
    pakket: Pakket, tabelnaam: str, gewijzigd: Mapping[int, Mapping[str, Waarde]], nieuw: Sequence[Mapping[str, Waarde]]
) -> Invulling:
    """Change rows (by sheet row) and add rows; values by field of the layout, dates as date, texts and numbers as they are.

    New rows first take the empty rows of the table, then the room below it; the table and the validations that end with it
    grow along, the looks are those of the row above. WerkmapError when there is no room, or a cell to change has a formula.
    """
    plek = _find_plek(pakket, tabelnaam)
    rijen = _place(pakket.naam, plek, len(nieuw))
    cellen = _list_cellen(plek, {**gewijzigd, **dict(zip(rijen, nieuw, strict=True))}, rijen)
    _refuse_formules(pakket.naam, plek, cellen)
    delen = dict(pakket.delen)
    werkmap = Werkmap(pakket)
    voorbeeld = max(plek.gevonden.laatste_rij, plek.gevonden.koprij)
    blad = Bladtekst(pakket.naam, plek.blad.deel, delen[plek.blad.deel])
    delen[plek.blad.deel] = blad.write(cellen, voorbeeld, werkmap.date1904)
    changed = {plek.blad.deel}
    if rijen and rijen[-1] > plek.gevonden.laatste_rij:
        changed |= _grow(pakket.naam, delen, plek, rijen[-1])
    result = Invulling(replace(pakket, delen=delen), frozenset(changed), tuple(rijen))
    _compare(pakket.naam, plek, result, cellen)
    return result


def _find_plek(pakket: Pakket, tabelnaam: str) -> _Tabelplek:
    werkmap = Werkmap(pakket)
    vondst = find_tabellen(werkmap)
    gevonden = vondst.tabellen.get(tabelnaam)
    if gevonden is None:
        raise WerkmapError(
            f"{pakket.naam} heeft geen tabel {tabelnaam}. Voeg haar toe met 'cusd-xl koppel', of vul een ander bestand."
        )
    blad = vondst.bladen[tabelnaam]
    tabellen = werkmap.exceltabellen(blad)
    own = next((one for one in tabellen if gevonden.is_tabel and one.naam == gevonden.naam), None)
    return _Tabelplek(gevonden, blad, werkmap.read_blad(blad), own, tuple(one for one in tabellen if one is not own))


def _place(naam: str, plek: _Tabelplek, aantal: int) -> list[int]:
    """The sheet rows for the new rows; WerkmapError when something stands in the way."""
    gevonden, inhoud = plek.gevonden, plek.inhoud
    rows = range(gevonden.eerste_rij, gevonden.laatste_rij + 1)
    free = [rij for rij in rows if all(inhoud.cel(rij, kolom).is_leeg for kolom in plek.kolommen)][:aantal]
    extra = aantal - len(free)
    below = [gevonden.laatste_rij + 1 + nummer for nummer in range(extra)]
    if below:
        _refuse_vol(naam, plek, Area(below[0], plek.kolommen[0], below[-1], plek.kolommen[-1]))
    return [*free, *below]


def _refuse_vol(naam: str, plek: _Tabelplek, ruimte: Area) -> None:
    tabel = plek.gevonden.naam
    if plek.exceltabel is not None and plek.exceltabel.totaalrijen:
        raise WerkmapError(
            f"Tabel {tabel} in {naam} heeft een totaalrij, en daaronder komen geen rijen. "
            "Zet de totaalrij in Excel uit en probeer het opnieuw."
        )
    filled = [
        (rij, kolom)
        for (rij, kolom), cel in plek.inhoud.cellen.items()
        if not cel.is_leeg and Area(rij, kolom, rij, kolom).overlaps(ruimte)
    ]
    merged = [one for one in plek.inhoud.samengevoegd if one.overlaps(ruimte)]
    if filled or merged or any(one.gebied.overlaps(ruimte) for one in plek.anderen):
        rij = min([rij for rij, _ in filled] + [one.eerste_rij for one in merged], default=ruimte.eerste_rij)
        raise WerkmapError(
            f"Onder tabel {tabel} op blad {plek.blad.naam} van {naam} is geen ruimte: in rij {rij} staat al iets. "
            f"Voeg in Excel {ruimte.laatste_rij - ruimte.eerste_rij + 1} rijen onder de tabel toe en probeer het opnieuw."
        )


def _list_cellen(plek: _Tabelplek, rijen: Mapping[int, Mapping[str, Waarde]], nieuw: Sequence[int]) -> dict[Plek, Waarde]:
    """Every cell to write; of a new row all columns of the table, so that they get their looks."""
    cellen: dict[Plek, Waarde] = {(rij, kolom): None for rij in nieuw for kolom in plek.kolommen}
    for rij, waarden in rijen.items():
        for veld, waarde in waarden.items():
            if veld in plek.gevonden.kolommen:
                cellen[rij, number_of(plek.gevonden.kolommen[veld])] = waarde
    return cellen


def _refuse_formules(naam: str, plek: _Tabelplek, cellen: Mapping[Plek, Waarde]) -> None:
    formules = [f"{letter_of(kolom)}{rij}" for rij, kolom in cellen if plek.inhoud.cellen.get((rij, kolom), LEEG).formule]
    if formules:
        raise WerkmapError(
            f"Cel {plek.blad.naam}!{formules[0]} van {naam} bevat een formule en wordt niet overschreven. "
            "Vervang de formule door een waarde, of pas de bron van de formule aan."
        )


def _grow(naam: str, delen: dict[str, bytes], plek: _Tabelplek, laatste: int) -> set[str]:
    """Let the Excel table and what ends with it reach to the last row; the parts that changed beside the sheet."""
    if plek.exceltabel is None:
        return set()
    oud = plek.exceltabel.gebied
    nieuw = replace(oud, laatste_rij=laatste)
    deel = plek.blad.deel
    encoding = parse_part(naam, deel, delen[deel]).getroottree().docinfo.encoding or "UTF-8"
    delen[deel] = grow_ranges(delen[deel].decode(encoding), oud, nieuw).encode(encoding)
    for tabeldeel in list_tables(naam, delen, deel):
        root = parse_part(naam, tabeldeel, delen[tabeldeel])
        if (root.get("displayName") or root.get("name")) == plek.exceltabel.naam:
            encoding = root.getroottree().docinfo.encoding or "UTF-8"
            text = delen[tabeldeel].decode(encoding)
            for element in ("table", "autoFilter"):
                text = set_attributes(text, element, lambda own: {"ref": str(nieuw)} if own.get("ref") == str(oud) else {})
            delen[tabeldeel] = text.encode(encoding)
            return {tabeldeel}
    return set()


def _compare(naam: str, plek: _Tabelplek, invulling: Invulling, cellen: Mapping[Plek, Waarde]) -> None:
    """Read the sheet again: what was not written is the same, and the table holds the new rows."""
    after = _find_plek(invulling.pakket, plek.gevonden.tabel.naam)
    before_cells, after_cells = ({p: c for p, c in one.inhoud.cellen.items() if p not in cellen} for one in (plek, after))
    if before_cells != after_cells or plek.inhoud.samengevoegd != after.inhoud.samengevoegd:
        raise UitvoerError(
            f"Blad {plek.blad.naam} van {naam} is na het invullen niet meer gelijk aan ervoor; er is niets geschreven. "
            "Meld dit aan de beheerder."
        )
    if invulling.nieuwe_rijen and after.gevonden.laatste_rij < max(invulling.nieuwe_rijen):
        raise WerkmapError(
            f"De nieuwe rijen vallen buiten het bereik van {plek.gevonden.naam} in {naam}; er is niets geschreven. "
            "Maak het bereik op het blad Koppeling groter, of maak van de rijen een Excel-tabel."
        )
