"""UBL as a tree of plain values, and that tree as bytes: the same tree gives the same bytes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from lxml import etree

from cusd_xl.base.names import tidy

CAC = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
DOCUMENTEN = MappingProxyType(
    {naam: f"urn:oasis:names:specification:ubl:schema:xsd:{naam}-2" for naam in ("Invoice", "CreditNote")}
)
PREFIXEN = MappingProxyType({"cac": CAC, "cbc": CBC})
GEEN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""The characters that XML 1.0 cannot hold."""


@dataclass(frozen=True, slots=True)
class Knoop:
    """One element by its short name (`cbc:ID`): a text, or other elements, and its attributes."""

    naam: str
    tekst: str = ""
    delen: tuple[Knoop, ...] = ()
    kenmerken: tuple[tuple[str, str], ...] = ()


Deel: TypeAlias = Knoop | None


def veld(naam: str, tekst: str, **kenmerken: str) -> Deel:
    """An element `cbc:naam` with a text, or None when there is nothing to say: UBL has no empty elements."""
    schoon = tidy(GEEN_XML.sub(" ", tekst))
    return Knoop(f"cbc:{naam}", schoon, kenmerken=tuple(kenmerken.items())) if schoon else None


def groep(naam: str, *delen: Deel) -> Deel:
    """An element `cac:naam` with the parts that are there, or None when none is."""
    aanwezig = tuple(deel for deel in delen if deel is not None)
    return Knoop(f"cac:{naam}", delen=aanwezig) if aanwezig else None


def write_xml(document: str, *delen: Deel) -> bytes:
    """A whole document, `Invoice` or `CreditNote`, in UTF-8 with the elements in the order given."""
    root = etree.Element(etree.QName(DOCUMENTEN[document], document), nsmap=_name_ruimten(document))
    for deel in delen:
        _add(root, deel)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _name_ruimten(document: str) -> dict[str | None, str]:
    return {None: DOCUMENTEN[document], "cac": CAC, "cbc": CBC}


def _add(parent: etree._Element, deel: Deel) -> None:
    if deel is None:
        return
    prefix, _, naam = deel.naam.partition(":")
    element = etree.SubElement(parent, etree.QName(PREFIXEN[prefix], naam), dict(deel.kenmerken))
    element.text = deel.tekst or None
    for one in deel.delen:
        _add(element, one)
