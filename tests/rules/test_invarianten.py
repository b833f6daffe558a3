"""What always holds for money, whatever the begroting: the invariants of the regeling on thousands of random begrotingen."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from cusd_xl.base.money import split_by_largest_remainder, split_over_termijnen
from cusd_xl.model.begroting import Begroting, Controleverklaring, Indexcijfer, Kostenpost
from cusd_xl.model.bijdragen import VerdeeldeKostenpost
from cusd_xl.rules.verdeling import allocate
from tests.hulp.begrotingen import GEDEELD, JAAR, REEKS, VOOR_ALLEN, begrotingen

STEL_IN = settings(
    max_examples=300,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
MORE = settings(STEL_IN, max_examples=1000)
ACCOUNTANT = ("controleverklaringen",)
INWONERS = ("inwoners",)


@STEL_IN
@given(begrotingen(GEDEELD))
def test_the_sum_closes_on_the_amount_to_divide(begroting: Begroting) -> None:
    """De bijdragen van een kostenpost tellen op tot precies het te verdelen bedrag: niet een cent meer of minder."""
    expected = {one.kostenpost: expected_total(begroting, one) for one in begroting.kosten}
    assert allocate(begroting).per_kostenpost() == expected


@STEL_IN
@given(begrotingen())
def test_totals_agree_both_ways(begroting: Begroting) -> None:
    """Opgeteld per gemeente en opgeteld per kostenpost komt hetzelfde totaal uit."""
    verdeling = allocate(begroting)
    assert sum(verdeling.per_gemeente().values()) == sum(verdeling.per_kostenpost().values()) == verdeling.totaal


@STEL_IN
@given(begrotingen())
def test_no_bijdrage_is_negative(begroting: Begroting) -> None:
    """Zonder correcties betaalt niemand een negatief bedrag."""
    assert min(one.bedrag for one in allocate(begroting).bijdragen) >= 0


@STEL_IN
@given(begrotingen())
def test_amounts_are_whole_units(begroting: Begroting) -> None:
    """Wie in hele euro's verdeelt, krijgt alleen hele euro's."""
    unit = 100 if begroting.regeling.afronding == "euro" else 1
    assert {one.bedrag % unit for one in allocate(begroting).bijdragen} == {0}


@STEL_IN
@given(begrotingen())
def test_a_vrijgestelde_gemeente_owes_nothing(begroting: Begroting) -> None:
    """Wie bij geen van de taken van een kostenpost een kruisje heeft, betaalt daarvoor nul."""
    crosses = {one.taak: one.deelname for one in begroting.taken}
    owed = 0
    for post in allocate(begroting).kostenposten:
        crossed = frozenset().union(*(crosses[taak] for taak in post.kostenpost.taken))
        owed += sum(one.bedrag for one in post.bijdragen if post.kostenpost.taken and one.gemeente not in crossed)
    assert owed == 0


@STEL_IN
@given(begrotingen())
def test_a_vrijgestelde_gemeente_changes_nothing_for_the_others(begroting: Begroting) -> None:
    """De cijfers van een vrijgestelde gemeente veranderen de bijdrage van de anderen aan die taak niet."""
    posts = tuple(replace(one, taken=("T1",)) for one in begroting.kosten if one.verdeelsleutel not in VOOR_ALLEN)
    outside = {one.gemeente for one in begroting.deelnemers} - begroting.taken[0].deelname
    assume(posts and outside)
    narrow = replace(begroting, kosten=posts)
    inwoners = tuple(
        replace(one, inwoners=one.inwoners * 7 + 3) if one.gemeente in outside else one for one in begroting.inwoners
    )
    gewichten = tuple(replace(one, gewicht=one.gewicht * 3) if one.gemeente in outside else one for one in begroting.gewichten)
    assert amounts(narrow) == amounts(replace(narrow, inwoners=inwoners, gewichten=gewichten))


@STEL_IN
@given(begrotingen(ACCOUNTANT))
def test_the_centrumgemeente_pays_no_accountantskosten(begroting: Begroting) -> None:
    """De centrumgemeente betaalt nooit mee aan de accountantskosten, zelfs niet als er een aantal bij haar staat."""
    centrumgemeente = begroting.regeling.centrumgemeente
    counted = replace(begroting, controleverklaringen=(*begroting.controleverklaringen, Controleverklaring(centrumgemeente, 3)))
    assert allocate(counted).per_gemeente()[centrumgemeente] == 0
    assert amounts(counted) == amounts(begroting)


@STEL_IN
@given(begrotingen(ACCOUNTANT))
def test_accountantskosten_follow_the_controleverklaringen(begroting: Begroting) -> None:
    """Gemeenten met evenveel controleverklaringen betalen hooguit een eenheid verschillend; wie er meer heeft, niet minder."""
    counts = {one.gemeente: one.aantal for one in begroting.controleverklaringen}
    counts[begroting.regeling.centrumgemeente] = 0
    assert find_unfair(begroting, counts) == []


@STEL_IN
@given(begrotingen(INWONERS))
def test_more_inwoners_never_pay_less(begroting: Begroting) -> None:
    """Evenveel inwoners geeft hooguit een eenheid verschil; meer inwoners geeft nooit een lagere bijdrage."""
    counts = {one.gemeente: one.inwoners for one in begroting.inwoners if one.peildatum == date(JAAR - 2, 1, 1)}
    assert find_unfair(begroting, counts) == []


@STEL_IN
@given(begrotingen(), st.randoms(use_true_random=False))
def test_the_order_of_the_gemeenten_moves_only_tied_units(begroting: Begroting, rng: random.Random) -> None:
    """Een andere volgorde van de deelnemers verschuift hooguit een eenheid tussen gemeenten met precies dezelfde rest."""
    shuffled = replace(begroting, deelnemers=tuple(rng.sample(begroting.deelnemers, len(begroting.deelnemers))))
    for before, after in zip(allocate(begroting).kostenposten, allocate(shuffled).kostenposten, strict=True):
        new = {one.gemeente: one.bedrag for one in after.bijdragen}
        tied = find_tied(before)
        moved = {one.gemeente: new[one.gemeente] - one.bedrag for one in before.bijdragen}
        assert sum(moved.values()) == 0
        assert {gemeente for gemeente, change in moved.items() if change} <= tied
        assert max(map(abs, moved.values())) <= before.eenheid


@STEL_IN
@given(begrotingen(), st.randoms(use_true_random=False))
def test_the_order_of_other_rows_changes_nothing(begroting: Begroting, rng: random.Random) -> None:
    """De volgorde van de rijen in de andere tabellen verandert geen enkel bedrag."""
    names = (
        "kosten", "sleutels", "inwoners", "taken", "dekking", "gewichten", "controleverklaringen", "werkprocessen",
        "normbedragen", "indexcijfers", "wijzigingen", "realisatie",
    )  # fmt: skip
    shuffled = {name: tuple(rng.sample(getattr(begroting, name), len(getattr(begroting, name)))) for name in names}
    assert amounts(replace(begroting, **shuffled)) == amounts(begroting)


@STEL_IN
@given(begrotingen(GEDEELD), st.integers(2, 1000))
def test_k_times_the_kosten_is_k_times_the_share(begroting: Begroting, factor: int) -> None:
    """Worden alle kosten k keer zo hoog, dan ook ieders bijdrage, op minder dan een eenheid na."""
    whole = replace(begroting, dekking=(), wijzigingen=(), kosten=tuple(_whole_euros(one) for one in begroting.kosten))
    larger = replace(whole, kosten=tuple(replace(one, bedrag=(one.bedrag or 0) * factor) for one in whole.kosten))
    for before, after in zip(allocate(whole).kostenposten, allocate(larger).kostenposten, strict=True):
        for old, new in zip(before.bijdragen, after.bijdragen, strict=True):
            assert old.aandeel is not None
            assert abs(Fraction(new.bedrag) - old.aandeel.quotum * before.eenheid * factor) < before.eenheid


@STEL_IN
@given(begrotingen((*INWONERS, "gemengd", "bodem")), st.integers(1, 5000))
def test_only_the_inwoners_of_t_minus_2_count(begroting: Begroting, shift: int) -> None:
    """Alleen de inwoners op 1 januari van twee jaar eerder tellen mee; andere peildata doen niets."""
    other = tuple(
        one if one.peildatum.year == JAAR - 2 else replace(one, inwoners=one.inwoners + shift) for one in begroting.inwoners
    )
    only = tuple(one for one in begroting.inwoners if one.peildatum.year == JAAR - 2)
    assert amounts(begroting) == amounts(replace(begroting, inwoners=other)) == amounts(replace(begroting, inwoners=only))


@STEL_IN
@given(begrotingen(INWONERS))
def test_the_peildatum_moves_with_the_begrotingsjaar(begroting: Begroting) -> None:
    """In de begroting van een jaar later gelden de inwoners van een jaar later."""
    plain = replace(begroting, kosten=tuple(replace(one, index="geen") for one in begroting.kosten), dekking=())
    later = replace(plain, regeling=replace(plain.regeling, begrotingsjaar=JAAR + 1))
    moved = tuple(replace(one, peildatum=date(one.peildatum.year - 1, 1, 1)) for one in begroting.inwoners)
    assert amounts(later) == amounts(replace(plain, inwoners=moved))


@STEL_IN
@given(begrotingen())
def test_an_index_of_0_changes_nothing(begroting: Begroting) -> None:
    """Een index van 0 % geeft precies dezelfde bedragen als geen index."""
    zero = tuple(replace(one, percentage=Decimal(0)) for one in begroting.indexcijfers)
    kosten = tuple(replace(one, index="geen") for one in begroting.kosten)
    normen = tuple(replace(one, index="geen") for one in begroting.normbedragen)
    assert amounts(replace(begroting, indexcijfers=zero)) == amounts(replace(begroting, kosten=kosten, normbedragen=normen))


@STEL_IN
@given(begrotingen(GEDEELD))
def test_a_chain_of_years_equals_its_product(begroting: Begroting) -> None:
    """Jaar op jaar indexeren geeft hetzelfde als één keer indexeren met het product van de jaren."""
    rates = {one.jaar: one.percentage for one in begroting.indexcijfers}
    combined = (1 + rates[JAAR - 1] / 100) * (1 + rates[JAAR] / 100) * 100 - 100
    chained = replace(begroting, kosten=tuple(replace(one, index=REEKS, prijspeil=JAAR - 2) for one in begroting.kosten))
    once = replace(
        begroting,
        kosten=tuple(replace(one, index="samen", prijspeil=JAAR - 1) for one in begroting.kosten),
        indexcijfers=(Indexcijfer("samen", JAAR, combined, "", "definitief", ""),),
    )
    assert amounts(chained) == amounts(once)


@STEL_IN
@given(begrotingen())
def test_own_amounts_are_what_was_used(begroting: Begroting) -> None:
    """Zorgadministratie kost een deelnemer zijn werkprocessen maal het geïndexeerde normbedrag, op hele centen afgerond."""
    posts = (Kostenpost("P", "P", "zorgadministratie", ("T2",), None, JAAR, "geen", "werkprocessen"),)
    rate = {one.jaar: one.percentage for one in begroting.indexcijfers}[JAAR]
    tariff = {one.proces: one.normbedrag for one in begroting.normbedragen}
    tariff["start"] = half_up(tariff["start"] * (1 + Fraction(rate) / 100))
    expected = {one.gemeente: 0 for one in begroting.deelnemers}
    for row in begroting.werkprocessen:
        expected[row.gemeente] += row.aantal * tariff[row.proces] * (row.gemeente in begroting.taken[1].deelname)
    unit = 100 if begroting.regeling.afronding == "euro" else 1
    rounded = {gemeente: half_up(Fraction(cents, unit)) * unit for gemeente, cents in expected.items()}
    assert allocate(replace(begroting, kosten=posts)).per_gemeente() == rounded


@MORE
@given(st.integers(0, 9), st.lists(st.integers(0, 6), min_size=1, max_size=4).filter(any))
def test_the_split_is_the_fairest_of_all(total: int, weights: list[int]) -> None:
    """Van alle verdelingen in hele eenheden ligt de grootste-restverdeling het dichtst bij de exacte aandelen."""
    assert tuple(one.eenheden for one in split_by_largest_remainder(total, weights)) == fairest_split(total, weights)


@MORE
@given(st.integers(0, 10**13), st.lists(st.fractions(0, 1000, max_denominator=999), min_size=1, max_size=12).filter(any))
def test_every_part_is_its_quota_rounded_down_or_up(total: int, weights: list[Fraction]) -> None:
    """Elk deel is het exacte aandeel, naar beneden of naar boven afgerond, en samen zijn ze het totaal."""
    parts = split_by_largest_remainder(total, weights)
    exact = [total * weight / sum(weights) for weight in weights]
    assert sum(one.eenheden for one in parts) == total
    assert all(abs(part.eenheden - quota) < 1 for part, quota in zip(parts, exact, strict=True))


@MORE
@given(st.integers(0, 10**12), st.sampled_from((1, 4, 12)))
def test_termijnen_add_up_to_the_year(cents: int, aantal: int) -> None:
    """De termijnen tellen op tot het jaarbedrag en verschillen onderling hooguit een cent, de eerste het hoogst."""
    termijnen = split_over_termijnen(cents, aantal)
    assert (len(termijnen), sum(termijnen)) == (aantal, cents)
    assert sorted(termijnen, reverse=True) == list(termijnen)
    assert termijnen[0] - termijnen[-1] <= 1


def amounts(begroting: Begroting) -> Mapping[tuple[str, str], int]:
    """Cents by gemeente and kostenpost, whatever the order."""
    return {(one.gemeente, one.kostenpost): one.bedrag for one in allocate(begroting).bijdragen}


def expected_total(begroting: Begroting, post: Kostenpost) -> int:
    """The amount to divide in cents, worked out here once more from the words of the contract."""
    counted = [one for one in begroting.wijzigingen if (one.kostenpost, one.status) == (post.kostenpost, "vastgesteld")]
    bruto = Fraction((post.bedrag or 0) + sum(one.mutatie for one in counted))
    if post.index != "geen":
        for one in begroting.indexcijfers:
            bruto *= 1 + Fraction(one.percentage) / 100 if one.jaar > post.prijspeil else 1
    netto = bruto - sum(one.bedrag for one in begroting.dekking if one.kostenpost == post.kostenpost)
    unit = 100 if begroting.regeling.afronding == "euro" else 1
    return half_up(netto / unit) * unit


def half_up(value: Fraction) -> int:
    """To the nearest whole number, a half goes up."""
    whole, rest = divmod(value, 1)
    return int(whole) + (rest * 2 >= 1)


def find_unfair(begroting: Begroting, counts: Mapping[str, int]) -> list[tuple[str, str]]:
    """Pairs of paying gemeenten of which the first counts at least as much but pays too little compared with the second."""
    unfair = []
    for post in allocate(begroting).kostenposten:
        payers = [one for one in post.bijdragen if one.deelname]
        for one, other in product(payers, payers):
            slack = post.eenheid if counts[one.gemeente] == counts[other.gemeente] else 0
            if counts[one.gemeente] >= counts[other.gemeente] and one.bedrag < other.bedrag - slack:
                unfair.append((one.gemeente, other.gemeente))
    return unfair


def find_tied(post: VerdeeldeKostenpost) -> set[str]:
    """The gemeenten whose remainder equals that of another one."""
    rests = [one.aandeel.rest for one in post.bijdragen if one.aandeel]
    return {one.gemeente for one in post.bijdragen if one.aandeel and rests.count(one.aandeel.rest) > 1}


def fairest_split(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Brute force: of all ways to hand out the units the one nearest to the quota, the earliest in line first."""
    quota = [Fraction(total * weight, sum(weights)) for weight in weights]
    ways = (way for way in product(range(total + 1), repeat=len(weights)) if sum(way) == total)
    return min(
        ways, key=lambda way: (sum((part - ideal) ** 2 for part, ideal in zip(way, quota, strict=True)), [-part for part in way])
    )


def _whole_euros(post: Kostenpost) -> Kostenpost:
    return replace(post, bedrag=(post.bedrag or 0) // 100 * 100, index="geen")
