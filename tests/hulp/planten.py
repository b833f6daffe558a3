"""Plants one change in the XML of a workbook, as somebody with an editor could; every other part stays byte for byte."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from decimal import Decimal

from lxml import etree

NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATIE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
Ingreep = Callable[[etree._Element], None]


def plant(inhoud: bytes, blad: str, cel: str, ingreep: Ingreep) -> bytes:
    """The workbook with one cell changed."""
    with zipfile.ZipFile(io.BytesIO(inhoud)) as archive:
        delen = {one.filename: archive.read(one) for one in archive.infolist()}
    deel = _find_deel(delen, blad)
    root = etree.fromstring(delen[deel])
    (element,) = [one for one in root.iter(f"{NAMESPACE}c") if one.get("r") == cel]
    ingreep(element)
    delen[deel] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for naam, one in delen.items():
            archive.writestr(naam, one)
    return target.getvalue()


def zet_waarde(waarde: str) -> Ingreep:
    """Another stored value; the formula stays."""

    def ingreep(element: etree._Element) -> None:
        element.attrib.pop("t", None)
        _find_v(element).text = waarde

    return ingreep


def tel_op(erbij: Decimal) -> Ingreep:
    """The stored number with something added."""
    return lambda element: zet_waarde(str(Decimal(_find_v(element).text or "0") + erbij))(element)


def haal_formule_weg(element: etree._Element) -> None:
    """The formula becomes the number it gave."""
    element.remove(element.find(f"{NAMESPACE}f"))


def zet_formule(formule: str) -> Ingreep:
    """Another formula; the stored value stays."""

    def ingreep(element: etree._Element) -> None:
        element.find(f"{NAMESPACE}f").text = formule  # type: ignore[union-attr]

    return ingreep


def _find_v(element: etree._Element) -> etree._Element:
    found = element.find(f"{NAMESPACE}v")
    return found if found is not None else etree.SubElement(element, f"{NAMESPACE}v")


def _find_deel(delen: dict[str, bytes], blad: str) -> str:
    werkmap = etree.fromstring(delen["xl/workbook.xml"])
    (sheet,) = [one for one in werkmap.iter(f"{NAMESPACE}sheet") if one.get("name") == blad]
    relaties = etree.fromstring(delen["xl/_rels/workbook.xml.rels"])
    (doel,) = [str(one.get("Target")) for one in relaties if one.get("Id") == sheet.get(RELATIE)]
    return f"xl/{doel.removeprefix('/xl/')}"
