"""Reads the picture of a workbook from its package: the sheets, the names, and what stands beside them."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from cusd_xl.base.errors import WerkmapError
from cusd_xl.model.boekbeeld import Boekbeeld, Naam, Zichtbaarheid
from cusd_xl.workbook.boekbeeld.blad import read_bladbeeld
from cusd_xl.workbook.boekbeeld.stijlen import read_opmaken
from cusd_xl.workbook.cells import Werkmap
from cusd_xl.workbook.celwaarde import unescape
from cusd_xl.workbook.onze_bladen import find_onze_bladen
from cusd_xl.workbook.package import Pakket
from cusd_xl.workbook.xml_parts import attribute, find_part, is_on, local_name, parse_part, read_relations

ZICHTBAAR = {"visible": Zichtbaarheid.ZICHTBAAR, "hidden": Zichtbaarheid.VERBORGEN, "veryHidden": Zichtbaarheid.DIEP_VERBORGEN}
MACROBLAD = "xlMacrosheet"
EIGENSCHAPPEN = ("creator", "lastModifiedBy", "title", "subject", "keywords", "description")
KERN = "docProps/core.xml"


def read_boekbeeld(pakket: Pakket) -> Boekbeeld:
    """Everything a review looks at; WerkmapError when a part cannot be read."""
    werkmap = Werkmap(pakket)
    root = parse_part(pakket.naam, pakket.werkmapdeel, pakket.delen[pakket.werkmapdeel])
    relaties = read_relations(pakket.naam, pakket.delen, pakket.werkmapdeel)
    staten = {unescape(one.get("name") or ""): one.get("state") or "visible" for one in root.iter("{*}sheet")}
    soorten = {
        unescape(one.get("name") or ""): relaties[attribute(one, "id") or ""].kind
        for one in root.iter("{*}sheet")
        if (attribute(one, "id") or "") in relaties
    }
    opmaken = read_opmaken(pakket)
    bladen = tuple(
        read_bladbeeld(werkmap, one, ZICHTBAAR.get(staten[one.naam], Zichtbaarheid.VERBORGEN), opmaken) for one in werkmap.bladen
    )
    calc = root.find("{*}calcPr")
    return Boekbeeld(
        bestand=pakket.naam,
        bladen=bladen,
        namen=tuple(_read_namen(root)),
        externe_koppelingen=tuple(_list_extern(pakket)),
        macros=any(deel.lower().endswith("vbaproject.bin") for deel in pakket.delen),
        macrobladen=tuple(naam for naam, soort in soorten.items() if soort == MACROBLAD),
        andere_bladen=tuple(naam for naam, soort in soorten.items() if soort not in ("worksheet", MACROBLAD)),
        verbindingen=sum(deel.lower().endswith("xl/connections.xml") for deel in pakket.delen),
        vanaf_1904=werkmap.date1904,
        rekent_bij_openen=calc is not None and is_on(calc.get("fullCalcOnLoad")),
        eigenschappen=_read_eigenschappen(pakket),
        onze_bladen={nu: onze for onze, nu in find_onze_bladen(root).items()},
    )


def _read_namen(root: etree._Element) -> list[Naam]:
    bladen = [unescape(one.get("name") or "") for one in root.iter("{*}sheet")]
    found = []
    for one in root.iter("{*}definedName"):
        plek = one.get("localSheetId") or ""
        blad = bladen[int(plek)] if plek.isdecimal() and int(plek) < len(bladen) else ""
        found.append(Naam(unescape(one.get("name") or ""), blad, one.text or "", is_on(one.get("hidden"))))
    return found


def _list_extern(pakket: Pakket) -> list[str]:
    """The files that external links point to; the part itself where it names none."""
    found = []
    for deel in pakket.delen:
        if "externallinks/" in deel.lower() and deel.lower().endswith(".xml"):
            doelen = [one.target for one in read_relations(pakket.naam, pakket.delen, deel).values() if one.external]
            found += doelen or [deel]
    return found


def _read_eigenschappen(pakket: Pakket) -> Mapping[str, str]:
    deel = find_part(pakket.delen, KERN)
    try:
        root = parse_part(pakket.naam, deel, pakket.delen[deel]) if deel else None
    except WerkmapError:
        return {}
    if root is None:
        return {}
    return {local_name(one): one.text for one in root if local_name(one) in EIGENSCHAPPEN and one.text and one.text.strip()}
