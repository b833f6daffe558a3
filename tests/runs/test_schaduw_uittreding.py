"""The commands `schaduw` and `uittreding`: both outcomes beside each other, and what a gemeente that leaves still pays."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from cusd_xl.model.begroting import Begroting, Realisatie
from tests.hulp.afrekening import KOSTEN, REALISATIE, RIJK, TAKEN, jaar, schrijf_werkmap
from tests.hulp.opdracht import geef
from tests.hulp.recalc import compare_caches, recalculate_ironcalc
from tests.rules.bouw import INWONERS, inwonertal, kostenpost, taak


def in_2028() -> Begroting:
    """The sound year, two years on and under the regeling of Amersfoort."""
    return jaar(
        regeling={"profiel": "amersfoort", "begrotingsjaar": 2028},
        inwoners=tuple(inwonertal(naam, 2026, aantal) for naam, (_, aantal) in INWONERS.items()),
        kosten=tuple(replace(one, prijspeil=2028) for one in KOSTEN),
        realisatie=tuple(replace(one, periode=one.periode.replace("2026", "2028")) for one in REALISATIE),
        rijksmiddelen=tuple(replace(one, jaar=2028) for one in RIJK),
        voorschotten=(),
    )


def test_schaduw_shows_both_outcomes(tmp_path: Path) -> None:
    """Vastgesteld betaalde Eemnes € 30.000,00, naar werkelijke kosten € 31.000,00; de werkmap rekent dat na."""
    werkmap, uit = schrijf_werkmap(jaar(), tmp_path / "b.xlsx"), tmp_path / "schaduw.xlsx"
    found = geef("schaduw", werkmap, "--uit", uit, "--json")
    assert found.status == 0
    assert found.json["per_gemeente"]["Eemnes"] == {"eerst": "30000.00", "straks": "31000.00", "verschil": "1000.00"}
    assert compare_caches(uit, recalculate_ironcalc(uit)) == []


@pytest.mark.parametrize(("begroting", "codes"), [(in_2028(), ["schaduw-buiten-jaren"]), (jaar(), [])], ids=["2028", "2026"])
def test_schaduw_says_when_it_was_not_agreed(begroting: Begroting, codes: list[str], tmp_path: Path) -> None:
    """De regio Amersfoort sprak de schaduwberekening af voor 2026 en 2027; over 2028 komt zij er, met een waarschuwing."""
    found = geef("schaduw", schrijf_werkmap(begroting, tmp_path / "b.xlsx"), "--json")
    assert found.status == 0
    assert [one["code"] for one in found.json["bevindingen"] if one["code"].startswith("schaduw")] == codes


def test_schaduw_without_realisatie_is_a_fout(tmp_path: Path) -> None:
    """Zonder realisatie is er niets om naast te zetten: status 1, en geen bestand."""
    uit = tmp_path / "schaduw.xlsx"
    found = geef("schaduw", schrijf_werkmap(jaar(realisatie=()), tmp_path / "b.xlsx"), "--uit", uit)
    assert (found.status, uit.exists()) == (1, False)


def test_uittreding_settles_the_last_year(tmp_path: Path) -> None:
    """Baarn kostte € 32.200,00 en betaalde € 32.000,00 vooruit: er blijft € 200,00 te betalen, en de werkmap rekent dat na."""
    werkmap, uit = schrijf_werkmap(jaar(), tmp_path / "b.xlsx"), tmp_path / "uittreding.xlsx"
    found = geef("uittreding", werkmap, "--gemeente", "Baarn", "--uit", uit, "--json")
    assert (found.status, found.json["slotverrekening"], found.json["totaal"]) == (0, "200.00", "200.00")
    assert "Baarn" in str(openpyxl.load_workbook(uit).worksheets[0]["A1"].value)
    assert compare_caches(uit, recalculate_ironcalc(uit)) == []


def test_uittreding_of_nobody_is_one_line(tmp_path: Path) -> None:
    """Een gemeente die geen deelnemer is kan niet uittreden: één regel, status 2."""
    found = geef("uittreding", schrijf_werkmap(jaar(), tmp_path / "b.xlsx"), "--gemeente", "Barn")
    assert (found.status, found.out, len(found.err.splitlines())) == (2, "", 1)
    assert "Bedoelt u Baarn?" in found.err


def test_what_only_the_leaver_pays_is_a_fout(tmp_path: Path) -> None:
    """Betaalt alleen Baarn voor taak W9, dan blijft er zonder Baarn niemand over: een fout met de cel, geen bestand."""
    eigen = kostenpost("K40", taken=("W9",), verdeelsleutel="gelijk", bedrag=1_000_00)
    begroting = jaar(
        kosten=(*KOSTEN, eigen),
        taken=(*TAKEN, taak("W9", "Baarn", wet="Wmo 2015")),
        realisatie=(*REALISATIE, Realisatie("Baarn", "K40", "W9", "2026", 1_000_00)),
    )
    uit = tmp_path / "uittreding.xlsx"
    found = geef("uittreding", schrijf_werkmap(begroting, tmp_path / "b.xlsx"), "--gemeente", "Baarn", "--uit", uit, "--json")
    assert (found.status, uit.exists(), found.meldingen) == (1, False, {("geen-betaler", "Kosten!D7")})


def test_advances_that_were_worked_out_are_said(tmp_path: Path) -> None:
    """Is er geen voorschot ingevuld, dan zegt de uittreding dat de begroting ervoor in de plaats staat."""
    found = geef("uittreding", schrijf_werkmap(jaar(voorschotten=()), tmp_path / "b.xlsx"), "--gemeente", "Baarn", "--json")
    assert "voorschotten-berekend" in {one["code"] for one in found.json["bevindingen"]}
