"""Plays sheets into an existing workbook, part by part in the zip: everything that is not ours stays as it was."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping, Sequence

from lxml import etree
from xlsxwriter.utility import quote_sheetname

from cusd_xl.base.errors import WerkmapError
from cusd_xl.base.names import key
from cusd_xl.model.plan import Bladplan, Werkmapplan
from cusd_xl.workbook.herstelpunt import keep_herstelpunt
from cusd_xl.workbook.merge_styles import MAIN, Stijlnummers, merge_styles
from cusd_xl.workbook.merk import merk_van
from cusd_xl.workbook.package import Pakket, write_pakket
from cusd_xl.workbook.part_register import RELATIONS, add_content_type, add_relation, drop_part, drop_relations, to_bytes
from cusd_xl.workbook.play_new import play_new
from cusd_xl.workbook.sheet_parts import Speelwerk, shared_text, transplant
from cusd_xl.workbook.xml_parts import find_part, is_on, local_name, parse_part, read_relations

WORKSHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
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
    return write_pakket(keep_herstelpunt(pakket, play_parts(pakket, bladen)))


def play_parts(pakket: Pakket, bladen: Sequence[Bladplan]) -> dict[str, bytes]:
    """The same as `play_into`, as parts; what the workbook remembers of before (herstelpunt) is left as it was."""
    return _Overzetting(pakket, bladen).run()


def recalculate_on_load(root: etree._Element) -> None:
    """Let Excel compute every formula anew when it opens the workbook; `root` is that of the workbook part."""
    calc = root.find(f"{MAIN}calcPr")
    if calc is None:
        calc = etree.Element(f"{MAIN}calcPr")
        later = [one for one in root if local_name(one) in AFTER_NAMES]
        root.insert(root.index(later[0]) if later else len(root), calc)
    calc.set("fullCalcOnLoad", "1")


class _Overzetting:
    """The parts of the workbook while our sheets are put in."""

    def __init__(self, pakket: Pakket, bladen: Sequence[Bladplan]) -> None:
        self.naam, self.werkmapdeel, self.bladen = pakket.naam, pakket.werkmapdeel, bladen
        self.delen = dict(pakket.delen)
        self.root = parse_part(self.naam, self.werkmapdeel, self.delen[self.werkmapdeel])
        date_1904 = any(is_on(one.get("date1904")) for one in self.root.iter(f"{MAIN}workbookPr"))
        with zipfile.ZipFile(io.BytesIO(play_new(Werkmapplan(tuple(bladen), titel=""), date_1904))) as archive:
            self.bron = {name: archive.read(name) for name in archive.namelist()}
        self.bronroot = parse_part("plan", "xl/workbook.xml", self.bron["xl/workbook.xml"])

    def run(self) -> dict[str, bytes]:
        """Put every sheet in place; the parts of the workbook."""
        self._refuse_locked()
        self._refuse_taken_names()
        texts = parse_part("plan", "xl/sharedStrings.xml", self.bron["xl/sharedStrings.xml"])
        bron = Speelwerk(self.bron, [shared_text(one) for one in texts], self._merge_stylesheet())
        for nummer, blad in enumerate(self.bladen, start=1):
            transplant(self.naam, self.delen, self._find_place(blad.naam), bron, f"xl/worksheets/sheet{nummer}.xml")
        self._set_names()
        self._drop_calc_chain()
        recalculate_on_load(self.root)
        self.delen[self.werkmapdeel] = to_bytes(self.root)
        return self.delen

    def _refuse_locked(self) -> None:
        for element in self.root.iter(f"{MAIN}workbookProtection"):
            if element.get("lockStructure") in {"1", "true"}:
                raise WerkmapError(
                    f"De structuur van {self.naam} is beveiligd; er kunnen geen bladen bij. "
                    "Hef de beveiliging op (Controleren, Werkmap beveiligen) en probeer het opnieuw."
                )

    def _refuse_taken_names(self) -> None:
        """A name of the workbook that is also the name of a table of ours makes Excel repair the file."""
        taken = {key(one.get("name") or "") for one in self.root.iter(f"{MAIN}definedName") if one.get("localSheetId") is None}
        for tabel in (tabel.naam for blad in self.bladen for tabel in blad.tabellen):
            if key(tabel) in taken:
                raise WerkmapError(
                    f"{self.naam} heeft al een naam '{tabel}' (Formules, Namen beheren), en zo heet ook een tabel van cusd-xl. "
                    "Geef die naam in de werkmap een andere naam; er is niets geschreven."
                )

    def _merge_stylesheet(self) -> Stijlnummers:
        deel = self._related("styles")
        if deel is None:
            raise WerkmapError(f"{self.naam} heeft geen stijlblad (styles.xml). Sla de werkmap opnieuw op in Excel.")
        target = parse_part(self.naam, deel, self.delen[deel])
        nummers = merge_styles(target, parse_part("plan", "xl/styles.xml", self.bron["xl/styles.xml"]))
        self.delen[deel] = to_bytes(target)
        return nummers

    def _related(self, kind: str) -> str | None:
        relations = read_relations(self.naam, self.delen, self.werkmapdeel)
        return next((find_part(self.delen, one.target) for one in relations.values() if one.kind == kind), None)

    def _find_place(self, naam: str) -> str:
        """The part of the sheet with this name; entered in the workbook when it is not there yet."""
        sheets = self.root.find(f"{MAIN}sheets")
        if sheets is None:
            raise WerkmapError(f"{self.naam} heeft geen bladen. Sla de werkmap opnieuw op in Excel.")
        present = next((one for one in sheets if key(one.get("name") or "") == key(naam)), None)
        if present is None:
            return self._add(sheets, naam)
        if not self._is_ours(naam):
            raise WerkmapError(
                f"{self.naam} heeft al een blad '{naam}' dat niet door cusd-xl is gemaakt. "
                "Geef dat blad een andere naam; er is niets geschreven."
            )
        return read_relations(self.naam, self.delen, self.werkmapdeel)[present.get(f"{{{RELATIONS}}}id") or ""].target

    def _is_ours(self, naam: str) -> bool:
        """True when our mark points to the sheet that has this name now; a mark outlives a sheet that was thrown away."""
        marks = [one.text or "" for one in self.root.iter(f"{MAIN}definedName") if one.get("name") == merk_van(naam)]
        return any(key(mark.rpartition("!")[0].strip("'")) == key(naam) for mark in marks)

    def _add(self, sheets: etree._Element, naam: str) -> str:
        folder = posixpath.join(posixpath.dirname(self.werkmapdeel), "worksheets")
        number = next(n for n in range(1, len(self.delen) + 2) if find_part(self.delen, f"{folder}/sheet{n}.xml") is None)
        deel = f"{folder}/sheet{number}.xml"
        rel_id = add_relation(self.naam, self.delen, self.werkmapdeel, f"{RELATIONS}/worksheet", deel)
        add_content_type(self.naam, self.delen, deel, WORKSHEET_TYPE)
        sheet_id = max((int(one.get("sheetId") or 0) for one in sheets), default=0) + 1
        added = etree.SubElement(sheets, f"{MAIN}sheet", name=naam, sheetId=str(sheet_id))
        added.set(f"{{{RELATIONS}}}id", rel_id)
        return deel

    def _set_names(self) -> None:
        """Print titles and areas of our sheets, and the hidden marks; names of others stay."""
        namen = self.root.find(f"{MAIN}definedNames")
        if namen is None:
            namen = etree.Element(f"{MAIN}definedNames")
            later = [one for one in self.root if local_name(one) in AFTER_NAMES]
            self.root.insert(self.root.index(later[0]) if later else len(self.root), namen)
        sheets = self.root.iterfind(f"{MAIN}sheets/{MAIN}sheet")
        plaats = {key(one.get("name") or ""): str(index) for index, one in enumerate(sheets)}
        wanted = self._list_names(plaats)
        ours = {plaats[key(blad.naam)] for blad in self.bladen}
        for one in list(namen):
            here = (one.get("name") or "", one.get("localSheetId"))
            if here in wanted:
                one.text = wanted.pop(here)
            elif one.get("localSheetId") in ours:
                namen.remove(one)
        for (name, local), text in wanted.items():
            added = etree.SubElement(namen, f"{MAIN}definedName", name=name)
            added.set(*("localSheetId", local) if local else ("hidden", "1"))
            added.text = text

    def _list_names(self, plaats: Mapping[str, str]) -> dict[tuple[str, str | None], str]:
        """The text of every name our sheets want, by name and place of the sheet (None: of the whole workbook)."""
        wanted: dict[tuple[str, str | None], str] = {}
        for one in self.bronroot.iter(f"{MAIN}definedName"):
            blad = self.bladen[int(one.get("localSheetId") or 0)].naam
            wanted[one.get("name") or "", plaats[key(blad)]] = one.text or ""
        return wanted | {(merk_van(blad.naam), None): f"{quote_sheetname(blad.naam)}!$A$1" for blad in self.bladen}

    def _drop_calc_chain(self) -> None:
        deel = self._related("calcChain")
        if deel is not None:
            drop_relations(self.naam, self.delen, self.werkmapdeel, deel)
            drop_part(self.naam, self.delen, deel)
