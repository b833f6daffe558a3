"""Doorschuif-btw: the amount of the user, stated per gemeente in proportion to its bijdrage, and no cent on the bill."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cusd_xl.model.begroting import Begroting
from cusd_xl.rules.doorschuifbtw import allocate_doorschuifbtw
from cusd_xl.rules.verdeling import allocate
from tests.hulp.facturen import korte_begroting, lange_begroting, maak_facturen

BTW = 17_355_372


def met_btw(begroting: Begroting, cents: int | None) -> Begroting:
    """Every kostenpost with code D and this much btw in it."""
    return replace(begroting, kosten=tuple(replace(one, btw="D", doorschuifbtw=cents) for one in begroting.kosten))


def test_each_gemeente_hears_its_part() -> None:
    """Van € 173.553,72 btw in een miljoen aan kosten is € 12.129,10 voor Baarn; samen is het precies het ingevulde bedrag."""
    opgaven = allocate_doorschuifbtw(allocate(met_btw(korte_begroting(), BTW)))
    assert (opgaven["Baarn"], sum(opgaven.values())) == (1_212_910, BTW)


@pytest.mark.parametrize("cents", [0, 1, 7, BTW])
def test_the_statements_add_up(cents: int) -> None:
    """De opgaven van alle gemeenten samen zijn het ingevulde bedrag, ook bij een enkele cent."""
    assert sum(allocate_doorschuifbtw(allocate(met_btw(korte_begroting(), cents))).values()) == cents


def test_the_termijnen_add_up_to_the_year() -> None:
    """Vier kwartaalopgaven zijn samen de opgave van het jaar."""
    begroting = met_btw(korte_begroting(), BTW)
    kwartalen = [maak_facturen(begroting, f"Q{nummer}")["Baarn"].doorschuifbtw or 0 for nummer in (1, 2, 3, 4)]
    assert (sum(kwartalen), max(kwartalen) - min(kwartalen)) == (1_212_910, 1)


def test_it_changes_no_amount() -> None:
    """De opgave is een mededeling: de factuur is met en zonder opgave even hoog."""
    with_btw, without = (maak_facturen(met_btw(korte_begroting(), cents)) for cents in (BTW, None))
    assert [one.totaal for one in with_btw.values()] == [one.totaal for one in without.values()]
    assert {one.doorschuifbtw for one in without.values()} == {None}


def test_who_pays_nothing_gets_no_statement() -> None:
    """Alleen wie aan de kostenpost meebetaalt, krijgt een opgave; een teruggaaf telt niet mee."""
    verdeling = allocate(met_btw(korte_begroting(), 100))
    (post,) = verdeling.kostenposten
    bijdragen = tuple(
        replace(one, bedrag={"Baarn": 300, "Soest": 100, "Eemnes": -50}.get(one.gemeente, 0)) for one in post.bijdragen
    )
    changed = replace(verdeling, kostenposten=(replace(post, bijdragen=bijdragen),))
    assert allocate_doorschuifbtw(changed) == {"Baarn": 75, "Soest": 25}
    nobody = replace(post, bijdragen=tuple(replace(one, bedrag=0) for one in post.bijdragen))
    assert allocate_doorschuifbtw(replace(verdeling, kostenposten=(nobody,))) == {}


def test_it_stands_on_the_factuur_with_code_d() -> None:
    """Bij twee facturen staat de opgave op die met code D, en niet op die met btw."""
    begroting = lange_begroting()
    kosten = tuple(replace(one, doorschuifbtw=1_500_000) if one.btw == "D" else one for one in begroting.kosten)
    facturen = maak_facturen(replace(begroting, kosten=kosten))
    assert [facturen[naam].doorschuifbtw for naam in ("Baarn", "Baarn-ES")] == [46_614, None]
