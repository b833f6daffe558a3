"""Every finding about wijzigingen, prognoses and rapportages is provoked by a real workbook and points to its cell."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from tests.hulp.opdracht import geef
from tests.hulp.rapportage import jaar_begroting, schrijf
from tests.rules.controles.gevallen_rapport import GEVALLEN_RAPPORT, ZONDER


def test_a_sound_year_has_nothing_to_report(tmp_path: Path) -> None:
    """Een jaar zonder wijzigingen, prognoses en kalender geeft geen enkele bevinding, ook niet over wat er niet is."""
    path = schrijf(jaar_begroting(**ZONDER), tmp_path / "b.xlsx")
    found = {one["code"] for one in geef("controleer", path, "--json").json["bevindingen"]}
    assert found & load_codes() == set()


@pytest.mark.parametrize("code", GEVALLEN_RAPPORT)
def test_each_mistake_is_found_in_its_cell(code: str, tmp_path: Path) -> None:
    """De bevinding noemt de cel waarin de gebruiker moet kijken, in één korte zin, en één keer."""
    geval = GEVALLEN_RAPPORT[code]
    path = schrijf(geval.bouw(), tmp_path / "b.xlsx")
    opdracht, *opties = geval.opdracht
    found = geef(opdracht, path, *opties, "--json").json["bevindingen"]
    assert (code, geval.cel) in [(one["code"], one["cel"]) for one in found]
    lines = [(one["cel"], one["melding"]) for one in found]
    assert len(set(lines)) == len(lines)
    assert all(len(melding) <= 260 and not set("{}\n") & set(melding) for _, melding in lines)


def test_every_code_of_the_catalogue_is_provoked() -> None:
    """Geen bevinding is aangekondigd die niet kan voorkomen, en geen komt onaangekondigd."""
    assert load_codes() == set(GEVALLEN_RAPPORT)


def load_codes() -> set[str]:
    """The codes of the catalogue of reports."""
    return set(tomllib.loads(files("cusd_xl.base").joinpath("meldingen", "rapporteren.toml").read_text(encoding="utf-8")))


@pytest.mark.parametrize("code", [code for code, geval in GEVALLEN_RAPPORT.items() if geval.opdracht == ("controleer",)])
def test_only_what_makes_an_amount_wrong_stops_the_facturen(code: str, tmp_path: Path) -> None:
    """Een dubbele, onbekende of vrijgestelde prognose is een fout, en een onmogelijk inkoopplan; de rest houdt niets tegen."""
    path = schrijf(GEVALLEN_RAPPORT[code].bouw(), tmp_path / "b.xlsx")
    fouten = ("prognose-dubbel", "prognose-vrijgesteld", "prognose-contract-onbekend", "wijziging-inkoopplan-onmogelijk")
    assert geef("bereken", path, "--json").status == (1 if code in fouten else 0)
