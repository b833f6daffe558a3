"""The calendar: peildatum, termijnen and dates in Dutch."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from cusd_xl.base.years import add_days, add_years, format_datum, parse_termijn, peildatum, short_datum


def test_the_peildatum_lies_two_years_before_the_begrotingsjaar() -> None:
    """For 2026 the inwoners of 1 January 2024 count (art. 12)."""
    assert peildatum(2026, 2) == date(2024, 1, 1)


@pytest.mark.parametrize("codes", [["jaar"], ["Q1", "Q2", "Q3", "Q4"], [f"M{maand:02d}" for maand in range(1, 13)]])
def test_termijnen_cover_the_year_without_a_gap(codes: list[str]) -> None:
    """Each termijn begins the day after the one before, from New Year's Day to New Year's Eve."""
    termijnen = [parse_termijn(code, 2028) for code in codes]
    assert termijnen[0].begin == date(2028, 1, 1)
    assert termijnen[-1].einde == date(2028, 12, 31)
    assert all(after.begin == before.einde + timedelta(days=1) for before, after in pairwise(termijnen))
    assert [one.nummer for one in termijnen] == list(range(1, len(codes) + 1))


def test_a_leap_year_has_a_day_more_in_february() -> None:
    """The month of February 2028 ends on the 29th."""
    assert parse_termijn("m02", 2028).einde == date(2028, 2, 29)


@pytest.mark.parametrize("code", ["", "Q0", "Q5", "M00", "M13", "M1", "kwartaal", "Q1 "])
def test_an_unknown_termijn_is_refused(code: str) -> None:
    """Only jaar, Q1 to Q4 and M01 to M12 exist."""
    with pytest.raises(ValueError):
        parse_termijn(code, 2026)


@pytest.mark.parametrize(
    ("code", "expected"), [("jaar", "heel 2026"), ("Q2", "kwartaal 2 van 2026"), ("M11", "maand 11 van 2026")]
)
def test_a_termijn_describes_itself_in_dutch(code: str, expected: str) -> None:
    """The factuur says in words which period it is about."""
    assert parse_termijn(code, 2026).omschrijving == expected


def test_dates_are_written_the_dutch_way() -> None:
    """In words for a letter, in figures for a table."""
    day = date(2026, 1, 5)
    assert (format_datum(day), short_datum(day)) == ("5 januari 2026", "05-01-2026")


def test_years_and_days_later() -> None:
    """Zes jaar na 1 januari 2026 is 1 januari 2032; op een schrikkeldag is er een dag later, en na de laatste dag komt niets."""
    assert (date(2032, 1, 1), date(2025, 3, 1)) == (add_years(date(2026, 1, 1), 6), add_years(date(2024, 2, 29), 1))
    assert (date(2027, 2, 24), date.max) == (add_days(date(2027, 2, 10), 14), add_days(date.max, 14))
