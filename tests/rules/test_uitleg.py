"""The explanation of an amount: every step with its figure, its cell and its article, in words a person checks by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cusd_xl.model.begroting import Begroting, Dekking, Normbedrag, Sleutel, Werkproces, Wijziging
from cusd_xl.model.uitleg import Stap, Uitleg
from cusd_xl.rules.uitleg import explain_bijdrage
from cusd_xl.rules.verdeling import allocate
from tests.rules.bouw import BBP, START, bouw_begroting, kostenpost, taak


def leg_uit(begroting: Begroting, gemeente: str = "Baarn") -> Uitleg:
    """The explanation of the first kostenpost."""
    return explain_bijdrage(begroting, allocate(begroting).kostenposten[0], gemeente)


def vind(uitleg: Uitleg, begin: str) -> Stap:
    """The first step that begins with these words."""
    return next(one for one in uitleg.stappen if one.omschrijving.startswith(begin))


@pytest.fixture
def begroting() -> Begroting:
    """A kostenpost with everything: index, wijziging, dekking, tasks."""
    return bouw_begroting(
        kosten=(kostenpost("K01", bedrag=10_000_000, prijspeil=2024, index=BBP, taken=("W1",)),),
        wijzigingen=(Wijziging("7", START, "vastgesteld", "K01", 50_000), Wijziging("8", START, "concept", "K01", 1)),
        dekking=(Dekking("K01", "SPUK", "subsidie", 100_000, 2026, 2026),),
    )


def test_every_step_from_begroot_to_cents(begroting: Begroting) -> None:
    """De uitleg loopt van begroot bedrag langs wijziging, index en dekking naar het te verdelen bedrag."""
    uitleg = leg_uit(begroting)
    assert [vind(uitleg, begin).waarde for begin in ("Begroot bedrag", "Begrotingswijziging 7", "Af: SPUK", "Te verdelen")] == [
        "€ 100.000,00", "€ 500,00", "-€ 1.000,00", "€ 105.000,26",
    ]  # fmt: skip
    assert [one.waarde for one in uitleg.stappen if one.omschrijving.startswith("Index ")] == ["2,7 %", "2,7 %"]
    assert "Begrotingswijziging 8" not in {one.omschrijving for one in uitleg.stappen}


def test_every_input_says_its_cell(begroting: Begroting) -> None:
    """Elk ingevoerd cijfer in de uitleg noemt de cel waar het staat, elke regel haar artikel."""
    uitleg = leg_uit(begroting)
    cells = [vind(uitleg, begin).cel for begin in ("Taken van", "Kruisje van", "Begroot bedrag", "Index ", "Inwoners op")]
    assert cells == ["Kosten!D2", "Takenregister!I3", "Kosten!E2", "Indexcijfers!C2", "Inwoners!C3"]
    assert all(one.artikel for one in uitleg.stappen[:-1])


def test_the_last_step_is_the_amount(begroting: Begroting) -> None:
    """De laatste stap is de bijdrage zelf, en die is gelijk aan vloer plus eventuele extra cent."""
    uitleg = leg_uit(begroting)
    extra = vind(uitleg, "Er is na het afronden").waarde.startswith("ja")
    vloer = int(vind(uitleg, "Naar beneden").waarde.translate(str.maketrans("", "", "€ .,")))
    assert uitleg.bedrag == vloer + extra
    assert uitleg.stappen[-1].omschrijving == "Bijdrage Baarn aan K01"


def test_a_vrijstelling_is_explained(begroting: Begroting) -> None:
    """Wie is vrijgesteld leest dat zij geen kruisje heeft en niets betaalt."""
    uitleg = leg_uit(begroting, "Eemnes")
    assert (uitleg.bedrag, uitleg.stappen[-2].waarde) == (0, "vrijgesteld, betaalt niets")


def test_who_is_no_deelnemer_reads_that() -> None:
    """Wie in het begrotingsjaar geen deelnemer is, leest dát, en niet dat er een kruisje ontbreekt."""
    begroting = bouw_begroting()
    rows = [one if one.gemeente != "Baarn" else replace(one, vanaf=date(2027, 1, 1)) for one in begroting.deelnemers]
    uitleg = leg_uit(replace(begroting, deelnemers=tuple(rows)))
    assert uitleg.stappen[-2].omschrijving == "Baarn is geen deelnemer in 2026"


def test_a_mix_shows_its_parts() -> None:
    """Bij een mix staat elk onderdeel er met zijn deel en zijn gewichten."""
    sleutels = (
        Sleutel("inwoners", "inwoners", "2"),
        Sleutel("gelijk", "gelijk"),
        Sleutel("mix", "mix", "inwoners=0.25;gelijk=0.75"),
    )
    uitleg = leg_uit(bouw_begroting(kosten=(kostenpost("K01", verdeelsleutel="mix"),), sleutels=sleutels))
    assert vind(uitleg, "Inwoners op 01-01-2024 (deel 0,25 van de mix): Baarn").waarde == "25.065"
    assert vind(uitleg, "Gelijke delen (deel 0,75 van de mix): alle").waarde == "3"


def test_werkprocessen_are_explained_per_proces() -> None:
    """Bij werkprocessen staan normbedrag, index, aantal en product van elk proces."""
    begroting = bouw_begroting(
        kosten=(kostenpost("K01", verdeelsleutel="p", bedrag=None),), sleutels=(Sleutel("p", "werkprocessen"),),
        normbedragen=(Normbedrag("start", 1_000, 2025, BBP),), werkprocessen=(Werkproces("Baarn", "start", 12),),
    )  # fmt: skip
    uitleg = leg_uit(begroting)
    assert (vind(uitleg, "Normbedrag 2026").waarde, vind(uitleg, "Aantal start").waarde, uitleg.bedrag) == (
        "€ 10,27",
        "12",
        12_324,
    )
    nothing = leg_uit(begroting, "Eemnes")
    assert (nothing.bedrag, nothing.stappen[-2].omschrijving) == (0, "Er is voor deze gemeente niets in rekening te brengen")


def test_several_tasks_are_all_named() -> None:
    """Heeft een gemeente kruisjes bij meer taken van de kostenpost, dan staan ze er allemaal met hun cel."""
    begroting = bouw_begroting(kosten=(kostenpost("K01", taken=("J1", "W1")),), taken=(taak("J1", "Baarn"), taak("W1", "Baarn")))
    stap = vind(leg_uit(begroting), "Kruisje van Baarn")
    assert (stap.waarde, stap.cel) == ("J1, W1", "Takenregister!I2, Takenregister!I3")
