"""The inwoners and index figures that ship with the program."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import groupby, pairwise
from pathlib import Path

import pytest

from cusd_xl.parameters import get_parameter
from cusd_xl.parameters.cijfers import load_indexcijfers, load_inwoners

REGIO = {"Amersfoort", "Baarn", "Bunschoten", "Eemnes", "Leusden", "Nijkerk", "Soest", "Woudenberg"}
FLEVOLAND = {"Almere", "Dronten", "Lelystad", "Noordoostpolder", "Urk", "Zeewolde"}


@pytest.mark.parametrize(
    ("gemeenten", "peildatum", "total"),
    [
        (REGIO, date(2022, 1, 1), 351_251),
        (REGIO, date(2023, 1, 1), 356_104),
        (REGIO, date(2024, 1, 1), 358_652),
        (REGIO, date(2025, 1, 1), 361_483),
        (FLEVOLAND, date(2024, 1, 1), 450_826),
        (FLEVOLAND, date(2025, 1, 1), 456_395),
    ],
)
def test_the_inwoners_add_up_to_the_published_total(gemeenten: set[str], peildatum: date, total: int) -> None:
    """On each peildatum the gemeenten of a regio together have the number of inwoners of CBS."""
    assert total == sum(one.inwoners for one in load_inwoners() if one.gemeente in gemeenten and one.peildatum == peildatum)


def test_every_inwonertal_stands_there_once_with_its_source() -> None:
    """Fourteen gemeenten, ten peildata, no inwonertal twice and none without a bron."""
    found = Counter((one.gemeente, one.peildatum) for one in load_inwoners())
    assert (140, {1}, True) == (len(found), set(found.values()), all(one.bron for one in load_inwoners()))


def test_only_the_latest_peildatum_is_voorlopig() -> None:
    """The inwoners of 1 January 2026 are voorlopig, all earlier ones definitief."""
    assert {("voorlopig", 2026)} == {(one.status, one.peildatum.year) for one in load_inwoners() if one.status != "definitief"}


def test_no_inwonertal_jumps_more_than_the_band() -> None:
    """The shipped inwoners themselves stay within the band that the checks use."""
    band = get_parameter("inwoners_sprong_procent", date(2026, 1, 1)).waarde
    jumps = [
        abs(later.inwoners - earlier.inwoners) * 100 / Decimal(earlier.inwoners)
        for _, group in groupby(load_inwoners(), key=lambda one: one.gemeente)
        for earlier, later in pairwise(group)
    ]
    assert [] == [jump for jump in jumps if jump > band]


def test_the_inwoners_are_those_of_the_source(shared: Path) -> None:
    """Every definitief inwonertal is the one in the file it was taken from."""
    with (shared / "data" / "inwoners_nl.csv").open(encoding="utf-8") as source:
        published = {(row["gemeente"], row["peildatum"]): int(row["inwoners"]) for row in csv.DictReader(source)}
    shipped = [one for one in load_inwoners() if one.status == "definitief"]
    assert [published[one.gemeente, one.peildatum.isoformat()] for one in shipped] == [one.inwoners for one in shipped]


def test_a_reeks_has_one_percentage_a_year() -> None:
    """Another editie of the same year is another reeks, so that an index can never be ambiguous."""
    found = Counter((one.reeks, one.jaar) for one in load_indexcijfers())
    assert {1} == set(found.values())


def test_prijspeil_bbp_is_the_figure_of_the_begroting() -> None:
    """For 2025 and 2026 Prijspeil BBP is 2,7 %, from the Septembercirculaire 2024; the Meicirculaire 2025 stands apart."""
    found = {(one.reeks, one.jaar): (one.percentage, one.editie) for one in load_indexcijfers()}
    assert {
        ("Prijspeil BBP", 2025): (Decimal("2.7"), "Septembercirculaire 2024"),
        ("Prijspeil BBP", 2026): (Decimal("2.7"), "Septembercirculaire 2024"),
        ("Prijspeil BBP (meicirculaire 2025)", 2026): (Decimal("2.5"), "Meicirculaire 2025"),
    } == {name: found[name] for name in found if name[1] in (2025, 2026) and "CEP" not in name[0]}


def test_the_index_figures_are_those_of_the_source(shared: Path) -> None:
    """Every shipped percentage stands in the file it was taken from."""
    with (shared / "data" / "prijspeil_bbp.csv").open(encoding="utf-8") as source:
        published = {(int(row["jaar"]), Decimal(row["percentage"])) for row in csv.DictReader(source)}
    assert set() == {(one.jaar, one.percentage) for one in load_indexcijfers()} - published
