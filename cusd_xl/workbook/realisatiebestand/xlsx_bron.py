"""Reads a large xlsx row by row: the sheet with the columns of tblRealisatie, without holding the sheet in memory."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import IO, TypeAlias

from lxml import etree

from cusd_xl.base.addresses import number_of
from cusd_xl.base.errors import WerkmapError
from cusd_xl.base.findings import Finding
from cusd_xl.model.realisatiebestand import Opgeteld
from cusd_xl.workbook.celwaarde import number_text, parse_number, serial_to_date, unescape
from cusd_xl.workbook.realisatiebestand.kolommen import GEEN, Kolommen, Nummers, find_kolommen
from cusd_xl.workbook.realisatiebestand.optellen import Optelling
from cusd_xl.workbook.unzip import ZIP_ERRORS

NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ROW, CELL, VALUE, TEXT, STRING = f"{NS}row", f"{NS}c", f"{NS}v", f"{NS}t", f"{NS}si"
INLINE = f"{NS}is/{NS}t"
STRINGS = "xl/sharedStrings.xml"
SHEETS = "xl/worksheets/"
LARGEST_TOTAL = 4_000_000_000
ROWS_PER_STEP = 50_000
ROWS_TO_HEADER = 20
FOUT = "fout"
DIGITS = "0123456789"
LEN_SERIAL, LEN_ISO = 5, 10
Celinhoud: TypeAlias = str | Decimal
Rij: TypeAlias = tuple[int, dict[int, Celinhoud]]
Voortgang = Callable[[int, int], None]


def read_xlsx(pad: Path, voortgang: Voortgang | None = None) -> tuple[Opgeteld | None, list[Finding]]:
    """The first sheet with the columns, added up; None with findings when no sheet has them.

    WerkmapError for a damaged or encrypted file.
    """
    try:
        with zipfile.ZipFile(pad) as archive:
            if sum(one.file_size for one in archive.infolist()) > LARGEST_TOTAL:
                raise WerkmapError(f"{pad.name} is uitgepakt groter dan 4 GB. Lever de realisatie als csv of Parquet.")
            strings = _read_strings(archive)
            findings: list[Finding] = []
            for naam in sorted(one for one in archive.namelist() if one.startswith(SHEETS) and one.endswith(".xml")):
                opgeteld, findings = _read_blad(archive, naam, strings, voortgang)
                if opgeteld is not None:
                    return opgeteld, findings
            return None, findings or find_kolommen(())[1]
    except (*ZIP_ERRORS, etree.XMLSyntaxError) as problem:
        raise WerkmapError(
            f"{pad.name} is beschadigd, beveiligd of geen xlsx-bestand en kan niet worden gelezen. Sla het opnieuw op in Excel."
        ) from problem


def _read_blad(
    archive: zipfile.ZipFile, naam: str, strings: list[str], voortgang: Voortgang | None
) -> tuple[Opgeteld | None, list[Finding]]:
    with archive.open(naam) as stream:
        rows = _iterate_rows(stream, strings)
        found = _find_header(rows)
        if found is None:
            return None, []
        koppen, kolommen, findings = found
        if kolommen is None:
            return None, findings
        nummers = Nummers(koppen, kolommen)
        optelling = Optelling()
        for regel, cellen in rows:
            _add_row(optelling, nummers, kolommen, regel, cellen)
            if voortgang and optelling.aantal % ROWS_PER_STEP == 0:
                voortgang(stream.tell(), archive.getinfo(naam).file_size)
        opgeteld = optelling.finish()
        return opgeteld, [*findings, *nummers.report(opgeteld.groepen)]


def _find_header(rows: Iterator[Rij]) -> tuple[list[str], Kolommen | None, list[Finding]] | None:
    """The header among the first rows: the first that has all columns, else the fullest row and what it misses."""
    nearest: tuple[list[str], Kolommen | None, list[Finding]] | None = None
    for _, (_, cellen) in zip(range(ROWS_TO_HEADER), rows, strict=False):
        koppen = [_as_text(cellen.get(plaats, "")) for plaats in range(max(cellen, default=GEEN) + 1)]
        kolommen, findings = find_kolommen(koppen)
        if kolommen is not None:
            return koppen, kolommen, findings
        if nearest is None or len(koppen) > len(nearest[0]):
            nearest = koppen, None, findings
    return nearest


def _add_row(optelling: Optelling, nummers: Nummers, k: Kolommen, regel: int, cellen: dict[int, Celinhoud]) -> None:
    if not cellen:
        return
    for plaats in nummers.extra:
        nummers.look(plaats, _as_text(cellen.get(plaats, "")))
    gemeente, kostenpost, taak, periode, soort = (
        _as_text(cellen.get(plaats, "")) for plaats in (k.gemeente, k.kostenpost, k.taak, k.periode, k.soort)
    )
    if isinstance(cellen.get(k.periode), Decimal):
        periode = _as_periode(cellen[k.periode])
    bedrag = cellen.get(k.bedrag, "")
    if isinstance(bedrag, str) and bedrag:
        optelling.aantal += 1
        optelling.report(regel, "bestand-bedrag")
        return
    optelling.add(regel, (gemeente, kostenpost, taak, periode, soort), bedrag)


def _as_text(inhoud: Celinhoud) -> str:
    return number_text(inhoud) if isinstance(inhoud, Decimal) else inhoud


def _as_periode(inhoud: Celinhoud) -> str:
    """A year or a month (202603) as it stands; a larger number is a day, which a spreadsheet counts from 1900."""
    text = _as_text(inhoud)
    dag = serial_to_date(inhoud, date1904=False) if isinstance(inhoud, Decimal) and len(text) == LEN_SERIAL else None
    return dag.isoformat()[:LEN_ISO] if dag else text


def _iterate_rows(stream: IO[bytes], strings: list[str]) -> Iterator[Rij]:
    number = 0
    for _, row in etree.iterparse(stream, tag=ROW, resolve_entities=False, no_network=True):
        number = int(row.get("r") or number + 1)
        yield number, dict(_read_cellen(row, strings))
        parent = row.getparent()
        row.clear()
        while parent is not None and row.getprevious() is not None:
            del parent[0]


def _read_cellen(row: etree._Element, strings: list[str]) -> Iterator[tuple[int, Celinhoud]]:
    place = GEEN
    for cel in row.iterchildren(CELL):
        reference = cel.get("r")
        place = _place_of(reference.rstrip(DIGITS)) if reference else place + 1
        inhoud = _read_cel(cel, strings)
        if inhoud != "":
            yield place, inhoud


@lru_cache(maxsize=1024)
def _place_of(letters: str) -> int:
    return number_of(letters) - 1


def _read_cel(cel: etree._Element, strings: list[str]) -> Celinhoud:
    soort = cel.get("t", "n")
    if soort == "inlineStr":
        text = cel.findtext(INLINE)
        return unescape("".join(one.text or "" for one in cel.iter(TEXT)) if text is None else text)
    text = cel.findtext(VALUE) or ""
    if soort == "s":
        return strings[int(text)] if text else ""
    if soort == "n":
        number = parse_number(text) if text else None
        return text if number is None else number
    return FOUT if soort == "e" else unescape(text)


def _read_strings(archive: zipfile.ZipFile) -> list[str]:
    if STRINGS not in archive.namelist():
        return []
    strings = []
    with archive.open(STRINGS) as stream:
        for _, item in etree.iterparse(stream, tag=STRING, resolve_entities=False, no_network=True):
            strings.append(unescape("".join(one.text or "" for one in item.iter(TEXT))))
            item.clear()
    return strings
