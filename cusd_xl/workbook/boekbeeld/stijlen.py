"""Reads what the cell styles of a workbook say to a reviewer: number format, locked or not, the name of the style."""

from __future__ import annotations

from cusd_xl.model.boekbeeld import Celopmaak
from cusd_xl.workbook.celwaarde import unescape
from cusd_xl.workbook.package import Pakket
from cusd_xl.workbook.xml_parts import find_part, is_on, parse_part, read_relations

VASTE_NOTATIES = {0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "dd-mm-yyyy", 49: "@"}
"""The formats every workbook has without naming them, as far as they say something of the value."""


def read_opmaken(pakket: Pakket) -> tuple[Celopmaak, ...]:
    """Per cell style (cellXfs), in order; empty for a workbook without styles."""
    relaties = read_relations(pakket.naam, pakket.delen, pakket.werkmapdeel).values()
    delen = [find_part(pakket.delen, one.target) for one in relaties if one.kind == "styles" and not one.external]
    deel = delen[0] if delen else None
    if deel is None:
        return ()
    root = parse_part(pakket.naam, deel, pakket.delen[deel])
    notaties = {one.get("numFmtId"): unescape(one.get("formatCode") or "") for one in root.iterfind("{*}numFmts/{*}numFmt")}
    namen = {one.get("xfId"): unescape(one.get("name") or "") for one in root.iterfind("{*}cellStyles/{*}cellStyle")}
    found = []
    for one in root.iterfind("{*}cellXfs/{*}xf"):
        nummer = one.get("numFmtId") or "0"
        vast = VASTE_NOTATIES.get(int(nummer) if nummer.isdecimal() else 0, "")
        slot = one.find("{*}protection")
        open_ = slot is not None and slot.get("locked") is not None and not is_on(slot.get("locked"))
        found.append(Celopmaak(notaties.get(nummer, vast), not open_, namen.get(one.get("xfId"), "")))
    return tuple(found)
