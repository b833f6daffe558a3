"""What the gemeenten agreed: each part with its artikel and source, and the days that follow from it."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from fractions import Fraction

import pytest

from cusd_xl.parameters.afspraken import Afspraken, Vindplaats, load_afspraken
from cusd_xl.parameters.profiel import load_profiel

REGELINGEN = ("amersfoort", "flevoland-2016", "flevoland-2022")


def days(profiel: str, jaar: int, naam: str) -> list[str]:
    """The latest days of a moment in a year."""
    return [
        str(day.on(jaar)) for one in load_afspraken(profiel).list_momenten(jaar) if one.moment == naam for day in one.uiterlijk
    ]


@pytest.mark.parametrize("naam", REGELINGEN)
def test_every_afspraak_has_its_artikel_and_source(naam: str) -> None:
    """Bij elke afspraak staat waar zij te lezen is."""
    afspraken = load_afspraken(naam)
    values = [getattr(afspraken, one.name) for one in fields(afspraken)]
    parts = [
        part for value in values for part in (value if isinstance(value, tuple) else (value,)) if isinstance(part, Vindplaats)
    ]
    assert parts
    assert [] == [one for one in parts if not (one.artikel and one.bron)]
    assert all(one.bron for one in afspraken.gemeenten)
    assert afspraken.bron
    assert [] == [one for one in afspraken.momenten if max(map(len, one.list_names())) > 32 or len(one.bron) > 45]


@pytest.mark.parametrize("naam", ["leeg", "onbekend", "../amersfoort", ""])
def test_a_regeling_without_afspraken_asks_nothing(naam: str) -> None:
    """Van een lege of onbekende regeling is niets bekend, dus wordt niets gevraagd."""
    assert Afspraken() == load_afspraken(naam)


def test_the_first_years_and_majorities_are_those_of_the_sources() -> None:
    """Amersfoort: zes jaar en unaniem; Flevoland 2016: drie jaar, een jaar wachten en twee derde."""
    cusd, flevoland = load_afspraken("amersfoort"), load_afspraken("flevoland-2016")
    assert cusd.uittreding is not None
    assert flevoland.uittreding is not None
    assert (6, 0, True) == (cusd.uittreding.jaren, cusd.uittreding.wachtjaren, cusd.uittreding.kostenvergoeding)
    assert (3, 1, False) == (flevoland.uittreding.jaren, flevoland.uittreding.wachtjaren, flevoland.uittreding.kostenvergoeding)
    for afspraken, deel in ((cusd, Fraction(1)), (flevoland, Fraction(2, 3))):
        meerderheid = afspraken.find_meerderheid("opheffing")
        assert meerderheid is not None
        assert deel == meerderheid.deel


@pytest.mark.parametrize(
    ("profiel", "jaar", "naam", "expected"),
    [
        ("amersfoort", 2026, "begroting besproken", ["2025-11-14"]),
        ("amersfoort", 2026, "jaarprognose", ["2026-08-31", "2026-12-31"]),
        ("amersfoort", 2028, "evaluatie", []),
        ("amersfoort", 2029, "evaluatie", ["2029-09-30"]),
        ("amersfoort", 2033, "evaluatie", ["2033-09-30"]),
        ("flevoland-2022", 2027, "concept-eindafrekening", ["2028-02-29"]),
        ("flevoland-2022", 2026, "definitieve eindafrekening", ["2027-03-30"]),
        ("flevoland-2022", 2026, "voorstel inkoopplan jeugd", ["2025-06-30"]),
        ("flevoland-2022", 2025, "evaluatie", []),
        ("flevoland-2022", 2026, "evaluatie", ["2026-12-31"]),
        ("flevoland-2016", 2018, "evaluatie", ["2018-04-30"]),
        ("flevoland-2016", 2020, "evaluatie", []),
        ("amersfoort", 2025, "jaarprognose", []),
    ],
)
def test_the_latest_days_of_a_year(profiel: str, jaar: int, naam: str, expected: list[str]) -> None:
    """Uit de afspraak en het begrotingsjaar volgt de uiterste dag, ook in een schrikkeljaar en vóór de start van de regeling."""
    assert expected == days(profiel, jaar, naam)


def test_the_list_of_gemeenten_is_that_of_the_year() -> None:
    """In 2015 waren het er zeven, zonder Nijkerk; vanaf 2026 acht."""
    found = {jaar: load_afspraken("amersfoort").find_gemeenten(jaar) for jaar in (2014, 2015, 2025, 2026)}
    assert {2014: None, 2015: 7, 2025: 7, 2026: 8} == {jaar: lijst and len(lijst.namen) for jaar, lijst in found.items()}


def test_a_new_workbook_shows_the_agenda_of_its_year() -> None:
    """Elk moment van het jaar staat op het blad Kalender, met uiterste datum en artikel en zonder Gereed op."""
    rijen = load_profiel("amersfoort", 2029).rijen["tblKalender"]
    expected = {
        "Moment": "evaluatie", "Jaar": 2029, "Periode": None, "Gemeente": None, "Uiterlijk": date(2029, 9, 30), "Gereed op": None,
        "Opmerking": "uiterlijk in september van het vierde jaar", "Bron": "Protocol evaluatie 1",
    }  # fmt: skip
    assert expected == dict(rijen[-1])
    assert [16, 17] == [len(load_profiel("amersfoort", jaar).rijen["tblKalender"]) for jaar in (2026, 2029)]
