"""Finds every table of the layout in a workbook: by table name, else as a plain range with the right headers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cusd_xl.base.addresses import Area, letter_of, number_of
from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.names import key, tidy
from cusd_xl.workbook.bron import Blad, Bladinhoud, Bron, Exceltabel
from cusd_xl.workbook.celwaarde import Celsoort, Celwaarde, header_text
from cusd_xl.workbook.koppeling import KOPPELBLAD, read_koppeling
from cusd_xl.workbook.koppen import Koppen, load_koppen
from cusd_xl.workbook.layout import LEESWIJZER, REKENBLADEN, TABELLEN, Kolom, Kolomsoort, Tabel

FEWEST_HEADERS = 2
FEWEST_TELLING_HEADERS = 3
TOTALS = ("totaal", "totalen", "subtotaal", "eindtotaal", "som")
MAY_BE_MISSING = (Kolomsoort.TEKST, Kolomsoort.CODE)


@dataclass(frozen=True, slots=True)
class GevondenTabel:
    """Where a table of the layout stands; rows count from 1, no data rows when `laatste_rij` < `eerste_rij`.

    `kolommen` gives the letter and `koppen` the header as found per field; `gemeentekolommen` every other header with its letter.
    """

    tabel: Tabel
    naam: str
    blad: str
    koprij: int
    eerste_rij: int
    laatste_rij: int
    kolommen: Mapping[str, str]
    koppen: Mapping[str, str]
    gemeentekolommen: Mapping[str, str]
    is_tabel: bool = True

    @property
    def gebied(self) -> Area:
        """The header row and the data rows, from the first known column to the last."""
        columns = [number_of(letter) for letter in (*self.kolommen.values(), *self.gemeentekolommen.values())] or [1]
        return Area(max(self.koprij, 1), min(columns), max(self.laatste_rij, self.koprij, 1), max(columns))


@dataclass(frozen=True, slots=True)
class Vondst:
    """What was found: the tables by name with the sheet each stands on, and the findings about them."""

    tabellen: Mapping[str, GevondenTabel]
    bladen: Mapping[str, Blad]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Plek:
    blad: Blad
    exceltabel: Exceltabel


def find_tabellen(werkmap: Bron, synoniemen: bool = False) -> Vondst:
    """Every table of the layout, in the order of the layout; what is missing, doubled or left outside is a finding.

    What the sheet Koppeling says goes before anything that is searched. With `synoniemen` columns are also found under other
    headers that are known for them: only to propose a koppeling.
    """
    koppeling = read_koppeling(werkmap)
    placed = {naam: one.koppen for naam, one in koppeling.tabellen.items()}
    koppen = {**load_koppen(synoniemen), **placed}
    plekken = {naam: _Plek(one.blad, one.exceltabel) for naam, one in koppeling.tabellen.items()}
    findings = [*koppeling.findings, *_find_plekken(werkmap, koppen, plekken)]
    tabellen: dict[str, GevondenTabel] = {}
    for tabel in TABELLEN:
        plek = plekken.get(tabel.naam)
        if plek is None:
            code = "tabel-ontbreekt" if tabel.verplicht else "tabel-afwezig"
            findings += [] if tabel.bijkomend else [finding(code, tabel.naam, tabel=tabel.naam, blad=tabel.blad)]
            continue
        inhoud = werkmap.read_blad(plek.blad)
        gevonden, problems = _measure(tabel, plek, inhoud, koppen[tabel.naam])
        findings += problems
        others = [one for one in werkmap.exceltabellen(plek.blad) if one.naam != plek.exceltabel.naam]
        findings += _check_below(gevonden, plek.exceltabel, inhoud, others)
        tabellen[tabel.naam] = gevonden
    return Vondst(tabellen, {naam: plekken[naam].blad for naam in tabellen}, tuple(findings))


def _find_plekken(werkmap: Bron, koppen: Koppen, plekken: dict[str, _Plek]) -> list[Finding]:
    """Add the place of every table that has none yet."""
    findings: list[Finding] = []
    names = {key(tabel.naam): tabel.naam for tabel in TABELLEN}
    for blad in werkmap.bladen:
        for exceltabel in werkmap.exceltabellen(blad):
            naam = names.get(key(exceltabel.naam))
            if naam is not None:
                plekken.setdefault(naam, _Plek(blad, exceltabel))
    for tabel in TABELLEN:
        if tabel.naam not in plekken:
            kandidaten = _search_by_blad(werkmap, tabel, koppen)
            if not kandidaten and not tabel.bijkomend:
                kandidaten = _search_everywhere(werkmap, tabel, koppen, plekken)
            if kandidaten:
                plekken[tabel.naam] = kandidaten[0]
            if len(kandidaten) > 1:
                sheets = ", ".join(one.blad.naam for one in kandidaten)
                facts = {"tabel": tabel.naam, "bladen": sheets, "blad": kandidaten[0].blad.naam}
                findings.append(finding("tabel-dubbel", tabel.naam, **facts))
    return findings


def _search_by_blad(werkmap: Bron, tabel: Tabel, koppen: Koppen) -> list[_Plek]:
    for blad in werkmap.bladen:
        if key(blad.naam) == key(tabel.blad):
            scores = {rij: len(_matches(tabel, row, koppen)) for rij, row in sorted(werkmap.peek_blad(blad).items())}
            best = max(scores, key=lambda rij: scores[rij], default=0)
            if best and scores[best] >= FEWEST_HEADERS:
                return [_Plek(blad, _outline(werkmap, blad, _matches(tabel, werkmap.peek_blad(blad)[best], koppen), best))]
    return []


def _search_everywhere(werkmap: Bron, tabel: Tabel, koppen: Koppen, plekken: Mapping[str, _Plek]) -> list[_Plek]:
    taken = {plek.blad.deel for plek in plekken.values()}
    others = {key(one) for one in (LEESWIJZER, KOPPELBLAD, *REKENBLADEN, *(other.blad for other in TABELLEN))}
    found = []
    for blad in werkmap.bladen:
        if key(blad.naam) in others:
            continue
        if blad.deel in taken:
            found += _search_exceltabellen(
                werkmap, tabel, koppen, blad, [one.exceltabel for one in plekken.values() if one.blad == blad]
            )
            continue
        fitting = [rij for rij, row in sorted(werkmap.peek_blad(blad).items()) if _fits(tabel, row, koppen)]
        if fitting:
            matches = _matches(tabel, werkmap.peek_blad(blad)[fitting[0]], koppen)
            found.append(_Plek(blad, _outline(werkmap, blad, matches, fitting[0])))
    return found


def _search_exceltabellen(werkmap: Bron, tabel: Tabel, koppen: Koppen, blad: Blad, taken: list[Exceltabel]) -> list[_Plek]:
    """The Excel tables of a sheet, beside those that are found already, whose own headers fit."""
    found = []
    for one in werkmap.exceltabellen(blad):
        header = werkmap.peek_blad(blad).get(one.gebied.eerste_rij, {}) if one.koprijen else {}
        row = {kolom: cel for kolom, cel in header.items() if one.gebied.eerste_kolom <= kolom <= one.gebied.laatste_kolom}
        free = not any(one.gebied.overlaps(other.gebied) for other in taken)
        found += [_Plek(blad, one)] if free and _fits(tabel, row, koppen) else []
    return found


def _fits(tabel: Tabel, row: Mapping[int, Celwaarde], koppen: Koppen) -> bool:
    matches = _matches(tabel, row, koppen)
    complete = all(kolom.veld in matches for kolom in tabel.kolommen if kolom.verplicht)
    if not complete or len(matches) < FEWEST_TELLING_HEADERS:
        return False
    return all(len(_matches(other, row, koppen)) <= len(matches) for other in TABELLEN)


def _matches(tabel: Tabel, row: Mapping[int, Celwaarde], koppen: Koppen) -> dict[str, int]:
    """The columns of a header row by field; of two equal headers the first counts, a better header goes before a lesser."""
    present = {key(header_text(row[kolom])): kolom for kolom in sorted(row, reverse=True)}
    found = {veld: next((kop for kop in fitting if kop in present), None) for veld, fitting in koppen[tabel.naam].items()}
    return {veld: present[kop] for veld, kop in found.items() if kop is not None}


def _outline(werkmap: Bron, blad: Blad, matches: Mapping[str, int], koprij: int) -> Exceltabel:
    """The Excel table (of another name) that has this header row, else the plain range up to the first empty row."""
    inhoud = werkmap.read_blad(blad)
    matched = matches.values()
    for one in werkmap.exceltabellen(blad):
        area = one.gebied
        if area.eerste_rij == koprij and one.koprijen and area.eerste_kolom <= min(matched) <= area.laatste_kolom:
            return one
    left, right = min(matched), max(matched)
    while (koprij, right + 1) in inhoud.cellen:
        right += 1
    bottom = koprij
    while _filled(inhoud, bottom + 1, left, right):
        bottom += 1
    if bottom > koprij and _is_totals(inhoud, bottom, left):
        bottom -= 1
    return Exceltabel("", Area(koprij, left, bottom, right), 1, 0, ())


def _filled(inhoud: Bladinhoud, rij: int, left: int, right: int) -> int:
    return sum(not inhoud.cel(rij, kolom).is_leeg for kolom in range(left, right + 1))


def _is_totals(inhoud: Bladinhoud, rij: int, kolom: int) -> bool:
    return header_text(inhoud.cel(rij, kolom)).casefold().rstrip(":").startswith(TOTALS)


def _measure(
    tabel: Tabel, plek: _Plek, inhoud: Bladinhoud, koppen: Mapping[str, tuple[str, ...]]
) -> tuple[GevondenTabel, list[Finding]]:  # fmt: skip
    area, exceltabel = plek.exceltabel.gebied, plek.exceltabel
    koprij = area.eerste_rij if exceltabel.koprijen else area.eerste_rij - 1
    headers: dict[str, tuple[str, str]] = {}
    findings: list[Finding] = []
    for index, kolom in enumerate(range(area.eerste_kolom, area.laatste_kolom + 1)):
        shown = inhoud.cel(koprij, kolom) if exceltabel.koprijen else Celwaarde(Celsoort.LEEG)
        fallback = exceltabel.kolomnamen[index] if index < len(exceltabel.kolomnamen) else ""
        kop = str(shown.waarde) if shown.soort is Celsoort.TEKST else header_text(shown) or fallback
        cel = f"{plek.blad.naam}!{letter_of(kolom)}{max(koprij, 1)}"
        if key(kop) in headers:
            findings.append(finding("kolom-dubbel", cel, kolom=tidy(kop), tabel=tabel.naam, eerste=headers[key(kop)][1]))
        elif key(kop):
            headers[key(kop)] = (kop, letter_of(kolom))
    fitting = {veld: next((kop for kop in candidates if kop in headers), None) for veld, candidates in koppen.items()}
    known = {veld: headers.pop(kop) for veld, kop in fitting.items() if kop in headers}
    gevonden = GevondenTabel(
        tabel, exceltabel.naam or tabel.naam, plek.blad.naam, koprij, area.eerste_rij + exceltabel.koprijen,
        area.laatste_rij - exceltabel.totaalrijen, {veld: letter for veld, (_, letter) in known.items()},
        {veld: kop for veld, (kop, _) in known.items()}, dict(headers.values()), bool(exceltabel.naam),
    )  # fmt: skip
    return gevonden, findings + _check_kolommen(gevonden)


def _check_kolommen(gevonden: GevondenTabel) -> list[Finding]:
    place = f"{gevonden.blad}!{letter_of(gevonden.gebied.eerste_kolom)}{gevonden.gebied.eerste_rij}"
    missing = [one for one in gevonden.tabel.kolommen if one.veld not in gevonden.kolommen and not one.optioneel]
    codes = ["kolom-afwezig" if may_be_missing(kolom) else "kolom-ontbreekt" for kolom in missing]
    return [
        finding(code, place, kolom=kolom.kop, tabel=gevonden.tabel.naam, blad=gevonden.blad)
        for code, kolom in zip(codes, missing, strict=True)
    ]


def may_be_missing(kolom: Kolom) -> bool:
    """True when a table without this column can still be read, as if the column were empty."""
    return kolom.optioneel or (not kolom.verplicht and kolom.soort in MAY_BE_MISSING)


def _check_below(gevonden: GevondenTabel, exceltabel: Exceltabel, inhoud: Bladinhoud, others: list[Exceltabel]) -> list[Finding]:
    """Rows typed under the table would be missed silently; a single remark or a total is left alone."""
    bottom = exceltabel.gebied.laatste_rij
    left, right = exceltabel.gebied.eerste_kolom, exceltabel.gebied.laatste_kolom
    below = sorted({rij for rij, kolom in inhoud.cellen if rij > bottom and left <= kolom <= right})
    missed = []
    for rij in below:
        if any(one.gebied.overlaps(Area(rij, left, rij, right)) for one in others):
            break
        filled = _filled(inhoud, rij, left, right)
        directly_under = rij == bottom + 1 and not exceltabel.totaalrijen
        if filled >= (1 if directly_under else 2) and not _is_totals(inhoud, rij, left):
            missed.append(rij)
    if not missed:
        return []
    rows = f"rij {missed[0]}" if len(missed) == 1 else f"{len(missed)} rijen vanaf rij {missed[0]}"
    return [finding("rijen-onder-tabel", f"{gevonden.blad}!{letter_of(left)}{missed[0]}", tabel=gevonden.tabel.naam, rijen=rows)]
