"""The Python code inside a workbook, where xlwings Lite keeps it: properties of a web extension, put in, read and taken out.

xlwings Lite keeps every file of code as one `we:property` whose value is a JSON text (facts/excel.md 1.2). The parts are:

    _rels/.rels                                  -> xl/webextensions/taskpanes.xml
    xl/webextensions/_rels/taskpanes.xml.rels    -> xl/webextensions/webextension1.xml
    [Content_Types].xml                          names both parts
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from cusd_xl.base.errors import WerkmapError
from cusd_xl.workbook.part_edits import Wanted, add_child, drop_child, find_free
from cusd_xl.workbook.xml_parts import attribute, damaged, find_part, local_name, parse_part, read_relations

HOOFDBESTAND, EISEN = "main.py", "requirements.txt"
BESTANDEN = (HOOFDBESTAND, EISEN)
MERK = '"""cusd_xl '
"""How the main.py of a release begins; code that begins otherwise belongs to somebody else."""
ONZE_ID = "{C05D0E20-2026-4A3B-9C11-6B1D5E7A2F40}"
"""The id of a web extension that we added; one with another id was made by xlwings Lite itself and stays."""
LITE = "wa200008175"
MAP = "xl/webextensions"
PANELEN = f"{MAP}/taskpanes.xml"
CONTENT_TYPES = "[Content_Types].xml"
ROOT_RELATIONS = "_rels/.rels"
OFFICE = "http://schemas.microsoft.com/office"
RELATION_PANELEN = f"{OFFICE}/2011/relationships/webextensiontaskpanes"
RELATION_EXTENSIE = f"{OFFICE}/2011/relationships/webextension"
TYPE_PANELEN = "application/vnd.ms-office.webextensiontaskpanes+xml"
TYPE_RELATIES = "application/vnd.openxmlformats-package.relationships+xml"
TYPE_EXTENSIE = "application/vnd.ms-office.webextension+xml"
WE = f"{OFFICE}/webextensions/webextension/2010/11"
WETP = f"{OFFICE}/webextensions/taskpanes/2010/11"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
LEGE_RELATIES = f'{XML}<Relationships xmlns="{PACKAGE}/relationships"></Relationships>'.encode()
LEGE_PANELEN = f'{XML}<wetp:taskpanes xmlns:wetp="{WETP}"></wetp:taskpanes>'.encode()
EXTENSIE = (
    f'{XML}<we:webextension xmlns:we="{WE}" id="{ONZE_ID}">'
    f'<we:reference id="{LITE}" version="1.0.0.0" store="en-US" storeType="OMEX"/>'
    "<we:alternateReferences/><we:properties/><we:bindings/>"
    f'<we:snapshot xmlns:r="{RELATIONS}"/></we:webextension>'
).encode()


@dataclass(frozen=True, slots=True)
class _Extensie:
    """The web extension of xlwings Lite in a workbook: its part and its XML."""

    deel: str
    root: etree._Element

    @property
    def is_ours(self) -> bool:
        return (self.root.get("id") or "").upper() == ONZE_ID


def embed_code(delen: Mapping[str, bytes], code: Mapping[str, str], naam: str, overschrijf: bool = False) -> dict[str, bytes]:
    """The parts with `code` (file name -> text) inside; every part that does not tell of the code stays as it was.

    Code already there is replaced, with all settings of xlwings Lite kept. `naam` is the file name for the messages.
    WerkmapError when the workbook holds a main.py that is not ours, unless `overschrijf`.
    """
    present = extract_code(delen, naam)
    if HOOFDBESTAND in present and not is_ours(present) and not overschrijf:
        raise WerkmapError(
            f"{naam} bevat al eigen Python-code van xlwings Lite (main.py). Bewaar die eerst met 'cusd-xl code uithalen'; "
            "met --overschrijf komt de code van cusd-xl ervoor in de plaats."
        )
    result = dict(delen)
    extensie = _find_extensie(result, naam) or _add_extensie(result, naam)
    if {bestand: present.get(bestand) for bestand in code} != dict(code):
        _set_properties(extensie.root, code)
        result[extensie.deel] = _to_bytes(extensie.root)
    return result


