"""Reads the Excel tables of a sheet from their own parts: name, area, header and totals rows, column names."""

from __future__ import annotations

from cusd_xl.base.addresses import parse_area
from cusd_xl.workbook.bron import Blad, Exceltabel
from cusd_xl.workbook.celwaarde import unescape
from cusd_xl.workbook.package import Pakket
from cusd_xl.workbook.xml_parts import damaged, find_part, local_name, parse_part, read_relations


def read_exceltabellen(pakket: Pakket, blad: Blad) -> tuple[Exceltabel, ...]:
    """The tables of one sheet; WerkmapError when a table part is damaged."""
    delen = pakket.delen
    relations = read_relations(pakket.naam, delen, blad.deel).values()
    parts = [find_part(delen, one.target) for one in relations if one.kind == "table" and not one.external]
    return tuple(_read_exceltabel(pakket, deel) for deel in parts if deel is not None)


def _read_exceltabel(pakket: Pakket, deel: str) -> Exceltabel:
    root = parse_part(pakket.naam, deel, pakket.delen[deel])
    try:
        area = parse_area(root.get("ref") or "")
        header_rows = int(root.get("headerRowCount") or 1)
        totals_rows = int(root.get("totalsRowCount") or 0)
    except ValueError as error:
        raise damaged(pakket.naam, deel) from error
    names = tuple(unescape(element.get("name") or "") for element in root.iter() if local_name(element) == "tableColumn")
    return Exceltabel(root.get("displayName") or root.get("name") or "", area, header_rows, totals_rows, names)
