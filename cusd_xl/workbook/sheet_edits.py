"""Writes cells into the XML of a sheet in its own text: every byte that is not of a written cell stays as it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeAlias
from xml.sax.saxutils import escape

from cusd_xl.base.addresses import Area, letter_of, parse_area, parse_cell
from cusd_xl.workbook.celwaarde import EPOCH_1900, EPOCH_1904, UNPRINTABLE
from cusd_xl.workbook.part_edits import MARKUP
from cusd_xl.workbook.xml_parts import damaged, parse_part

Plek: TypeAlias = tuple[int, int]
Waarde: TypeAlias = str | int | Decimal | date | None
ATTRIBUTE = re.compile(r"\s([\w:.-]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
OWN_OF_A_ROW = ("r", "spans", "hidden", "collapsed")
NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
RANGES = ("dataValidation", "conditionalFormatting")


@dataclass(slots=True)
class _Rij:
    """One row in the text: where it begins, where its start tag ends, where its cells end, where it ends; the cells by column."""

    nummer: int
    begin: int
    na_tag: int
    einde_cellen: int = 0
    einde: int = 0
    tag: str = ""
    cellen: dict[int, tuple[int, int, str]] = field(default_factory=dict)


class Bladtekst:
    """The text of a sheet part, taken apart into rows and cells; rows and columns count from 1."""

    def __init__(self, naam: str, deel: str, content: bytes) -> None:
        self.naam, self.deel = naam, deel
        root = parse_part(naam, deel, content)
        self.encoding = root.getroottree().docinfo.encoding or "UTF-8"
        self.prefix = f"{root.prefix}:" if root.prefix else ""
        self.text = content.decode(self.encoding)
        self.rijen: dict[int, _Rij] = {}
        self.kolomstijlen: dict[int, str] = {}
        self._scan()

    def find_stijl(self, rij: int, kolom: int) -> str:
        """The style number a cell shows at this place, its own or that of row or column; empty when there is none."""
        row = self.rijen.get(rij)
        if row is not None and kolom in row.cellen:
            return _attributes(row.cellen[kolom][2]).get("s", "")
        own = _attributes(row.tag) if row is not None else {}
        return own.get("s", "") if own.get("customFormat") in ("1", "true") else self.kolomstijlen.get(kolom, "")

    def write(self, cellen: Mapping[Plek, Waarde], voorbeeld: int, date_1904: bool) -> bytes:
        """The part with these cells; a row that was not there gets the looks of row `voorbeeld`, a new cell its style."""
        edits: list[tuple[int, int, str]] = []
        for nummer in sorted({rij for rij, _ in cellen}):
            own = {kolom: waarde for (rij, kolom), waarde in sorted(cellen.items()) if rij == nummer}
            bron = nummer if nummer in self.rijen else voorbeeld
            made = {kolom: self._make_cel(nummer, kolom, one, bron, voorbeeld, date_1904) for kolom, one in own.items()}
            edits += self._edit_row(nummer, made, voorbeeld)
        text = self.text
        for begin, einde, new in sorted(_join_insertions(edits), key=lambda one: one[:2], reverse=True):
            text = text[:begin] + new + text[einde:]
        return self._grow_dimension(text, cellen).encode(self.encoding)

    def _edit_row(self, nummer: int, made: Mapping[int, str], voorbeeld: int) -> list[tuple[int, int, str]]:
        row = self.rijen.get(nummer)
        if row is None:
            attributes = _attributes(self.rijen[voorbeeld].tag) if voorbeeld in self.rijen else {}
            kept = "".join(f' {naam}="{value}"' for naam, value in attributes.items() if naam not in OWN_OF_A_ROW)
            place = self._find_place(nummer)
            cells = "".join(made.values())
            return [(place, place, f'<{self.prefix}row r="{nummer}"{kept}>{cells}</{self.prefix}row>')]
        if row.einde == row.na_tag:  # <row .../> without cells
            opened = self.text[row.begin : row.na_tag].rstrip("/> \n\r\t") + ">"
            return [(row.begin, row.einde, f"{opened}{''.join(made.values())}</{self.prefix}row>")]
        edits = []
        for kolom, xml in made.items():
            if kolom in row.cellen:
                edits.append((*row.cellen[kolom][:2], xml))
            else:
                later = [place[0] for other, place in row.cellen.items() if other > kolom]
                edits.append((min(later, default=row.einde_cellen),) * 2 + (xml,))
        return edits

    def _find_place(self, nummer: int) -> int:
        """Where a new row goes: behind the last row before it, else at the beginning of the data."""
        before = [row.einde for row in self.rijen.values() if row.nummer < nummer]
        return max(before, default=self.begin_data)

    def _make_cel(self, rij: int, kolom: int, waarde: Waarde, bron: int, voorbeeld: int, date_1904: bool) -> str:
        known = self.rijen.get(bron)
        own = known is not None and kolom in known.cellen
        stijl = self.find_stijl(bron if own else voorbeeld, kolom)
        start = f'<{self.prefix}c r="{letter_of(kolom)}{rij}"' + (f' s="{stijl}"' if stijl else "")
        if waarde is None or waarde == "":
            return f"{start}/>"
        if isinstance(waarde, str):
            space = ' xml:space="preserve"' if waarde != waarde.strip() else ""
            p = self.prefix
            return f'{start} t="inlineStr"><{p}is><{p}t{space}>{escape(NO_XML.sub(UNPRINTABLE, waarde))}</{p}t></{p}is></{p}c>'
        return f"{start}><{self.prefix}v>{_number(waarde, date_1904)}</{self.prefix}v></{self.prefix}c>"

    def _grow_dimension(self, text: str, cellen: Mapping[Plek, Waarde]) -> str:
        """The used area of the sheet, where it names one, made to hold the new cells."""
        found = re.search(rf"<{self.prefix}dimension\s+ref=([\"'])([^\"']+)\1", text)
        if found is None or not cellen:
            return text
        area = parse_area(found[2])
        rows, columns = {rij for rij, _ in cellen}, {kolom for _, kolom in cellen}
        grown = Area(
            min(area.eerste_rij, *rows),
            min(area.eerste_kolom, *columns),
            max(area.laatste_rij, *rows),
            max(area.laatste_kolom, *columns),
        )
        return text if grown == area else text[: found.start(2)] + str(grown) + text[found.end(2) :]

    def _scan(self) -> None:
        """Find the rows and cells; a row or cell without an address follows the one before it."""
        self.begin_data = -1
        row: _Rij | None = None
        cel: tuple[int, int, str] | None = None
        for match in MARKUP.finditer(self.text):
            tag = match[0]
            if tag.startswith(("<!", "<?")):
                continue
            name, closes, alone = _tag_name(tag), tag.startswith("</"), tag.endswith("/>")
            if name == "sheetData" and not closes:
                if alone:
                    raise damaged(self.naam, self.deel)  # a table stands on a sheet with at least its headers
                self.begin_data = match.end()
            elif name == "sheetData":
                return
            elif name == "col" and self.begin_data < 0:
                self._note_col(tag)
            elif name == "row" and self.begin_data >= 0:
                row = self._note_row(row, match, closes, alone)
            elif name == "c" and row is not None:
                cel = _note_cel(row, cel, match, closes, alone)
        raise damaged(self.naam, self.deel)

    def _note_col(self, tag: str) -> None:
        own = _attributes(tag)
        if "style" in own:
            first, last = int(own.get("min", "1")), int(own.get("max", "1"))
            self.kolomstijlen |= dict.fromkeys(range(first, min(last, first + 1000) + 1), own["style"])

    def _note_row(self, row: _Rij | None, match: re.Match[str], closes: bool, alone: bool) -> _Rij | None:
        if closes and row is not None:
            row.einde_cellen, row.einde = match.start(), match.end()
            return row
        nummer = int(_attributes(match[0]).get("r") or (row.nummer + 1 if row else 1))
        made = _Rij(nummer, match.start(), match.end(), tag=match[0])
        if alone:
            made.einde_cellen = made.einde = match.end()
        self.rijen[nummer] = made
        return made


def grow_ranges(text: str, oud: Area, nieuw: Area) -> str:
    """The text of a sheet in which validations and conditional formats that ended with the table end with it again."""

    def grow(match: re.Match[str]) -> str:
        areas = [parse_area(one) for one in match[3].split()]
        grown = [
            Area(one.eerste_rij, one.eerste_kolom, nieuw.laatste_rij, one.laatste_kolom)
            if one.laatste_rij == oud.laatste_rij and one.overlaps(oud)
            else one
            for one in areas
        ]
        return match[0] if grown == areas else f"{match[1]}{match[2]}{' '.join(map(str, grown))}{match[2]}"

    for kind in RANGES:
        text = re.sub(rf"(<(?:\w+:)?{kind}\b[^<>]*?\ssqref=)([\"'])([^\"']+)\2", grow, text)
    return text


def set_attributes(text: str, element: str, change: Callable[[Mapping[str, str]], Mapping[str, str]]) -> str:
    """The text with other values for attributes of every element of this name; what `change` does not name stays."""

    def edit(match: re.Match[str]) -> str:
        tag = match[0]
        if tag.startswith(("<!", "<?", "</")) or _tag_name(tag) != element:
            return tag
        for naam, value in change(_attributes(tag)).items():
            tag = re.sub(rf"(?<=\s)({naam}\s*=\s*)([\"'])[^\"']*\2", rf"\g<1>\g<2>{value}\g<2>", tag)
        return tag

    return MARKUP.sub(edit, text)


def _note_cel(
    row: _Rij, cel: tuple[int, int, str] | None, match: re.Match[str], closes: bool, alone: bool
) -> tuple[int, int, str] | None:
    """Enter a cell in its row; the one that is open (column, begin, tag), or None."""
    if closes:
        if cel is not None:
            row.cellen[cel[0]] = (cel[1], match.end(), cel[2])
        return None
    address = _attributes(match[0]).get("r")
    kolom = parse_cell(address)[1] if address else max(row.cellen, default=0) + 1
    if alone:
        row.cellen[kolom] = (match.start(), match.end(), match[0])
        return None
    return kolom, match.start(), match[0]


def _join_insertions(edits: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Insertions at one place as one, in the order of their columns."""
    joined: dict[tuple[int, int], str] = {}
    for begin, einde, xml in edits:
        joined[begin, einde] = joined.get((begin, einde), "") + xml
    return [(begin, einde, xml) for (begin, einde), xml in joined.items()]


def _attributes(tag: str) -> dict[str, str]:
    return {match[1]: match[2][1:-1] for match in ATTRIBUTE.finditer(tag)}


def _tag_name(tag: str) -> str:
    return re.split(r"[\s/>]", tag.lstrip("</"), maxsplit=1)[0].rpartition(":")[2]


def _number(waarde: int | Decimal | date, date_1904: bool) -> str:
    if isinstance(waarde, date):
        epoch = EPOCH_1904 if date_1904 else EPOCH_1900
        return str((waarde - epoch.date()).days)
    return format(waarde, "f") if isinstance(waarde, Decimal) else str(waarde)
