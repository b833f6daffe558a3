"""The second carrier: puts the VBA project of xlwings into a workbook, so that RunPython starts the Python on this computer.

The project comes unchanged from the installed xlwings (its standalone template). Its macro SampleCall imports the module that
is called as the workbook is and runs `main()` in it; the name of such a workbook must therefore be a name in Python.
"""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from lxml import etree

from cusd_xl.base.errors import CusdError, WerkmapError
from cusd_xl.base.names import key
from cusd_xl.workbook.package import Pakket
from cusd_xl.workbook.part_edits import find_free
from cusd_xl.workbook.part_register import CONTENT_TYPES, RELATIONS, Delen, add_content_type, add_relation, to_bytes
from cusd_xl.workbook.styles import HUISKLEUR, LETTER
from cusd_xl.workbook.xml_parts import attribute, damaged, local_name, parse_part, read_relations

SJABLOON, PROJECT = "quickstart_standalone.xlsm", "xl/vbaProject.bin"
MACRO = "SampleCall"
"""The macro of the template that runs `main()` of the module beside the workbook."""
WERKMAPCODE, BLADCODES = "ThisWorkbook", ("Sheet1", "Sheet2")
"""The names under which the project knows the workbook and two of its sheets; Excel looks for them in the parts."""
PROJECT_TYPE = "application/vnd.ms-office.vbaProject"
PROJECT_RELATION = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
MACRO_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
PLAIN_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
AFTER_DRAWING = frozenset(
    (
        "legacyDrawing",
        "legacyDrawingHF",
        "drawingHF",
        "picture",
        "oleObjects",
        "controls",
        "webPublishItems",
        "tableParts",
        "extLst",
    )
)
VORM = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:oneCellAnchor>
<xdr:from><xdr:col>{kolom}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{rij}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>
<xdr:ext cx="1440000" cy="360000"/><xdr:sp macro="[0]!{macro}" textlink=""><xdr:nvSpPr>
<xdr:cNvPr id="2" name="{tekst}" descr="Knop: {tekst}"/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr>
<a:xfrm><a:off x="0" y="0"/><a:ext cx="1440000" cy="360000"/></a:xfrm><a:prstGeom prst="roundRect"><a:avLst/></a:prstGeom>
<a:solidFill><a:srgbClr val="{kleur}"/></a:solidFill></xdr:spPr><xdr:txBody><a:bodyPr anchor="ctr"/><a:lstStyle/>
<a:p><a:pPr algn="ctr"/><a:r><a:rPr lang="nl-NL" sz="1100" b="1"><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>
<a:latin typeface="{letter}"/></a:rPr>
<a:t>{tekst}</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>"""


@dataclass(frozen=True, slots=True)
class Knopvorm:
    """A shape that runs the macro: its sheet, row and column from 0, and its text."""

    blad: str
    rij: int
    kolom: int
    tekst: str


def read_project() -> bytes:
    """The VBA project in the standalone template of the installed xlwings; CusdError without xlwings."""
    spec = find_spec("xlwings")
    if spec is None or spec.origin is None:
        raise CusdError("xlwings is niet geïnstalleerd en daar komt de VBA-module vandaan. Installeer cusd-xl met [excel].")
    with zipfile.ZipFile(Path(spec.origin).with_name(SJABLOON)) as archive:
        return archive.read(PROJECT)


def add_project(pakket: Pakket, project: bytes) -> Delen:
    """The parts with the VBA project inside, as those of an .xlsm.

    Changed are the content types, the relations of the workbook, and the code names in workbook.xml and in its first sheets;
    WerkmapError when the workbook has macros already.
    """
    related = read_relations(pakket.naam, pakket.delen, pakket.werkmapdeel)
    if any(one.kind == "vbaProject" for one in related.values()):
        raise WerkmapError(f"{pakket.naam} heeft al macro's; de VBA-module van xlwings komt er niet bij. Er is niets geschreven.")
    delen = dict(pakket.delen)
    deel = posixpath.join(posixpath.dirname(pakket.werkmapdeel), posixpath.basename(PROJECT))
    delen[deel] = project
    add_relation(pakket.naam, delen, pakket.werkmapdeel, PROJECT_RELATION, deel)
    add_content_type(pakket.naam, delen, deel, PROJECT_TYPE)
    _allow_macros(pakket, delen)
    _set_code_names(pakket, delen)
    return delen


def add_name(pakket: Pakket, naam: str, verwijzing: str) -> Delen:
    """The parts with a defined name more (`Blad!$A$1`), or with that name pointing elsewhere."""
    delen = dict(pakket.delen)
    root = parse_part(pakket.naam, pakket.werkmapdeel, delen[pakket.werkmapdeel])
    namen = root.find(f"{MAIN}definedNames")
    if namen is None:
        raise damaged(pakket.naam, pakket.werkmapdeel)
    present = (one for one in namen if one.get("name") == naam and one.get("localSheetId") is None)
    found = next(present, None)
    (etree.SubElement(namen, f"{MAIN}definedName", name=naam) if found is None else found).text = verwijzing
    delen[pakket.werkmapdeel] = to_bytes(root)
    return delen


def add_knop(pakket: Pakket, knop: Knopvorm) -> Delen:
    """The parts with a shape to click on, on a sheet that has no drawings yet."""
    delen = dict(pakket.delen)
    deel = _list_sheets(pakket)[key(knop.blad)]
    root = parse_part(pakket.naam, deel, delen[deel])
    folder = posixpath.join(posixpath.dirname(pakket.werkmapdeel), "drawings", "drawing")
    tekening = find_free(folder, ".xml", delen)
    vorm = VORM.format(rij=knop.rij, kolom=knop.kolom, macro=MACRO, tekst=knop.tekst, kleur=HUISKLEUR.lstrip("#"), letter=LETTER)
    delen[tekening] = vorm.encode("utf-8")
    add_content_type(pakket.naam, delen, tekening, DRAWING_TYPE)
    rel_id = add_relation(pakket.naam, delen, deel, f"{RELATIONS}/drawing", tekening)
    later = [one for one in root if local_name(one) in AFTER_DRAWING]
    element = etree.Element(f"{MAIN}drawing")
    element.set(f"{{{RELATIONS}}}id", rel_id)
    root.insert(root.index(later[0]) if later else len(root), element)
    delen[deel] = to_bytes(root)
    return delen


def _allow_macros(pakket: Pakket, delen: Delen) -> None:
    root = parse_part(pakket.naam, CONTENT_TYPES, delen[CONTENT_TYPES])
    for one in root:
        if one.get("ContentType") == PLAIN_TYPE:
            one.set("ContentType", MACRO_TYPE)
    delen[CONTENT_TYPES] = to_bytes(root)


def _set_code_names(pakket: Pakket, delen: Delen) -> None:
    root = parse_part(pakket.naam, pakket.werkmapdeel, delen[pakket.werkmapdeel])
    properties = root.find(f"{MAIN}workbookPr")
    if properties is None:
        raise damaged(pakket.naam, pakket.werkmapdeel)
    properties.set("codeName", WERKMAPCODE)
    delen[pakket.werkmapdeel] = to_bytes(root)
    for deel, code in zip(_list_sheets(pakket).values(), BLADCODES, strict=False):
        sheet = parse_part(pakket.naam, deel, delen[deel])
        looks = sheet.find(f"{MAIN}sheetPr")
        if looks is None:
            looks = etree.Element(f"{MAIN}sheetPr")
            sheet.insert(0, looks)
        looks.set("codeName", code)
        delen[deel] = to_bytes(sheet)


def _list_sheets(pakket: Pakket) -> dict[str, str]:
    """The part of every sheet by the key of its name, in the order of the tabs."""
    root = parse_part(pakket.naam, pakket.werkmapdeel, pakket.delen[pakket.werkmapdeel])
    related = read_relations(pakket.naam, pakket.delen, pakket.werkmapdeel)
    sheets = root.iterfind(f"{MAIN}sheets/{MAIN}sheet")
    return {key(one.get("name") or ""): related[attribute(one, "id") or ""].target for one in sheets}
