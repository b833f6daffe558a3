"""What the checks must not say, and the places of a code that has more than one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cusd_xl.model.begroting import (
    Begroting,
    Controleverklaring,
    Dekking,
    Gewicht,
    Normbedrag,
    Realisatie,
    Sleutel,
    Werkproces,
    Wijziging,
)
from cusd_xl.rules.controles import check_begroting
from tests.rules.bouw import BBP, INWONERS, bouw_begroting, indexcijfer, inwonertal, kostenpost, taak
from tests.rules.controles.gevallen import DEELNEMERS, FIGURES, SLEUTELS


def _list_found(begroting: Begroting) -> list[tuple[str, str]]:
    return [(one.code, one.cel) for one in check_begroting(begroting)]


@pytest.mark.parametrize(
    ("cel", "changes"),
    [
        ("Gewichten!B2", {"gewichten": (Gewicht("gelijk", "Barn", Decimal(1)),)}),
        ("Controleverklaringen!A2", {"controleverklaringen": (Controleverklaring("Barn", 1),)}),
        (
            "Werkprocessen!A2",
            {"werkprocessen": (Werkproces("Barn", "P", 1),), "normbedragen": (Normbedrag("P", 1, 2026, "geen"),)},
        ),
        ("Realisatie!A2", {"realisatie": (Realisatie("Barn", "K01", "", "", 1),)}),
        ("Takenregister!I1", {"registerkolommen": {"Amersfoort": "H", "Barn": "I", "Eemnes": "J"}}),
    ],
)
def test_an_unknown_gemeente_is_found_in_every_table(cel: str, changes: Mapping[str, Any]) -> None:
    """A misspelt gemeente never drops out of the sums silently, wherever it stands."""
    found = check_begroting(bouw_begroting(**changes))
    assert [("gemeente-onbekend", cel)] == [(one.code, one.cel) for one in found]
    assert found[0].melding.endswith("Bedoelt u 'Baarn'?")


def test_an_extra_column_in_the_takenregister_is_left_alone() -> None:
    """A column of one's own, such as Toelichting, is not taken for a gemeente."""
    kolommen = {"Amersfoort": "H", "Baarn": "I", "Eemnes": "J", "Toelichting Baarn": "K"}
    assert _list_found(bouw_begroting(registerkolommen=kolommen)) == []


def test_an_empty_takenregister_is_fine_when_every_kostenpost_is_for_everybody() -> None:
    """A regeling without takenregister divides everything over all deelnemers."""
    assert _list_found(bouw_begroting(taken=(), registerkolommen={}, kosten=(kostenpost("K01"),))) == []


@pytest.mark.parametrize(
    ("cel", "changes"),
    [
        ("Wijzigingen!D2", {"wijzigingen": (Wijziging("1", date(2026, 3, 1), "vastgesteld", "K99", 1),)}),
        ("Realisatie!B2", {"realisatie": (Realisatie("Baarn", "K99", "", "", 1),)}),
    ],
)
def test_an_unknown_kostenpost_is_found_in_every_table(cel: str, changes: Mapping[str, Any]) -> None:
    """A bedrag on a kostenpost that does not exist is never lost silently."""
    assert [("kostenpost-onbekend", cel)] == _list_found(bouw_begroting(**changes))


def test_inwoners_are_asked_for_through_a_mix_and_a_minimum() -> None:
    """A mix or a minimum needs the inwoners as much as the sleutel itself."""
    sleutels = (
        Sleutel("inwoners", "inwoners", "2"), Sleutel("gelijk", "gelijk"), Sleutel("mix", "mix", "Inwoners=0,5; gelijk=0,5"),
        Sleutel("bodem", "minimum", "bedrag=100;tarief=2,95;sleutel=inwoners"),
    )  # fmt: skip
    for sleutel, bedrag in (("mix", 100), ("bodem", None)):
        kosten = (kostenpost("K01", verdeelsleutel=sleutel, bedrag=bedrag),)
        begroting = bouw_begroting(sleutels=sleutels, kosten=kosten, inwoners=FIGURES[:2])
        assert [("inwoners-ontbreekt", "tblInwoners")] == _list_found(begroting)


