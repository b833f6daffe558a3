"""The keys that weigh: whole numbers per gemeente, nothing for who does not pay, and the cell of each figure."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from cusd_xl.model.begroting import Begroting, Controleverklaring, Gewicht, Realisatie, Sleutel
from cusd_xl.model.besluiten import Inkoopvolume
from cusd_xl.model.bijdragen import Component
from cusd_xl.rules.sleutels.gewogen import scale_to_whole
from cusd_xl.rules.sleutels.wegend import WEGINGEN, describe_gewicht, weigh
from tests.rules.bouw import INWONERS, bouw_begroting, inwonertal

PARAMETERS = {"zorgvolume": "taken=j1", "gebruik": "kostenpost=K01", "gemiddelde": "sleutel=Inwoners;jaren=1"}
ALL, WITHOUT_BAARN = (True, True, True), (True, False, True)
NAMEN = tuple(INWONERS)


def make_begroting(**changes: object) -> Begroting:
    """Inwoners of three peildata, weights with decimals, controleverklaringen for everybody."""
    sound = {
        "inwoners": tuple(
            replace(inwonertal(naam, jaar, aantal + 2024 - jaar), jeugdigen=aantal // 5 + jaar)
            for jaar in (2022, 2024, 2025)
            for naam, (_, aantal) in INWONERS.items()
        ),
        "inkoopplan": tuple(Inkoopvolume(naam, taak, 2026, Decimal(1), 500) for naam in NAMEN for taak in ("J1", "W1")),
        "realisatie": (*(Realisatie(naam, "K01", "", "", 700) for naam in NAMEN),
                       Realisatie("Eemnes", "K01", "", "", 50, "opbrengsten")),
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
    naam = "vol" if soort in ("gewichten", "percentage", "budgetaandeel") else "s"
    gewogen = weigh(make_begroting(), Sleutel(naam, soort, PARAMETERS.get(soort, "2")), WITHOUT_BAARN)
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


@pytest.mark.parametrize(
    ("soort", "parameter", "expected"),
    [
        ("jeugdigen", "2", (34394, 7037, 3975)), ("jeugdigen", "1", (34395, 7038, 3976)), ("zorgvolume", "", (1000, 1000, 1000)),
        ("zorgvolume", "taken=W1", (500, 500, 500)), ("gebruik", "kostenpost=k01", (700, 700, 650)),
    ],
)  # fmt: skip
def test_what_is_counted(soort: str, parameter: str, expected: tuple[int, ...]) -> None:
    """Jeugdigen op de peildatum, het inkoopplan van het jaar, en het gebruik: kosten min opbrengsten."""
    assert weigh(make_begroting(), Sleutel("s", soort, parameter), ALL).gewichten == expected


def test_use_below_zero_weighs_nothing() -> None:
    """Negatief gebruik wordt gemeld en weegt nul; het maakt nooit een negatief aandeel."""
    rows = tuple(Realisatie(naam, "K01", "", "", bedrag) for naam, bedrag in zip(NAMEN, (100, -5, 0), strict=True))
    assert weigh(make_begroting(realisatie=rows), Sleutel("s", "gebruik"), ALL, "K01").gewichten == (100, 0, 0)


def test_a_mean_adds_the_weights_of_its_years() -> None:
    """Een gemiddelde over drie jaar telt de gewichten op: wie groeit, telt mee met wat hij elk jaar had."""
    rows = tuple(
        Gewicht("vol", naam, Decimal(getal) + jaar - 2024, jaar)
        for jaar in (2023, 2024, 2025, 2027) for naam, getal in zip(NAMEN, ("10.5", "3", "2"), strict=True)
    )  # fmt: skip
    begroting = make_begroting(gewichten=rows, sleutels=(Sleutel("vol", "gewichten"),))
    gewogen = weigh(begroting, Sleutel("s", "gemiddelde", "sleutel=vol;jaren=2"), ALL)
    assert (gewogen.gewichten, gewogen.schaal, [one.jaar for one in gewogen.jaren]) == ((22, 7, 5), 1, [2025, 2024])
