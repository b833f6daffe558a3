"""The begroting as it came true: amounts replaced, everything that would count twice left out."""

from __future__ import annotations

from cusd_xl.model.begroting import Sleutel
from cusd_xl.rules.afrekenen.eindafrekening import divide_realisatie
from cusd_xl.rules.afrekenen.realisatie import list_realisatie, realise
from tests.hulp.afrekening import SLEUTELS, jaar


def test_a_percentage_of_a_macrobudget_is_not_taken_of_real_costs() -> None:
    """Werkelijke kosten van 93.000 euro worden geheel verdeeld, ook als de begroting 1,5768 procent van een macrobudget was."""
    sleutels = (*SLEUTELS, Sleutel("deel", "macrobudget", "percentage=1.5768;sleutel=inwoners"))
    found = realise(jaar(sleutels=sleutels), list_realisatie(jaar()), {}, ())
    assert found.sleutel("deel").parameter == "percentage=100;sleutel=inwoners"


def test_what_the_rijk_paid_is_a_line_of_its_own() -> None:
    """Op de specificatie van Baarn staat haar realisatie van 4.000 euro, en daaronder 2.800 ten laste van het rijksmiddel."""
    post = next(one for one in divide_realisatie(jaar()).verdeling.kostenposten if one.kostenpost.kostenpost == "K20")
    baarn = next(one for one in post.bijdragen if one.gemeente == "Baarn")
    assert [(line.omschrijving, line.bedrag) for line in baarn.eigen] == [
        ("Realisatie W4 2026-Q2", 4_000_00), ("Ten laste van Beschermd wonen", -2_800_00),
    ]  # fmt: skip


def test_the_use_itself_is_not_lowered_by_the_rijk() -> None:
    """Een sleutel naar gebruik ziet de werkelijke kosten, niet wat er na de rijksmiddelen van over is."""
    assert sum(row.bedrag for row in divide_realisatie(jaar()).begroting.realisatie if row.kostenpost == "K20") == 10_000_00
