"""The dated figures of the law and the plausibility bands."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from cusd_xl.base.errors import ParameterError
from cusd_xl.parameters import Parameterwaarde, get_parameter, wettelijk

NIEUWJAAR = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("naam", "waarde", "eenheid"),
    [
        ("btw_tarief_hoog", 21, "procent"),
        ("betaaltermijn_max_dagen", 30, "dagen"),
        ("inwoners_sprong_procent", 5, "procent"),
        ("indexpercentage_min", -5, "procent"),
        ("indexpercentage_max", 15, "procent"),
        ("bedrag_max_euro", 10_000_000_000, "euro"),
    ],
)
def test_a_parameter_has_a_value_a_unit_and_a_source(naam: str, waarde: int, eenheid: str) -> None:
    """For 2026 every parameter gives its value, its unit and where it comes from."""
    found = get_parameter(naam, NIEUWJAAR)
    assert (Decimal(waarde), eenheid, True) == (found.waarde, found.eenheid, bool(found.bron))


def test_the_high_btw_tarief_starts_on_its_first_day() -> None:
    """On 1 October 2012 the tarief of 21 % is in force."""
    assert Decimal(21) == get_parameter("btw_tarief_hoog", date(2012, 10, 1)).waarde


@pytest.mark.parametrize("naam", ["btw_tarief_hoog", "onbekend"])
def test_a_missing_value_is_named_with_its_date(naam: str) -> None:
    """Where no value is in force, the run stops and says which parameter on which day."""
    with pytest.raises(ParameterError) as stopped:
        get_parameter(naam, date(2012, 9, 30))
    assert (
        f"De parameter {naam} heeft geen waarde op 30-09-2012. "
        "Vul in parameters/wettelijk.toml de waarde aan, met begindatum en bron."
    ) == str(stopped.value)


def test_the_latest_value_that_has_begun_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """When a tarief changes, the old one counts until the day before."""
    old = Parameterwaarde(Decimal(19), "procent", date(2001, 1, 1), "wet")
    new = Parameterwaarde(Decimal(21), "procent", date(2012, 10, 1), "wet")
    monkeypatch.setattr(wettelijk, "_load_wettelijk", lambda: {"tarief": (new, old)})
    assert [Decimal(19), Decimal(21)] == [get_parameter("tarief", day).waarde for day in (date(2012, 9, 30), date(2012, 10, 1))]


def test_a_value_that_has_ended_no_longer_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """After its last day a value without a successor is missing."""
    ended = Parameterwaarde(Decimal(6), "procent", date(2001, 1, 1), "wet", date(2018, 12, 31))
    monkeypatch.setattr(wettelijk, "_load_wettelijk", lambda: {"tarief": (ended,)})
    assert Decimal(6) == get_parameter("tarief", date(2018, 12, 31)).waarde
    with pytest.raises(ParameterError):
        get_parameter("tarief", date(2019, 1, 1))