def test_a_missing_inwonertal_points_to_the_nearest_row_of_that_gemeente() -> None:
    """Who has figures of other years is sent to the row of the nearest year."""
    others = (inwonertal("Baarn", 2022, 24876), inwonertal("Baarn", 2023, 25008))
    begroting = bouw_begroting(inwoners=(FIGURES[0], *others, FIGURES[2]))
    assert [("inwoners-ontbreekt", "Inwoners!B4")] == _list_found(begroting)


def test_a_gemeente_that_does_not_pay_needs_no_inwoners() -> None:
    """For a vrijgestelde gemeente nothing has to be filled in."""
    kosten = (kostenpost("K01", taken=("W1",)),)
    assert _list_found(bouw_begroting(kosten=kosten, inwoners=FIGURES[:2])) == []


def test_a_voorlopig_figure_that_is_not_used_is_left_alone() -> None:
    """A voorlopig figure of another year is no news."""
    assert _list_found(bouw_begroting(inwoners=(*FIGURES, inwonertal("Baarn", 2025, 25187, "voorlopig")))) == []


def test_growth_over_two_years_is_measured_per_year() -> None:
    """Eight per cent in two years is within five per cent a year."""
    assert _list_found(bouw_begroting(inwoners=(*FIGURES, inwonertal("Baarn", 2022, 23208)))) == []


def test_a_mix_may_hold_a_mix() -> None:
    """Sleutels may be stacked, as long as they end in simple ones."""
    sleutels = (
        Sleutel("inwoners", "inwoners", "2"), Sleutel("gelijk", "gelijk"), Sleutel("binnen", "mix", "inwoners=0.5;gelijk=0.5"),
        Sleutel("buiten", "mix", "binnen=0.5;gelijk=0.5"),
    )  # fmt: skip
    assert _list_found(bouw_begroting(sleutels=sleutels, kosten=(kostenpost("K01", verdeelsleutel="buiten"),))) == []


def test_a_name_inside_a_mix_that_is_unknown_gets_a_proposal() -> None:
    """A typing error inside a parameter is found too."""
    sleutels = (Sleutel("inwoners", "inwoners", "2"), Sleutel("mix", "mix", "inwoner=1"))
    found = check_begroting(bouw_begroting(sleutels=sleutels, kosten=(kostenpost("K01", verdeelsleutel="mix"),)))
    assert ["Sleutel 'inwoner' van mix mix staat niet op het blad Sleutels. Bedoelt u 'inwoners'?"] == [
        one.melding for one in found
    ]


def test_percentages_are_asked_of_the_paying_gemeenten_only() -> None:
    """A hundred per cent over all deelnemers is not enough when one of them is vrijgesteld."""
    gewichten = tuple(Gewicht("procenten", naam, Decimal(deel)) for naam, deel in zip(INWONERS, (50, 30, 20), strict=True))
    sound = kostenpost("K01", verdeelsleutel="procenten")
    assert _list_found(bouw_begroting(sleutels=SLEUTELS, gewichten=gewichten, kosten=(sound,))) == []
    masked = replace(sound, taken=("W1",))
    found = check_begroting(bouw_begroting(sleutels=SLEUTELS, gewichten=gewichten, kosten=(masked,)))
    assert [("percentage-niet-100", "80")] == [(one.code, one.feiten["som"]) for one in found]


def test_a_task_may_be_listed_again_for_another_period() -> None:
    """The takenregister changes in time: an ended row and its successor are not a double."""
    old = taak("J1", *INWONERS, vanaf=date(2020, 1, 1), tot_en_met=date(2025, 12, 31))
    begroting = bouw_begroting(taken=(old, taak("J1", *INWONERS), taak("W1", "Amersfoort", "Baarn")))
    assert _list_found(begroting) == []


