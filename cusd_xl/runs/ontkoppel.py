"""Use case `ontkoppel`: give back the workbook as it was before it was linked, byte for byte where nothing changed since."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from cusd_xl.base.errors import WerkmapError
from cusd_xl.base.findings import Finding, finding
from cusd_xl.runs.kopie import check_kopie, is_signed, write_kopie
from cusd_xl.workbook.afwijkingen import list_afwijkingen, refuse_changed
from cusd_xl.workbook.cells import Werkmap
from cusd_xl.workbook.herstelpunt import find_origineel, read_herstelpunt
from cusd_xl.workbook.koppeling import KOPPELBLAD
from cusd_xl.workbook.onze_bladen import find_onze_bladen
from cusd_xl.workbook.package import Pakket, open_pakket, write_pakket
from cusd_xl.workbook.sheet_texts import count_verwijzingen
from cusd_xl.workbook.verliescontrole import Verliesrapport, check_teruggave
from cusd_xl.workbook.xml_parts import parse_part

MOST_PARTS_NAMED = 4


@dataclass(frozen=True, slots=True)
class Ontkoppelresultaat:
    """What came of it: `exact` when every part is what it was before linking, the findings, and the verliescontrole."""

    exact: bool
    findings: tuple[Finding, ...]
    rapport: Verliesrapport


def run_ontkoppel(pad: Path, uit: Path, overschrijf: bool = False) -> Ontkoppelresultaat:
    """Write a copy without our sheets, tables, names and code.

    Raises WerkmapError when nothing of ours is in the workbook, or when the user typed on a sheet of ours (unless
    `overschrijf`), UitvoerError when the verliescontrole finds anything unexpected.
    """
    check_kopie(pad, uit)
    pakket = open_pakket(pad)
    onze = find_onze_bladen(parse_part(pakket.naam, pakket.werkmapdeel, pakket.delen[pakket.werkmapdeel]))
    if not onze and read_herstelpunt(pakket) is None:
        raise WerkmapError(f"{pakket.naam} is niet gekoppeld: er staat geen blad van cusd-xl in. Er is niets geschreven.")
    if not overschrijf:
        refuse_changed(pakket, set(list_afwijkingen(pakket)) - {KOPPELBLAD})
    origineel = find_origineel(pakket)
    terug = replace(pakket, delen=origineel.delen)
    rapport = write_kopie(uit, write_pakket(origineel.delen), lambda written: check_teruggave(pakket, written))
    findings = [] if origineel.exact else _list_gevolgen(terug, origineel.gewijzigd, tuple(onze.values()))
    return Ontkoppelresultaat(origineel.exact, tuple(findings), rapport)


def as_json(resultaat: Ontkoppelresultaat) -> dict[str, object]:
    """The outcome as plain values."""
    return {
        "exact": resultaat.exact,
        "verliescontrole": resultaat.rapport.as_json(),
        "bevindingen": [one.as_json() for one in resultaat.findings],
    }


def _list_gevolgen(terug: Pakket, gewijzigd: tuple[str, ...], onze: tuple[str, ...]) -> list[Finding]:
    """What the user must know when the workbook was changed after it was linked."""
    found = []
    if gewijzigd:
        more = len(gewijzigd) - MOST_PARTS_NAMED
        shown = ", ".join(gewijzigd[:MOST_PARTS_NAMED]) + (f" en {more} andere onderdelen" if more > 0 else "")
        found.append(finding("eigen-wijzigingen", delen=shown))
    for blad in Werkmap(terug).bladen:
        aantal = count_verwijzingen(terug, blad.deel, onze)
        if aantal:
            found.append(finding("verwijzing-vervalt", blad.naam, aantal=aantal))
    return [*found, finding("handtekening-vervalt")] if is_signed(terug) else found