def extract_code(delen: Mapping[str, bytes], naam: str) -> dict[str, str]:
    """Every file of code in the workbook, name -> text; empty without code. WerkmapError when its form is not understood."""
    extensie = _find_extensie(delen, naam)
    if extensie is None:
        return {}
    values = {one.get("name") or "": one.get("value") or "" for one in _properties(extensie.root)}
    return {bestand: _decode(value, bestand, naam) for bestand, value in values.items() if bestand.endswith((".py", ".txt"))}


def is_ours(code: Mapping[str, str]) -> bool:
    """True when the main.py is one of cusd_xl, of this release or another."""
    return code.get(HOOFDBESTAND, "").startswith(MERK)


def remove_code(delen: Mapping[str, bytes], naam: str) -> dict[str, bytes]:
    """The parts without our code: as they were before `embed_code`, when that added them.

    In a workbook that xlwings Lite made itself, its settings stay and only our files go; code of somebody else always stays.
    """
    result = dict(delen)
    extensie = _find_extensie(result, naam)
    if extensie is None or not is_ours(extract_code(delen, naam)):
        return result
    if extensie.is_ours:
        _drop_extensie(result, extensie.deel, naam)
        return result
    for one in _properties(extensie.root):
        if one.get("name") in BESTANDEN:
            one.getparent().remove(one)  # type: ignore[union-attr]
    result[extensie.deel] = _to_bytes(extensie.root)
    return result


def _find_extensie(delen: Mapping[str, bytes], naam: str) -> _Extensie | None:
    panelen = _find_panelen(delen, naam)
    related = read_relations(naam, delen, panelen).values() if panelen else ()
    for relation in related:
        if relation.kind != "webextension" or relation.target not in delen:
            continue
        root = parse_part(naam, relation.target, delen[relation.target])
        kinds = {(one.get("id") or "").lower() for one in root.iter(f"{{{WE}}}reference")}
        if LITE in kinds:
            return _Extensie(relation.target, root)
    return None


def _find_panelen(delen: Mapping[str, bytes], naam: str) -> str | None:
    found = [one.target for one in read_relations(naam, delen, "").values() if one.kind == "webextensiontaskpanes"]
    return find_part(delen, found[0]) if found else None


def _add_extensie(delen: dict[str, bytes], naam: str) -> _Extensie:
    panelen = _find_panelen(delen, naam) or _add_panelen(delen, naam)
    folder, base = posixpath.split(panelen)
    deel = f"{folder}/{find_free('webextension', '.xml', {posixpath.basename(one) for one in delen})}"
    rels = f"{folder}/_rels/{base}.rels"
    if find_part(delen, rels) is None:
        _add_relations(delen, rels, naam)
    rel_id = _relate(delen, rels, RELATION_EXTENSIE, posixpath.basename(deel), naam)
    delen[panelen] = add_child(
        naam,
        panelen,
        delen[panelen],
        '<{p}taskpane dockstate="right" visibility="0" width="350" row="0">'
        f'<{{p}}webextensionref xmlns:r="{RELATIONS}" r:id="{rel_id}"/></{{p}}taskpane>',
    )
    _set_type(delen, deel, TYPE_EXTENSIE, naam)
    delen[deel] = EXTENSIE
    return _Extensie(deel, parse_part(naam, deel, EXTENSIE))


def _add_panelen(delen: dict[str, bytes], naam: str) -> str:
    _relate(delen, ROOT_RELATIONS, RELATION_PANELEN, PANELEN, naam)
    _set_type(delen, PANELEN, TYPE_PANELEN, naam)
    delen[PANELEN] = LEGE_PANELEN
    return PANELEN


