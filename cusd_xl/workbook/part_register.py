"""Enters parts in a package and strikes them out: relations, content types and the parts themselves, always together."""

from __future__ import annotations

import posixpath
from collections.abc import Callable

from lxml import etree

from cusd_xl.workbook.part_edits import find_free
from cusd_xl.workbook.xml_parts import damaged, find_part, local_name, parse_part, read_relations

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT_TYPES = "[Content_Types].xml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
LEGE_RELATIES = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{PACKAGE}/relationships"/>'.encode()
)
XML_TYPE = "application/xml"
Delen = dict[str, bytes]
"""The parts of a package by name, in order; the functions here change them in place."""


def to_bytes(root: etree._Element) -> bytes:
    """An XML part as it stands in a package."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def rels_part(delen: Delen, deel: str) -> str:
    """The name of the part that holds the relations of `deel`; it need not exist."""
    folder, base = posixpath.split(deel)
    wanted = posixpath.join(folder, "_rels", base + ".rels")
    return find_part(delen, wanted) or wanted


def add_relation(naam: str, delen: Delen, deel: str, soort: str, target: str) -> str:
    """Relate `deel` to the part `target`; returns the id of the relation. `naam` is the file name for messages."""
    rels = rels_part(delen, deel)
    root = parse_part(naam, rels, delen.get(rels, LEGE_RELATIES))
    rel_id = find_free("rId", "", {one.get("Id") or "" for one in root})
    path = posixpath.relpath(target, posixpath.dirname(deel) or ".")
    etree.SubElement(root, f"{{{PACKAGE}/relationships}}Relationship", Id=rel_id, Type=soort, Target=path)
    delen[rels] = to_bytes(root)
    return rel_id


def add_content_type(naam: str, delen: Delen, deel: str, soort: str) -> None:
    """Say what kind of part `deel` is, unless the package says so already (plain XML often has a default)."""
    types = _content_types(naam, delen)
    root = parse_part(naam, types, delen[types])
    if any(_part_name(one) == deel.casefold() for one in root) or (soort == XML_TYPE and _is_default_xml(root)):
        return
    etree.SubElement(root, f"{{{PACKAGE}/content-types}}Override", PartName=f"/{deel}", ContentType=soort)
    delen[types] = to_bytes(root)


def drop_part(naam: str, delen: Delen, deel: str) -> None:
    """Take a part out, with its own relations and its content type; the relations that point to it are the caller's."""
    delen.pop(deel, None)
    delen.pop(rels_part(delen, deel), None)
    types = _content_types(naam, delen)
    _drop(naam, delen, types, lambda one: _part_name(one) == deel.casefold())


def drop_relations(naam: str, delen: Delen, deel: str, target: str) -> None:
    """Strike out every relation of `deel` that points to the part `target`."""
    ids = {rel_id for rel_id, one in read_relations(naam, delen, deel).items() if one.target == target and not one.external}
    _drop(naam, delen, rels_part(delen, deel), lambda one: one.get("Id") in ids)


def _drop(naam: str, delen: Delen, deel: str, wanted: Callable[[etree._Element], bool]) -> None:
    root = parse_part(naam, deel, delen[deel])
    gone = [one for one in root if wanted(one)]
    for one in gone:
        root.remove(one)
    if gone:
        delen[deel] = to_bytes(root)


def _content_types(naam: str, delen: Delen) -> str:
    found = find_part(delen, CONTENT_TYPES)
    if found is None:
        raise damaged(naam, CONTENT_TYPES)
    return found


def _part_name(element: etree._Element) -> str:
    return (element.get("PartName") or "").lstrip("/").casefold() if local_name(element) == "Override" else ""


def _is_default_xml(root: etree._Element) -> bool:
    return any(
        local_name(one) == "Default" and (one.get("Extension") or "").casefold() == "xml" and one.get("ContentType") == XML_TYPE
        for one in root
    )
