"""Reads the picture of one sheet: every filled cell with its formula, and what is hidden, merged, validated or locked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from cusd_xl.base.addresses import Area, parse_area, parse_cell
from cusd_xl.base.formuletekst import shift_formule
from cusd_xl.model.boekbeeld import Beeldcel, Beeldtabel, Bladbeeld, Celopmaak, Inhoud, Soort, Zichtbaarheid
from cusd_xl.workbook.bron import Blad
from cusd_xl.workbook.cells import MOST_CELLS, Werkmap, read_cel
from cusd_xl.workbook.celwaarde import Celsoort, Celwaarde, parse_number, unescape
from cusd_xl.workbook.xml_parts import damaged, find_part, is_on, local_name, parse_part, read_relations

SOORTEN = {
    Celsoort.GETAL: Soort.GETAL,
    Celsoort.DATUM: Soort.DATUM,
    Celsoort.TEKST: Soort.TEKST,
    Celsoort.WAARHEID: Soort.WAARHEID,
    Celsoort.FOUT: Soort.FOUT,
    Celsoort.NIET_BEREKEND: Soort.NIET_BEREKEND,
    Celsoort.LEEG: Soort.LEEG,
}
GEWOON = Celopmaak()


def read_bladbeeld(werkmap: Werkmap, blad: Blad, zichtbaarheid: Zichtbaarheid, opmaken: Sequence[Celopmaak]) -> Bladbeeld:
    """The sheet as a whole; WerkmapError when it is damaged or has more cells than are read."""
    pakket = werkmap.pakket
    root = parse_part(pakket.naam, blad.deel, pakket.delen[blad.deel])
    try:
        lezing = _Lezing(werkmap, blad, opmaken)
        for row in root.iterfind("{*}sheetData/{*}row"):
            lezing.read_rij(row)
        verborgen = tuple(
            (int(one.get("min") or 0), int(one.get("max") or 0))
            for one in root.iterfind("{*}cols/{*}col")
            if is_on(one.get("hidden"))
        )
        samengevoegd = tuple(parse_area(one.get("ref") or "") for one in root.iter("{*}mergeCell"))
        validaties = tuple(area for one in root.iter("{*}dataValidation") for area in _read_areas(one.get("sqref") or ""))
    except ValueError as problem:
        raise damaged(werkmap.naam, blad.deel) from problem
    slot = root.find("{*}sheetProtection")
    opmerkingen, opmerkers = _read_opmerkingen(werkmap, blad)
    return Bladbeeld(
        blad.naam,
        zichtbaarheid,
        lezing.cellen,
        frozenset(lezing.verborgen),
        verborgen,
        samengevoegd,
        validaties,
        tuple(Beeldtabel(one.naam, one.gebied, one.kolomnamen, one.totaalrijen) for one in werkmap.exceltabellen(blad)),
        slot is not None and is_on(slot.get("sheet")),
        opmerkingen,
        opmerkers,
        sum(one.external for one in read_relations(pakket.naam, pakket.delen, blad.deel).values()),
    )


def _read_areas(sqref: str) -> list[Area]:
    return [parse_area(one) for one in sqref.split() if ":" in one or one[-1:].isdecimal()]


@dataclass(slots=True)
class _Lezing:
    """The cells so far; a row or cell without an address follows the one before it, a shared formula its first cell."""

    werkmap: Werkmap
    blad: Blad
    opmaken: Sequence[Celopmaak]
    rij: int = 0
    cellen: dict[tuple[int, int], Beeldcel] = field(default_factory=dict)
    verborgen: set[int] = field(default_factory=set)
    gedeeld: dict[str, tuple[str, int, int]] = field(default_factory=dict)

    def read_rij(self, element: etree._Element) -> None:
        self.rij = int(element.get("r") or self.rij + 1)
        if is_on(element.get("hidden")):
            self.verborgen.add(self.rij)
        kolom = 0
        for child in element:
            if local_name(child) == "c":
                adres = child.get("r")
                self.rij, kolom = parse_cell(adres) if adres else (self.rij, kolom + 1)
                self._read_cel(child, kolom)

    def _read_cel(self, element: etree._Element, kolom: int) -> None:
        if len(self.cellen) >= MOST_CELLS:
            raise ValueError("cells")
        waarde = read_cel(self.werkmap, self.blad, element)
        f = element.find("{*}f")
        if waarde.soort is Celsoort.LEEG and f is None:
            return
        stijl = element.get("s") or "0"
        opmaak = self.opmaken[int(stijl)] if stijl.isdecimal() and int(stijl) < len(self.opmaken) else GEWOON
        cel = Beeldcel(self.rij, kolom, SOORTEN[waarde.soort], _plain(waarde, element), opmaak=opmaak)
        if f is not None:
            matrix = (f.get("ref") or "") if f.get("t") == "array" else ""
            cel = replace(cel, formule=self._read_formule(f, kolom), matrix=matrix)
        self.cellen[self.rij, kolom] = cel

    def _read_formule(self, f: etree._Element, kolom: int) -> str:
        tekst = unescape(f.text or "")
        nummer = f.get("si")
        if f.get("t") != "shared" or nummer is None:
            return tekst
        if tekst:
            self.gedeeld[nummer] = (tekst, self.rij, kolom)
            return tekst
        if nummer not in self.gedeeld:
            return tekst
        eerste, rij, eerste_kolom = self.gedeeld[nummer]
        return shift_formule(eerste, self.rij - rij, kolom - eerste_kolom)


def _plain(waarde: Celwaarde, element: etree._Element) -> Inhoud:
    """The value; of a date the number the file holds, or its text where the file writes dates as text."""
    if waarde.soort is Celsoort.DATUM:
        tekst = element.findtext("{*}v") or ""
        return parse_number(tekst) if parse_number(tekst) is not None else tekst
    if isinstance(waarde.waarde, str) or waarde.waarde is None:
        return waarde.waarde or None
    return waarde.waarde  # type: ignore[return-value]  # a date went out above


def _read_opmerkingen(werkmap: Werkmap, blad: Blad) -> tuple[int, tuple[str, ...]]:
    """How many comments there are, and the names of who wrote them."""
    delen = werkmap.pakket.delen
    aantal, namen = 0, []
    for one in read_relations(werkmap.naam, delen, blad.deel).values():
        deel = None if one.external else find_part(delen, one.target)
        if one.kind == "comments" and deel:
            root = parse_part(werkmap.naam, deel, delen[deel])
            aantal += sum(1 for _ in root.iter("{*}comment"))
            namen += [one.text for one in root.iter("{*}author") if one.text and one.text.strip()]
    return aantal, tuple(dict.fromkeys(namen))
