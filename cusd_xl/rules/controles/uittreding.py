"""Leaving: not in the first years, after a besluit that says what it costs, on one day, and with proof of every cost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from types import MappingProxyType

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.years import add_years, short_datum
from cusd_xl.model.begroting import Begroting, Deelnemer
from cusd_xl.model.besluiten import Besluit
from cusd_xl.parameters.afspraken import Wachttijd
from cusd_xl.rules.controles.besluitenlijst import find_afspraken, keeps_besluiten, list_vastgesteld
from cusd_xl.rules.grondslag import CUSD, PROTOCOL, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(
    f"{CUSD}; Centrumregeling Sociaal Domein Flevoland", "hoofdstuk 5; Flevoland 11; handvest 17",
    f"{TOELICHTING}; factsheet; {PROTOCOL}, slotbepaling 3", ("R37", "R38", "R39", "R74", "R97", "R104"),
)  # fmt: skip
UITTREDING = "uittreding"
EEN_DAG = timedelta(days=1)
BEWIJS = MappingProxyType(
    {
        "doorlopende kosten": ("Factsheet", "waaruit blijkt dat de kosten aantoonbaar doorlopen"),
        "frictiekosten": ("Handvest 17.4", "welke deskundige, samen aangewezen, de kosten heeft vastgesteld"),
    }
)
"""What must stand behind each kind of cost, and who says so."""


def check_uittreding(begroting: Begroting) -> Iterator[Finding]:
    """The findings on an end of deelname, on the besluiten about it, and on costs without proof."""
    afspraken = find_afspraken(begroting)
    if afspraken.uittreding is not None and afspraken.start is not None:
        for deelnemer in begroting.deelnemers:
            if deelnemer.tot_en_met is not None and deelnemer.tot_en_met >= max(afspraken.start, deelnemer.vanaf):
                yield from _check_einde(begroting, deelnemer, deelnemer.tot_en_met, afspraken.start, afspraken.uittreding)
        for besluit in list_vastgesteld(begroting, UITTREDING):
            yield from _check_besluit(begroting, besluit, afspraken.start, afspraken.uittreding)
    for row in begroting.uittreding:
        if not row.onderbouwing and row.soort in BEWIJS:
            artikel, wat = BEWIJS[row.soort]
            facts = {"soort": row.soort, "gemeente": row.gemeente, "jaar": row.jaar, "wat": wat, "artikel": artikel}
            yield finding("onderbouwing-ontbreekt", row.herkomst.cel("onderbouwing"), **facts)


def _check_einde(
    begroting: Begroting, deelnemer: Deelnemer, laatste: date, start: date, afspraak: Wachttijd
) -> Iterator[Finding]:
    eerste = add_years(start, afspraak.jaren)
    cel = deelnemer.herkomst.cel("tot_en_met")
    facts = {"gemeente": deelnemer.gemeente, "laatste": short_datum(laatste), **_cite(afspraak)}
    if laatste < eerste - EEN_DAG:
        code = "uittreding-te-vroeg" if keeps_besluiten(begroting) else "einddatum-te-vroeg"
        yield finding(code, cel, eerste=short_datum(eerste), **facts)
    if keeps_besluiten(begroting) and not list_vastgesteld(begroting, UITTREDING, deelnemer.gemeente):
        yield finding("uittreding-zonder-besluit", cel, **facts)


def _check_besluit(begroting: Begroting, besluit: Besluit, start: date, afspraak: Wachttijd) -> Iterator[Finding]:
    facts = {"nummer": besluit.nummer, "gemeente": besluit.gemeente, **_cite(afspraak)}
    if afspraak.kostenvergoeding and besluit.bedrag is None and not besluit.verwijzing:
        yield finding("uittreding-zonder-kostenvergoeding", besluit.herkomst.cel("bedrag"), **facts)
    if besluit.ingangsdatum is None:
        return
    cel, ingang = besluit.herkomst.cel("ingangsdatum"), besluit.ingangsdatum
    leaving = [one for one in begroting.deelnemers if one.gemeente == besluit.gemeente]
    for deelnemer in leaving:
        if deelnemer.tot_en_met != ingang - EEN_DAG:
            days = {"ingang": short_datum(ingang), "laatste": _say(deelnemer.tot_en_met)}
            yield finding("uittreding-einddatum-verschilt", deelnemer.herkomst.cel("tot_en_met"), **days, **facts)
    eerste = add_years(start, afspraak.jaren)
    if start <= ingang < eerste and not any(one.tot_en_met == ingang - EEN_DAG for one in leaving):
        laatste = short_datum(ingang - EEN_DAG)
        yield finding(
            "uittreding-te-vroeg", cel, gemeente=besluit.gemeente, laatste=laatste, eerste=short_datum(eerste), **_cite(afspraak)
        )
    besluitdatum = besluit.besluitdatum
    if afspraak.wachtjaren and besluitdatum is not None and ingang.year <= besluitdatum.year + afspraak.wachtjaren:
        days = {"besluit": short_datum(besluitdatum), "ingang": short_datum(ingang)}
        yield finding("uittreding-wachttijd", cel, jaar=besluitdatum.year + afspraak.wachtjaren + 1, **days, **facts)


def _say(day: date | None) -> str:
    return f"tot en met {short_datum(day)}" if day else "zonder einddatum"


def _cite(afspraak: Wachttijd) -> dict[str, str]:
    return {"artikel": afspraak.artikel, "bron": afspraak.bron}
