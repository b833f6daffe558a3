"""Makes a sheet of a plan fit into another workbook: its style numbers, its texts, and the parts of its tables."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from cusd_xl.workbook.merge_styles import MAIN, Stijlnummers
from cusd_xl.workbook.part_edits import find_free
from cusd_xl.workbook.part_register import RELATIONS, Delen, add_content_type, add_relation, drop_part, rels_part, to_bytes
from cusd_xl.workbook.xml_parts import find_part, local_name, parse_part, read_relations

TABLE_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"
DXF = "dxfid"


@dataclass(frozen=True, slots=True)
class Speelwerk:
    """The workbook XlsxWriter made of the plan: its parts, its shared texts, and its styles as numbered in the target."""

    delen: Mapping[str, bytes]
    teksten: Sequence[str]
    nummers: Stijlnummers


def transplant(naam: str, delen: Delen, deel: str, bron: Speelwerk, brondeel: str) -> None:
    """Put the sheet `brondeel` of the source under the name `deel` among the parts, with its tables.

    Where a sheet of ours stood there before, its tables keep their parts and ids. `naam` is the file name for messages.
    """
    root = _adapt(parse_part("plan", brondeel, bron.delen[brondeel]), bron)
    sources = list_tables("plan", bron.delen, brondeel)
    before = list_tables(naam, delen, deel)
    for old in before[len(sources) :]:
        drop_part(naam, delen, old)
    rels = rels_part(delen, deel)
    if not sources:
        delen.pop(rels, None)
    elif rels in delen:
        delen[rels] = _without_relations(delen[rels])
    delen[deel] = b""
    links = [one for one in root.iter() if local_name(one) == "tablePart"]
    for nummer, (source, link) in enumerate(zip(sources, links, strict=True)):
        place = before[nummer] if nummer < len(before) else _free_place(delen, deel)
        delen[place] = _adapt_table(bron.delen[source], _table_id(naam, delen, place), bron.nummers)
        add_content_type(naam, delen, place, TABLE_TYPE)
        link.set(f"{{{RELATIONS}}}id", add_relation(naam, delen, deel, f"{RELATIONS}/table", place))
    delen[deel] = to_bytes(root)


def list_tables(naam: str, delen: Mapping[str, bytes], deel: str) -> list[str]:
    """The parts of the Excel tables of a sheet."""
    relations = read_relations(naam, delen, deel).values()
    return [one.target for one in relations if one.kind == "table" and not one.external and one.target in delen]


def shared_text(element: etree._Element) -> str:
    """The text of one entry of the shared texts."""
    return "".join(node.text or "" for node in element.iter(f"{MAIN}t"))


def _adapt(root: etree._Element, bron: Speelwerk) -> etree._Element:
    """The sheet with the style numbers of the target, its texts inside the cells, and its tab not selected."""
    for element in root.iter(f"{MAIN}c", f"{MAIN}row", f"{MAIN}col"):
        for attribute in ("s", "style"):
            if element.get(attribute) is not None:
                element.set(attribute, str(bron.nummers.cellen[int(element.get(attribute) or 0)]))
        if element.get("t") == "s":
            _inline(element, bron.teksten)
    for rule in root.iter(f"{MAIN}cfRule"):
        _renumber_dxf(rule, bron.nummers)
    for view in root.iter(f"{MAIN}sheetView"):
        view.attrib.pop("tabSelected", None)
    return root


def _inline(cell: etree._Element, teksten: Sequence[str]) -> None:
    value = cell[0]
    tekst = teksten[int(value.text or 0)]
    cell.remove(value)
    cell.set("t", "inlineStr")
    node = etree.SubElement(etree.SubElement(cell, f"{MAIN}is"), f"{MAIN}t")
    node.text = tekst
    if tekst != tekst.strip():
        node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _renumber_dxf(element: etree._Element, nummers: Stijlnummers) -> None:
    for attribute, value in element.attrib.items():
        if str(attribute).casefold().endswith(DXF):
            element.set(attribute, str(nummers.voorwaardelijk[int(value)]))


def _adapt_table(content: bytes, number: int, nummers: Stijlnummers) -> bytes:
    root = parse_part("plan", "table", content)
    root.set("id", str(number))
    for element in root.iter():
        _renumber_dxf(element, nummers)
    return to_bytes(root)


def _table_id(naam: str, delen: Mapping[str, bytes], place: str) -> int:
    """The id the table part has already, else one more than the highest in the workbook."""
    if delen.get(place):
        return int(parse_part(naam, place, delen[place]).get("id") or 0)
    ids = [0]
    for deel, content in delen.items():
        if deel.casefold().endswith(".xml") and b"tableColumns" in content:
            root = parse_part(naam, deel, content)
            ids += [int(root.get("id") or 0)] if local_name(root) == "table" else []
    return max(ids) + 1


def _free_place(delen: Mapping[str, bytes], deel: str) -> str:
    folder = posixpath.join(posixpath.dirname(posixpath.dirname(deel)), "tables")
    taken = {one.casefold() for one in delen}
    place = find_free(posixpath.join(folder, "table"), ".xml", taken)
    return find_part(delen, place) or place


def _without_relations(rels: bytes) -> bytes:
    root = parse_part("plan", "rels", rels)
    for one in list(root):
        root.remove(one)
    return to_bytes(root)
