"""The inwoners and index figures that ship with the program."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import groupby, pairwise
from pathlib import Path

import pytest

from cusd_xl.base.names import key
from cusd_xl.parameters import get_parameter
from cusd_xl.parameters.cijfers import find_gemeente, find_inwoners, load_gm_codes, load_indexcijfers, load_inwoners

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
    """Elke gemeente van Nederland sinds 2017, geen inwonertal twee keer en geen zonder bron."""
    found = Counter((one.gemeente, one.peildatum) for one in load_inwoners())
    assert (3543, {1}, True) == (len(found), set(found.values()), all(one.bron for one in load_inwoners()))


def test_every_gemeente_of_the_netherlands_is_there_each_year() -> None:
    """Elke jeugdregio kan haar werkmap vullen: het aantal gemeenten per jaar is dat van het CBS."""
    assert Counter(one.peildatum.year for one in load_inwoners()) == {
        2017: 388, 2018: 380, 2019: 355, 2020: 355, 2021: 352, 2022: 345, 2023: 342, 2024: 342, 2025: 342, 2026: 342,
    }  # fmt: skip


@pytest.mark.parametrize(("jaar", "total"), [(2022, 17_590_672), (2023, 17_811_291), (2024, 17_942_942), (2025, 18_044_027)])
def test_all_gemeenten_together_are_the_netherlands(jaar: int, total: int) -> None:
    """De inwoners van alle gemeenten zijn samen het landelijke totaal van het CBS."""
    assert total == sum(one.inwoners for one in load_inwoners() if one.peildatum.year == jaar)


def test_a_gemeente_is_found_by_its_code() -> None:
    """Met de GM-code komen naam en reeks, ook van een gemeente die niet meer bestaat; een onbekende code geeft niets."""
    assert [(one.gemeente, one.peildatum.year) for one in find_inwoners("GM0005")] == [("Bedum", 2017), ("Bedum", 2018)]
    assert (find_gemeente("GM0518"), find_gemeente("GM9999"), find_inwoners("GM9999")) == ("'s-Gravenhage", "", ())


def test_help_reads_no_inwoners() -> None:
    """De uitleg van de opdrachten komt snel: daarvoor wordt het bestand met inwoners niet gelezen."""
    script = (
        "import sys; from cusd_xl.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "sys.exit('cusd_xl.parameters.cijfers' in sys.modules)"
    )

    assert 0 == subprocess.run([sys.executable, "-c", script], capture_output=True, check=False).returncode


def test_only_the_latest_peildatum_is_voorlopig() -> None:
    """The inwoners of 1 January 2026 are voorlopig, all earlier ones definitief."""
    assert {("voorlopig", 2026)} == {(one.status, one.peildatum.year) for one in load_inwoners() if one.status != "definitief"}


def test_no_inwonertal_jumps_more_than_the_band() -> None:
    """The inwoners of both regio's stay within the band that the checks use."""
    own = [one for one in load_inwoners() if one.gemeente in REGIO | FLEVOLAND]
    band = get_parameter("inwoners_sprong_procent", date(2026, 1, 1)).waarde
    jumps = [
        abs(later.inwoners - earlier.inwoners) * 100 / Decimal(earlier.inwoners)
        for _, group in groupby(own, key=lambda one: one.gemeente)
        for earlier, later in pairwise(group)
    ]
    assert [] == [jump for jump in jumps if jump > band]


def test_the_inwoners_are_those_of_the_source(shared: Path) -> None:
    """Every inwonertal is the one in the file it was taken from, under the newest name of the gemeente."""
    published, voorlopig = {}, {}
    for name, found in (("inwoners_nl", published), ("inwoners_voorlopig", voorlopig)):
        with (shared / "data" / f"{name}.csv").open(encoding="utf-8") as source:
            found |= {(row["gm_code"], row["peildatum"]): int(row["inwoners"]) for row in csv.DictReader(source)}
    codes = load_gm_codes()
    shipped = {(codes[key(one.gemeente)], one.peildatum.isoformat()): one for one in load_inwoners()}

    assert set(published) == set(shipped)
    for plek, one in shipped.items():
        expected = voorlopig[plek] if "37230ned" in one.bron else published[plek]
        assert (plek, expected) == (plek, one.inwoners)


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
        ("Prijspeil BBP (begroting Amersfoort 2026)", 2026): (Decimal("2.7"), "Gemeente Amersfoort begroting 2026"),
    } == {name: found[name] for name in found if name[1] in (2025, 2026) and "CEP" not in name[0]}


def test_the_index_figures_are_those_of_the_source(shared: Path) -> None:
    """Every percentage of every editie in the file it was taken from is shipped, and no other."""
    with (shared / "data" / "prijspeil_bbp.csv").open(encoding="utf-8") as source:
        published = [
            (_name_editie(row["editie"]), int(row["jaar"]), Decimal(row["percentage"])) for row in csv.DictReader(source)
        ]
    assert sorted((one.editie, one.jaar, one.percentage) for one in load_indexcijfers()) == sorted(published)


def _name_editie(editie: str) -> str:
    return editie.removesuffix(" (voorjaar)")
