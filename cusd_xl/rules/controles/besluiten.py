"""Every besluit says what it is about and when it was taken, and is vastgesteld only after those who must agree did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from cusd_xl.base.findings import Finding, finding
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.besluiten import Besluit
from cusd_xl.rules.controles.akkoorden import find_akkoord, find_tekort
from cusd_xl.rules.controles.besluitenlijst import INGETROKKEN, find_afspraken, list_vastgesteld
from cusd_xl.rules.controles.tekst import enumerate_names
from cusd_xl.rules.dekking import VASTGESTELD
from cusd_xl.rules.grondslag import CUSD, PROTOCOL, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(
    CUSD, "hoofdstuk 4 en 5", f"{TOELICHTING}; {PROTOCOL}, punt 2 en slotbepaling 2",
    ("R41", "R46", "R48", "R77", "R78", "R83", "R98", "R105"),
)  # fmt: skip
VELDEN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "vrijstelling": ("gemeente", "taak"),
        "opgave vrijstelling": ("gemeente", "taak", "ingangsdatum"),
        "toetreding": ("gemeente",),
        "uittreding": ("gemeente", "ingangsdatum"),
        "doordecentralisatie": ("taak",),
        "begroting": ("jaar",),
        "begrotingswijziging": ("jaar",),
        "inkoopplan": ("jaar",),
        "rijksmiddelen": ("jaar",),
    }
)
"""What each kind of besluit has to be about."""
BEPALEND = ("vrijstelling", "toetreding", "uittreding", "opheffing")
"""The besluiten that decide who pays: without enough akkoorden the amounts are wrong."""
REGELING, OPHEFFING, PROTOCOLBESLUIT = "regeling", "opheffing", "financieel protocol"


def check_besluiten(begroting: Begroting) -> Iterator[Finding]:
    """The findings on tblBesluiten that hold for every kind of besluit, and a financieel protocol that is not there."""
    for besluit in begroting.besluiten:
        if besluit.status != INGETROKKEN:
            yield from _check_velden(besluit)
        if besluit.status == VASTGESTELD:
            yield from _check_datum(besluit)
            yield from _check_akkoord(begroting, besluit)
            yield from _check_stukken(begroting, besluit)
    protocol = find_afspraken(begroting).financieel_protocol
    if protocol is not None and begroting.besluiten and not list_vastgesteld(begroting, PROTOCOLBESLUIT):
        cel = begroting.regeling.cel("termijnen")
        yield finding("financieel-protocol-ontbreekt", cel, artikel=protocol.artikel, bron=protocol.bron)


def _check_velden(besluit: Besluit) -> Iterator[Finding]:
    missing = [veld for veld in VELDEN.get(besluit.soort, ()) if getattr(besluit, veld) in ("", None)]
    if missing:
        facts = {"nummer": besluit.nummer, "soort": besluit.soort, "velden": enumerate_names(missing)}
        yield finding("besluit-onvolledig", besluit.herkomst.cel(missing[0]), **facts)


def _check_datum(besluit: Besluit) -> Iterator[Finding]:
    if besluit.besluitdatum is None:
        cel = besluit.herkomst.cel("besluitdatum")
        yield finding("besluit-zonder-datum", cel, nummer=besluit.nummer, soort=besluit.soort)


def _check_akkoord(begroting: Begroting, besluit: Besluit) -> Iterator[Finding]:
    tekort = find_tekort(begroting, besluit)
    if tekort is not None:
        yield finding(
            "besluit-niet-geldig" if besluit.soort in BEPALEND else "besluit-zonder-akkoord",
            find_akkoord(begroting, besluit, tekort.ontbreekt[0]),
            nummer=besluit.nummer,
            soort=besluit.soort,
            gemeenten=enumerate_names(tekort.ontbreekt),
            akkoord=tekort.akkoord,
            deelnemers=tekort.deelnemers,
            nodig=tekort.nodig,
            artikel=tekort.meerderheid.artikel,
            bron=tekort.meerderheid.bron,
        )


def _check_stukken(begroting: Begroting, besluit: Besluit) -> Iterator[Finding]:
    """A plan for opheffing, an addendum for a change of the regeling or a protocol: named in Verwijzing."""
    afspraken = find_afspraken(begroting)
    meerderheid = afspraken.find_meerderheid(besluit.soort)
    cel, facts = besluit.herkomst.cel("verwijzing"), {"nummer": besluit.nummer}
    if besluit.verwijzing:
        return
    if besluit.soort == OPHEFFING and meerderheid is not None and meerderheid.plan:
        yield finding("opheffing-zonder-plan", cel, plan=meerderheid.plan, artikel=meerderheid.artikel, **facts)
    if besluit.soort == REGELING and afspraken.addendum is not None:
        yield finding("addendum-ontbreekt", cel, artikel=afspraken.addendum.artikel, bron=afspraken.addendum.bron, **facts)
