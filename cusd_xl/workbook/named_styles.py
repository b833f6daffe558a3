"""Turns the families of styles.BENOEMD into named cell styles of the workbook, so that they stand in the gallery of Excel."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

from cusd_xl.workbook.package import write_pakket
from cusd_xl.workbook.styles import BENOEMD
from cusd_xl.workbook.xml_parts import parse_part

STIJLDEEL = "xl/styles.xml"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def name_styles(content: bytes, families: Mapping[int, str]) -> bytes:
    """The workbook with named styles; `families` gives the family of each cell format by its index in cellXfs.

    Only xl/styles.xml changes; the other parts and their order stay, and the same input gives the same bytes.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        delen = {name: archive.read(name) for name in archive.namelist()}
    root = parse_part("werkmap", STIJLDEEL, delen[STIJLDEEL])
    for familie, naam in BENOEMD.items():
        _name_familie(root, naam, [index for index in sorted(families) if families[index] == familie])
    delen[STIJLDEEL] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return write_pakket(delen)


def _name_familie(root: etree._Element, naam: str, indexes: list[int]) -> None:
    """Add one named style that looks like the first format of its family, and let every format of the family rest on it."""
    if not indexes:
        return
    formats = _part(root, "cellXfs")
    bases = _part(root, "cellStyleXfs")
    xf_id = str(len(bases))
    bases.append(_base_of(formats[indexes[0]]))
    etree.SubElement(_part(root, "cellStyles"), f"{MAIN}cellStyle", name=naam, xfId=xf_id)
    for index in indexes:
        formats[index].set("xfId", xf_id)
    for part in ("cellStyleXfs", "cellStyles"):
        _part(root, part).set("count", str(len(_part(root, part))))


def _base_of(cell_format: etree._Element) -> etree._Element:
    """The look of a family without what differs per cell: number format and alignment."""
    base = deepcopy(cell_format)
    base.set("numFmtId", "0")
    for name in ("xfId", "applyNumberFormat", "applyAlignment"):
        base.attrib.pop(name, None)
    for child in base.findall(f"{MAIN}alignment"):
        base.remove(child)
    return base


def _part(root: etree._Element, name: str) -> etree._Element:
    found = root.find(f"{MAIN}{name}")
    if found is None:
        raise KeyError(name)
    return found
