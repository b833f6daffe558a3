"""Reads the XML parts of a package safely: no entities, no network, any prefix, and the relations between parts."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from cusd_xl.base.errors import WerkmapError

XML_ENDINGS = (".xml", ".rels", ".vml")
STRICT_NAMESPACE = "http://purl.oclc.org/ooxml/"


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation of a part: its kind (the last word of the type), and the part or address it points to."""

    kind: str
    target: str
    external: bool


def damaged(naam: str, deel: str) -> WerkmapError:
    """The error for a part that cannot be understood."""
    return WerkmapError(
        f"{naam} is beschadigd: onderdeel {deel!a} is niet te lezen. "
        "Open het bestand in Excel, laat het herstellen en sla het op als nieuwe werkmap."
    )


def parse_part(naam: str, deel: str, content: bytes) -> etree._Element:
    """The root element of an XML part; WerkmapError when it is not well-formed. `naam` is the file name for the message."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(naam, deel) from error
    if root.getroottree().docinfo.doctype:
        raise damaged(naam, deel)
    return root


def local_name(element: etree._Element) -> str:
    """The tag without its namespace; empty for anything that is not an element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute by local name, whatever its prefix (r:id)."""
    for full, value in element.attrib.items():
        if str(full).rpartition("}")[2] == name:
            return str(value)
    return None


def is_on(value: str | None) -> bool:
    """An XML boolean: 1, true or on."""
    return value is not None and value.strip().lower() in {"1", "true", "on"}


def read_relations(naam: str, delen: Mapping[str, bytes], deel: str) -> Mapping[str, Relation]:
    """The relations of a part by id; empty when it has none. The part name empty means: of the package itself."""
    folder, base = posixpath.split(deel)
    rels = find_part(delen, posixpath.join(folder, "_rels", base + ".rels"))
    if rels is None:
        return {}
    found: dict[str, Relation] = {}
    for element in parse_part(naam, rels, delen[rels]):
        if local_name(element) != "Relationship":
            continue
        external = element.get("TargetMode") == "External"
        target = element.get("Target") or ""
        kind = (element.get("Type") or "").rstrip("/").rpartition("/")[2]
        found[element.get("Id") or ""] = Relation(kind, target if external else _resolve(delen, folder, target), external)
    return found


def find_part(delen: Mapping[str, bytes], deel: str) -> str | None:
    """The part name as it stands in the package; names differ in case only at most."""
    if deel in delen:
        return deel
    return next((name for name in delen if name.casefold() == deel.casefold()), None)


def _resolve(delen: Mapping[str, bytes], folder: str, target: str) -> str:
    path = target.partition("#")[0].replace("\\", "/")
    full = posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")
    return find_part(delen, full) or find_part(delen, unquote(full)) or full
