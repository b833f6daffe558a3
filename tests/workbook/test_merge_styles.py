"""Styles that come with our sheets: what the workbook had keeps its number, nothing is added twice."""

from __future__ import annotations

import pytest
from lxml import etree

from cusd_xl.workbook.merge_styles import MAIN, Stijlnummers, merge_styles

HEAD = '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
THEIRS = f"""{HEAD}
<numFmts count="1"><numFmt numFmtId="164" formatCode="0.000"/></numFmts>
<fonts count="1"><font><sz val="10"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills>
<borders count="1"><border/></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>
<cellStyles count="1"><cellStyle name="Standaard" xfId="0" builtinId="0"/></cellStyles>
<tableStyles count="0"/></styleSheet>"""
OURS = f"""{HEAD}
<numFmts count="2"><numFmt numFmtId="164" formatCode="#,##0.00"/><numFmt numFmtId="165" formatCode="0.000"/></numFmts>
<fonts count="2"><font><sz val="10"/></font><font><b/><sz val="10"/></font></fonts>
<fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>
<cellStyleXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>
<xf numFmtId="0" fontId="1" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
<xf numFmtId="164" fontId="1" fillId="0" borderId="0" xfId="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0"/>
</cellXfs>
<cellStyles count="2"><cellStyle name="Normal" xfId="0" builtinId="0"/><cellStyle name="CUSD Uitvoer" xfId="1"/></cellStyles>
<dxfs count="1"><dxf><font><b/></font></dxf></dxfs></styleSheet>"""


@pytest.fixture
def theirs() -> etree._Element:
    """The style sheet of somebody else, in Dutch."""
    return etree.fromstring(THEIRS)


def merge(target: etree._Element) -> Stijlnummers:
    """Our styles added."""
    return merge_styles(target, etree.fromstring(OURS))


def part(root: etree._Element, naam: str) -> list[etree._Element]:
    """The elements of one part of a style sheet."""
    found = root.find(f"{MAIN}{naam}")
    assert found is not None
    assert found.get("count") == str(len(found))
    return list(found)


def test_what_was_there_keeps_its_place(theirs: etree._Element) -> None:
    """De opmaak die de werkmap al had, staat na afloop nog op hetzelfde nummer."""
    before = {naam: [etree.tostring(one).strip() for one in part(theirs, naam)] for naam in ("fonts", "cellXfs", "cellStyles")}
    merge(theirs)
    after = {naam: [etree.tostring(one).strip() for one in part(theirs, naam)][: len(old)] for naam, old in before.items()}
    assert before == after


def test_a_number_format_gets_a_free_number(theirs: etree._Element) -> None:
    """Een getalnotatie met een nummer dat al bezet is, krijgt een vrij nummer; een bekende notatie houdt het hare."""
    nummers = merge(theirs)
    formats = {one.get("numFmtId"): one.get("formatCode") for one in part(theirs, "numFmts")}
    cells = part(theirs, "cellXfs")
    used = {index: formats.get(cells[nummer].get("numFmtId")) for index, nummer in nummers.cellen.items()}
    assert used == {0: None, 1: "#,##0.00", 2: "0.000"}


def test_known_looks_are_not_added_again(theirs: etree._Element) -> None:
    """Opmaak die de werkmap al heeft wordt hergebruikt, en een tweede keer toevoegen verandert niets."""
    first = merge(theirs)
    once = etree.tostring(theirs)
    assert (first, first.cellen[0], first.cellen[2]) == (merge(theirs), 0, 1)
    assert etree.tostring(theirs) == once


def test_a_built_in_style_is_there_once(theirs: etree._Element) -> None:
    """De ingebouwde stijl Standaard van een Nederlandse Excel komt er niet nog eens als Normal bij."""
    merge(theirs)
    assert [one.get("name") for one in part(theirs, "cellStyles")] == ["Standaard", "CUSD Uitvoer"]


def test_parts_stand_in_the_order_of_the_standard(theirs: etree._Element) -> None:
    """Een onderdeel dat de werkmap niet had, komt op de plaats die Excel verwacht."""
    nummers = merge(theirs)
    names = [one.tag.removeprefix(MAIN) for one in theirs]
    assert names == [
        "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles",
    ]  # fmt: skip
    assert nummers.voorwaardelijk == {0: 0}
