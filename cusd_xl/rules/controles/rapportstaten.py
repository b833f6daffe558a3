"""Art. 13 and handvest art. 13.3 and 15: what a prognose or kwartaalrapportage cannot say, and who did not deliver for it."""

from __future__ import annotations

from collections.abc import Iterator

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.money import format_euro
from cusd_xl.base.years import short_datum
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.kwartaal import Kwartaalstaat
from cusd_xl.model.prognose import Prognosestaat
from cusd_xl.rules.aanlevering import TE_LAAT, VERZUIM
from cusd_xl.rules.controles.rapportagemomenten import RAPPORTAGE, check_light, list_momenten_van
from cusd_xl.rules.controles.tekst import enumerate_names
from cusd_xl.rules.grondslag import CUSD, HANDVEST, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(CUSD, "13; handvest 13.3 en 15", f"{TOELICHTING}; {HANDVEST}", ("R63", "R67", "R68", "R69", "R70"))


def check_prognosestaat(begroting: Begroting, staat: Prognosestaat) -> Iterator[Finding]:
    """No threshold to hold the prognose against, or no begroting."""
    yield from _check_drempel(begroting)
    for code, post in {one.kostenpost.kostenpost: one.kostenpost for one in staat.regels}.items():
        without = [one.gemeente for one in staat.regels if one.kostenpost.kostenpost == code and one.afwijking.zonder]
        if without:
            facts = {"kostenpost": code, "gemeenten": enumerate_names(without)}
            yield finding("prognose-niet-begroot", post.herkomst.cel("verdeelsleutel"), **facts)


def check_kwartaalstaat(begroting: Begroting, staat: Kwartaalstaat) -> Iterator[Finding]:
    """No threshold, too many light rapportages, realisatie that cannot be placed, and data that did not come."""
    yield from _check_drempel(begroting)
    if staat.light:
        yield from check_light(begroting, list_momenten_van(begroting, RAPPORTAGE), staat.kwartaal.code)
    for one in staat.buiten:
        yield finding(
            "realisatie-zonder-kwartaal",
            one.rij.herkomst.cel("periode"),
            bedrag=format_euro(one.rij.netto),
            gemeente=one.rij.gemeente,
            reden=one.reden,
            voorbeeld=f"{staat.jaar}-Q1",
        )
    for regel in staat.regels:
        if not regel.taak:
            facts = {"bedrag": format_euro(regel.afwijking.stand), "gemeente": regel.gemeente}
            yield finding("realisatie-zonder-taak", "tblRealisatie", **facts)
    yield from _check_aanleveringen(staat)


def _check_drempel(begroting: Begroting) -> Iterator[Finding]:
    if begroting.regeling.afwijking_procent is None:
        yield finding("afwijking-drempel-ontbreekt", begroting.regeling.cel("afwijking_procent"))


def _check_aanleveringen(staat: Kwartaalstaat) -> Iterator[Finding]:
    kwartaal = staat.kwartaal.code
    absent = [one.gemeente for one in staat.aanleveringen if one.oordeel == VERZUIM and not one.cel]
    if absent:
        yield finding("aanlevering-verzuim", "tblKalender", kwartaal=kwartaal, gemeenten=enumerate_names(absent))
    for one in staat.aanleveringen:
        if one.oordeel == VERZUIM and one.cel:
            yield finding("aanlevering-verzuim", one.cel, kwartaal=kwartaal, gemeenten=one.gemeente)
        elif one.oordeel == TE_LAAT and one.gereed and one.uiterlijk:
            facts = {"gereed": short_datum(one.gereed), "uiterlijk": short_datum(one.uiterlijk)}
            yield finding("aanlevering-te-laat", one.cel, gemeente=one.gemeente, kwartaal=kwartaal, **facts)
