"""Art. 12: from Bedrag to the amount that a key divides: macrobudget, index, dekking, one rounding, ceiling, foot."""

from __future__ import annotations

import pytest

from cusd_xl.model.begroting import Dekking, Sleutel
from cusd_xl.model.bijdragen import VerdeeldeKostenpost
from cusd_xl.rules.verdeling import allocate
from tests.rules.bouw import BBP, bouw_begroting, kostenpost


def verdeel(parameter: str, soort: str, afronding: str = "cent", **changes: object) -> VerdeeldeKostenpost:
    """One kostenpost divided by a wrapper around equal shares of three gemeenten."""
    sleutels = (
        Sleutel("proef", soort, parameter), Sleutel("gelijk", "gelijk"),
        Sleutel("top", "plafond", "sleutel=gelijk;bedrag=1000.75"),
    )  # fmt: skip
    post = {"bedrag": 1_000_00, "verdeelsleutel": "proef", **changes.pop("post", {})}  # type: ignore[dict-item]
    begroting = bouw_begroting(
        sleutels=sleutels, kosten=(kostenpost("K01", **post),), regeling={"afronding": afronding}, **changes
    )
    return allocate(begroting).kostenposten[0]


def bedragen(post: VerdeeldeKostenpost) -> list[int]:
    """The cents of each gemeente."""
    return [one.bedrag for one in post.bijdragen]


@pytest.mark.parametrize(
    ("bedrag", "afronding", "te_verdelen", "boven"),
    [(99_999, "cent", 99_999, 0), (100_075, "cent", 100_075, 0), (100_076, "cent", 100_075, 1),
     (200_000, "euro", 100_000, 100_000),
     (100_049, "euro", 100_000, 0)],
)  # fmt: skip
def test_never_more_than_the_ceiling(bedrag: int, afronding: str, te_verdelen: int, boven: int) -> None:
    """Er wordt nooit meer verdeeld dan het plafond; in hele euro's wordt het plafond naar beneden afgerond."""
    post = verdeel("sleutel=gelijk;bedrag=1000.75", "plafond", afronding, post={"bedrag": bedrag})
    assert (post.te_verdelen, post.boven_plafond, sum(bedragen(post))) == (te_verdelen, boven, te_verdelen)


def test_a_macrobudget_is_taken_before_index_and_dekking() -> None:
    """12,5 % van € 1.000,00, daarna 2,7 % index, daarna € 8,37 subsidie: € 120,005, afgerond € 120,01."""
    dekking = (Dekking("K01", "subsidie", "subsidie", 837, 2026, 2026),)
    post = verdeel("percentage=12.5;sleutel=gelijk", "macrobudget", dekking=dekking, post={"index": BBP, "prijspeil": 2025})
    assert (post.begroot, post.te_verdelen, bedragen(post)) == (100_000, 12_001, [4001, 4000, 4000])


def test_everybody_owes_the_foot() -> None:
    """Ieder betaalt de voet van € 100,50; de rest van € 698,50 wordt verdeeld en de som blijft € 1.000,00."""
    post = verdeel("bedrag=100.50;sleutel=gelijk", "voet")
    assert ([one.voet for one in post.bijdragen], post.eenheden, sum(bedragen(post))) == ([10_050] * 3, 69_850, 100_000)
    assert bedragen(post) == [33_334, 33_333, 33_333]


def test_a_foot_in_whole_euros() -> None:
    """In hele euro's wordt de voet van € 100,50 er een van € 101,00."""
    post = verdeel("bedrag=100.50;sleutel=gelijk", "voet", "euro")
    assert ([one.voet for one in post.bijdragen], sum(bedragen(post))) == ([10_100] * 3, 100_000)


def test_who_does_not_pay_owes_no_foot() -> None:
    """Een vrijgestelde gemeente draagt ook de voet niet."""
    post = verdeel("bedrag=100;sleutel=gelijk", "voet", post={"taken": ("W1",)})
    assert bedragen(post) == [50_000, 50_000, 0]


def test_a_foot_around_a_ceiling() -> None:
    """Een plafond geldt voor het totaal, ook als er een voet omheen staat."""
    post = verdeel("bedrag=100;sleutel=top", "voet", post={"bedrag": 999_999})
    assert (post.te_verdelen, [one.voet for one in post.bijdragen]) == (100_075, [10_000] * 3)
