"""Whatever is typed, a year that the checks let through can be reported on, and its totals tie."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from cusd_xl.base.findings import has_fout
from cusd_xl.base.years import parse_termijn
from cusd_xl.model.afrekening import Blok
from cusd_xl.model.begroting import Begroting, Realisatie
from cusd_xl.rules.begrotingswijziging import compare_laag, list_lagen, stack_laag
from cusd_xl.rules.controles import check_begroting
from cusd_xl.rules.controles.rapportstaten import check_kwartaalstaat, check_prognosestaat
from cusd_xl.rules.kring import make_kring
from cusd_xl.rules.kwartaalrapportage import make_kwartaalstaat, place_realisatie
from cusd_xl.rules.prognose import list_momenten, make_prognosestaat
from cusd_xl.rules.verdeling import allocate
from cusd_xl.workbook.plan_kwartaal import plan_kwartaal
from cusd_xl.workbook.plan_prognose import plan_prognose
from cusd_xl.workbook.plan_wijziging import plan_wijziging
from tests.hulp.afrekening import KOSTEN, REALISATIE, jaar, reken_af
from tests.hulp.rapportage import jaar_begroting
from tests.rules.bouw import kostenpost, met_herkomst
from tests.rules.controles.test_robuust import damage

RUNS = 12
SOMS_ANDERS = (
    {"afwijking_procent": None}, {"afwijking_procent": Decimal("0")}, {"stand_per": date(2026, 12, 31)}, {"afronding": "euro"},
)  # fmt: skip


def beschadig(pick: random.Random) -> Begroting:
    begroting = jaar_begroting()
    begroting = replace(begroting, regeling=replace(begroting.regeling, **pick.choice(SOMS_ANDERS)))
    for _ in range(pick.randrange(1, 6)):
        begroting = damage(pick, begroting)
    return met_herkomst(begroting)


@pytest.mark.parametrize("seed", range(25))
def test_a_damaged_year_gives_findings_or_reports_that_tie(seed: int) -> None:
    """Slechte invoer geeft bevindingen en nooit een crash; zonder fout sluit elk rapport, voor allen en voor één gemeente."""
    pick = random.Random(seed)
    for _ in range(RUNS):
        begroting = beschadig(pick)
        if has_fout(check_begroting(begroting)):
            continue
        gemeenten = make_kring(begroting).gemeenten
        for gemeente in ("", pick.choice(gemeenten)):
            kring = make_kring(begroting, gemeente)
            for laag in list_lagen(begroting):
                if not any(has_fout(check_begroting(one)) for one in stack_laag(begroting, laag.nummer)):
                    staat = compare_laag(begroting, laag.nummer, kring)
                    nieuw = sum(one for _, one in staat.per_gemeente().values())
                    assert nieuw == sum(post.te_verdelen_nieuw for post in staat.posten)
                    plan_wijziging(staat)
            for moment in list_momenten(begroting):
                prognose = make_prognosestaat(begroting, moment.nummer, kring)
                assert prognose.totaal.stand == sum(one.stand for one in prognose.per_kostenpost.values())
                list(check_prognosestaat(begroting, prognose))
                plan_prognose(prognose)
            kwartaal = make_kwartaalstaat(begroting, parse_termijn(pick.choice(("Q1", "Q4")), 2026), pick.random() < 0.5, kring)
            assert kwartaal.totaal.stand == sum(sum(one.kwartalen) for one in kwartaal.regels)
            list(check_kwartaalstaat(begroting, kwartaal))
            plan_kwartaal(kwartaal)


@pytest.mark.parametrize("seed", range(10))
def test_the_layers_together_are_the_whole_change(seed: int) -> None:
    """De verschillen van alle vastgestelde lagen tellen per gemeente op tot het verschil tussen de eerste en de laatste stand."""
    pick = random.Random(seed)
    rows = tuple(
        replace(jaar_begroting().wijzigingen[0], nummer=str(nummer), mutatie=pick.randrange(-40_000_00, 90_000_00))
        for nummer in range(1, 6)
    )
    begroting = jaar_begroting(wijzigingen=pick.sample(rows, len(rows)))
    begroting = replace(begroting, wijzigingen=tuple(begroting.wijzigingen))
    kring = make_kring(begroting)
    changes = [compare_laag(begroting, str(nummer), kring).per_gemeente() for nummer in range(1, 6)]
    begin, einde = (allocate(replace(begroting, wijzigingen=one)).per_gemeente() for one in ((), begroting.wijzigingen))
    for naam in kring.gemeenten:
        assert sum(one[naam][1] - one[naam][0] for one in changes) == einde[naam] - begin[naam]


def test_the_report_and_the_settlement_agree_on_what_is_care() -> None:
    """Kosten van soort overig zijn bij de eindafrekening geen zorgkosten, en in de kwartaalrapportage dus geen zorggebruik."""
    overig = kostenpost("K21", soort="overig", taken=("W4",), bedrag=None, verdeelsleutel="werkelijk")
    begroting = jaar(kosten=(*KOSTEN, overig), realisatie=(*REALISATIE, Realisatie("Baarn", "K21", "W4", "2026-Q1", 500_00)))
    gebruik = sum(one.bedrag for one in place_realisatie(begroting)[0])
    zorgkosten = sum(
        one.werkelijk for gemeente in reken_af(replace(begroting, rijksmiddelen=())).gemeenten
        for one in gemeente.list_regels(Blok.ZORGKOSTEN)
    )  # fmt: skip
    assert gebruik == zorgkosten == 10_000_00
