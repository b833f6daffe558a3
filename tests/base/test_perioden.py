"""Periods as people type them."""

from __future__ import annotations

import pytest

from cusd_xl.base.perioden import Periode, find_kwartaal, parse_periode


@pytest.mark.parametrize(
    ("text", "kwartaal"),
    [
        ("2026-Q1", 1), ("Q4", 4), ("2026 k2", 2), ("2026-03", 1), ("M10", 4), ("2026-M07", 3), ("12", 4), (" 2026/q3 ", 3),
        ("2026", None),
    ],
)  # fmt: skip
def test_a_period_lies_in_a_kwartaal(text: str, kwartaal: int | None) -> None:
    """Een kwartaal of maand ligt in één kwartaal, een heel jaar niet."""
    found = parse_periode(text, 2026)
    assert found is not None
    assert (found.jaar, found.kwartaal) == (2026, kwartaal)


def test_a_year_of_its_own_wins() -> None:
    """Een periode die zelf een jaar noemt, ligt in dat jaar."""
    assert parse_periode("2025-Q4", 2026) == Periode(2025, 10, 12)


@pytest.mark.parametrize("text", ["", "zomer", "2026-Q5", "2026-13", "Q1-Q2", "kwartaal 1", "M00", "26-Q1"])
def test_what_is_no_period_is_not_guessed(text: str) -> None:
    """Wat geen jaar, kwartaal of maand is, wordt niet geraden."""
    assert parse_periode(text, 2026) is None


@pytest.mark.parametrize(
    ("text", "kwartaal"), [("Q2 light", 2), ("2026-Q3", 3), ("2025-Q3", None), ("2", None), ("2026", None), ("2026 Q4", 4)]
)
def test_the_kalender_names_a_kwartaal(text: str, kwartaal: int | None) -> None:
    """In de kalender mag achter het kwartaal een woord staan, en telt alleen het kwartaal van het eigen jaar."""
    assert find_kwartaal(text, 2026) == kwartaal
