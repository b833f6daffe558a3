"""Which sheets of a workbook we wrote: hidden defined names mark them, so that a sheet of somebody else is never touched."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from cusd_xl.workbook.celwaarde import unescape
from cusd_xl.workbook.merk import MERK
from cusd_xl.workbook.package import Pakket
from cusd_xl.workbook.part_register import rels_part
from cusd_xl.workbook.sheet_parts import list_tables
from cusd_xl.workbook.xml_parts import attribute, local_name, parse_part, read_relations


def find_onze_bladen(root: etree._Element) -> dict[str, str]:
    """Our sheets by the name we gave them: the name they have now; `root` is that of the workbook part."""
    names = {unescape(one.get("name") or "") for one in root.iter("{*}sheet")}
    found: dict[str, str] = {}
    for one in root.iter("{*}definedName"):
        naam = one.get("name") or ""
        now = (one.text or "").rpartition("!")[0]
        if now.startswith("'") and now.endswith("'"):
            now = now[1:-1].replace("''", "'")
        if naam.startswith(MERK) and now in names:
            found[naam.removeprefix(MERK)] = now
    return found


def list_onze_delen(pakket: Pakket) -> frozenset[str]:
    """The parts of our sheets: the sheets themselves, their relations and their tables."""
    root = parse_part(pakket.naam, pakket.werkmapdeel, pakket.delen[pakket.werkmapdeel])
    bladdelen = list_bladdelen(pakket, root)
    found: set[str] = set()
    for blad in find_onze_bladen(root).values():
        deel = bladdelen.get(blad, "")
        found |= {deel, rels_part(dict(pakket.delen), deel), *list_tables(pakket.naam, pakket.delen, deel)}
    return frozenset(found & set(pakket.delen))


def list_bladdelen(pakket: Pakket, root: etree._Element) -> Mapping[str, str]:
    """The part of every sheet by its name."""
    relations = read_relations(pakket.naam, pakket.delen, pakket.werkmapdeel)
    sheets = [one for one in root.iter("{*}sheet") if local_name(one) == "sheet"]
    return {
        unescape(one.get("name") or ""): relations[attribute(one, "id") or ""].target
        for one in sheets
        if (attribute(one, "id") or "") in relations
    }