def test_dekking_is_set_against_the_indexed_costs() -> None:
    """Dekking that fits after indexation is no fout, one cent more is."""
    kosten = (kostenpost("K01", bedrag=100_000, prijspeil=2025, index=BBP),)
    fits, exceeds = (Dekking("K01", "Subsidie", "subsidie", bedrag, 2026, 2026) for bedrag in (102_700, 102_701))
    assert _list_found(bouw_begroting(kosten=kosten, dekking=(fits,))) == []
    assert [("dekking-groter-dan-kosten", "Dekking!D2")] == _list_found(bouw_begroting(kosten=kosten, dekking=(exceeds,)))


def test_a_negative_wijziging_can_bring_costs_below_zero() -> None:
    """Without any dekking the finding points to the bedrag itself."""
    wijzigingen = (Wijziging("1", date(2026, 3, 1), "vastgesteld", "K01", -100_000_001),)
    assert [("dekking-groter-dan-kosten", "Kosten!E2")] == _list_found(bouw_begroting(wijzigingen=wijzigingen))


def test_a_normbedrag_is_held_to_the_same_index_rules() -> None:
    """Prices of werkprocessen follow the reeks as well, year by year."""
    norm = Normbedrag("Declaratie", 235, 2023, BBP)
    begroting = bouw_begroting(normbedragen=(norm, replace(norm, proces="Melding", prijspeil=2027, index="geen")))
    assert [("index-jaar-ontbreekt", "Normbedragen!D2"), ("prijspeil-in-toekomst", "Normbedragen!C3")] == _list_found(begroting)


def test_realisatie_on_a_task_without_a_cross_is_refused() -> None:
    """A gemeente that pays for the kostenpost may still be vrijgesteld for the very task."""
    rows = (Realisatie("Eemnes", "K01", "W1", "2026-Q1", 100), Realisatie("Eemnes", "K01", "J1", "2026-Q1", 100))
    assert [("realisatie-vrijgesteld", "Realisatie!E2")] == _list_found(bouw_begroting(realisatie=rows))


def test_a_vastgestelde_wijziging_on_own_amounts_is_named() -> None:
    """Where every gemeente has an own amount, a change of the total changes nothing."""
    gewichten = tuple(Gewicht("vast", naam, Decimal(100)) for naam in INWONERS)
    wijzigingen = (Wijziging("1", date(2026, 3, 1), "vastgesteld", "K01", 100),)
    kosten = (kostenpost("K01", verdeelsleutel="vast", bedrag=None),)
    begroting = bouw_begroting(sleutels=SLEUTELS, gewichten=gewichten, kosten=kosten, wijzigingen=wijzigingen)
    assert [("wijziging-telt-niet-mee", "Wijzigingen!D2")] == _list_found(begroting)


def test_nobody_pays_without_a_cross() -> None:
    """A kostenpost for a task in which nobody takes part cannot be divided."""
    begroting = bouw_begroting(taken=(taak("J1", *INWONERS), taak("W1")))
    assert [("taak-zonder-deelnemer", "Takenregister!A3"), ("geen-betaler", "Kosten!D3")] == _list_found(begroting)


def test_the_btw_id_is_only_needed_for_some_codes() -> None:
    """Outside the reach of the btw no btw-id has to stand on the factuur."""
    afzender = replace(bouw_begroting().regeling.afzender, btw_id="")
    assert _list_found(bouw_begroting(regeling={"afzender": afzender})) == []
    kosten = (kostenpost("K01", btw="S"),)
    assert [("afzender-onvolledig", "Regeling!B16")] == _list_found(
        bouw_begroting(regeling={"afzender": afzender}, kosten=kosten)
    )


def test_a_deelnemer_that_has_left_owes_nothing_and_needs_nothing() -> None:
    """After uittreding no figure is asked for and no address."""
    gone = replace(DEELNEMERS[2], vanaf=date(2020, 1, 1), tot_en_met=date(2025, 12, 31), adres="")
    assert _list_found(bouw_begroting(deelnemers=(*DEELNEMERS[:2], gone), inwoners=FIGURES[:2])) == []


