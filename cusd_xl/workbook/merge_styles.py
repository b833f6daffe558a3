"""Adds the looks of one workbook to the style sheet of another: what is there keeps its index, what is new goes at the end."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

from cusd_xl.workbook.xml_parts import local_name

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FIRST_OWN_FORMAT = 164
ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
Signature: TypeAlias = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Stijlnummers:
    """For each index of the added workbook the index in the merged style sheet: cell formats and conditional formats."""

    cellen: Mapping[int, int]
    voorwaardelijk: Mapping[int, int]


def merge_styles(target: etree._Element, source: etree._Element) -> Stijlnummers:
    """Add the styles of `source` to `target` in place; adding the same styles twice adds nothing the second time."""
    numbers = _merge_number_formats(target, source)
    parts = {naam: _merge_part(target, source, naam) for naam in ("fonts", "fills", "borders")}
    named = _merge_formats(target, source, "cellStyleXfs", numbers, parts, {})
    for element in _children(source, "cellStyles"):
        _merge_named(target, element, named)
    cells = _merge_formats(target, source, "cellXfs", numbers, parts, named)
    return Stijlnummers(cells, _merge_part(target, source, "dxfs"))


def _merge_number_formats(target: etree._Element, source: etree._Element) -> dict[str, str]:
    known = {element.get("formatCode"): element.get("numFmtId") for element in _children(target, "numFmts")}
    used = [int(one) for one in known.values() if one and one.isdecimal()]
    fresh = max([FIRST_OWN_FORMAT - 1, *used]) + 1
    numbers: dict[str, str] = {}
    for element in _children(source, "numFmts"):
        code = element.get("formatCode")
        if code not in known:
            added = deepcopy(element)
            added.set("numFmtId", str(fresh))
            known[code] = str(fresh)
            _append(target, "numFmts", added)
            fresh += 1
        numbers[element.get("numFmtId") or "0"] = known[code] or "0"
    return numbers


def _merge_part(target: etree._Element, source: etree._Element, naam: str) -> dict[int, int]:
    known = {_signature(element): index for index, element in reversed(list(enumerate(_children(target, naam))))}
    numbers = {}
    for index, element in enumerate(_children(source, naam)):
        if _signature(element) not in known:
            known[_signature(element)] = len(_children(target, naam))
            _append(target, naam, deepcopy(element))
        numbers[index] = known[_signature(element)]
    return numbers


def _merge_formats(
    target: etree._Element, source: etree._Element, naam: str, numbers: Mapping[str, str],
    parts: Mapping[str, Mapping[int, int]], named: Mapping[int, int],
) -> dict[int, int]:  # fmt: skip
    known = {_signature(element): index for index, element in reversed(list(enumerate(_children(target, naam))))}
    merged = {}
    for index, element in enumerate(_children(source, naam)):
        added = deepcopy(element)
        added.set("numFmtId", numbers.get(added.get("numFmtId") or "0", added.get("numFmtId") or "0"))
        for attribute, part in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders")):
            added.set(attribute, str(parts[part].get(int(added.get(attribute) or 0), 0)))
        if added.get("xfId") is not None:
            added.set("xfId", str(named.get(int(added.get("xfId") or 0), 0)))
        if _signature(added) not in known:
            known[_signature(added)] = len(_children(target, naam))
            _append(target, naam, added)
        merged[index] = known[_signature(added)]
    return merged


def _merge_named(target: etree._Element, element: etree._Element, named: Mapping[int, int]) -> None:
    """A style is there already when its name is, or when it is the same built-in one under a translated name."""
    present = _children(target, "cellStyles")
    built_in = element.get("builtinId")
    names = {(one.get("name") or "").casefold() for one in present}
    if (element.get("name") or "").casefold() in names or (built_in and built_in in {one.get("builtinId") for one in present}):
        return
    added = deepcopy(element)
    added.set("xfId", str(named[int(added.get("xfId") or 0)]))
    _append(target, "cellStyles", added)


def _children(root: etree._Element, naam: str) -> list[etree._Element]:
    part = root.find(f"{MAIN}{naam}")
    return [] if part is None else [element for element in part if isinstance(element.tag, str)]


def _append(root: etree._Element, naam: str, element: etree._Element) -> None:
    part = root.find(f"{MAIN}{naam}")
    if part is None:
        part = etree.Element(f"{MAIN}{naam}")
        place = sum(local_name(child) in ORDER[: ORDER.index(naam)] for child in root)
        root.insert(place, part)
    part.append(element)
    part.set("count", str(len(part)))


def _signature(element: etree._Element) -> Signature:
    """What makes two elements the same, whatever their prefixes."""
    return (
        element.tag,
        tuple(sorted(element.attrib.items())),
        (element.text or "").strip(),
        tuple(_signature(child) for child in element),
    )
