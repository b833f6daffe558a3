"""The facturen of one run as UBL beside the workbooks: made, checked, and left out where data is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from cusd_xl.base.errors import ArgumentError
from cusd_xl.base.findings import Finding, finding
from cusd_xl.documents.controle_ubl import check_ubl, report_gebreken
from cusd_xl.documents.ubl import make_ubl
from cusd_xl.model.begroting import Regeling
from cusd_xl.model.factuur import Factuur, Factuursoort
from cusd_xl.parameters.efactuur import GEEN


@dataclass(frozen=True, slots=True)
class Efacturen:
    """The XML files by name, the names of those that were not made this time, and what is to be said of them."""

    bestanden: Mapping[str, bytes] = field(default_factory=dict)
    vervallen: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def make_efacturen(regeling: Regeling, facturen: Mapping[str, Factuur], controleer: bool = False) -> Efacturen:
    """The UBL of each factuur under the name of its workbook, `facturen` being keyed by that name.

    An interne verrekening has none. With `controleer` the official rules are run too; ArgumentError when they are not there.
    A file name in `vervallen` must not stay behind from an earlier run, for its amounts may be old.
    """
    namen = {str(PurePath(naam).with_suffix(".xml")): one for naam, one in facturen.items()}
    if regeling.efactuur_profiel == GEEN:
        if controleer:
            raise ArgumentError("Er zijn geen e-facturen om te controleren: op het blad Regeling staat efactuur_profiel = geen.")
        return Efacturen(vervallen=tuple(namen))
    sent = {naam: one for naam, one in namen.items() if one.soort is not Factuursoort.INTERNE_VERREKENING}
    made = {naam: make_ubl(one, regeling.efactuur_profiel) for naam, one in sent.items()}
    gebreken = {naam: check_ubl(xml) for naam, xml in made.items()}
    bestanden = {naam: xml for naam, xml in made.items() if not gebreken[naam]}
    findings = report_gebreken(regeling, [(sent[naam], found) for naam, found in gebreken.items()])
    official = tuple(_check_official(sent, bestanden)) if controleer else ()
    return Efacturen(bestanden, tuple(naam for naam in namen if naam not in bestanden), (*findings, *official))


def _check_official(facturen: Mapping[str, Factuur], bestanden: Mapping[str, bytes]) -> Iterator[Finding]:
    from cusd_xl.documents.official_rules import check_official, load_regels

    regels = load_regels()
    for naam, xml in bestanden.items():
        factuur = facturen[naam]
        wie = {"nummer": factuur.nummer, "gemeente": factuur.afnemer.gemeente}
        for one in check_official(xml, regels):
            code = "efactuur-officieel-afgekeurd" if one.fataal else "efactuur-officieel-opmerking"
            yield finding(code, regelset=one.regelset, regel=one.regel, tekst=one.tekst.rstrip("."), **wie)
