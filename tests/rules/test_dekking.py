"""Art. 12: subsidies come off first, then what is left is rounded once."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cusd_xl.model.begroting import Dekking, Wijziging
from cusd_xl.rules.dekking import deduct_dekking, list_dekking, round_netto, sum_begroot, sum_dekking
from tests.rules.bouw import START, bouw_begroting, kostenpost

DEKKING = (
    Dekking("K01", "loopt", "subsidie", 100, 2025, 2026),
    Dekking("K01", "begint", "subsidie", 20, 2026, 2030),
    Dekking("K01", "voorbij", "subsidie", 3, 2020, 2025),
    Dekking("K01", "later", "subsidie", 4, 2027, 2027),
    Dekking("K02", "van een ander", "subsidie", 5, 2026, 2026),
)


def test_only_the_dekking_of_this_year_and_kostenpost() -> None:
    """Alleen de dekking die in het begrotingsjaar loopt en bij deze kostenpost hoort, gaat van de kosten af."""
    begroting = bouw_begroting(dekking=DEKKING)
    assert [one.omschrijving for one in list_dekking(begroting, "K01")] == ["loopt", "begint"]
    assert (sum_dekking(begroting, "K01"), sum_dekking(begroting, "K99")) == (120, 0)


def test_only_a_vastgestelde_wijziging_counts() -> None:
    """Een begrotingswijziging telt pas als zij is vastgesteld, en mag het bedrag ook verlagen."""
    rows = [("vastgesteld", 500), ("vastgesteld", -20), ("concept", 7), ("ingetrokken", 9)]
    wijzigingen = tuple(Wijziging(str(n), START, status, "K01", mutatie) for n, (status, mutatie) in enumerate(rows))
    begroting = bouw_begroting(wijzigingen=(*wijzigingen, Wijziging("9", START, "vastgesteld", "K02", 1)))
    assert sum_begroot(begroting, kostenpost("K01", bedrag=1000)) == 1480


def test_an_empty_amount_is_nothing() -> None:
    """Een leeg bedrag telt als nul, met de wijzigingen erbij."""
    assert sum_begroot(bouw_begroting(), kostenpost("K01", bedrag=None)) == 0


@pytest.mark.parametrize(
    ("netto", "eenheid", "eenheden"),
    [("100.5", 1, 101), ("100.4999", 1, 100), ("-0.5", 1, 0), ("-0.6", 1, -1), ("150", 100, 2), ("149.99", 100, 1), ("0", 1, 0)],
)
def test_one_rounding_half_up(netto: str, eenheid: int, eenheden: int) -> None:
    """Het te verdelen bedrag wordt één keer afgerond, een halve naar boven, op hele centen of hele euro's."""
    assert round_netto(Fraction(netto), eenheid) == eenheden


def test_dekking_is_taken_off_exactly() -> None:
    """De dekking gaat van het geïndexeerde bedrag af vóór het afronden."""
    assert deduct_dekking(Fraction("100.7"), 100) == Fraction("0.7")
