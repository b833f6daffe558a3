"""Reads the sheets of a package: which there are, and per sheet every cell, merge and hidden row or column in one pass."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cached_property
from itertools import chain

from lxml import etree

from cusd_xl.base.addresses import LAST_COLUMN, LAST_ROW, parse_area, parse_cell
from cusd_xl.base.errors import WerkmapError
from cusd_xl.workbook.bron import HEADER_ROWS, Blad, Bladinhoud, Exceltabel, Rijen
from cusd_xl.workbook.celwaarde import (
    LEEG,
    Celsoort,
    Celwaarde,
    Opmaak,
    opmaak_of,
    parse_iso_date,
    parse_number,
    serial_to_date,
    unescape,
)
from cusd_xl.workbook.package import Pakket
from cusd_xl.workbook.table_parts import read_exceltabellen
from cusd_xl.workbook.xml_parts import attribute, damaged, find_part, is_on, local_name, parse_part, read_relations

MOST_CELLS = 2_000_000
WATCHED = ("{*}row", "{*}col", "{*}mergeCell")


class Werkmap:
    """The sheets of a package, read when asked for; shared texts and number formats are read once."""

    def __init__(self, pakket: Pakket) -> None:
        self.pakket = pakket
        self.naam = pakket.naam
        self._root = parse_part(self.naam, pakket.werkmapdeel, pakket.delen[pakket.werkmapdeel])
        self._read: dict[str, Bladinhoud] = {}
        self._top: dict[str, Rijen] = {}

    @cached_property
    def bladen(self) -> tuple[Blad, ...]:
        """Every worksheet in the order of the tabs; chart sheets and sheets without a part are left out."""
        relations = read_relations(self.naam, self.pakket.delen, self.pakket.werkmapdeel)
        found = []
        for element in self._root.iter("{*}sheet"):
            relation = relations.get(attribute(element, "id") or "")
            if relation is None or relation.kind != "worksheet" or relation.external:
                continue
            if relation.target not in self.pakket.delen:
                raise damaged(self.naam, relation.target)
            naam = unescape(element.get("name") or "")
            found.append(Blad(naam, relation.target, (element.get("state") or "visible") != "visible"))
        return tuple(found)

    @cached_property
    def date1904(self) -> bool:
        """True when days are counted from 1904 (old Mac workbooks)."""
        return any(is_on(element.get("date1904")) for element in self._root.iter("{*}workbookPr"))

    @cached_property
    def teksten(self) -> tuple[str, ...]:
        """The shared texts, rich text joined, phonetic guides left out."""
        deel = self._part_of_kind("sharedStrings")
        if deel is None:
            return ()
        root = parse_part(self.naam, deel, self.pakket.delen[deel])
        return tuple(_text_of(element) for element in root if local_name(element) == "si")

    @cached_property
    def opmaken(self) -> tuple[Opmaak, ...]:
        """What the number format of each cell style (cellXfs) means."""
        deel = self._part_of_kind("styles")
        if deel is None:
            return ()
        root = parse_part(self.naam, deel, self.pakket.delen[deel])
        codes = {element.get("numFmtId"): element.get("formatCode") for element in root.iterfind("{*}numFmts/{*}numFmt")}
        ids = [element.get("numFmtId") or "0" for element in root.iterfind("{*}cellXfs/{*}xf")]
        return tuple(opmaak_of(int(one) if one.isdecimal() else 0, codes.get(one)) for one in ids)

    def read_blad(self, blad: Blad) -> Bladinhoud:
        """The whole sheet; read once."""
        if blad.deel not in self._read:
            self._read[blad.deel] = read_inhoud(self, blad, LAST_ROW)
        return self._read[blad.deel]

    def peek_blad(self, blad: Blad) -> Rijen:
        """The filled cells of the first rows, where headers stand, by row and column; read once."""
        if blad.deel not in self._top:
            inhoud = self._read.get(blad.deel) or read_inhoud(self, blad, HEADER_ROWS)
            self._top[blad.deel] = inhoud.rows_until(HEADER_ROWS)
        return self._top[blad.deel]

    def exceltabellen(self, blad: Blad) -> tuple[Exceltabel, ...]:
        """The Excel tables of one sheet, from their own parts."""
        return read_exceltabellen(self.pakket, blad)

    def _part_of_kind(self, kind: str) -> str | None:
        relations = read_relations(self.naam, self.pakket.delen, self.pakket.werkmapdeel)
        named = [find_part(self.pakket.delen, one.target) for one in relations.values() if one.kind == kind and not one.external]
        return named[0] if named else None


def read_inhoud(werkmap: Werkmap, blad: Blad, last_row: int) -> Bladinhoud:
    """One pass over a sheet up to `last_row`; WerkmapError when it is damaged or larger than a worksheet can be."""
    inhoud = Bladinhoud()
    reader = _Rijlezer(werkmap, blad, inhoud)
    try:
        for element in _watched_elements(werkmap.pakket.delen[blad.deel]):
            kind = local_name(element)
            if kind == "row":
                if reader.read_row(element) >= last_row:
                    break
                _forget(element)
            elif kind == "col" and is_on(element.get("hidden")):
                inhoud.verborgen_kolommen.append((int(element.get("min") or 0), int(element.get("max") or 0)))
            elif kind == "mergeCell":
                inhoud.samengevoegd.append(parse_area(element.get("ref") or ""))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(werkmap.naam, blad.deel) from error
    return inhoud


class _Rijlezer:
    """Reads row after row, counting cells; a row or cell without an address follows the one before it."""

    def __init__(self, werkmap: Werkmap, blad: Blad, inhoud: Bladinhoud) -> None:
        self.werkmap = werkmap
        self.blad = blad
        self.inhoud = inhoud
        self.rij = 0
        self.aantal = 0

    def read_row(self, element: etree._Element) -> int:
        self.rij = int(element.get("r") or self.rij + 1)
        if not 1 <= self.rij <= LAST_ROW:
            raise ValueError(f"row {self.rij}")
        if is_on(element.get("hidden")):
            self.inhoud.verborgen_rijen.add(self.rij)
        kolom = 0
        for child in element:
            if local_name(child) != "c":
                continue
            address = child.get("r")
            rij, kolom = parse_cell(address) if address else (self.rij, kolom + 1)
            if kolom > LAST_COLUMN:
                raise ValueError(f"column {kolom}")
            self._add(rij, kolom, child)
        return self.rij

    def _add(self, rij: int, kolom: int, element: etree._Element) -> None:
        self.aantal += 1
        if self.aantal > MOST_CELLS:
            raise WerkmapError(
                f"{self.werkmap.naam}: blad {self.blad.naam!r} heeft meer dan {MOST_CELLS} cellen en wordt niet gelezen. "
                "Verwijder lege opgemaakte rijen en kolommen en sla de werkmap opnieuw op."
            )
        waarde = read_cel(self.werkmap, self.blad, element)
        if waarde.soort is not Celsoort.LEEG:
            self.inhoud.cellen[rij, kolom] = waarde


def read_cel(werkmap: Werkmap, blad: Blad, element: etree._Element) -> Celwaarde:
    """The value of one `c` element; WerkmapError when it points to a shared text that does not exist."""
    parts = {local_name(child): child for child in element}
    formule = "f" in parts
    value = parts.get("v")
    text = value.text if value is not None else None
    kind = element.get("t") or "n"
    if kind == "inlineStr":
        inline = parts.get("is")
        return Celwaarde(Celsoort.TEKST, _text_of(inline), formule) if inline is not None else LEEG
    if kind == "str" and value is not None:
        return Celwaarde(Celsoort.TEKST, unescape(text or ""), formule)
    if text is None or not text.strip():
        if kind == "e":
            return Celwaarde(Celsoort.FOUT, "onbekende fout", formule)
        return Celwaarde(Celsoort.NIET_BEREKEND, None, True) if formule else LEEG
    if kind == "s":
        index = int(text) if text.strip().isdecimal() else -1
        if not 0 <= index < len(werkmap.teksten):
            raise damaged(werkmap.naam, blad.deel)
        return Celwaarde(Celsoort.TEKST, werkmap.teksten[index], formule)
    return _read_typed(werkmap, kind, text, element.get("s") or "0", formule)


def _read_typed(werkmap: Werkmap, kind: str, text: str, style: str, formule: bool) -> Celwaarde:
    if kind == "b":
        return Celwaarde(Celsoort.WAARHEID, is_on(text), formule)
    if kind == "e":
        return Celwaarde(Celsoort.FOUT, text.strip(), formule)
    day = parse_iso_date(text) if kind == "d" else None
    number = parse_number(text)
    if day is None and number is None:
        return Celwaarde(Celsoort.TEKST, text, formule)
    if number is not None:
        opmaak = werkmap.opmaken[int(style)] if style.isdecimal() and int(style) < len(werkmap.opmaken) else Opmaak.GEWOON
        day = serial_to_date(number, werkmap.date1904) if opmaak is Opmaak.DATUM else None
        if day is None:
            return Celwaarde(Celsoort.GETAL, number, formule, opmaak is Opmaak.PROCENT)
    return Celwaarde(Celsoort.DATUM, day, formule)


def _text_of(element: etree._Element) -> str:
    runs = (run.iterchildren("{*}t") for run in element.iterchildren("{*}r"))
    pieces = chain(element.iterchildren("{*}t"), chain.from_iterable(runs))
    return unescape("".join(piece.text or "" for piece in pieces))


def _watched_elements(content: bytes) -> Iterator[etree._Element]:
    elements = etree.iterparse(
        io.BytesIO(content), ("end",), tag=WATCHED, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True,
    )  # fmt: skip
    for _, element in elements:
        if element.getroottree().docinfo.doctype:
            raise ValueError("DOCTYPE")
        yield element


def _forget(element: etree._Element) -> None:
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]  # type: ignore[union-attr]