def test_a_weight_with_more_decimals_than_the_formulas_see_is_named() -> None:
    """Seven decimals are more than the formulas on the calculation sheets scale."""
    gewichten = tuple(Gewicht("gewichten", naam, Decimal("0.1234567")) for naam in INWONERS)
    kosten = (kostenpost("K01", verdeelsleutel="gewichten"),)
    found = _list_found(bouw_begroting(sleutels=SLEUTELS, gewichten=gewichten, kosten=kosten))
    assert [("formule-buiten-bereik", "Kosten!H2")] == found


def test_a_voorlopig_percentage_that_is_not_used_is_left_alone() -> None:
    """A voorlopig percentage of a later year is no news."""
    assert _list_found(bouw_begroting(indexcijfers=(indexcijfer(2027, "2.6", status="voorlopig"),))) == []


@pytest.mark.parametrize(
    ("soort", "gewicht", "posten", "bedrag"),
    [
        ("vast", 100, {"K01": ("W1",), "K02": ()}, "K01: € 100,00"),
        ("vast", 100, {"K01": ("W1",), "K02": ("W1",)}, "K01 en K02: € 200,00"),
        ("perstuk", 7, {"K01": ("W1",)}, "K01: € 87,50"),
    ],
)
def test_an_own_amount_that_is_billed_to_nobody_is_named_in_euros(
    soort: str, gewicht: int, posten: Mapping[str, tuple[str, ...]], bedrag: str
) -> None:
    """Eemnes doet niet mee aan W1: wat de sleutel daarvoor aan Eemnes toerekent wordt genoemd, ook als Eemnes elders betaalt."""
    sleutels = (*SLEUTELS, Sleutel("perstuk", "stuk", "tarief=12.50;sleutel=gewichten"))
    naam = "gewichten" if soort == "perstuk" else soort
    gewichten = tuple(Gewicht(naam, one, Decimal(gewicht)) for one in INWONERS)
    kosten = tuple(kostenpost(one, bedrag=None, verdeelsleutel=soort, taken=taken) for one, taken in posten.items())
    found = check_begroting(bouw_begroting(sleutels=sleutels, gewichten=gewichten, kosten=kosten))
    assert [("gewicht-vrijgesteld", "Gewichten!C4")] == [(one.code, one.cel) for one in found]
    assert f"{bedrag} wordt niet gefactureerd" in found[0].melding


def test_a_number_of_pieces_may_stand_there_for_another_kostenpost() -> None:
    """Het aantal van Eemnes hoort bij K02, waar het wel aan meebetaalt; bij K01 is de vrijstelling gewoon de vrijstelling."""
    sleutels = (*SLEUTELS, Sleutel("perstuk", "stuk", "tarief=12.50;sleutel=gewichten"))
    gewichten = tuple(Gewicht("gewichten", one, Decimal(7)) for one in INWONERS)
    kosten = tuple(
        kostenpost(one, bedrag=None, verdeelsleutel="perstuk", taken=taken) for one, taken in (("K01", ("W1",)), ("K02", ()))
    )
    assert _list_found(bouw_begroting(sleutels=sleutels, gewichten=gewichten, kosten=kosten)) == []


def test_an_own_amount_of_somebody_unknown_is_said_once() -> None:
    """Een onbekende gemeente in Gewichten is één bevinding, niet twee."""
    gewichten = (*(Gewicht("vast", one, Decimal(100)) for one in INWONERS), Gewicht("vast", "Soest", Decimal(50)))
    kosten = (kostenpost("K01", bedrag=None, verdeelsleutel="vast"),)
    found = _list_found(bouw_begroting(sleutels=SLEUTELS, gewichten=gewichten, kosten=kosten))
    assert found == [("gemeente-onbekend", "Gewichten!B5")]
