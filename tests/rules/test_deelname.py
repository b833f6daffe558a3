"""Art. 6: a cross takes part and pays, no cross is a vrijstelling."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cusd_xl.rules.deelname import find_betalers, is_active, is_active_all_year
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
