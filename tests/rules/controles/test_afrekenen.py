"""Every check on what an eindafrekening stands on: what provokes it, where it points, and silence when all is well."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from cusd_xl.base.findings import has_fout
from cusd_xl.rules.controles import check_begroting
from cusd_xl.workbook.read import read_werkmap
from tests.hulp.afrekening import LOS, RIJK, jaar, schrijf_werkmap
from tests.hulp.termijnen import use_termijnen
from tests.rules.bouw import KOPRIJ, bouw_begroting
from tests.rules.controles.gevallen_afrekenen import EERDER, GEVALLEN, VOORSCHOT
from tests.workbook import bouw_werkmap

LOWER = bouw_werkmap.KOPRIJ + 1 - KOPRIJ
CONTRACTTABELLEN = ("realisatie-ander-jaar", "realisatie-zonder-gevolg", "dekking-andere-taak", "rijksmiddelen-dubbel")


@pytest.fixture(autouse=True)
def _termijnen(monkeypatch: pytest.MonkeyPatch) -> None:
    use_termijnen(monkeypatch)


def test_a_sound_year_has_no_findings() -> None:
    """Wie het jaar goed heeft ingevuld, hoort niets, ook niet in een werkmap zonder deze tabellen."""
    assert (check_begroting(jaar()), check_begroting(bouw_begroting())) == ((), ())


@pytest.mark.parametrize("code", GEVALLEN)
def test_each_mistake_is_found_in_its_cell(code: str) -> None:
    """De bevinding noemt de cel waarin de gebruiker moet kijken, één keer, in één korte zin."""
    cel, begroting = GEVALLEN[code]
    found = [one for one in check_begroting(begroting) if one.code == code]
    assert [one.cel for one in found] == [cel]
    assert not set("{}\n") & set(found[0].melding)
    assert len(found[0].melding) <= 260


@pytest.mark.parametrize("code", GEVALLEN)
def test_each_mistake_in_a_workbook_is_found_in_its_cell(tmp_path: Path, code: str) -> None:
    """Wat de controle belooft, geldt ook voor een bestand, van cel tot bevinding."""
    cel, begroting = GEVALLEN[code]
    gelezen = read_werkmap(schrijf_werkmap(begroting, tmp_path / "b.xlsx"))
    assert gelezen.begroting is not None
    expected = re.sub(r"\d+$", lambda rij: str(int(rij[0]) + LOWER), cel)
    assert (code, expected) in [(one.code, one.cel) for one in check_begroting(gelezen.begroting)]


@pytest.mark.parametrize("code", CONTRACTTABELLEN)
def test_a_workbook_of_the_contract_keeps_working(code: str) -> None:
    """Een werkmap met alleen de tabellen van het contract krijgt hier hooguit een waarschuwing, nooit een nieuwe fout."""
    assert not has_fout(check_begroting(GEVALLEN[code][1]))


def test_every_code_of_the_catalogue_is_provoked() -> None:
    """Geen bevinding is aangekondigd die niet kan voorkomen, en geen komt onaangekondigd."""
    catalogue = tomllib.loads(files("cusd_xl.base").joinpath("meldingen", "afrekenen.toml").read_text(encoding="utf-8"))
    assert set(catalogue) == set(GEVALLEN)


@pytest.mark.parametrize("tabel", ["voorschotten", "verrekeningen", "eerdere_jaren"])
def test_an_unknown_gemeente_is_a_fout(tabel: str) -> None:
    """Een voorschot, verrekening of eerder jaar van een gemeente die niet meedoet, wordt niet stil weggelaten."""
    row = {"voorschotten": VOORSCHOT, "verrekeningen": LOS, "eerdere_jaren": EERDER}[tabel]
    begroting = jaar(**{tabel: (replace(row, gemeente="Barn"),)})
    assert "gemeente-onbekend" in [one.code for one in check_begroting(begroting)]


def test_a_misspelled_taak_of_a_rijksmiddel_is_a_fout() -> None:
    """Een taakcode bij de rijksmiddelen die niet bestaat, zou geld stil laten liggen; dat is een fout."""
    found = check_begroting(jaar(rijksmiddelen=(replace(RIJK[0], taken=("W44",)),)))
    assert [(one.code, one.cel) for one in found if one.code == "taak-onbekend"] == [("taak-onbekend", "Rijksmiddelen!B2")]
