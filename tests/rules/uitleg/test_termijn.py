"""The explanation of a factuur: from the yearly amount to the termijn, who got the cents left over, and the btw."""

from __future__ import annotations

from datetime import date

import pytest

from cusd_xl.base.money import format_euro
from cusd_xl.base.years import parse_termijn
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.uitleg import Factuuruitleg
from cusd_xl.rules.factuurregels import make_facturen
from cusd_xl.rules.uitleg.termijn import explain_facturen
from cusd_xl.rules.verdeling import allocate
from tests.rules.bouw import INWONERS, START, bouw_begroting, kostenpost


def leg_uit(begroting: Begroting, code: str, gemeente: str = "Baarn", op: date = START) -> tuple[Factuuruitleg, ...]:
    """The facturen of one termijn."""
    return explain_facturen(begroting, allocate(begroting), gemeente, parse_termijn(code, 2026), op)


@pytest.mark.parametrize("code", ["jaar", "Q1", "Q3", "M12"])
def test_the_root_is_what_the_factuur_asks(code: str) -> None:
    """De wortel is het bedrag van de factuur zelf, voor elke gemeente en elke termijn."""
    begroting = bouw_begroting(kosten=(kostenpost("K01", btw="S"), kostenpost("K02", btw="S", bedrag=77_777_77)))
    facturen = make_facturen(begroting, allocate(begroting), parse_termijn(code, 2026), START)
    for gemeente in INWONERS:
        expected = [one.te_betalen for one in facturen if one.afnemer.gemeente == gemeente]
        found = leg_uit(begroting, code, gemeente)
        assert [one.bedrag for one in found] == expected
        assert [one.wortel.waarde for one in found] == [format_euro(one) for one in expected]


def test_the_cents_left_over_go_to_the_first_termijnen() -> None:
    """Bij elke termijn staat hoeveel centen er over zijn, wie ze kreeg en of deze termijn erbij is."""
    begroting = bouw_begroting(kosten=(kostenpost("K01", bedrag=300_000_03 + 3, verdeelsleutel="gelijk"),))
    (eerste,), (derde,) = leg_uit(begroting, "Q1"), leg_uit(begroting, "Q3")
    extra = [next(one for one in uitleg.wortel.walk() if one.omschrijving == "Extra cent") for uitleg in (eerste, derde)]
    assert [one.waarde for one in extra] == ["€ 0,01", "€ 0,00"]
    assert extra[1].formule == "over: 2 x 1 cent; de eerste 2 termijnen krijgen er een; dit is termijn 3: geen extra cent"


def test_each_btw_regime_is_a_factuur_of_its_own() -> None:
    """Kosten van twee btw-regimes staan op twee facturen, elk met haar eigen btw en de afronding daarvan."""
    begroting = bouw_begroting(kosten=(kostenpost("K01", btw="O"), kostenpost("K02", btw="S", bedrag=10_000_01)))
    found = leg_uit(begroting, "Q1")
    assert [one.nummer.rpartition("-")[2] for one in found] == ["buiten", "binnen"] or len(found) == 2
    btw = next(one for one in found[1].wortel.walk() if one.omschrijving.startswith("Btw, code S"))
    assert btw.formule == "grondslag x tarief, één keer per code afgerond op de cent"
    assert btw.voor.startswith("€ ") and btw.na == btw.waarde


def test_who_owes_nothing_has_no_factuur() -> None:
    """Wie dit jaar niets betaalt, krijgt geen factuur en dus geen uitleg erbij."""
    assert leg_uit(bouw_begroting(kosten=(kostenpost("K01", taken=("W1",)),)), "Q1", "Eemnes") == ()
