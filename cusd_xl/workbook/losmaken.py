"""Takes our sheets out of a workbook, part by part: for a workbook that was changed after our sheets were put in."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from cusd_xl.workbook.lite import remove_code
from cusd_xl.workbook.merge_styles import MAIN
from cusd_xl.workbook.merk import MERK
from cusd_xl.workbook.onze_bladen import find_onze_bladen, list_bladdelen
from cusd_xl.workbook.package import Pakket
from cusd_xl.workbook.part_register import Delen, drop_part, drop_relations, to_bytes
from cusd_xl.workbook.sheet_parts import list_tables
from cusd_xl.workbook.xml_parts import local_name, parse_part

VIEW_PLACES = ("activeTab", "firstSheet")


def remove_onze_bladen(pakket: Pakket, herstelpunt: str = "") -> dict[str, bytes]:
    """The parts without our sheets, tables, names and code; styles stay, for other cells may have come to use them.

    `herstelpunt` is the part in which the workbook remembers what it was; it goes as well. Nothing of somebody else goes.
    """
    delen: Delen = dict(pakket.delen)
    root = parse_part(pakket.naam, pakket.werkmapdeel, delen[pakket.werkmapdeel])
    ours = set(find_onze_bladen(root).values())
    bladdelen = list_bladdelen(pakket, root)
    for blad in ours:
        deel = bladdelen[blad]
        for tabel in list_tables(pakket.naam, delen, deel):
            drop_part(pakket.naam, delen, tabel)
        _drop(pakket, delen, deel)
    if herstelpunt:
        _drop(pakket, delen, herstelpunt)
    _edit_werkmap(root, ours)
    if ours:
        delen[pakket.werkmapdeel] = to_bytes(root)
    return remove_code(replace(pakket, delen=delen).delen, pakket.naam)


def _drop(pakket: Pakket, delen: Delen, deel: str) -> None:
    drop_relations(pakket.naam, delen, pakket.werkmapdeel, deel)
    drop_part(pakket.naam, delen, deel)


def _edit_werkmap(root: etree._Element, ours: set[str]) -> None:
    """Strike our sheets and names out; the places of sheets that other names and the window refer to move along."""
    sheets = list(root.iter(f"{MAIN}sheet"))
    moved: dict[int, int] = {}
    for index, one in enumerate(sheets):
        if one.get("name") in ours:
            one.getparent().remove(one)  # type: ignore[union-attr]
        else:
            moved[index] = len(moved)
    for one in list(root.iter(f"{MAIN}definedName")):
        local = one.get("localSheetId")
        if (one.get("name") or "").startswith(MERK) or (local is not None and int(local) not in moved):
            one.getparent().remove(one)  # type: ignore[union-attr]
        elif local is not None:
            one.set("localSheetId", str(moved[int(local)]))
    for namen in root.findall(f"{MAIN}definedNames"):
        if not [one for one in namen if local_name(one)]:
            root.remove(namen)
    for view in root.iter(f"{MAIN}workbookView"):
        for place in VIEW_PLACES:
            if view.get(place) is not None:
                view.set(place, str(moved.get(int(view.get(place) or 0), 0)))
