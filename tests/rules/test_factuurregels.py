"""Facturen as values: who gets one, for what, how much and when."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from cusd_xl.model.factuur import Factuursoort
from cusd_xl.rules.verdeling import allocate
from tests.hulp.facturen import KOSTEN, in_hele_euros, korte_begroting, lange_begroting, maak_facturen
from tests.rules.bouw import kostenpost, taak

TERMIJNEN = {
    "jaar": ("jaar",),
    "kwartaal": ("Q1", "Q2", "Q3", "Q4"),
    "maand": tuple(f"M{nummer:02d}" for nummer in range(1, 13)),
}


def test_the_first_figure_stands_on_the_factuur() -> None:
    """Een miljoen over de acht gemeenten naar inwoners: Baarn krijgt een factuur van € 69.886,69."""
    bedragen = {naam: factuur.totaal for naam, factuur in maak_facturen(korte_begroting(), "jaar").items()}
    assert bedragen == {
        "Amersfoort": 45127868, "Baarn": 6988669, "Bunschoten": 6306670, "Eemnes": 2719907,
        "Leusden": 8833354, "Nijkerk": 12647636, "Soest": 13294781, "Woudenberg": 4081115,
    }  # fmt: skip


@pytest.mark.parametrize("ritme", TERMIJNEN)
@pytest.mark.parametrize("begroting", [lange_begroting(), in_hele_euros(lange_begroting())], ids=["cent", "euro"])
def test_the_termijnen_add_up_to_the_year(begroting, ritme: str) -> None:
    """Alle termijnen van een jaar samen zijn per gemeente, tot op de cent, het jaarbedrag uit de begroting."""
    gefactureerd: Counter[str] = Counter()
    for termijn in TERMIJNEN[ritme]:
        for factuur in maak_facturen(begroting, termijn).values():
            gefactureerd[factuur.afnemer.gemeente] += factuur.subtotaal
    assert gefactureerd == Counter(allocate(begroting).per_gemeente())


def test_the_centrumgemeente_settles_with_itself() -> None:
    """De centrumgemeente stuurt zichzelf geen factuur, maar krijgt een interne verrekening zonder vervaldatum."""
    facturen = maak_facturen(korte_begroting())
    soorten = {naam for naam, one in facturen.items() if one.soort is Factuursoort.INTERNE_VERREKENING}
    assert (soorten, facturen["Amersfoort"].vervaldatum) == ({"Amersfoort"}, None)


def test_the_vervaldatum_follows_the_betaaltermijn() -> None:
    """Een factuur van 5 januari met dertig dagen betaaltermijn vervalt op 4 februari."""
    assert maak_facturen(korte_begroting())["Baarn"].vervaldatum == date(2026, 2, 4)


def test_who_owes_nothing_gets_nothing() -> None:
    """Een gemeente die is vrijgesteld van alles, krijgt geen factuur."""
    begroting = replace(korte_begroting(), taken=(taak("W1", "Baarn", "Soest"),), kosten=(kostenpost("K01", taken=("W1",)),))
    assert list(maak_facturen(begroting)) == ["Baarn", "Soest"]


def test_a_line_per_kostensoort_and_btw_code() -> None:
    """Op de factuur staat één regel per kostensoort en btw-code, met het bedrag van het hele jaar en van deze termijn."""
    facturen = maak_facturen(lange_begroting())
    samen = (facturen["Baarn"], facturen["Baarn-ES"])
    regels = {(one.omschrijving, one.btw) for factuur in samen for one in factuur.regels}
    assert (regels, sum(len(factuur.regels) for factuur in samen)) == ({(one.soort, one.btw) for one in KOSTEN}, len(regels))
    for factuur in samen:
        assert sum(one.jaarbedrag for one in factuur.regels) == sum(one.jaarbedrag for one in factuur.specificatie)


def test_the_number_shows_a_concept() -> None:
    """Zonder register heet elke factuur CONCEPT, met jaar, termijn en GM-code."""
    factuur = maak_facturen(korte_begroting(), "Q3")["Baarn"]
    assert (factuur.nummer, factuur.concept) == ("CONCEPT-2026-Q3-GM0308", True)


@pytest.mark.parametrize("begroting", [lange_begroting(), in_hele_euros(lange_begroting())], ids=["cent", "euro"])
def test_the_specification_proves_the_share(begroting) -> None:
    """Uit de eigen en regionale gewichten op de specificatie volgt precies de bijdrage van de gemeente."""
    for factuur in maak_facturen(begroting).values():
        for post in factuur.specificatie:
            if post.onderdelen:
                aandeel = sum(Fraction(deel.teller, deel.noemer) for deel in post.onderdelen)
                eenheden = (post.regionaal // post.eenheid * aandeel).__floor__() + post.extra
                assert eenheden * post.eenheid == post.jaarbedrag


def test_a_mix_shows_each_of_its_sleutels() -> None:
    """Bij een gemengde sleutel staat elk onderdeel op de specificatie, met zijn deel van het geheel."""
    (post,) = (one for one in maak_facturen(lange_begroting())["Baarn"].specificatie if one.verdeelsleutel == "gemengd")
    assert [(deel.omschrijving, deel.deel) for deel in post.onderdelen] == [
        ("Inwoners op 1 januari 2024", Fraction(1, 4)),
        ("Gelijk deel per gemeente", Fraction(7, 20)),
        ("Gewicht volgens sleutel 'zorgvolume'", Fraction(2, 5)),
    ]


@pytest.mark.parametrize(("profiel", "artikel"), [("amersfoort", "12"), ("leeg", "")])
def test_an_article_is_cited_only_for_its_own_regeling(profiel: str, artikel: str) -> None:
    """Artikel 12 staat op de specificatie van de regio Amersfoort, niet op die van een andere regeling."""
    begroting = korte_begroting()
    begroting = replace(begroting, regeling=replace(begroting.regeling, profiel=profiel))
    assert {one.artikel for one in maak_facturen(begroting)["Baarn"].specificatie} == {artikel}
