"""The facturen of one run as UBL: made, checked, and left out where data is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cusd_xl.base.errors import ArgumentError
from cusd_xl.base.findings import Finding, finding
from cusd_xl.documents.controle_ubl import check_ubl, report_gebreken
from cusd_xl.documents.ubl import make_ubl
from cusd_xl.model.factuur import Factuur
from cusd_xl.model.regeling import Regeling
from cusd_xl.parameters.efactuur import GEEN


def make_efactuur(factuur: Factuur, profiel: str) -> bytes | None:
    """The UBL of a factuur; None when none is sent (interne verrekening, profiel `geen`) or when data for it is missing."""
    if profiel == GEEN or factuur.soort.is_intern:
        return None
    xml = make_ubl(factuur, profiel)
    return None if check_ubl(xml) else xml


def check_efacturen(regeling: Regeling, facturen: Sequence[Factuur], controleer: bool = False) -> tuple[Finding, ...]:
    """What stands in the way of the UBL of these facturen.

    With `controleer` the official rules are run too; ArgumentError when they are not installed or no UBL is made at all.
    """
    if regeling.efactuur_profiel == GEEN:
        if controleer:
            raise ArgumentError("Er zijn geen e-facturen om te controleren: op het blad Regeling staat efactuur_profiel = geen.")
        return ()
    sent = [one for one in facturen if not one.soort.is_intern]
    made = [(one, make_ubl(one, regeling.efactuur_profiel)) for one in sent]
    gebreken = [(one, check_ubl(xml)) for one, xml in made]
    goed = {one.nummer: (one, xml) for (one, xml), (_, found) in zip(made, gebreken, strict=True) if not found}
    official = tuple(_check_official(goed)) if controleer else ()
    return (*report_gebreken(regeling, gebreken), *official)


def _check_official(facturen: Mapping[str, tuple[Factuur, bytes]]) -> Iterator[Finding]:
    from cusd_xl.documents.official_rules import check_official, load_regels

    regels = load_regels()
    for nummer, (factuur, xml) in facturen.items():
        for one in check_official(xml, regels):
            code = "efactuur-officieel-afgekeurd" if one.fataal else "efactuur-officieel-opmerking"
            wie = {"nummer": nummer, "gemeente": factuur.afnemer.gemeente}
            yield finding(code, regelset=one.regelset, regel=one.regel, tekst=one.tekst.rstrip("."), **wie)
