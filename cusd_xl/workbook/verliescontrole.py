"""The verliescontrole: compares a workbook before and after, part by part, and says what changed, came and is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, replace

from lxml import etree

from cusd_xl.workbook.celwaarde import unescape
from cusd_xl.workbook.herstelpunt import read_herstelpunt
from cusd_xl.workbook.lite import MAP as CODEMAP
from cusd_xl.workbook.merk import MERK
from cusd_xl.workbook.onze_bladen import find_onze_bladen, list_onze_delen
from cusd_xl.workbook.package import Pakket
from cusd_xl.workbook.part_register import CONTENT_TYPES, rels_part
from cusd_xl.workbook.xml_parts import Relation, local_name, parse_part, read_relations

STYLE_LISTS = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
MOVING = ("activeTab", "firstSheet")
ROOT_RELATIONS = "_rels/.rels"
VERDWENEN, BIJGEKOMEN = "weg", "erbij gekomen"


@dataclass(frozen=True, slots=True)
class Verliesrapport:
    """How many parts are byte for byte the same, which changed as they should, came or went; `verlies` is what may not be."""

    gelijk: int
    gewijzigd: tuple[str, ...]
    toegevoegd: tuple[str, ...]
    weggelaten: tuple[str, ...]
    verlies: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """The report as plain values."""
        return {
            "gelijk": self.gelijk,
            "gewijzigd": list(self.gewijzigd),
            "toegevoegd": list(self.toegevoegd),
            "weggelaten": list(self.weggelaten),
            "verlies": list(self.verlies),
        }


def check_verlies(voor: Pakket, na: Pakket, ingevuld: frozenset[str] = frozenset()) -> Verliesrapport:
    """Compare a workbook without our sheets (or with older ones) with the same workbook with our sheets.

    Everything of the first must be in the second: parts that are not ours byte for byte, the few parts that list others with
    every entry they had. What does not hold is in `verlies`, in Dutch, one line each. The parts `ingevuld` were filled in for
    the user and may differ; whoever filled them in compares their cells.
    """
    ours = list_onze_delen(voor) | list_onze_delen(na) | _list_own_parts(voor) | _list_own_parts(na)
    chain = {one.target for one in _relations(voor) if one.kind == "calcChain"}
    gone = tuple(deel for deel in voor.delen if deel not in na.delen)
    came = tuple(deel for deel in na.delen if deel not in voor.delen)
    changed = tuple(deel for deel, content in voor.delen.items() if deel in na.delen and na.delen[deel] != content)
    lost = [f"onderdeel {deel} is {VERDWENEN}" for deel in gone if deel not in ours | chain]
    lost += [f"onderdeel {deel} is {BIJGEKOMEN}" for deel in came if deel not in ours]
    lost += [line for deel in changed if deel not in ours | ingevuld for line in _compare(voor, na, deel)]
    return Verliesrapport(len(voor.delen) - len(gone) - len(changed), changed, came, gone, tuple(lost))


def check_teruggave(voor: Pakket, na: Pakket) -> Verliesrapport:
    """Compare a linked workbook with the same one without our sheets: whatever is left must be as it was in the first."""
    report = check_verlies(na, voor)
    swapped = {VERDWENEN: BIJGEKOMEN, BIJGEKOMEN: VERDWENEN}
    lines = (line.rpartition(" is ") for line in report.verlies)
    verlies = tuple(f"{what}{joint}{swapped.get(state, state)}" for what, joint, state in lines)
    return replace(report, toegevoegd=report.weggelaten, weggelaten=report.toegevoegd, verlies=verlies)


def _list_own_parts(pakket: Pakket) -> frozenset[str]:
    """The parts of our memory and of the Python code."""
    punt = read_herstelpunt(pakket)
    code = {deel for deel in pakket.delen if deel.startswith(f"{CODEMAP}/")}
    return frozenset(code | ({punt.deel} if punt else set()))


def _compare(voor: Pakket, na: Pakket, deel: str) -> list[str]:
    """What a part that lists others has lost; any other part may not change at all."""
    styles = {one.target for one in _relations(voor) if one.kind == "styles"}
    lists = {CONTENT_TYPES.casefold(), ROOT_RELATIONS, rels_part(dict(voor.delen), voor.werkmapdeel).casefold()}
    if deel not in styles | {voor.werkmapdeel} and deel.casefold() not in lists:
        return [f"onderdeel {deel} is gewijzigd"]
    before, after = (parse_part(one.naam, deel, one.delen[deel]) for one in (voor, na))
    if deel == voor.werkmapdeel:
        return _compare_werkmap(before, after)
    if deel in styles:
        return _compare_styles(before, after)
    missing = Counter(_entries(before)) - Counter(_entries(after))
    return [f"{deel}: {entry} is weg" for entry in missing if "calcchain" not in entry.casefold()]


def _entries(root: etree._Element) -> Iterable[str]:
    return (" ".join([local_name(one), *(f"{name}={value}" for name, value in sorted(one.attrib.items()))]) for one in root)


def _compare_styles(before: etree._Element, after: etree._Element) -> list[str]:
    """Every style keeps its number: the lists of before are the beginning of the lists of now, all else is the same."""
    lost = []
    for part in before:
        naam = local_name(part)
        other = after.find(f"{{*}}{naam}") if naam else None
        old, new = _children(part), _children(other) if other is not None else []
        same = old == new[: len(old)] if naam in STYLE_LISTS else other is not None and _c14n(part) == _c14n(other)
        if naam and not same:
            lost.append(f"stijlen: {naam} is gewijzigd")
    return lost


def _compare_werkmap(before: etree._Element, after: etree._Element) -> list[str]:
    """The sheets in their order with all they had, the names, and every other setting of the workbook."""
    ours = set(find_onze_bladen(before).values()) | set(find_onze_bladen(after).values())
    lost = []
    old, new = ([_c14n(one) for one in root.iter("{*}sheet") if one.get("name") not in ours] for root in (before, after))
    if old != new:
        lost.append("werkmap: de lijst van bladen is gewijzigd")
    names = Counter(_list_names(before, ours)) - Counter(_list_names(after, ours))
    lost += [f"werkmap: de naam {name} is weg of gewijzigd" for name, _, _ in names]
    settings = Counter(_list_settings(before)) - Counter(_list_settings(after))
    return lost + [f"werkmap: {naam} is weg of gewijzigd" for naam, _ in settings]


def _list_names(root: etree._Element, ours: set[str]) -> list[tuple[str, str, bytes]]:
    """The names of somebody else: name, the sheet it belongs to, and all it says but the number of that sheet."""
    sheets = [unescape(one.get("name") or "") for one in root.iter("{*}sheet")]
    found = []
    for one in root.iter("{*}definedName"):
        local = one.get("localSheetId")
        blad = sheets[int(local)] if local is not None and int(local) < len(sheets) else ""
        if blad in ours or (one.get("name") or "").startswith(MERK):
            continue
        bare = deepcopy(one)
        bare.attrib.pop("localSheetId", None)
        found.append((one.get("name") or "", blad, _c14n(bare)))
    return found


def _list_settings(root: etree._Element) -> list[tuple[str, bytes]]:
    """Everything else the workbook part says."""
    return [(naam, _setting(part)) for part in root if (naam := local_name(part)) not in {"sheets", "definedNames", ""}]


def _setting(part: etree._Element) -> bytes:
    """One setting without what may change: recalculation when opened, and which tab is in front."""
    bare = deepcopy(part)
    for one in bare.iter("{*}calcPr"):
        one.attrib.pop("fullCalcOnLoad", None)
    for one in bare.iter("{*}workbookView"):
        for name in MOVING:
            one.attrib.pop(name, None)
    return _c14n(bare)


def _children(part: etree._Element) -> list[bytes]:
    return [_c14n(one) for one in part]


def _c14n(element: etree._Element) -> bytes:
    """The element in one spelling: exclusive canonical XML, so that namespaces declared elsewhere do not count."""
    return etree.tostring(element, method="c14n", exclusive=True)


def _relations(pakket: Pakket) -> Iterable[Relation]:
    return read_relations(pakket.naam, pakket.delen, pakket.werkmapdeel).values()
