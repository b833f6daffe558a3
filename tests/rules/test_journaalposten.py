"""Journaalposten: every booking closes on the cent, within a factuur and over all termijnen of a year."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cusd_xl.model.factuur import Factuur, Factuurregel, Factuursoort, Factuurverwijzing
from cusd_xl.rules.creditfactuur import make_creditfactuur
from cusd_xl.rules.journaalposten import Journaalpost, make_journaalposten
from tests.hulp.facturen import lange_begroting, maak_facturen

KWARTALEN = ("Q1", "Q2", "Q3", "Q4")
BAARN = maak_facturen(lange_begroting())["Baarn"]


def total(posten: tuple[Journaalpost, ...]) -> int:
    return sum(one.bedrag for one in posten)


def test_the_bookings_of_a_factuur_are_what_it_asks() -> None:
    """De posten van elke factuur zijn samen precies wat er te betalen is, btw inbegrepen."""
    for factuur in maak_facturen(lange_begroting()).values():
        posten = make_journaalposten(factuur)
        assert total(posten) == factuur.te_betalen
        assert sum(one.bedrag for one in posten if one.soort == "btw") == factuur.btw


def test_the_bookings_of_a_year_are_the_jaarbedragen() -> None:
    """Over de vier kwartalen krijgt elk taakveld met zijn categorie en btw-code precies het jaarbedrag."""
    begroting = lange_begroting()
    kosten = tuple(replace(one, taakveld=f"6.{number % 4}", categorie="4.3.2") for number, one in enumerate(begroting.kosten))
    begroting = replace(begroting, kosten=kosten)
    for gemeente in ("Baarn", "Soest", "Amersfoort"):
        booked: Counter[tuple[str, str, str, str]] = Counter()
        for kwartaal in KWARTALEN:
            for one in make_journaalposten(maak_facturen(begroting, kwartaal)[gemeente]):
                if one.soort == "bijdrage":
                    booked[one.omschrijving, one.btw, one.taakveld, one.categorie] += one.bedrag
        expected: Counter[tuple[str, str, str, str]] = Counter()
        for post in maak_facturen(begroting, "jaar")[gemeente].specificatie:
            expected[post.soort, post.btw, post.taakveld, post.categorie] += post.jaarbedrag
        assert booked == expected


def test_a_creditfactuur_books_back() -> None:
    """Een creditfactuur boekt precies het omgekeerde van de factuur."""
    factuur = replace(BAARN, concept=False, nummer="CUSD-2026-00001")
    credit = make_journaalposten(make_creditfactuur(factuur, "Fout", date(2026, 2, 1)))
    assert [(one.taakveld, one.btw, -one.bedrag) for one in credit] == [
        (one.taakveld, one.btw, one.bedrag) for one in make_journaalposten(factuur)
    ]


def test_an_eindafrekening_books_its_voorschotten_off() -> None:
    """Een eindafrekening boekt de hele kosten en trekt elk voorschot af; samen is dat wat er nog te betalen is."""
    advances = tuple(Factuurverwijzing(f"CUSD-2026-0000{n}", date(2026, n, 5), 1000 * n) for n in (1, 2, 3))
    factuur = replace(BAARN, soort=Factuursoort.EINDAFREKENING, voorschotten=advances)
    posten = make_journaalposten(factuur)
    assert [(one.omschrijving, one.bedrag) for one in posten if one.soort == "voorschot"] == [
        ("CUSD-2026-00001", -1000), ("CUSD-2026-00002", -2000), ("CUSD-2026-00003", -3000),
    ]  # fmt: skip
    assert total(posten) == factuur.te_betalen


@given(st.lists(st.integers(-(10**6), 10**9), min_size=1, max_size=6), st.integers(0, 3))
def test_any_amounts_close(jaarbedragen: list[int], kwartaal: int) -> None:
    """Wat de bedragen ook zijn, ook onder nul: de posten van een regel zijn samen de regel."""
    eerste = replace(BAARN.specificatie[0], soort="kosten", btw="O")
    specificatie = tuple(replace(eerste, jaarbedrag=one, taakveld=f"6.{number}") for number, one in enumerate(jaarbedragen))
    vloer, over = divmod(sum(jaarbedragen), 4)
    bedrag = vloer + (kwartaal < over)
    regels = (Factuurregel("kosten", "O", sum(jaarbedragen), bedrag),)
    termijn = replace(BAARN.termijn, nummer=kwartaal + 1)
    factuur: Factuur = replace(BAARN, regels=regels, btwregels=(), specificatie=specificatie, termijn=termijn)
    posten = make_journaalposten(factuur)
    assert total(posten) == bedrag
    assert all(one.taakveld for one in posten)
