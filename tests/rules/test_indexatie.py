"""Art. 14: every year after the price level exactly once, exact in between."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from cusd_xl.rules.indexatie import calculate_factor, find_percentages, list_cijfers
from tests.rules.bouw import BBP, bouw_begroting, indexcijfer


def test_the_factor_is_exact() -> None:
    """Twee jaar van 2,7 en 3,1 procent is precies een factor 1,058837: er wordt niets tussendoor afgerond."""
    assert calculate_factor([Fraction("2.7"), Fraction("3.1")]) == Fraction("1.058837")


@pytest.mark.parametrize(("percentages", "factor"), [([], 1), ([Fraction(0)], 1), ([Fraction(-2)], Fraction("0.98"))])
def test_nothing_to_index(percentages: list[Fraction], factor: Fraction) -> None:
    """Zonder indexjaren blijft een bedrag gelijk, en een negatieve index maakt het lager."""
    assert calculate_factor(percentages) == factor


@pytest.mark.parametrize(
    ("reeks", "prijspeil", "jaren"), [(BBP, 2024, [2025, 2026]), (BBP, 2025, [2026]), (BBP, 2026, []), ("geen", 2020, [])]
)
def test_the_years_after_the_price_level(reeks: str, prijspeil: int, jaren: list[int]) -> None:
    """Van prijspeil 2024 naar 2026 tellen de jaren 2025 en 2026, elk één keer; bij 'geen' telt geen enkel jaar."""
    assert [jaar for jaar, _, _ in find_percentages(bouw_begroting(), reeks, prijspeil)] == jaren


def test_each_percentage_says_its_cell() -> None:
    """Elk gebruikt percentage vertelt in welke cel het staat."""
    found = find_percentages(bouw_begroting(), BBP, 2024)
    assert [cel for _, _, cel in found] == ["Indexcijfers!C2", "Indexcijfers!C3"]


def test_a_missing_year_is_no_silent_zero() -> None:
    """Ontbreekt een jaar in de reeks, dan wordt niet stil met nul gerekend."""
    with pytest.raises(KeyError):
        find_percentages(bouw_begroting(indexcijfers=(indexcijfer(2026, "2.7"),)), BBP, 2024)


def test_reeksen_are_kept_apart() -> None:
    """Een andere reeks met hetzelfde jaar telt niet mee."""
    begroting = bouw_begroting(indexcijfers=(indexcijfer(2026, "2.7"), indexcijfer(2026, "9", reeks="cao")))
    assert {jaar: one.percentage for jaar, one in list_cijfers(begroting, BBP).items()} == {2026: Decimal("2.7")}
