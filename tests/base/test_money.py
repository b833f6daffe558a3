"""Money: whole eurocents, rounded once, and parts that add up to the total."""

from __future__ import annotations

import random
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cusd_xl.base.money import (
    euro_text,
    format_euro,
    format_number,
    round_half_up,
    round_to_total,
    split_by_largest_remainder,
    split_over_termijnen,
    spread_in_proportion,
    to_cents,
)

INWONERS_2024 = (161852, 25065, 22619, 9755, 31681, 45361, 47682, 14637)
MILJOEN = (45127868, 6988669, 6306670, 2719907, 8833354, 12647636, 13294781, 4081115)


def test_a_million_over_the_eight_gemeenten_is_the_figure_of_the_contract() -> None:
    """A million euros by inwoners of 1 January 2024 gives the published cents."""
    parts = split_by_largest_remainder(100_000_000, INWONERS_2024)
    assert tuple(part.eenheden for part in parts) == MILJOEN


def test_rounding_each_gemeente_by_itself_gives_two_cents_too_much() -> None:
    """This is why the cents are handed out by largest remainder."""
    naive = sum(round_half_up(Fraction(100_000_000 * aantal, sum(INWONERS_2024))) for aantal in INWONERS_2024)
    assert naive == 100_000_002


@pytest.mark.parametrize("seed", range(50))
def test_the_parts_add_up_and_stay_within_one_unit_of_the_quota(seed: int) -> None:
    """Nobody pays a whole cent more or less than the exact share, and the sum is exact."""
    pick = random.Random(seed)
    total = pick.randrange(10**11)
    weights = [pick.randrange(10**6) for _ in range(pick.randrange(1, 30))] + [1]
    parts = split_by_largest_remainder(total, weights)
    assert sum(part.eenheden for part in parts) == total
    assert all(abs(part.eenheden - part.quotum) < 1 for part in parts)


def test_a_weight_of_zero_gets_nothing() -> None:
    """A vrijgestelde gemeente pays no cent, not even one that is left over."""
    assert [part.eenheden for part in split_by_largest_remainder(2, (1, 0, 1, 1))] == [1, 0, 1, 0]


def test_equal_remainders_go_to_the_first_deelnemer() -> None:
    """Ties are settled by the order of tblDeelnemers."""
    parts = split_by_largest_remainder(100, (1, 1, 1))
    assert [(part.eenheden, part.rang) for part in parts] == [(34, 1), (33, 2), (33, 3)]


def test_fractions_weigh_as_exactly_as_whole_numbers() -> None:
    """A third is a third."""
    thirds = split_by_largest_remainder(10, (Fraction(1, 3), Fraction(2, 3)))
    assert thirds == split_by_largest_remainder(10, (1, 2))


@pytest.mark.parametrize("weights", [(), (0, 0), (1, -1), (2, -1)])
def test_there_must_be_something_to_split_over(weights: tuple[int, ...]) -> None:
    """Without a positive weight, or with a negative one, there is no division."""
    with pytest.raises(ValueError, match="weights"):
        split_by_largest_remainder(100, weights)


@pytest.mark.parametrize(("value", "expected"), [("0.5", 1), ("-0.5", 0), ("1.49", 1), ("2.5", 3), ("-1.51", -2)])
def test_halves_go_up(value: str, expected: int) -> None:
    """Half a cent is rounded upwards, never to the even cent."""
    assert round_half_up(Fraction(value)) == expected


def test_euros_become_whole_cents() -> None:
    """An amount with cents is kept to the cent."""
    assert to_cents(Decimal("69886.69")) == 6988669


def test_half_cents_are_refused() -> None:
    """An amount with three decimals is no amount of money."""
    with pytest.raises(ValueError, match="cents"):
        to_cents(Decimal("0.005"))


@pytest.mark.parametrize("aantal", [1, 4, 12])
def test_termijnen_add_up_to_the_year(aantal: int) -> None:
    """The instalments together are the year, and none differs by more than a cent."""
    for cents in (0, 1, 100_000_001, -7):
        parts = split_over_termijnen(cents, aantal)
        assert sum(parts) == cents
        assert max(parts) - min(parts) <= 1
        assert list(parts) == sorted(parts, reverse=True)


@pytest.mark.parametrize(
    ("cents", "plain", "dutch"), [(6988669, "69886.69", "€ 69.886,69"), (-500, "-5.00", "-€ 5,00"), (7, "0.07", "€ 0,07")]
)
def test_amounts_are_written_for_a_machine_and_for_a_reader(cents: int, plain: str, dutch: str) -> None:
    """A point and two decimals for the contract, a Dutch amount for people."""
    assert (euro_text(cents), format_euro(cents)) == (plain, dutch)


def test_numbers_are_written_the_dutch_way() -> None:
    """Points between thousands, a comma before decimals."""
    assert (format_number(1234567), format_number(Decimal("1234.5"))) == ("1.234.567", "1.234,5")


@pytest.mark.parametrize(
    ("parts", "eenheid", "rounded"),
    [
        ((), 100, ()),
        ((149, 149, 149), 100, (200, 100, 100)),
        ((150, 150), 100, (200, 100)),
        ((-149, 250), 100, (-100, 200)),
        ((-50,), 100, (0,)),
        ((40, 40, 40), 100, (100, 0, 0)),
        ((300, -100), 100, (300, -100)),
    ],
)
def test_parts_are_rounded_so_that_they_keep_their_total(parts: tuple[int, ...], eenheid: int, rounded: tuple[int, ...]) -> None:
    """De delen worden hele euro's die samen het afgeronde totaal zijn; wie het meest tekortkomt, krijgt de euro die over is."""
    assert round_to_total(parts, eenheid) == rounded


@pytest.mark.parametrize(
    ("total", "bedragen", "parts"),
    [(7_000, (6_000, 4_000), (4_200, 2_800)), (1, (100, 200), (0, 1)), (10, (20, -10), (20, -10)), (0, (5, 5), (0, 0))],
)
def test_an_amount_is_spread_by_what_each_cost(total: int, bedragen: tuple[int, ...], parts: tuple[int, ...]) -> None:
    """Wat voor alle kosten samen komt, gaat naar rato over elk ervan; een correctie krijgt haar deel met een min."""
    assert spread_in_proportion(total, bedragen) == parts


def test_nothing_is_spread_over_nothing() -> None:
    """Over kosten die op nul uitkomen valt niets te verdelen."""
    with pytest.raises(ValueError, match="more than 0"):
        spread_in_proportion(5, (10, -10))


@given(st.integers(0, 10**12), st.lists(st.integers(-(10**9), 10**12), min_size=1, max_size=9))
def test_a_spread_closes_on_the_cent(total: int, bedragen: list[int]) -> None:
    """De delen tellen op tot het geheel, en geen deel wijkt een hele cent af van haar aandeel."""
    assume(sum(bedragen) > 0)
    parts = spread_in_proportion(total, bedragen)
    assert sum(parts) == total
    assert all(abs(part - Fraction(total * one, sum(bedragen))) < 1 for part, one in zip(parts, bedragen, strict=True))
