"""The Iv3 code lists that ship with the program are those of CBS, year by year."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cusd_xl.base.errors import ParameterError
from cusd_xl.parameters.iv3codes import BATEN, LASTEN, list_iv3_jaren, load_iv3

ANDERE = ("0.4", "4.3", "7.1")


def read_codes(codelijst: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """The codes of the official list with their names, groups of codes taken apart."""
    for one in codelijst:
        if "subcodes" in one:
            yield from read_codes(one["subcodes"])
        else:
            yield one["code"], one["omschrijving"].strip()


def read_official(shared: Path, boekjaar: int) -> dict[str, Any]:
    """The definition file of CBS for gemeenten."""
    text = (shared / "data" / f"iv3_definities_Gemeente_{boekjaar}.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


@pytest.mark.parametrize("boekjaar", list_iv3_jaren())
def test_every_code_and_name_is_that_of_cbs(shared: Path, boekjaar: int) -> None:
    """Elk taakveld en elke categorie staat er met de naam die het CBS dat jaar gebruikt, en er ontbreekt er geen."""
    official, codes = read_official(shared, boekjaar)["codelijsten"], load_iv3(boekjaar)

    taakvelden = dict(read_codes(official["taakveld"]["codelijst"]))

    assert taakvelden == {**codes.taakvelden, **codes.overige_taakvelden}
    assert set(codes.taakvelden) == {one for one in taakvelden if one in ANDERE or one.startswith("6.")}
    for zijde in (LASTEN, BATEN):
        assert codes.categorieen[zijde] == dict(read_codes(official[f"categorie_{zijde}"]["codelijst"]))


@pytest.mark.parametrize("boekjaar", list_iv3_jaren())
def test_every_grey_cell_is_that_of_cbs(shared: Path, boekjaar: int) -> None:
    """Van de taakvelden van het sociaal domein zijn precies die cellen grijs die het CBS grijs heeft."""
    official, codes = read_official(shared, boekjaar)["grijze_cellen"], load_iv3(boekjaar)

    for zijde in (LASTEN, BATEN):
        pairs = {(one["taakveld"], one["categorie"]) for one in official[zijde] if one["taakveld"] in codes.taakvelden}
        assert codes.grijs[zijde] == pairs


@pytest.mark.parametrize("boekjaar", list_iv3_jaren())
def test_the_mirror_is_never_grey_where_the_regiogemeente_may_book(boekjaar: int) -> None:
    """Wat een regiogemeente op een taakveld aan de centrumgemeente betaalt, kan die daar ook als bate boeken."""
    codes = load_iv3(boekjaar)
    spiegel = codes.spiegelcategorie

    open_lasten = {one for one in codes.taakvelden if not codes.is_grijs(LASTEN, one, spiegel)}

    assert len(open_lasten) > 20
    assert [one for one in open_lasten if codes.is_grijs(BATEN, one, spiegel)] == []


def test_an_old_code_is_gone_in_later_years() -> None:
    """6.71a bestaat in 2024 en niet meer in 2025 en 2026; 6.60 is er dan bij gekomen."""
    assert "6.71a" in load_iv3(2024).taakvelden
    assert ["6.71a" in load_iv3(jaar).taakvelden for jaar in (2025, 2026)] == [False, False]
    assert [load_iv3(jaar).find_naam("6.60") for jaar in (2024, 2026)] == ["", "Hulpmiddelen en diensten (WMO)"]


def test_an_unknown_boekjaar_is_one_clear_line() -> None:
    """Van een jaar zonder codelijst zegt het programma dat in één regel; het neemt nooit die van een ander jaar."""
    with pytest.raises(ParameterError) as problem:
        load_iv3(2031)

    assert "boekjaar 2031 zijn niet bekend; bekend zijn 2024, 2025, 2026" in str(problem.value)
    assert "\n" not in str(problem.value)
