"""The frozen content: what goes in comes out, in one spelling, and a difference has a name."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cusd_xl.base.years import Termijn
from cusd_xl.model.begroting import Deelnemer
from cusd_xl.model.bijdragen import EigenBedrag
from cusd_xl.model.factuur import (
    Btwregel,
    Factuur,
    Factuurregel,
    Factuursoort,
    Factuurverwijzing,
    Onderdeel,
    Specificatieregel,
)
from cusd_xl.model.factuurinhoud import canonical_json, compare_facturen, decode_factuur, encode_factuur, without_herkomst
from cusd_xl.model.herkomst import NERGENS, Herkomst
from cusd_xl.model.regeling import Afzender
from tests.hulp.facturen import lange_begroting, maak_facturen

tekst = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
geheel = st.integers(-(10**14), 10**14)
breuk = st.fractions()
dag = st.dates()


def tuples(kind: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    """Up to three of a kind."""
    return st.lists(kind, max_size=3).map(tuple)


onderdelen = st.builds(Onderdeel, tekst, geheel, geheel, breuk, geheel)
eigen = st.builds(EigenBedrag, tekst, geheel, st.none() | geheel, st.none() | geheel, tekst)
specificaties = st.builds(
    Specificatieregel, *[tekst] * 6, geheel, breuk, geheel, geheel, geheel, tuples(onderdelen), geheel, tuples(eigen), geheel
)  # fmt: skip
facturen = st.builds(
    Factuur,
    soort=st.sampled_from(Factuursoort),
    nummer=tekst,
    concept=st.booleans(),
    regeling=tekst,
    afzender=st.builds(Afzender, *[tekst] * 9),
    afnemer=st.builds(Deelnemer, tekst, tekst, dag, st.none() | dag, *[tekst] * 8, herkomst=st.just(NERGENS)),
    factuurdatum=dag,
    vervaldatum=st.none() | dag,
    termijn=st.builds(Termijn, tekst, geheel, geheel, geheel),
    regels=tuples(st.builds(Factuurregel, tekst, tekst, geheel, geheel)),
    btwregels=tuples(st.builds(Btwregel, tekst, tekst, st.none() | breuk, geheel, geheel)),
    specificatie=tuples(specificaties),
    verwijzingen=tuples(st.builds(Factuurverwijzing, tekst, dag, geheel)),
    reden=tekst,
)


@given(facturen)
def test_a_factuur_comes_back_as_it_went_in(factuur: Factuur) -> None:
    """Wat is vastgelegd, komt er tot op de laatste breuk hetzelfde weer uit, en nog eens vastgelegd is het dezelfde tekst."""
    text = canonical_json(encode_factuur(factuur))
    back = decode_factuur(json.loads(text))
    assert back == factuur
    assert canonical_json(encode_factuur(back)) == text


@given(facturen, facturen)
def test_two_facturen_differ_exactly_when_a_difference_is_named(een: Factuur, ander: Factuur) -> None:
    """Er is een verschil te noemen als en alleen als de facturen niet gelijk zijn."""
    assert (compare_facturen(een, ander) == ()) == (een == ander)
    assert compare_facturen(een, een) == ()


def test_every_kind_of_factuur_that_we_make_can_be_frozen() -> None:
    """Elke soort sleutel, btw-code en specificatie van een echte factuur overleeft het vastleggen."""
    for factuur in maak_facturen(lange_begroting()).values():
        assert decode_factuur(json.loads(canonical_json(encode_factuur(factuur)))) == without_herkomst(factuur)


def test_a_row_that_moves_in_the_workbook_makes_no_other_factuur() -> None:
    """Waar de deelnemer in de werkmap stond, hoort niet bij de factuur."""
    factuur = maak_facturen(lange_begroting())["Baarn"]
    verplaatst = replace(factuur, afnemer=replace(factuur.afnemer, herkomst=Herkomst("tblDeelnemers", "Deelnemers", 99)))
    assert compare_facturen(factuur, verplaatst) == ()


def test_the_text_is_plain_and_exact() -> None:
    """Centen zijn hele getallen, een breuk staat als teller en noemer, een datum als jaar-maand-dag."""
    factuur = maak_facturen(lange_begroting())["Baarn"]
    values = encode_factuur(replace(factuur, factuurdatum=date(2026, 1, 5)))
    assert values["factuurdatum"] == "2026-01-05"
    assert [type(one["bedrag"]) for one in values["regels"]] == [int] * len(factuur.regels)
    assert Fraction(values["specificatie"][0]["factor"]) == factuur.specificatie[0].factor
    assert "/" in values["specificatie"][0]["factor"]
    assert "." not in values["specificatie"][0]["factor"]


def test_an_older_content_takes_the_default_of_a_field_it_does_not_know() -> None:
    """Inhoud die is vastgelegd voordat er een veld bij kwam, blijft leesbaar."""
    values = encode_factuur(maak_facturen(lange_begroting())["Baarn"])
    del values["reden"], values["verwijzingen"]
    assert decode_factuur(values).verwijzingen == ()


@pytest.mark.parametrize("verkeerd", [{"onbekend": 1}, {"nummer": 5}, {"concept": "ja"}, {"soort": "bonnetje"}])
def test_content_that_is_not_ours_is_refused(verkeerd: dict[str, object]) -> None:
    """Een onbekend veld of een waarde van een andere soort wordt nooit stil overgeslagen."""
    values = encode_factuur(maak_facturen(lange_begroting())["Baarn"]) | verkeerd
    with pytest.raises(ValueError):
        decode_factuur(values)
