"""Periods as people type them."""

from __future__ import annotations

from datetime import date

import pytest

from cusd_xl.base.perioden import Periode, find_kwartaal, guess_periode, parse_periode


@pytest.mark.parametrize(
    ("text", "kwartaal"),
    [
        ("2026-Q1", 1), ("Q4", 4), ("2026 k2", 2), ("2026-03", 1), ("M10", 4), ("2026-M07", 3), ("12", 4), (" 2026/q3 ", 3),
        ("2026-03-15", 1), ("15-3-2026", 1), ("202611", 4), ("2026", None),
    ],
)  # fmt: skip
def test_a_period_lies_in_a_kwartaal(text: str, kwartaal: int | None) -> None:
    """Een kwartaal of maand ligt in één kwartaal, een heel jaar niet."""
    found = parse_periode(text, 2026)
    assert found is not None
    assert (found.jaar, found.kwartaal) == (2026, kwartaal)


def test_a_year_of_its_own_wins() -> None:
    """Een periode die zelf een jaar noemt, ligt in dat jaar."""
    assert parse_periode("2025-Q4", 2026) == Periode(date(2025, 10, 1), date(2025, 12, 31))


@pytest.mark.parametrize("text", ["", "zomer", "2026-Q5", "2026-13", "Q1-Q2", "kwartaal 1", "M00", "26-Q1", "2026-02-31", "0000"])
def test_what_is_no_period_is_not_guessed(text: str) -> None:
    """Wat geen jaar, kwartaal of maand is, wordt niet geraden."""
    assert parse_periode(text, 2026) is None


@pytest.mark.parametrize(
    ("text", "kwartaal"), [("Q2 light", 2), ("2026-Q3", 3), ("2025-Q3", None), ("2", None), ("2026", None), ("2026 Q4", 4)]
)
def test_the_kalender_names_a_kwartaal(text: str, kwartaal: int | None) -> None:
    """In de kalender mag achter het kwartaal een woord staan, en telt alleen het kwartaal van het eigen jaar."""
    assert find_kwartaal(text, 2026) == kwartaal


@pytest.mark.parametrize(
    ("text", "begin", "einde"),
    [
        ("", (1, 1), (12, 31)), ("2026", (1, 1), (12, 31)), ("2026-Q1", (1, 1), (3, 31)), ("Q3", (7, 1), (9, 30)),
        ("2026 k4", (10, 1), (12, 31)), ("2026-02", (2, 1), (2, 28)), ("202611", (11, 1), (11, 30)), ("M05", (5, 1), (5, 31)),
        ("2026-03-15", (3, 15), (3, 15)), ("15-3-2026", (3, 15), (3, 15)), ("01/10/2026", (10, 1), (10, 1)),
        ("tweede halfjaar", (1, 1), (12, 31)), ("2026-02-31", (1, 1), (12, 31)),
    ],
)  # fmt: skip
def test_a_periode_as_it_is_typed_has_a_first_and_a_last_day(text: str, begin: tuple[int, int], einde: tuple[int, int]) -> None:
    """Jaar, kwartaal, maand of dag: elke gangbare schrijfwijze is een stuk van 2026; wat niets zegt is het hele jaar."""
    assert guess_periode(text, 2026) == Periode(date(2026, *begin), date(2026, *einde))


@pytest.mark.parametrize(
    "text", ["2025", "2025-Q4", "2025-12", "202512", "31-12-2025", "2025 nagekomen", "december 2025", "Q4 2025"]
)
def test_a_periode_of_another_year_is_never_taken_for_this_one(text: str) -> None:
    """Noemt een periode 2025, waar dan ook, dan is zij niet van 2026."""
    assert guess_periode(text, 2026).jaar == 2025


@pytest.mark.parametrize("text", ["9999", "9999-Q4", "31-12-9999"])
def test_the_last_year_there_is_ends_too(text: str) -> None:
    """Ook een tikfout als 9999 is een periode van een ander jaar, geen vastloper."""
    assert guess_periode(text, 2026).einde == date(9999, 12, 31)