def _add_relations(delen: dict[str, bytes], rels: str, naam: str) -> None:
    """An empty part for relations; some writers name the type of each such part instead of that of all of them."""
    types = _need(delen, CONTENT_TYPES, naam)
    defaults = {(one.get("Extension") or "").lower() for one in parse_part(naam, types, delen[types])}
    if "rels" not in defaults:
        _set_type(delen, rels, TYPE_RELATIES, naam)
    delen[rels] = LEGE_RELATIES


def _relate(delen: dict[str, bytes], deel: str, soort: str, target: str, naam: str) -> str:
    rels = _need(delen, deel, naam)
    taken = {one.get("Id") or "" for one in parse_part(naam, rels, delen[rels])}
    rel_id = find_free("rId", "", taken)
    text = f'<{{p}}Relationship Id="{rel_id}" Type="{soort}" Target="{target}"/>'
    delen[rels] = add_child(naam, rels, delen[rels], text)
    return rel_id


def _set_type(delen: dict[str, bytes], deel: str, soort: str, naam: str) -> None:
    types = _need(delen, CONTENT_TYPES, naam)
    text = f'<{{p}}Override PartName="/{deel}" ContentType="{soort}"/>'
    delen[types] = add_child(naam, types, delen[types], text)


def _need(delen: Mapping[str, bytes], deel: str, naam: str) -> str:
    found = find_part(delen, deel)
    if found is None:
        raise damaged(naam, deel)
    return found


def _drop_extensie(delen: dict[str, bytes], deel: str, naam: str) -> None:
    panelen = _find_panelen(delen, naam) or ""
    rels = _need(delen, posixpath.join(posixpath.dirname(panelen), "_rels", posixpath.basename(panelen) + ".rels"), naam)
    rel_id = next(rel_id for rel_id, one in read_relations(naam, delen, panelen).items() if one.target == deel)
    _drop_part(delen, deel, naam)
    _drop(delen, rels, lambda one: one.get("Id") == rel_id, naam)
    _drop(delen, panelen, lambda one: any(attribute(ref, "id") == rel_id for ref in one), naam)
    if len(parse_part(naam, panelen, delen[panelen])) == 0:
        _drop_part(delen, rels, naam)
        _drop_part(delen, panelen, naam)
        _drop(delen, _need(delen, ROOT_RELATIONS, naam), lambda one: one.get("Type") == RELATION_PANELEN, naam)


def _drop_part(delen: dict[str, bytes], deel: str, naam: str) -> None:
    del delen[deel]
    name = f"/{deel}".casefold()
    _drop(delen, _need(delen, CONTENT_TYPES, naam), lambda one: (one.get("PartName") or "").casefold() == name, naam)


def _drop(delen: dict[str, bytes], deel: str, wanted: Wanted, naam: str) -> None:
    delen[deel] = drop_child(naam, deel, delen[deel], wanted)


def _properties(root: etree._Element) -> list[etree._Element]:
    return [one for one in root.iterfind(f"{{{WE}}}properties/*") if local_name(one) == "property"]


def _set_properties(root: etree._Element, code: Mapping[str, str]) -> None:
    holder = root.find(f"{{{WE}}}properties")
    if holder is None:
        holder = etree.Element(f"{{{WE}}}properties")
        before = [one for one in root if local_name(one) in {"reference", "alternateReferences"}]
        root.insert(len(before), holder)
    present = {one.get("name"): one for one in _properties(root)}
    for bestand, text in code.items():
        one = present.get(bestand)
        if one is None:
            one = etree.SubElement(holder, f"{{{WE}}}property", name=bestand)
        one.set("value", json.dumps(text, ensure_ascii=False))


def _decode(value: str, bestand: str, naam: str) -> str:
    try:
        text = json.loads(value)
    except ValueError as error:
        raise damaged(naam, bestand) from error
    if not isinstance(text, str):
        raise damaged(naam, bestand)
    return text


def _to_bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
