"""Looking ahead and sideways: the years to come, and a begroting that differs in one thing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from cusd_xl.base.money import euro_text
from cusd_xl.model.begroting import Sleutel, Wijziging
from cusd_xl.model.besluiten import Inkoopvolume
from cusd_xl.rules.meerjarenraming import extend_begroting, project_jaar
from cusd_xl.rules.scenario import add_gemeente, change_reeks, change_sleutel, give_up_vrijstelling, remove_gemeente
from cusd_xl.rules.verdeling import allocate
from cusd_xl.rules.vergelijking import compare
from tests.hulp.facturen import korte_begroting, lange_begroting
from tests.rules.bouw import BBP, bouw_begroting, indexcijfer, inwonertal, kostenpost, taak


def test_the_first_year_is_the_begroting_itself() -> None:
    """Het begrotingsjaar in de raming is precies de begroting, zonder aannames."""
    begroting = lange_begroting()
    raamjaar = project_jaar(extend_begroting(begroting, 2026), 2026)
    assert (raamjaar.verdeling, raamjaar.aannames) == (allocate(begroting), ())


def test_the_next_year_takes_its_own_peildatum_and_index() -> None:
    """In 2027 tellen de inwoners van 2025 en de index van 2027: een miljoen wordt € 1.020.000,00."""
    begroting = bouw_begroting(
        kosten=(kostenpost("K01", index=BBP),),
        inwoners=tuple(
            inwonertal(naam, jaar, jaar - 2020) for naam in ("Amersfoort", "Baarn", "Eemnes") for jaar in (2024, 2025)
        ),
        indexcijfers=(indexcijfer(2027, "2"),),
    )
    raamjaar = project_jaar(extend_begroting(begroting, 2027), 2026)
    (post,) = raamjaar.verdeling.kostenposten
    assert (post.te_verdelen, post.componenten[0].gewichten, raamjaar.aannames) == (102_000_000, (5, 5, 5), ())


def test_an_unknown_figure_is_the_last_known_and_said() -> None:
    """Zijn inwoners en index van 2028 niet bekend, dan telt het laatste cijfer, en de raming zegt dat met de cel."""
    begroting = bouw_begroting(kosten=(kostenpost("K01", index=BBP),), indexcijfers=(indexcijfer(2026, "2.7"),))
    raamjaar = project_jaar(extend_begroting(begroting, 2028), 2026)
    found = {(one.onderwerp, one.tekst, one.cel) for one in raamjaar.aannames}
    assert euro_text(raamjaar.verdeling.totaal) == "1054729.00"
    assert found == {
        (f"Index {BBP} 2027", "2,7 %, als in het laatst bekende jaar", "Indexcijfers!C2"),
        (f"Index {BBP} 2028", "2,7 %, als in het laatst bekende jaar", "Indexcijfers!C2"),
        ("Inwoners 01-01-2026", "als op de laatst bekende peildatum", "Inwoners!C2"),
    }


def test_a_comparison_adds_up_both_ways() -> None:
    """Wat de ene gemeente meer betaalt, betalen de andere minder: bij een andere sleutel is het verschil samen nul."""
    begroting = lange_begroting()
    found = compare(allocate(begroting), allocate(change_sleutel(begroting, "K01", "gelijk")), ("nu", "straks"))
    assert sum(one.verschil for one in found.regels) == 0
    assert {one.kostenpost for one in found.regels if one.verschil} == {"K01"}
    assert found.sum_gemeente("Eemnes")[1] > found.sum_gemeente("Eemnes")[0]


def test_another_editie_counts_for_its_own_years() -> None:
    """De meicirculaire geeft alleen 2026; voor 2025 blijft de eerdere reeks tellen."""
    begroting = bouw_begroting(
        kosten=(kostenpost("K01", prijspeil=2024, index=BBP),),
        indexcijfers=(indexcijfer(2025, "2"), indexcijfer(2026, "2"), indexcijfer(2026, "1", reeks="mei")),
    )
    found = allocate(change_reeks(begroting, BBP, "mei"))
    assert euro_text(found.totaal) == "1030200.00"


def test_who_leaves_is_paid_for_by_the_others() -> None:
    """Treedt Nijkerk uit, dan verdelen de zeven anderen hetzelfde miljoen naar inwoners."""
    begroting = korte_begroting()
    found = compare(allocate(begroting), allocate(remove_gemeente(begroting, "Nijkerk")), ("nu", "straks"))
    assert (found.sum_gemeente("Nijkerk"), found.totalen) == ((12_647_636, 0), (100_000_000, 100_000_000))


def test_who_joins_brings_her_inwoners() -> None:
    """Treedt Almere toe, dan komen haar 226.500 inwoners van 1 januari 2024 in de noemer: € 387.078,91 van het miljoen."""
    begroting = korte_begroting()
    found = allocate(add_gemeente(begroting, "almere"))
    assert euro_text(found.per_gemeente()["Almere"]) == "387078.91"
    assert found.totaal == 100_000_000


def test_a_gemeente_nobody_knows_cannot_join() -> None:
    """Van een gemeente zonder inwoners in het programma is geen scenario te maken."""
    with pytest.raises(KeyError):
        add_gemeente(korte_begroting(), "Utopia")


def test_a_vrijstelling_given_up_pays_along() -> None:
    """Geeft Eemnes de vrijstelling voor W1 op, dan betaalt Eemnes mee aan de kostenpost van die taak."""
    begroting = bouw_begroting(kosten=(kostenpost("K02", taken=("W1",), verdeelsleutel="gelijk", bedrag=90_00),))
    found = allocate(give_up_vrijstelling(begroting, "Eemnes", "W1"))
    assert found.per_gemeente() == {"Amersfoort": 30_00, "Baarn": 30_00, "Eemnes": 30_00}


def test_a_task_that_ends_is_not_projected() -> None:
    """Loopt een taak eind 2026 af, dan betaalt er in 2027 niemand meer voor; dat jaar is dan niet te ramen."""
    short = replace(taak("W1", "Amersfoort", "Baarn"), tot_en_met=date(2026, 12, 31))
    begroting = bouw_begroting(taken=(short,), kosten=(kostenpost("K02", taken=("W1",)),))
    extended = extend_begroting(begroting, 2027)
    assert (extended.jaar, extended.taken) == (2027, begroting.taken)


def test_a_plan_of_its_own_year_is_not_changed_again() -> None:
    """Is het inkoopplan van 2027 € 6.000,00 vastgesteld, dan komt de wijziging van € 5.000,00 van 2026 daar niet bovenop."""
    plan = tuple(Inkoopvolume("Baarn", "J1", jaar, Decimal(1), bedrag) for jaar, bedrag in ((2026, 1_000_00), (2027, 6_000_00)))
    meer = Wijziging("1", date(2026, 4, 1), "vastgesteld", "K01", 5_000_00, gemeente="Baarn", taak="J1")
    begroting = bouw_begroting(
        kosten=(kostenpost("K01", taken=("J1",), bedrag=None, verdeelsleutel="plan"),),
        sleutels=(Sleutel("plan", "inkoopplan"),),
        inkoopplan=plan,
        wijzigingen=(meer,),
    )
    found = [project_jaar(extend_begroting(begroting, jaar), 2026) for jaar in (2026, 2027)]
    assert [one.verdeling.per_gemeente()["Baarn"] for one in found] == [6_000_00, 6_000_00]
    assert [one.onderwerp for one in found[1].aannames] == []


def test_a_wijziging_that_goes_on_is_said() -> None:
    """Een wijziging van € 5.000,00 telt in de raming elk jaar door, en dat staat bij de aannames."""
    begroting = bouw_begroting(wijzigingen=(Wijziging("1", date(2026, 4, 1), "vastgesteld", "K01", 5_000_00),))
    aannames = {one.onderwerp: one.tekst for one in project_jaar(extend_begroting(begroting, 2027), 2026).aannames}
    assert aannames["Begrotingswijzigingen"] == "€ 5.000,00 telt elk jaar door"
