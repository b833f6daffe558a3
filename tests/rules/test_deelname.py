"""Art. 6: a cross takes part and pays, no cross is a vrijstelling."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cusd_xl.model.besluiten import Besluit
from cusd_xl.rules.deelname import count_dagen, find_betalers, is_active, is_active_all_year, weigh_dagen
from tests.rules.bouw import bouw_begroting, kostenpost, taak

ALL, NOBODY = (True, True, True), (False, False, False)
TAKEN = (
    taak("J1", "Amersfoort"),
    taak("W1", "Baarn"),
    taak("OUD", "Amersfoort", "Baarn", "Eemnes", vanaf=date(2020, 1, 1), tot_en_met=date(2025, 12, 31)),
    taak("LAAT", "Eemnes", vanaf=date(2026, 12, 31)),
)


@pytest.mark.parametrize(
    ("taken", "betalers"),
    [
        ((), ALL), (("J1",), (True, False, False)), (("J1", "W1"), (True, True, False)), (("OUD",), NOBODY),
        (("LAAT",), (False, False, True)), (("ONBEKEND",), NOBODY),
    ],
)  # fmt: skip
def test_who_pays(taken: tuple[str, ...], betalers: tuple[bool, ...]) -> None:
    """Wie bij minstens één geldige taak van de kostenpost een kruisje heeft betaalt mee; bij 'alle' iedereen."""
    assert find_betalers(bouw_begroting(taken=TAKEN), kostenpost("K01", taken=taken)) == betalers


def test_a_code_used_again_counts_where_it_is_valid() -> None:
    """Een taak die onder dezelfde code opnieuw is begonnen, telt volgens de rij die nu geldt."""
    rows = (taak("J1", "Baarn", vanaf=date(2020, 1, 1), tot_en_met=date(2025, 12, 31)), taak("J1", "Eemnes"))
    assert find_betalers(bouw_begroting(taken=rows), kostenpost("K01", taken=("J1",))) == (False, False, True)


def test_who_left_does_not_pay() -> None:
    """Een gemeente die vóór het begrotingsjaar uittrad betaalt niet, ook niet bij 'alle'."""
    begroting = bouw_begroting()
    first, *others = begroting.deelnemers
    left = replace(first, vanaf=date(2020, 1, 1), tot_en_met=date(2025, 12, 31))
    assert find_betalers(replace(begroting, deelnemers=(left, *others)), kostenpost("K01")) == (False, True, True)


@pytest.mark.parametrize(
    ("vanaf", "tot", "active", "all_year"),
    [
        (date(2026, 1, 1), None, True, True), (date(2026, 1, 1), date(2026, 12, 31), True, True),
        (date(2026, 1, 2), None, True, False), (date(2026, 12, 31), None, True, False), (date(2027, 1, 1), None, False, False),
        (date(2020, 1, 1), date(2026, 1, 1), True, False), (date(2020, 1, 1), date(2025, 12, 31), False, False),
    ],
)  # fmt: skip
def test_one_day_in_the_year_is_enough(vanaf: date, tot: date | None, active: bool, all_year: bool) -> None:
    """Eén dag deelname in het jaar is genoeg om mee te tellen; of het hele jaar is gedekt, wordt apart bekeken."""
    assert (is_active(vanaf, tot, 2026), is_active_all_year(vanaf, tot, 2026)) == (active, all_year)


@pytest.mark.parametrize(
    ("vanaf", "tot", "jaar", "dagen"),
    [
        (date(2020, 1, 1), None, 2026, 365), (date(2020, 1, 1), None, 2028, 366), (date(2026, 7, 1), None, 2026, 184),
        (date(2020, 1, 1), date(2026, 2, 28), 2026, 59), (date(2020, 1, 1), date(2028, 2, 29), 2028, 60),
        (date(2026, 12, 31), date(2026, 12, 31), 2026, 1), (date(2027, 1, 1), None, 2026, 0),
        (date(2020, 1, 1), date(2025, 12, 31), 2026, 0),
    ],
)  # fmt: skip
def test_days_of_a_deelnemer(vanaf: date, tot: date | None, jaar: int, dagen: int) -> None:
    """De dagen van deelname tellen de eerste en de laatste dag mee; een schrikkeljaar heeft er 366."""
    begroting = bouw_begroting(regeling={"begrotingsjaar": jaar, "deel_van_jaar": "dagen"})
    first = replace(begroting.deelnemers[0], vanaf=vanaf, tot_en_met=tot)
    begroting = replace(begroting, deelnemers=(first, *begroting.deelnemers[1:]))
    assert count_dagen(begroting, kostenpost("K01"))[0] == dagen
    assert find_betalers(begroting, kostenpost("K01"))[0] == (dagen > 0)


def test_the_task_with_most_days_counts() -> None:
    """Van meer taken telt die met de meeste dagen; een opgegeven vrijstelling telt vanaf haar ingang, een concept niet."""
    rows = (
        taak("J1", "Amersfoort", "Baarn", tot_en_met=date(2026, 3, 31)),
        taak("W1", "Amersfoort", "Eemnes", vanaf=date(2026, 7, 1)),
    )
    opgave = Besluit("B1", "opgave vrijstelling", "vastgesteld", gemeente="Eemnes", taak="W1", ingangsdatum=date(2026, 12, 30))
    concept = replace(opgave, gemeente="Amersfoort", status="concept")
    begroting = bouw_begroting(taken=rows, besluiten=(opgave, concept), regeling={"deel_van_jaar": "dagen"})
    post = kostenpost("K01", taken=("J1", "W1"))
    assert (count_dagen(begroting, post), weigh_dagen(begroting, post)) == ((184, 90, 2), (184, 90, 2))
    assert weigh_dagen(replace(begroting, regeling=replace(begroting.regeling, deel_van_jaar="heel jaar")), post) == ()
