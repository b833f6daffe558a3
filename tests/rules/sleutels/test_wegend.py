"""The keys that weigh: whole numbers per gemeente, nothing for who does not pay, and the cell of each figure."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from cusd_xl.model.begroting import Begroting, Controleverklaring, Gewicht, Sleutel
from cusd_xl.model.bijdragen import Component
from cusd_xl.rules.sleutels.gewogen import scale_to_whole
from cusd_xl.rules.sleutels.wegend import WEGINGEN, describe_gewicht, weigh
from tests.rules.bouw import INWONERS, bouw_begroting, inwonertal

ALL, WITHOUT_BAARN = (True, True, True), (True, False, True)
NAMEN = tuple(INWONERS)


def make_begroting(**changes: object) -> Begroting:
    """Inwoners of three peildata, weights with decimals, controleverklaringen for everybody."""
    sound = {
        "inwoners": tuple(
            inwonertal(naam, jaar, aantal + 2024 - jaar) for jaar in (2022, 2024, 2025) for naam, (_, aantal) in INWONERS.items()
        ),
        "gewichten": (*(Gewicht("vol", naam, Decimal(g)) for naam, g in zip(NAMEN, ("12.5", "0.125", "3"), strict=True)),
                      Gewicht("anders", "Baarn", Decimal(9))),
        "controleverklaringen": tuple(Controleverklaring(naam, 2) for naam in NAMEN),
    }  # fmt: skip
    return bouw_begroting(**{**sound, **changes})


@pytest.mark.parametrize(
    ("terug", "expected"), [("2", (161852, 25065, 9755)), ("4", (161854, 25067, 9757)), ("1", (161851, 25064, 9754))]
)
def test_inwoners_of_the_peildatum(terug: str, expected: tuple[int, ...]) -> None:
    """Bij jaren terug 2 tellen de inwoners op 1 januari twee jaar voor het begrotingsjaar, en geen andere."""
    assert weigh(make_begroting(), Sleutel("s", "inwoners", terug), ALL).gewichten == expected


@pytest.mark.parametrize("soort", WEGINGEN)
def test_who_does_not_pay_weighs_nothing(soort: str) -> None:
    """Een vrijgestelde gemeente weegt nul in elke sleutel."""
    naam = "vol" if soort in ("gewichten", "percentage") else "s"
    gewogen = weigh(make_begroting(), Sleutel(naam, soort, "2"), WITHOUT_BAARN)
    assert (gewogen.gewichten[1], gewogen.som > 0) == (0, True)


def test_the_centrumgemeente_pays_no_accountant() -> None:
    """De centrumgemeente weegt nul bij de accountantskosten, ook als er verklaringen bij haar staan."""
    assert weigh(make_begroting(), Sleutel("s", "controleverklaringen"), ALL).gewichten == (0, 2, 2)


def test_decimal_weights_become_whole_numbers() -> None:
    """Gewichten met decimalen worden samen tot hele getallen vergroot, zodat er niets wordt afgerond."""
    gewogen = weigh(make_begroting(), Sleutel("vol", "gewichten"), ALL)
    assert (gewogen.gewichten, gewogen.schaal, gewogen.cellen[2]) == ((12500, 125, 3000), 1000, "Gewichten!C4")


def test_a_weight_left_out_is_nothing() -> None:
    """Een gemeente zonder rij in tblGewichten weegt nul."""
    gewogen = weigh(make_begroting(), Sleutel("anders", "gewichten"), ALL)
    assert (gewogen.gewichten, gewogen.cellen) == ((0, 9, 0), ("", "Gewichten!C5", ""))


def test_the_scale_follows_who_pays() -> None:
    """Alleen de gewichten van wie betaalt bepalen de schaal."""
    assert weigh(make_begroting(), Sleutel("vol", "gewichten"), WITHOUT_BAARN).gewichten == (125, 0, 30)


def test_equal_shares() -> None:
    """Bij gelijke delen weegt iedere betaler één."""
    assert weigh(make_begroting(), Sleutel("s", "gelijk"), WITHOUT_BAARN).gewichten == (1, 0, 1)


@pytest.mark.parametrize(
    ("weights", "whole", "schaal"),
    [
        ((Fraction(1), Fraction(2)), (1, 2), 1),
        ((Fraction("0.5"), Fraction(2)), (5, 20), 10),
        ((Fraction("0.25"),), (25,), 100),
        ((), (), 1),
    ],
)
def test_the_smallest_power_of_ten(weights: tuple[Fraction, ...], whole: tuple[int, ...], schaal: int) -> None:
    """De schaal is de kleinste macht van tien die alle gewichten heel maakt."""
    gewogen = scale_to_whole(weights, [""] * len(weights))
    assert (gewogen.gewichten, gewogen.schaal) == (whole, schaal)


@pytest.mark.parametrize(
    ("naam", "soort", "text"),
    [("inwoners", "inwoners", "Inwoners op 01-01-2024"), ("gelijk", "gelijk", "Gelijke delen"),
     ("vol", "gewichten", "Gewicht in sleutel vol"), ("a", "controleverklaringen", "Controleverklaringen")],
)  # fmt: skip
def test_what_a_weight_counts(naam: str, soort: str, text: str) -> None:
    """Bij elk gewicht is te zeggen wat het telt, in gewone taal."""
    assert describe_gewicht(make_begroting(), Component(naam, soort, Fraction(1), (), 1, ())) == text
