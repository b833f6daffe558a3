"""The keys that give every gemeente its own amount."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cusd_xl.model.begroting import Begroting, Gewicht, Normbedrag, Realisatie, Sleutel, Werkproces
from cusd_xl.rules.sleutels.eigen import charge
from cusd_xl.rules.sleutels.werkprocessen import index_normbedrag
from tests.rules.bouw import BBP, bouw_begroting, kostenpost


def bereken(sleutel: Sleutel, **changes: object) -> dict[str, list[int]]:
    """The cents per gemeente, a number for every line."""
    begroting = begroot(sleutel, **changes)
    return {naam: [one.bedrag for one in lines] for naam, lines in charge(begroting, begroting.kosten[0]).items()}


def begroot(sleutel: Sleutel, **changes: object) -> Begroting:
    """A begroting with one kostenpost by this sleutel."""
    sound = {
        "kosten": (kostenpost("K01", bedrag=None, verdeelsleutel=sleutel.sleutel),),
        "sleutels": (sleutel, Sleutel("inwoners", "inwoners", "2")),
    }
    return bouw_begroting(**{**sound, **changes})


NORMEN = (Normbedrag("start", 1_005, 2024, BBP), Normbedrag("stop", 200, 2026, "geen"))
PROCESSEN = (Werkproces("Baarn", "start", 10), Werkproces("Baarn", "stop", 3), Werkproces("Eemnes", "stop", 0))


def test_werkprocessen_times_the_indexed_normbedrag() -> None:
    """Elk proces kost het aantal maal het geïndexeerde normbedrag, dat eerst op de cent is afgerond."""
    found = bereken(Sleutel("p", "werkprocessen"), normbedragen=NORMEN, werkprocessen=PROCESSEN)
    assert found == {"Baarn": [10 * 1_060, 3 * 200], "Eemnes": [0]}


@pytest.mark.parametrize(("norm", "cents"), [(NORMEN[0], 1_060), (NORMEN[1], 200), (Normbedrag("x", 50, 2025, BBP), 51)])
def test_a_normbedrag_is_rounded_to_the_cent_first(norm: Normbedrag, cents: int) -> None:
    """Het normbedrag van het jaar is een bedrag in hele centen, zodat aantal maal prijs op papier na te rekenen is."""
    assert index_normbedrag(bouw_begroting(), norm) == cents


def test_real_costs_may_be_corrected() -> None:
    """Werkelijke kosten zijn de regels van deze kostenpost; een correctie mag negatief zijn."""
    rows = (
        Realisatie("Baarn", "K01", "J1", "2026-Q1", 500), Realisatie("Baarn", "K01", "", "", -700),
        Realisatie("Baarn", "K02", "", "", 9),
    )  # fmt: skip
    assert bereken(Sleutel("w", "werkelijk"), realisatie=rows) == {"Baarn": [500, -700]}


def test_an_agreed_amount_in_euros() -> None:
    """Een vast bedrag staat in euro's bij de gewichten en wordt op de cent afgerond, een halve naar boven."""
    gewichten = (Gewicht("a", "Baarn", Decimal("12.505")), Gewicht("a", "Eemnes", Decimal(0)), Gewicht("b", "Baarn", Decimal(9)))
    assert bereken(Sleutel("a", "vast"), gewichten=gewichten) == {"Baarn": [1_251], "Eemnes": [0]}


@pytest.mark.parametrize(
    ("parameter", "afronding", "expected"),
    [
        ("bedrag=50000;tarief=2;sleutel=inwoners", "cent", (32_370_400, 5_013_000, 5_000_000)),
        ("bedrag=0;tarief=2.9555;sleutel=inwoners", "cent", (47_835_359, 7_407_961, 2_883_090)),
        ("bedrag=100.5;tarief=0.01;sleutel=inwoners", "euro", (161_900, 25_100, 10_100)),
    ],
)
def test_the_larger_of_minimum_and_tarief(parameter: str, afronding: str, expected: tuple[int, ...]) -> None:
    """Elke gemeente betaalt het tarief maal haar inwoners, en minstens het minimum."""
    found = bereken(Sleutel("m", "minimum", parameter), regeling={"afronding": afronding})
    assert tuple(lines[0] for lines in found.values()) == expected


def test_a_minimum_over_weights_with_decimals() -> None:
    """Een tarief mag ook over gewichten met decimalen gaan."""
    sleutels = (Sleutel("m", "minimum", "bedrag=1;tarief=0.5;sleutel=vol"), Sleutel("vol", "gewichten"))
    gewichten = (Gewicht("vol", "Amersfoort", Decimal("10.5")), Gewicht("vol", "Baarn", Decimal("0.01")))
    assert bereken(sleutels[0], sleutels=sleutels, gewichten=gewichten) == {"Amersfoort": [525], "Baarn": [100], "Eemnes": [100]}
