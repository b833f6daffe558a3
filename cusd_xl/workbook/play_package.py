"""Plays sheets into an existing workbook, part by part in the zip: everything that is not ours stays as it was."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Sequence

from lxml import etree

from cusd_xl.base.errors import WerkmapError
from cusd_xl.base.names import key
from cusd_xl.model.plan import Bladplan, Werkmapplan
from cusd_xl.workbook.merge_styles import MAIN, Stijlnummers, merge_styles
from cusd_xl.workbook.package import Pakket, write_pakket
from cusd_xl.workbook.play_new import play_new
from cusd_xl.workbook.xml_parts import find_part, local_name, parse_part, read_relations

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
CONTENT_TYPES = "[Content_Types].xml"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
WORKSHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
MERK = "cusd_xl."
"""Hidden defined names with this prefix mark the sheets we wrote, so that we never replace a sheet of somebody else."""
AFTER_NAMES = (
    "calcPr",
    "oleSize",
    "customWorkbookViews",
    "pivotCaches",
    "smartTagPr",
    "smartTagTypes",
    "webPublishing",
    "fileRecoveryPr",
    "webPublishObjects",
    "extLst",
)


def play_into(pakket: Pakket, bladen: Sequence[Bladplan]) -> bytes:
    """The workbook with these sheets added, or refreshed where we wrote them before; the bytes of a new file.

    Changed are: our sheets, workbook.xml, its relations, styles.xml and the content types; calcChain goes (Excel makes it
    anew). Raises WerkmapError when a sheet with one of our names is not ours, or the structure of the workbook is locked.
    """
    return _Overzetting(pakket, bladen).run()


class _Overzetting:
    """The parts of the workbook while our sheets are put in."""

    def __init__(self, pakket: Pakket, bladen: Sequence[Bladplan]) -> None:
        self.naam, self.werkmapdeel, self.bladen = pakket.naam, pakket.werkmapdeel, bladen
        self.delen = dict(pakket.delen)
        self.root = parse_part(self.naam, self.werkmapdeel, self.delen[self.werkmapdeel])
        with zipfile.ZipFile(io.BytesIO(play_new(Werkmapplan(tuple(bladen), titel="")))) as archive:
            self.bron = {name: archive.read(name) for name in archive.namelist()}
        self.bronroot = parse_part("plan", "xl/workbook.xml", self.bron["xl/workbook.xml"])

    def run(self) -> bytes:
        """Put every sheet in place and write the package."""
        self._refuse_locked()
        nummers = self._merge_stylesheet()
        teksten = [_shared_text(one) for one in parse_part("plan", "xl/sharedStrings.xml", self.bron["xl/sharedStrings.xml"])]
        for nummer, blad in enumerate(self.bladen, start=1):
            content = _adapt(parse_part("plan", blad.naam, self.bron[f"xl/worksheets/sheet{nummer}.xml"]), nummers, teksten)
            self._place(blad.naam, content)
        self._set_names()
        self._drop_calc_chain()
        self._recalculate_on_load()
        self.delen[self.werkmapdeel] = _to_bytes(self.root)
        return write_pakket(self.delen)

    def _refuse_locked(self) -> None:
        for element in self.root.iter(f"{MAIN}workbookProtection"):
            if element.get("lockStructure") in {"1", "true"}:
                raise WerkmapError(
                    f"De structuur van {self.naam} is beveiligd; er kunnen geen bladen bij. "
                    "Hef de beveiliging op (Controleren, Werkmap beveiligen) en probeer het opnieuw."
                )

    def _merge_stylesheet(self) -> Stijlnummers:
        deel = self._related("styles")
        if deel is None:
            raise WerkmapError(f"{self.naam} heeft geen stijlblad (styles.xml). Sla de werkmap opnieuw op in Excel.")
        target = parse_part(self.naam, deel, self.delen[deel])
        nummers = merge_styles(target, parse_part("plan", "xl/styles.xml", self.bron["xl/styles.xml"]))
        self.delen[deel] = _to_bytes(target)
        return nummers

    def _related(self, kind: str) -> str | None:
        relations = read_relations(self.naam, self.delen, self.werkmapdeel)
        return next((find_part(self.delen, one.target) for one in relations.values() if one.kind == kind), None)

    def _place(self, naam: str, content: bytes) -> None:
        sheets = self.root.find(f"{MAIN}sheets")
        if sheets is None:
            raise WerkmapError(f"{self.naam} heeft geen bladen. Sla de werkmap opnieuw op in Excel.")
        present = next((one for one in sheets if key(one.get("name") or "") == key(naam)), None)
        if present is None:
            self._add(sheets, naam, content)
            return
        if MERK + naam not in {one.get("name") for one in self.root.iter(f"{MAIN}definedName")}:
            raise WerkmapError(
                f"{self.naam} heeft al een blad '{naam}' dat niet door cusd-xl is gemaakt. "
                "Geef dat blad een andere naam; er is niets geschreven."
            )
        relation = read_relations(self.naam, self.delen, self.werkmapdeel)[present.get(f"{{{RELATIONS}}}id") or ""]
        self.delen[relation.target] = content
        folder, base = posixpath.split(relation.target)
        self.delen.pop(posixpath.join(folder, "_rels", base + ".rels"), None)

    def _add(self, sheets: etree._Element, naam: str, content: bytes) -> None:
        folder = posixpath.join(posixpath.dirname(self.werkmapdeel), "worksheets")
        number = next(n for n in range(1, len(self.delen) + 2) if find_part(self.delen, f"{folder}/sheet{n}.xml") is None)
        deel = f"{folder}/sheet{number}.xml"
        rels = posixpath.join(posixpath.dirname(self.werkmapdeel), "_rels", posixpath.basename(self.werkmapdeel) + ".rels")
        relations = parse_part(self.naam, rels, self.delen[rels])
        taken = {one.get("Id") for one in relations}
        rel_id = next(f"rId{n}" for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
        target = posixpath.relpath(deel, posixpath.dirname(self.werkmapdeel) or ".")
        etree.SubElement(relations, f"{PACKAGE_RELATIONS}Relationship", Id=rel_id, Type=f"{RELATIONS}/worksheet", Target=target)
        self.delen[rels] = _to_bytes(relations)
        types = parse_part(self.naam, CONTENT_TYPES, self.delen[CONTENT_TYPES])
        etree.SubElement(types, f"{TYPES}Override", PartName=f"/{deel}", ContentType=WORKSHEET_TYPE)
        self.delen[CONTENT_TYPES] = _to_bytes(types)
        sheet_id = max((int(one.get("sheetId") or 0) for one in sheets), default=0) + 1
        added = etree.SubElement(sheets, f"{MAIN}sheet", name=naam, sheetId=str(sheet_id))
        added.set(f"{{{RELATIONS}}}id", rel_id)
        self.delen[deel] = content

    def _set_names(self) -> None:
        """Print titles and areas of our sheets, and the hidden marks; names of others stay."""
        namen = self.root.find(f"{MAIN}definedNames")
        if namen is None:
            namen = etree.Element(f"{MAIN}definedNames")
            later = [one for one in self.root if local_name(one) in AFTER_NAMES]
            self.root.insert(self.root.index(later[0]) if later else len(self.root), namen)
        plaats = {one.get("name"): str(index) for index, one in enumerate(self.root.iterfind(f"{MAIN}sheets/{MAIN}sheet"))}
        ours = {plaats[blad.naam] for blad in self.bladen}
        for one in list(namen):
            if one.get("localSheetId") in ours or (one.get("name") or "").startswith(MERK):
                namen.remove(one)
        for one in self.bronroot.iter(f"{MAIN}definedName"):
            added = etree.SubElement(namen, f"{MAIN}definedName", name=one.get("name") or "")
            added.set("localSheetId", plaats[self.bladen[int(one.get("localSheetId") or 0)].naam])
            added.text = one.text
        for blad in self.bladen:
            etree.SubElement(namen, f"{MAIN}definedName", name=MERK + blad.naam, hidden="1").text = f"{blad.naam}!$A$1"

    def _drop_calc_chain(self) -> None:
        deel = self._related("calcChain")
        if deel is None:
            return
        rels = posixpath.join(posixpath.dirname(self.werkmapdeel), "_rels", posixpath.basename(self.werkmapdeel) + ".rels")
        self.delen.pop(deel, None)
        for part, wanted in ((rels, "Type"), (CONTENT_TYPES, "PartName")):
            root = parse_part(self.naam, part, self.delen[part])
            for one in list(root):
                if (one.get(wanted) or "").casefold().endswith(("/calcchain", "/calcchain.xml")):
                    root.remove(one)
            self.delen[part] = _to_bytes(root)

    def _recalculate_on_load(self) -> None:
        calc = self.root.find(f"{MAIN}calcPr")
        if calc is None:
            namen = self.root.find(f"{MAIN}definedNames")
            calc = etree.Element(f"{MAIN}calcPr")
            self.root.insert(self.root.index(namen) + 1 if namen is not None else len(self.root), calc)
        calc.set("fullCalcOnLoad", "1")


def _adapt(root: etree._Element, nummers: Stijlnummers, teksten: Sequence[str]) -> bytes:
    """A sheet of the plan with the style numbers of the target, its texts inside the cells, and its tab not selected."""
    for element in root.iter(f"{MAIN}c", f"{MAIN}row", f"{MAIN}col"):
        for attribute in ("s", "style"):
            if element.get(attribute) is not None:
                element.set(attribute, str(nummers.cellen[int(element.get(attribute) or 0)]))
        if element.get("t") == "s":
            _inline(element, teksten)
    for rule in root.iter(f"{MAIN}cfRule"):
        if rule.get("dxfId") is not None:
            rule.set("dxfId", str(nummers.voorwaardelijk[int(rule.get("dxfId") or 0)]))
    for view in root.iter(f"{MAIN}sheetView"):
        view.attrib.pop("tabSelected", None)
    return _to_bytes(root)


def _inline(cell: etree._Element, teksten: Sequence[str]) -> None:
    value = cell[0]
    tekst = teksten[int(value.text or 0)]
    cell.remove(value)
    cell.set("t", "inlineStr")
    node = etree.SubElement(etree.SubElement(cell, f"{MAIN}is"), f"{MAIN}t")
    node.text = tekst
    if tekst != tekst.strip():
        node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _shared_text(element: etree._Element) -> str:
    return "".join(node.text or "" for node in element.iter(f"{MAIN}t"))


def _to_bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
