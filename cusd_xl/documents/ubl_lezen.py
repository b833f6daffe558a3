"""Reads a UBL document back for the checks: safely, and by short paths such as `cac:TaxTotal/cbc:TaxAmount`."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from lxml import etree

from cusd_xl.documents.ubl_xml import DOCUMENTEN, PREFIXEN

NIET_LEESBAAR = "geen leesbaar UBL-document"


def parse_ubl(xml: bytes) -> etree._Element | None:
    """The root element, or None when this is no XML, has a DOCTYPE, or is no Invoice or CreditNote of UBL 2.1."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError:
        return None
    if root.getroottree().docinfo.doctype or root.tag not in {f"{{{uri}}}{naam}" for naam, uri in DOCUMENTEN.items()}:
        return None
    return root


def is_credit(root: etree._Element) -> bool:
    """True for a CreditNote."""
    return etree.QName(root).localname == "CreditNote"


def find_all(element: etree._Element, pad: str) -> list[etree._Element]:
    """The elements on a path below `element`."""
    return element.findall(pad, dict(PREFIXEN))


def find_tekst(element: etree._Element, pad: str) -> str:
    """The text of the first element on a path, without white space around it; empty when it is not there."""
    found = find_all(element, pad)
    return (found[0].text or "").strip() if found else ""


def find_bedrag(element: etree._Element, pad: str) -> Fraction | None:
    """The number of the first element on a path, exactly; None when it is not there or no number."""
    try:
        return Fraction(find_tekst(element, pad))
    except ValueError:
        return None


def find_datum(element: etree._Element, pad: str) -> date | None:
    """The date of the first element on a path; None when it is not there or no date."""
    try:
        return date.fromisoformat(find_tekst(element, pad))
    except ValueError:
        return None


def list_regels(root: etree._Element) -> list[etree._Element]:
    """The lines of an Invoice or a CreditNote."""
    return find_all(root, "cac:CreditNoteLine" if is_credit(root) else "cac:InvoiceLine")
