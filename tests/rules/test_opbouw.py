"""A key taken apart: which simple keys with which part, who is left out, and what happens to the amount."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cusd_xl.model.begroting import Sleutel
from cusd_xl.rules.opbouw import find_bandbreedte, unfold_sleutel
from tests.rules.bouw import bouw_begroting, kostenpost

SLEUTELS = (
    Sleutel("inwoners", "inwoners", "2"), Sleutel("gelijk", "gelijk"), Sleutel("mix", "mix", "inwoners=0,25; Gelijk = 0.75"),
    Sleutel("nest", "mix", "mix=0.5;gelijk=0.5"), Sleutel("kring", "mix", "kring=1"), Sleutel("los", "mix", "weg=1"),
    Sleutel("half", "solidair", "percentage=50;solidair=nest;profijt=mix"), Sleutel("niets", "mix", "gelijk=1;weg=0"),
    Sleutel("zonder", "zonder", "sleutel=nest;gemeente=centrumgemeente"),
    Sleutel("top", "plafond", "sleutel=voet;bedrag=1000"), Sleutel("lager", "plafond", "sleutel=top;bedrag=900.50"),
    Sleutel("voet", "voet", "bedrag=10;sleutel=zonder"), Sleutel("nog een voet", "voet", "bedrag=5;sleutel=lager"),
    Sleutel("uit", "zonder", "sleutel=nog een voet;gemeente=Baarn"),
    Sleutel("macro", "macrobudget", "percentage=1.5768;sleutel=uit"),
    Sleutel("band", "bandbreedte", "sleutel=macro;band=5;jaren=3"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("naam", "parts"),
    [
        ("gelijk", {"gelijk": Fraction(1)}), ("mix", {"inwoners": Fraction(1, 4), "gelijk": Fraction(3, 4)}),
        ("nest", {"inwoners": Fraction(1, 8), "gelijk": Fraction(7, 8)}), ("niets", {"gelijk": Fraction(1)}),
        ("half", {"inwoners": Fraction(3, 16), "gelijk": Fraction(13, 16)}),
    ],
)  # fmt: skip
def test_a_key_inside_a_key_is_taken_apart(naam: str, parts: dict[str, Fraction]) -> None:
    """Een sleutel in een sleutel wordt uitgeschreven; wie twee keer voorkomt wordt opgeteld, een deel van nul valt weg."""
    assert {one.sleutel: one.deel for one in unfold_sleutel(bouw_begroting(sleutels=SLEUTELS), naam).delen} == parts


@pytest.mark.parametrize(("naam", "error"), [("kring", ValueError), ("los", KeyError)])
def test_a_key_that_leads_nowhere(naam: str, error: type[Exception]) -> None:
    """Een sleutel die naar zichzelf of naar een onbekende sleutel verwijst, wordt niet stil doorgerekend."""
    with pytest.raises(error):
        unfold_sleutel(bouw_begroting(sleutels=SLEUTELS), naam)


def test_wrappers_around_each_other() -> None:
    """Van twee plafonds telt het laagste, voeten tellen op, en wie buitenom is weggelaten, draagt ook de voet niet."""
    found = unfold_sleutel(bouw_begroting(sleutels=SLEUTELS), "band")
    assert (found.plafond, found.deel_van_bedrag) == (90_050, Fraction("0.015768"))
    assert [(one.bedrag, one.zonder) for one in found.voeten] == [(500, ("Baarn",)), (1000, ("Baarn",))]
    assert {one.zonder for one in found.delen} == {("Baarn", "centrumgemeente")}
    assert found.sleutels == (
        "band", "macro", "uit", "nog een voet", "lager", "top", "voet", "zonder", "nest", "mix", "inwoners", "gelijk"
    )  # fmt: skip


def test_the_band_for_the_settlement() -> None:
    """De afrekening vraagt de band en de jaren van een kostenpost op; zonder bandbreedte zijn die er niet."""
    begroting = bouw_begroting(sleutels=SLEUTELS)
    band = find_bandbreedte(begroting, kostenpost("K01", verdeelsleutel="band"))
    assert band is not None
    assert (band.band, band.jaren) == (Fraction(1, 20), 3)
    assert find_bandbreedte(begroting, kostenpost("K01", verdeelsleutel="nest")) is None


@pytest.mark.parametrize(
    ("jaar", "nieuw"), [(2025, 0), (2026, Fraction(1, 4)), (2027, Fraction(1, 2)), (2028, Fraction(3, 4)), (2029, 1), (2040, 1)]
)
def test_the_steps_of_an_ingroeipad(jaar: int, nieuw: Fraction) -> None:
    """Met begin 2026 en vier jaar is 2026 de eerste stap van een kwart, en geldt vanaf 2029 alleen de nieuwe sleutel."""
    pad = Sleutel("pad", "ingroeipad", "van=inwoners;naar=gelijk;begin=2026;jaren=4")
    begroting = bouw_begroting(sleutels=(*SLEUTELS, pad), regeling={"begrotingsjaar": jaar})
    assert {one.sleutel: one.deel for one in unfold_sleutel(begroting, "pad").delen}.get("gelijk", 0) == nieuw
