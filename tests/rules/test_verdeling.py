"""Art. 12 and 13: from the begroot amount to the cents of each gemeente."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from cusd_xl.model.begroting import Dekking, Gewicht, Inwonertal, Realisatie, Sleutel
from cusd_xl.model.bijdragen import VerdeeldeKostenpost
from cusd_xl.rules.verdeling import allocate, gives_eigen_bedragen
from tests.rules.bouw import BBP, INWONERS, bouw_begroting, inwonertal, kostenpost, taak


def verdeel(**changes: object) -> VerdeeldeKostenpost:
    """The first kostenpost of a begroting, divided."""
    return allocate(bouw_begroting(**changes)).kostenposten[0]


def bedragen(post: VerdeeldeKostenpost) -> list[int]:
    """The cents of each gemeente in the order of tblDeelnemers."""
    return [one.bedrag for one in post.bijdragen]


def test_by_inwoners_to_the_cent() -> None:
    """Een miljoen over drie gemeenten naar inwoners telt op tot een miljoen, met de laatste cent bij de grootste rest."""
    post = verdeel()
    exact = [Fraction(100_000_000 * aantal, 196672) for _, aantal in INWONERS.values()]
    assert sum(bedragen(post)) == 100_000_000
    assert max(abs(bedrag - quotum) for bedrag, quotum in zip(bedragen(post), exact, strict=True)) < 1


def test_index_then_dekking_then_one_rounding() -> None:
    """Eerst indexeren, dan de dekking eraf, dan één keer afronden: 1.000 met 2,7 % min 0,01 is 1.026,99."""
    posten = (kostenpost("K01", bedrag=100_000, prijspeil=2025, index=BBP),)
    post = verdeel(kosten=posten, dekking=(Dekking("K01", "subsidie", "subsidie", 1, 2026, 2026),))
    assert (post.begroot, post.factor, post.dekking, post.netto, post.te_verdelen) == (
        100_000,
        Fraction("1.027"),
        1,
        102_699,
        102_699,
    )


def test_equal_remainders_go_in_the_order_of_the_workbook() -> None:
    """Bij gelijke resten krijgt wie eerder in tblDeelnemers staat de cent die over is."""
    assert bedragen(verdeel(kosten=(kostenpost("K01", bedrag=200, verdeelsleutel="gelijk"),))) == [67, 67, 66]


def test_whole_euros() -> None:
    """Wie op euro's verdeelt rondt het totaal op hele euro's af en verdeelt hele euro's."""
    post = verdeel(kosten=(kostenpost("K01", bedrag=20_050, verdeelsleutel="gelijk"),), regeling={"afronding": "euro"})
    assert (post.te_verdelen, bedragen(post), post.eenheden) == (20_100, [6_700, 6_700, 6_700], 201)


def test_a_vrijgestelde_gemeente_pays_nothing() -> None:
    """Wie geen kruisje heeft betaalt nul; de anderen dragen het hele bedrag."""
    post = verdeel(kosten=(kostenpost("K01", taken=("W1",)),), taken=(taak("W1", "Baarn", "Eemnes"),))
    assert (bedragen(post)[0], sum(bedragen(post)), [one.deelname for one in post.bijdragen]) == (
        0,
        100_000_000,
        [False, True, True],
    )


def test_a_mix_divides_by_both_keys() -> None:
    """Een mix van een kwart inwoners en driekwart gelijk geeft ieder het gewogen gemiddelde van beide aandelen."""
    sleutels = (
        Sleutel("inwoners", "inwoners", "2"),
        Sleutel("gelijk", "gelijk"),
        Sleutel("mix", "mix", "inwoners=0.25;gelijk=0.75"),
    )
    post = verdeel(kosten=(kostenpost("K01", verdeelsleutel="mix"),), sleutels=sleutels)
    quota = [one.aandeel.quotum for one in post.bijdragen if one.aandeel]
    expected = [100_000_000 * (Fraction(1, 4) * Fraction(aantal, 196672) + Fraction(1, 4)) for _, aantal in INWONERS.values()]
    assert quota == expected


def test_own_amounts_are_not_divided() -> None:
    """Werkelijke kosten worden niet verdeeld: elke gemeente betaalt haar eigen bedrag, en samen is dat het totaal."""
    rows = (
        Realisatie("Baarn", "K01", "", "2026", 5_000),
        Realisatie("Baarn", "K01", "", "2026", -1_000),
        Realisatie("Eemnes", "K01", "", "", 7),
    )
    sleutels = (Sleutel("werkelijk", "werkelijk"),)
    post = verdeel(kosten=(kostenpost("K01", verdeelsleutel="werkelijk", bedrag=None),), sleutels=sleutels, realisatie=rows)
    assert (bedragen(post), post.te_verdelen, post.is_eigen) == ([0, 4_000, 7], 4_007, True)


def test_the_price_level_of_own_amounts_is_that_of_the_year() -> None:
    """Een vast bedrag wordt niet geïndexeerd en per gemeente op de eenheid afgerond."""
    gewichten = (Gewicht("afspraak", "Baarn", Decimal("12.50")), Gewicht("afspraak", "Eemnes", Decimal("12.49")))
    post = verdeel(
        kosten=(kostenpost("K01", verdeelsleutel="afspraak", bedrag=None),), sleutels=(Sleutel("afspraak", "vast"),),
        gewichten=gewichten, regeling={"afronding": "euro"},
    )  # fmt: skip
    assert bedragen(post) == [0, 1_300, 1_200]


def test_each_share_keeps_its_trace() -> None:
    """Elk aandeel bewaart zijn quotum, vloer, rest, rang en extra cent, en de cel van het gewicht."""
    post = verdeel()
    (component,) = post.componenten
    aandelen = [one.aandeel for one in post.bijdragen if one.aandeel]
    assert component.cellen == ("Inwoners!C2", "Inwoners!C3", "Inwoners!C4")
    assert all(one.vloer + one.rest == one.quotum for one in aandelen)
    assert sorted(one.rang for one in aandelen) == [1, 2, 3]
    assert sum(one.vloer + one.extra for one in aandelen) == post.eenheden


def test_the_year_of_the_peildatum_counts() -> None:
    """Alleen de inwoners op de peildatum tellen; cijfers van andere jaren veranderen niets."""
    others: tuple[Inwonertal, ...] = tuple(inwonertal(naam, 2025, 1) for naam in INWONERS)
    begroting = bouw_begroting()
    assert allocate(begroting) == allocate(replace(begroting, inwoners=(*begroting.inwoners, *others)))


def test_which_keys_give_own_amounts() -> None:
    """Werkprocessen, werkelijk, vast en minimum geven eigen bedragen; de andere soorten verdelen er een."""
    soorten = (
        "inwoners",
        "controleverklaringen",
        "werkprocessen",
        "gewichten",
        "percentage",
        "gelijk",
        "werkelijk",
        "mix",
        "minimum",
        "vast",
    )
    eigen = [soort for soort in soorten if gives_eigen_bedragen(Sleutel("s", soort))]
    assert eigen == ["werkprocessen", "werkelijk", "minimum", "vast"]
