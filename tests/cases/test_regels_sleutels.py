"""The rules of the sources about verdeelsleutels, each shown with exact cents or the exact finding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cusd_xl.model.begroting import Begroting, Controleverklaring, Normbedrag, Realisatie, Sleutel, Werkproces
from cusd_xl.model.besluiten import Besluit, Inkoopvolume
from cusd_xl.rules.controles import check_begroting
from cusd_xl.rules.opbouw import find_bandbreedte
from cusd_xl.rules.verdeling import allocate
from tests.rules.bouw import INWONERS, bouw_begroting, deelnemer, inwonertal, kostenpost, taak

MILJOEN = 100_000_000
"""A million euros in cents, the bedrag in these cases; Amersfoort has 161.852 inwoners, Baarn 25.065, Eemnes 9.755."""
GEBRUIK = {"Amersfoort": 50_000, "Baarn": 30_000, "Eemnes": 20_000}
DAGEN = {"deel_van_jaar": "dagen"}


def verdeel(soort: str, parameter: str = "", more: tuple[Sleutel, ...] = (), **changes: Any) -> Mapping[str, int]:
    """Cents per gemeente of a million by one key."""
    sleutels = (Sleutel("proef", soort, parameter), Sleutel("inwoners", "inwoners", "2"), Sleutel("gelijk", "gelijk"), *more)
    post = {"verdeelsleutel": "proef", **changes.pop("post", {})}
    return allocate(bouw_begroting(**{"sleutels": sleutels, "kosten": (kostenpost("K01", **post),), **changes})).per_gemeente()


def codes(begroting: Begroting) -> list[tuple[str, str]]:
    """Code and cell of every finding."""
    return [(one.code, one.cel) for one in check_begroting(begroting)]


def gebruik(kostenpost: str = "K01") -> tuple[Realisatie, ...]:
    """Realisatie in the ratio 5 : 3 : 2."""
    return tuple(Realisatie(naam, kostenpost, "", "2026", bedrag) for naam, bedrag in GEBRUIK.items())


@pytest.mark.regel("R1", "R3")
def test_organisatiekosten_by_inwoners_two_years_back() -> None:
    """Een miljoen naar de inwoners van 1 januari twee jaar eerder telt op de cent op; die van een jaar later tellen niet."""
    ander = tuple(inwonertal(naam, 2025, 1) for naam in INWONERS)
    figures = bouw_begroting().inwoners
    assert verdeel("inwoners", "2", inwoners=(*figures, *ander)) == {
        "Amersfoort": 82_295_395, "Baarn": 12_744_570, "Eemnes": 4_960_035
    }  # fmt: skip


@pytest.mark.regel("R1")
def test_a_peildatum_that_is_missing() -> None:
    """Ontbreekt het inwonertal van een deelnemer op de peildatum, dan wordt er niet verdeeld."""
    figures = tuple(inwonertal(naam, 2024, 5) for naam in INWONERS)
    begroting = bouw_begroting(sleutels=(Sleutel("inwoners", "inwoners", "1"),), inwoners=figures)
    assert ("inwoners-ontbreekt", "Inwoners!B3") in codes(begroting)


@pytest.mark.regel("R4", "R5")
def test_accountantskosten_by_controleverklaring() -> None:
    """Drie verklaringen: Baarn twee, Eemnes één; de centrumgemeente betaalt niets, ook niet als er een aantal bij haar staat."""
    aantallen = tuple(Controleverklaring(naam, aantal) for naam, aantal in (("Amersfoort", 4), ("Baarn", 2), ("Eemnes", 1)))
    assert verdeel("controleverklaringen", controleverklaringen=aantallen) == {
        "Amersfoort": 0, "Baarn": 66_666_667, "Eemnes": 33_333_333
    }  # fmt: skip
    begroting = bouw_begroting(sleutels=(Sleutel("inwoners", "controleverklaringen"),), controleverklaringen=aantallen)
    assert ("controleverklaring-centrumgemeente", "Controleverklaringen!B2") in codes(begroting)


@pytest.mark.regel("R5")
def test_any_key_without_the_centrumgemeente() -> None:
    """Met 'zonder' betaalt de centrumgemeente niet mee aan welke sleutel dan ook; de anderen dragen het hele bedrag."""
    assert verdeel("zonder", "sleutel=inwoners;gemeente=centrumgemeente") == {
        "Amersfoort": 0, "Baarn": 71_984_492, "Eemnes": 28_015_508
    }  # fmt: skip


@pytest.mark.regel("R6")
def test_zorgadministratie_is_werkprocessen_times_normbedrag() -> None:
    """Honderd declaraties van € 2,35 en tien toewijzingen van € 12,50 kosten € 360,00."""
    werk = (Werkproces("Eemnes", "declaratie", 100), Werkproces("Eemnes", "toewijzing", 10))
    normen = (Normbedrag("declaratie", 235, 2026, "geen"), Normbedrag("toewijzing", 1250, 2026, "geen"))
    found = verdeel("werkprocessen", post={"bedrag": None}, werkprocessen=werk, normbedragen=normen)
    assert found == {"Amersfoort": 0, "Baarn": 0, "Eemnes": 36_000}


@pytest.mark.regel("R8")
def test_one_key_per_kostenpost() -> None:
    """Een kostenpost die er twee keer staat, zou dubbel worden verdeeld en wordt geweigerd."""
    assert ("kostenpost-dubbel", "Kosten!A3") in codes(bouw_begroting(kosten=(kostenpost("K01"), kostenpost("K01"))))


@pytest.mark.regel("R30")
def test_support_follows_the_tasks_that_are_listed() -> None:
    """Een ondersteunende kostenpost noemt de inkooptaken waaruit zij volgt; wie aan één daarvan deelneemt, betaalt mee."""
    taken = (taak("J1", "Amersfoort", "Baarn"), taak("W1", "Amersfoort", "Eemnes"), taak("W2", "Baarn"))
    found = [verdeel("gelijk", taken=taken, post={"taken": codes}) for codes in (("J1", "W1"), ("W1",), ("W2",))]
    assert found == [
        {"Amersfoort": 33_333_334, "Baarn": 33_333_333, "Eemnes": 33_333_333},
        {"Amersfoort": 50_000_000, "Baarn": 0, "Eemnes": 50_000_000},
        {"Amersfoort": 0, "Baarn": 100_000_000, "Eemnes": 0},
    ]


@pytest.mark.regel("R40", "R106")
def test_a_gemeente_joins_halfway_the_year() -> None:
    """Treedt Eemnes op 1 juli toe, dan telt zij 184 van de 365 dagen en worden de aandelen van allen opnieuw bepaald."""
    begroting = bouw_begroting()
    joined = (*begroting.deelnemers[:2], deelnemer("Eemnes", "GM0317", vanaf=date(2026, 7, 1)))
    heel, dagen = verdeel("inwoners", "2", deelnemers=joined), verdeel("inwoners", "2", deelnemers=joined, regeling=DAGEN)
    weights = {"Amersfoort": 161852 * 365, "Baarn": 25065 * 365, "Eemnes": 9755 * 184}
    assert heel == verdeel("inwoners", "2")
    assert dagen == {"Amersfoort": 84_370_603, "Baarn": 13_065_944, "Eemnes": 2_563_453} == nearest(weights)


@pytest.mark.regel("R60")
def test_uitvoeringskosten_by_the_zorg_that_is_bought() -> None:
    """Uitvoeringskosten volgen het inkoopplan van het jaar: bij 600, 300 en 100 euro betaalt men 60, 30 en 10 procent."""
    bedragen = (("Amersfoort", 60_000), ("Baarn", 30_000), ("Eemnes", 10_000))
    plan = [Inkoopvolume(naam, "J1", jaar, Decimal(1), bedrag) for naam, bedrag in bedragen for jaar in (2026, 2025)]
    plan.append(Inkoopvolume("Baarn", "W1", 2026, Decimal(1), 99_999_999))
    assert verdeel("zorgvolume", "taken=J1", inkoopplan=tuple(plan)) == {
        "Amersfoort": 60_000_000, "Baarn": 30_000_000, "Eemnes": 10_000_000
    }  # fmt: skip


@pytest.mark.regel("R84")
def test_solidair_is_shared_by_everybody() -> None:
    """Helemaal solidair (100 %) is de gedeelde sleutel, wat een gemeente ook gebruikt."""
    eigen = (Sleutel("eigen", "gebruik"),)
    found = verdeel("solidair", "percentage=100;solidair=inwoners;profijt=eigen", eigen, realisatie=gebruik())
    assert found == verdeel("inwoners", "2") == {"Amersfoort": 82_295_395, "Baarn": 12_744_570, "Eemnes": 4_960_035}


@pytest.mark.regel("R85")
def test_profijt_follows_the_use() -> None:
    """Naar profijt betaalt wie 50, 30 en 20 procent gebruikte, precies die delen."""
    assert verdeel("gebruik", realisatie=gebruik()) == {"Amersfoort": 50_000_000, "Baarn": 30_000_000, "Eemnes": 20_000_000}


@pytest.mark.regel("R86")
def test_between_solidair_and_profijt() -> None:
    """Bij 40 % solidair naar inwoners en 60 % naar gebruik betaalt Baarn 0,4 x 12,744570 + 0,6 x 30 procent."""
    found = verdeel(
        "solidair", "percentage=40;solidair=inwoners;profijt=eigen", (Sleutel("eigen", "gebruik"),), realisatie=gebruik()
    )
    assert found == {"Amersfoort": 62_918_158, "Baarn": 23_097_828, "Eemnes": 13_984_014}


@pytest.mark.regel("R96")
def test_a_vrijstelling_that_is_given_up() -> None:
    """Wie op 15 mei zijn vrijstelling opgeeft, betaalt 231 van de 365 dagen mee en geen dag eerder."""
    opgave = Besluit("B1", "opgave vrijstelling", "vastgesteld", gemeente="Eemnes", taak="W1", ingangsdatum=date(2026, 5, 15))
    changes = {"taken": (taak("W1", *INWONERS),), "regeling": DAGEN, "post": {"taken": ("W1",)}}
    found = verdeel("gelijk", besluiten=(opgave,), **changes)
    assert found == nearest({"Amersfoort": 365, "Baarn": 365, "Eemnes": 231})
    assert found == {"Amersfoort": 37_981_270, "Baarn": 37_981_269, "Eemnes": 24_037_461}
    concept = verdeel("gelijk", besluiten=(replace(opgave, status="concept"),), **changes)
    assert concept == {"Amersfoort": 33_333_334, "Baarn": 33_333_333, "Eemnes": 33_333_333}


@pytest.mark.regel("R96")
def test_a_vrijstelling_given_up_without_a_cross() -> None:
    """Een opgave zonder kruisje in het takenregister spreekt zichzelf tegen en wordt gemeld."""
    opgave = Besluit("B1", "opgave vrijstelling", "vastgesteld", gemeente="Eemnes", taak="W1", ingangsdatum=date(2026, 5, 15))
    assert ("opgave-zonder-kruisje", "Besluiten!F2") in codes(bouw_begroting(besluiten=(opgave,), regeling=DAGEN))


@pytest.mark.regel("R101")
def test_a_percentage_of_the_macrobudget() -> None:
    """Van een macrobudget van € 61.000.000 wordt 1,5768 % verdeeld: € 961.848,00."""
    found = verdeel("macrobudget", "percentage=1.5768;sleutel=gelijk", post={"bedrag": 6_100_000_000})
    assert found == {"Amersfoort": 32_061_600, "Baarn": 32_061_600, "Eemnes": 32_061_600}


@pytest.mark.regel("R103")
def test_a_ceiling_on_the_total_and_a_band() -> None:
    """Boven het plafond wordt niet verdeeld en wordt gemeld; de band en de jaren staan klaar voor de afrekening."""
    sleutels = (
        Sleutel("proef", "bandbreedte", "sleutel=top;band=5;jaren=3"), Sleutel("top", "plafond", "sleutel=gelijk;bedrag=900000"),
        Sleutel("gelijk", "gelijk"),
    )  # fmt: skip
    begroting = bouw_begroting(sleutels=sleutels, kosten=(kostenpost("K01", verdeelsleutel="proef"),))
    band = find_bandbreedte(begroting, begroting.kosten[0])
    assert allocate(begroting).per_gemeente() == {"Amersfoort": 30_000_000, "Baarn": 30_000_000, "Eemnes": 30_000_000}
    assert codes(begroting) == [("plafond-overschreden", "Kosten!E2")]
    assert band is not None
    assert (band.band, band.jaren) == (Decimal("0.05"), 3)


def nearest(weights: Mapping[str, int]) -> dict[str, int]:
    """A million by largest remainder, worked out here once more."""
    som = sum(weights.values())
    floors = {naam: MILJOEN * weight // som for naam, weight in weights.items()}
    order = sorted(weights, key=lambda naam: -(MILJOEN * weights[naam] % som))
    for naam in order[: MILJOEN - sum(floors.values())]:
        floors[naam] += 1
    return floors
