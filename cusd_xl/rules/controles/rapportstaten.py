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
from cusd_xl.rules.controles.tekst import enumerate_names, propose
from cusd_xl.rules.grondslag import CUSD, HANDVEST, TOELICHTING, Grondslag
from cusd_xl.rules.kring import make_kring
from cusd_xl.rules.maatstaf import GEDEELD

GRONDSLAG = Grondslag(CUSD, "13; handvest 13.3 en 15", f"{TOELICHTING}; {HANDVEST}", ("R63", "R67", "R68", "R69", "R70"))
INKOOPPLAN = "Vul het blad Inkoopplan voor de taken van deze kostenpost."
APARTE_TAKEN = "Een taak staat bij twee kostenposten: geef elke kostenpost eigen taken."
BEKEND = "Kies een gemeente die in {jaar} deelneemt."


def check_prognosestaat(begroting: Begroting, staat: Prognosestaat) -> Iterator[Finding]:
    """No threshold to hold the prognose against, or no begroting."""
    yield from _check_drempel(begroting)
    yield from _check_inkoopplan(begroting)
    for code, post in {one.kostenpost.kostenpost: one.kostenpost for one in staat.regels}.items():
        without = [one for one in staat.regels if one.kostenpost.kostenpost == code and one.afwijking.zonder]
        if without:
            advies = APARTE_TAKEN if without[0].maatstaf == GEDEELD else INKOOPPLAN
            facts = {"kostenpost": code, "gemeenten": enumerate_names(one.gemeente for one in without), "advies": advies}
            yield finding("prognose-niet-begroot", post.herkomst.cel("verdeelsleutel"), **facts)


def check_kwartaalstaat(begroting: Begroting, staat: Kwartaalstaat) -> Iterator[Finding]:
    """No threshold, too many light rapportages, realisatie that cannot be placed, and data that did not come."""
    yield from _check_drempel(begroting)
    yield from _check_inkoopplan(begroting)
    if staat.light:
        yield from check_light(begroting, list_momenten_van(begroting, RAPPORTAGE), staat.kwartaal.nummer)
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
    yield from _check_lege_kwartalen(staat)
    yield from _check_aanleveringen(staat)


def _check_drempel(begroting: Begroting) -> Iterator[Finding]:
    if begroting.regeling.afwijking_procent is None:
        yield finding("afwijking-drempel-ontbreekt", begroting.regeling.cel("afwijking_procent"))


def _check_inkoopplan(begroting: Begroting) -> Iterator[Finding]:
    """A row of the inkoopplan of a gemeente or taak that no report would show."""
    gemeenten, taken = make_kring(begroting).gemeenten, [one.taak for one in begroting.taken]
    for row in (one for one in begroting.inkoopplan if one.jaar == begroting.jaar):
        if row.gemeente not in gemeenten:
            advies = propose(row.gemeente, gemeenten, BEKEND.format(jaar=begroting.jaar))
            yield finding("gemeente-onbekend", row.herkomst.cel("gemeente"), gemeente=row.gemeente, advies=advies)
        if row.taak not in taken:
            advies = propose(row.taak, taken, "Kies een code van het blad Takenregister.")
            wat = f"het inkoopplan van {row.gemeente}"
            yield finding("taak-onbekend", row.herkomst.cel("taak"), taak=row.taak, wat=wat, advies=advies)


def _check_lege_kwartalen(staat: Kwartaalstaat) -> Iterator[Finding]:
    """Per kwartaal the gemeenten without a cent of realisatie in it, which makes what they used look low."""
    for plek in range(staat.kwartaal.nummer):
        used = {one.gemeente for one in staat.regels if one.kwartalen[plek]}
        empty = [naam for naam in staat.per_gemeente if naam not in used]
        if empty:
            facts = {"kwartaal": f"Q{plek + 1}", "gemeenten": enumerate_names(empty)}
            yield finding("realisatie-kwartaal-leeg", "tblRealisatie", **facts)


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
