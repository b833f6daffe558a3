"""One factuur per btw-regime: what is outside the btw never stands beside what is inside it, and not a cent moves."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cusd_xl.base.years import parse_termijn
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.factuur import Factuursoort, Factuurverwijzing
from cusd_xl.rules.btwsplitsing import list_regimes, split_regimes
from cusd_xl.rules.factuurregels import make_facturen
from cusd_xl.rules.verdeling import allocate
from tests.hulp.begrotingen import begrotingen
from tests.hulp.facturen import FACTUURDATUM, korte_begroting, lange_begroting, maak_facturen
from tests.rules.test_invarianten import STEL_IN


def test_outside_and_inside_the_btw_are_two_facturen() -> None:
    """Baarn heeft kosten met O, D, E en S: een factuur met O en D, en een met E en S, met het regime achter het nummer."""
    facturen = [one for one in maak_facturen(lange_begroting()).values() if one.afnemer.gemeente == "Baarn"]
    assert [(one.nummer, {regel.btw for regel in one.regels}) for one in facturen] == [
        ("CONCEPT-2026-Q1-GM0308-O", {"O", "D"}),
        ("CONCEPT-2026-Q1-GM0308-ES", {"E", "S"}),
    ]


def test_one_regime_is_one_factuur_with_the_number_it_had() -> None:
    """Wie alleen kosten buiten de btw heeft, krijgt één factuur en geen achtervoegsel."""
    assert [one.nummer for one in maak_facturen(korte_begroting()).values()][1] == "CONCEPT-2026-Q1-GM0308"


def test_an_interne_verrekening_stays_whole() -> None:
    """De centrumgemeente verrekent met zichzelf in één stuk, ook met kosten van twee regimes."""
    (intern,) = (one for one in maak_facturen(lange_begroting()).values() if one.soort is Factuursoort.INTERNE_VERREKENING)
    assert list_regimes(intern) == ("O", "ES")
    assert split_regimes(intern) == (intern,)


def test_advances_are_never_set_off_twice() -> None:
    """Een eindafrekening met twee regimes wordt niet gesplitst met op beide stukken dezelfde voorschotten."""
    whole = maak_facturen(lange_begroting())["Amersfoort"]
    eind = replace(whole, soort=Factuursoort.EINDAFREKENING, voorschotten=(Factuurverwijzing("2026-F-0001", FACTUURDATUM, 100),))
    with pytest.raises(ValueError, match="two btw-regimes"):
        split_regimes(eind)


def test_each_part_carries_its_own_proof() -> None:
    """Op elke factuur staan alleen de kostenposten en de btw die bij haar regels horen."""
    for factuur in maak_facturen(lange_begroting()).values():
        codes = {one.btw for one in factuur.regels}
        assert {one.btw for one in factuur.specificatie} == {one.code for one in factuur.btwregels} == codes


@STEL_IN
@given(begrotingen(), st.lists(st.sampled_from("OESD"), min_size=9, max_size=9), st.sampled_from(("jaar", "Q2", "M11")))
def test_not_a_cent_moves(begroting: Begroting, codes: list[str], termijn: str) -> None:
    """Hoe de btw-codes ook vallen: de facturen van een gemeente zijn samen haar bijdrage, en geen enkele mengt regimes."""
    kosten = tuple(replace(one, btw=code) for one, code in zip(begroting.kosten, codes, strict=False))
    begroting = replace(begroting, kosten=(*kosten, *begroting.kosten[len(kosten) :]))
    verdeling = allocate(begroting)
    jaar: Counter[str] = Counter()
    for factuur in make_facturen(begroting, verdeling, parse_termijn(termijn, begroting.jaar), FACTUURDATUM):
        assert len(list_regimes(factuur)) == 1 or factuur.soort is Factuursoort.INTERNE_VERREKENING
        jaar[factuur.afnemer.gemeente] += sum(one.jaarbedrag for one in factuur.regels)
    assert +jaar == +Counter(verdeling.per_gemeente())


@pytest.mark.parametrize("termijn", ["jaar", "Q1", "M07"])
def test_the_parts_are_the_whole(termijn: str) -> None:
    """Subtotaal, btw en totaal van de twee facturen samen zijn die van de factuur vóór het splitsen."""
    for naam, factuur in maak_facturen(lange_begroting(), termijn).items():
        if naam == "Amersfoort":
            continue
        whole = replace(
            maak_facturen(lange_begroting(), termijn)["Amersfoort"], soort=Factuursoort.FACTUUR, afnemer=factuur.afnemer
        )
        parts = split_regimes(whole)
        assert [sum(getattr(one, veld) for one in parts) for veld in ("subtotaal", "btw", "totaal")] == [
            whole.subtotaal, whole.btw, whole.totaal,
        ]  # fmt: skip
