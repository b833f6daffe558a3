"""The cells of a sheet as text, formulas as formulas: to see whether somebody changed a sheet that we wrote."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from lxml import etree
from xlsxwriter.utility import quote_sheetname

from cusd_xl.base.addresses import letter_of, parse_cell
from cusd_xl.workbook.bron import Blad
from cusd_xl.workbook.cells import Werkmap, read_cel
from cusd_xl.workbook.celwaarde import Celsoort
from cusd_xl.workbook.package import Pakket
from cusd_xl.workbook.xml_parts import damaged, local_name, parse_part


def list_teksten(pakket: Pakket, deel: str) -> dict[str, str]:
    """Every filled cell of a sheet: address -> `=formula`, or its value as text. A result that was recalculated is no change."""
    werkmap, blad = Werkmap(pakket), Blad(deel, deel, False)
    root = parse_part(pakket.naam, deel, pakket.delen[deel])
    try:
        cellen = {address: _text(werkmap, blad, element) for address, element in _addressed(root)}
    except ValueError as error:
        raise damaged(pakket.naam, deel) from error
    return {address: text for address, text in cellen.items() if text}


def compare_teksten(voor: Mapping[str, str], na: Mapping[str, str]) -> dict[str, str]:
    """What happened to each cell that differs, in Dutch: address -> bijgekomen, leeggemaakt, formule weg or gewijzigd."""
    found = {}
    for address in sorted({*voor, *na}, key=_order):
        before, after = voor.get(address, ""), na.get(address, "")
        if before == after:
            continue
        lost_formula = before.startswith("=") and not after.startswith("=")
        found[address] = (
            "bijgekomen" if not before else "leeggemaakt" if not after else "formule weg" if lost_formula else "gewijzigd"
        )
    return found


def count_verwijzingen(pakket: Pakket, deel: str, bladen: Collection[str]) -> int:
    """How many formulas on a sheet refer to one of these sheets."""
    starts = [f"{naam}!" for naam in bladen] + [f"{quote_sheetname(naam)}!" for naam in bladen]
    root = parse_part(pakket.naam, deel, pakket.delen[deel])
    return sum(any(start in (one.text or "") for start in starts) for one in root.iter("{*}f"))


def _addressed(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    for row in root.iter("{*}row"):
        kolom = 0
        for element in (one for one in row if local_name(one) == "c"):
            address = element.get("r")
            kolom = parse_cell(address)[1] if address else kolom + 1
            yield address or f"{letter_of(kolom)}{row.get('r')}", element


def _text(werkmap: Werkmap, blad: Blad, element: etree._Element) -> str:
    formule = next((one for one in element if local_name(one) == "f"), None)
    if formule is not None:
        return f"={formule.text or formule.get('si') or ''}"
    waarde = read_cel(werkmap, blad, element)
    return "" if waarde.soort is Celsoort.LEEG else str(waarde.waarde)


def _order(address: str) -> tuple[int, int]:
    return parse_cell(address)
