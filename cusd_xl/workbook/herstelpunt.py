"""What a workbook was before it was linked, kept in a part of its own inside the workbook, so that it can be given back.

The part is custom XML, which Excel carries along when it saves. It names every part as it was and as it was left (sha256),
holds what was changed or dropped (zlib, base64), and the cells of our sheets as we wrote them.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from lxml import etree

from cusd_xl.workbook.losmaken import remove_onze_bladen
from cusd_xl.workbook.onze_bladen import find_onze_bladen, list_bladdelen
from cusd_xl.workbook.package import Pakket
from cusd_xl.workbook.part_edits import find_free
from cusd_xl.workbook.part_register import RELATIONS, XML_TYPE, add_content_type, add_relation, to_bytes
from cusd_xl.workbook.sheet_texts import list_teksten
from cusd_xl.workbook.xml_parts import damaged, parse_part, read_relations

NAMESPACE = "urn:cusd-xl:herstelpunt"
TAG = f"{{{NAMESPACE}}}"
PIECE = 4_000_000
Cellen = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Herstelpunt:
    """The workbook before (`voor`: hash per part, in order) and as we left it (`na`); `inhoud` is what differs.

    `bladen` holds the cells of our sheets as we wrote them, by the name we gave the sheet.
    """

    deel: str
    voor: Mapping[str, str]
    na: Mapping[str, str]
    inhoud: Mapping[str, bytes]
    bladen: Mapping[str, Cellen]


@dataclass(frozen=True, slots=True)
class Origineel:
    """The workbook without us; `exact` when every part is byte for byte what it was, else what stood in the way."""

    delen: Mapping[str, bytes]
    exact: bool
    gewijzigd: tuple[str, ...] = ()


def read_herstelpunt(pakket: Pakket) -> Herstelpunt | None:
    """What the workbook remembers; None when it was never linked. WerkmapError when the memory is damaged."""
    for relation in read_relations(pakket.naam, pakket.delen, pakket.werkmapdeel).values():
        if relation.kind == "customXml" and relation.target in pakket.delen:
            root = parse_part(pakket.naam, relation.target, pakket.delen[relation.target])
            if root.tag == f"{TAG}herstelpunt":
                return _parse(pakket, relation.target, root)
    return None


def find_origineel(pakket: Pakket) -> Origineel:
    """The workbook as it was before it was linked; where it was changed since, the same workbook without what is ours."""
    punt = read_herstelpunt(pakket)
    if punt is None:
        return Origineel(remove_onze_bladen(pakket), False)
    now = {deel: _sha256(content) for deel, content in pakket.delen.items() if deel != punt.deel}
    changed = tuple(sorted(deel for deel in {*now, *punt.na} if now.get(deel) != punt.na.get(deel)))
    if changed:
        return Origineel(remove_onze_bladen(pakket, punt.deel), False, changed)
    delen = {deel: punt.inhoud.get(deel, pakket.delen.get(deel, b"")) for deel in punt.voor}
    if {deel: _sha256(content) for deel, content in delen.items()} != dict(punt.voor):
        raise damaged(pakket.naam, punt.deel)
    return Origineel(delen, True)


def store_herstelpunt(pakket: Pakket, delen: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts `delen`, made from `pakket` by putting our sheets in, with the memory of what was there before them."""
    punt = read_herstelpunt(pakket)
    origineel = find_origineel(pakket).delen if punt else pakket.delen
    result = dict(delen)
    deel = punt.deel if punt else _add_deel(pakket, result)
    bladen = _list_bladen(pakket, punt.bladen if punt else {}, result)
    na = {one: _sha256(content) for one, content in result.items() if one != deel}
    voor = {one: _sha256(content) for one, content in origineel.items()}
    inhoud = {one: content for one, content in origineel.items() if na.get(one) != voor[one]}
    result[deel] = _write(Herstelpunt(deel, voor, na, inhoud, bladen))
    return result


def keep_herstelpunt(pakket: Pakket, delen: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same, but only for a workbook that is linked already; any other stays without a memory."""
    return store_herstelpunt(pakket, delen) if read_herstelpunt(pakket) else dict(delen)


def _list_bladen(pakket: Pakket, known: Mapping[str, Cellen], delen: Mapping[str, bytes]) -> dict[str, Cellen]:
    """The cells of our sheets as we wrote them last: read again where we wrote now, remembered where we did not."""
    result = replace(pakket, delen=delen)
    root = parse_part(pakket.naam, pakket.werkmapdeel, delen[pakket.werkmapdeel])
    places = list_bladdelen(result, root)
    found: dict[str, Cellen] = {}
    for naam, now in find_onze_bladen(root).items():
        written = pakket.delen.get(places[now]) != delen[places[now]]
        found[naam] = list_teksten(result, places[now]) if written or naam not in known else known[naam]
    return found


def _add_deel(pakket: Pakket, delen: dict[str, bytes]) -> str:
    deel = find_free("customXml/item", ".xml", {one if one.startswith("customXml/") else "" for one in delen})
    add_relation(pakket.naam, delen, pakket.werkmapdeel, f"{RELATIONS}/customXml", deel)
    add_content_type(pakket.naam, delen, deel, XML_TYPE)
    return deel


def _write(punt: Herstelpunt) -> bytes:
    root = etree.Element(f"{TAG}herstelpunt", nsmap={None: NAMESPACE}, versie="1")
    for deel in (*punt.voor, *sorted(set(punt.na) - set(punt.voor))):
        one = etree.SubElement(root, f"{TAG}deel", naam=deel, voor=punt.voor.get(deel, ""), na=punt.na.get(deel, ""))
        if deel in punt.inhoud:
            _pack(one, punt.inhoud[deel])
    for blad, cellen in punt.bladen.items():
        _pack(etree.SubElement(root, f"{TAG}blad", naam=blad), json.dumps(dict(cellen), ensure_ascii=False).encode())
    return to_bytes(root)


def _parse(pakket: Pakket, deel: str, root: etree._Element) -> Herstelpunt:
    parts = {one.get("naam") or "": one for one in root.iter(f"{TAG}deel")}
    try:
        return Herstelpunt(
            deel,
            {naam: voor for naam, one in parts.items() if (voor := one.get("voor"))},
            {naam: na for naam, one in parts.items() if (na := one.get("na"))},
            {naam: _unpack(one) for naam, one in parts.items() if one.get("voor") and one.get("voor") != one.get("na")},
            {one.get("naam") or "": json.loads(_unpack(one)) for one in root.iter(f"{TAG}blad")},
        )
    except (ValueError, zlib.error) as error:
        raise damaged(pakket.naam, deel) from error


def _pack(element: etree._Element, content: bytes) -> None:
    text = base64.b64encode(zlib.compress(content, 9)).decode("ascii")
    for start in range(0, len(text), PIECE):
        etree.SubElement(element, f"{TAG}stuk").text = text[start : start + PIECE]


def _unpack(element: etree._Element) -> bytes:
    return zlib.decompress(base64.b64decode("".join(one.text or "" for one in element)))


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
