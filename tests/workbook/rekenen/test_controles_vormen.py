"""The checks on the sheet Controles that only some keys need: each turns into its message when its condition is broken."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cusd_xl.model.begroting import Begroting
from cusd_xl.workbook.read import read_werkmap
from tests.golden.alle_vormen import make_alle_vormen_dagen
from tests.hulp.recalc import recalculate_ironcalc
from tests.hulp.vul import wijzig_cellen
from tests.workbook.rekenen.test_controles import Wijzigingen, list_messages, pak, zet

BREUKEN: dict[str, tuple[Callable[[Begroting], Wijzigingen], str]] = {
    "negatief gebruik": (
        lambda b: zet(pak(b.realisatie, gemeente="Baarn", kostenpost="K05"), "bedrag", -99_999),
        "Geen gemeente heeft per saldo negatief gebruik",
    ),
    "te lage kosten voor de voet": (
        lambda b: zet(pak(b.kosten, kostenpost="K16"), "bedrag", 50_000),
        "De vaste voeten zijn niet meer dan het te verdelen bedrag",
    ),
    "ander begrotingsjaar": (
        lambda b: {("Regeling", b.regeling.cel("begrotingsjaar").split("!")[1]): 2027},
        "Het begrotingsjaar is dat van de berekening",
    ),
    "gewicht van een ander jaar": (
        lambda b: zet(pak(b.gewichten, sleutel="clienten", jaar=2024), "jaar", 2021),
        "De gewichten van clienten staan er voor dezelfde jaren",
    ),
    "heel jaar in plaats van dagen": (
        lambda b: {("Regeling", b.regeling.cel("deel_van_jaar").split("!")[1]): "heel jaar"},
        "De keuze deel_van_jaar is niet gewijzigd",
    ),
    "jeugdigen gewist": (
        lambda b: zet(pak(b.inwoners, gemeente="Soest"), "jeugdigen", None),
        "Elke betalende gemeente heeft precies één inwonertal op de peildatum",
    ),
    "ander plafond": (
        lambda b: zet(pak(b.sleutels, sleutel="plafond"), "parameter", "sleutel=inwoners;bedrag=1"),
        "De parameter van sleutel plafond is niet gewijzigd",
    ),
    "sleutel binnenin": (
        lambda b: zet(pak(b.sleutels, sleutel="pad"), "parameter", "van=inwoners;naar=gelijk;begin=2025;jaren=3"),
        "De parameter van sleutel pad is niet gewijzigd",
    ),
    "grote gewichten": (
        lambda b: zet(pak(b.inkoopplan, gemeente="Soest", jaar=2026), "bedrag", Decimal("9999999999.99")),
        "De formules rekenen exact: tussenstappen van grote getallen onder de grens",
    ),
}


@pytest.fixture(scope="module")
def werkmap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every kind of key, by the day, after `bereken`."""
    return make_alle_vormen_dagen(tmp_path_factory.mktemp("controles"))


def test_a_calculated_workbook_says_all_is_well(werkmap: Path) -> None:
    """Direct na het berekenen zegt elke controle OK."""
    assert list_messages(recalculate_ironcalc(werkmap)) == {}


@pytest.mark.parametrize("naam", BREUKEN)
def test_each_controle_turns_into_its_message(naam: str, werkmap: Path, tmp_path: Path) -> None:
    """Wie na het berekenen iets wijzigt waar een sleutel op rust, ziet dat bij die controle."""
    begroting: Any = read_werkmap(werkmap).begroting
    breek, controle = BREUKEN[naam]
    values = recalculate_ironcalc(wijzig_cellen(werkmap, breek(begroting), tmp_path / "kapot.xlsx"))
    assert controle in list_messages(values)
