"""The centrumregeling in cases an adviser can work out by hand: who pays, how much, and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest

from cusd_xl.model.begroting import (
    Begroting,
    Controleverklaring,
    Dekking,
    Gewicht,
    Kostenpost,
    Normbedrag,
    Realisatie,
    Sleutel,
    Werkproces,
    Wijziging,
)
from cusd_xl.rules.verdeling import allocate
from tests.hulp.geval import in_euros
from tests.rules.bouw import BBP, bouw_begroting, deelnemer, indexcijfer, inwonertal, kostenpost, taak

INWONERS = {
    "Amersfoort": 161852, "Baarn": 25065, "Bunschoten": 22619, "Eemnes": 9755, "Leusden": 31681, "Nijkerk": 45361, "Soest": 47682,
    "Woudenberg": 14637,
}  # fmt: skip
MILJOEN = {
    "Amersfoort": "451278.68", "Baarn": "69886.69", "Bunschoten": "63066.70", "Eemnes": "27199.07", "Leusden": "88333.54",
    "Nijkerk": "126476.36", "Soest": "132947.81", "Woudenberg": "40811.15",
}  # fmt: skip
SLEUTELS = (
    Sleutel("inwoners", "inwoners", "2"),
    Sleutel("gelijk", "gelijk"),
    Sleutel("verklaringen", "controleverklaringen"),
    Sleutel("processen", "werkprocessen"),
    Sleutel("percentages", "percentage"),
    Sleutel("mix", "mix", "inwoners=0.25;gelijk=0.75"),
    Sleutel("bodem", "minimum", "bedrag=100000;tarief=2.95;sleutel=inwoners"),
    Sleutel("afspraak", "vast"),
    Sleutel("realisatie", "werkelijk"),
)


@pytest.mark.regel("R1", "R3")
def test_the_first_figure() -> None:
    """Een miljoen organisatiekosten 2026 over alle acht gemeenten, naar inwoners op 1 januari 2024, is tot op de cent bekend."""
    assert verdeel(kostenpost("K01")) == MILJOEN


@pytest.mark.regel("R3")
def test_rounding_each_gemeente_gives_two_cents_too_much() -> None:
    """Wie elke gemeente apart afrondt, factureert twee cent te veel; verdelen op grootste rest sluit."""
    som = sum(INWONERS.values())
    apart = sum((Decimal(1_000_000) * aantal / som).quantize(Decimal("0.01"), ROUND_HALF_UP) for aantal in INWONERS.values())
    assert (apart, sum(map(Decimal, verdeel(kostenpost("K01")).values()))) == (Decimal("1000000.02"), Decimal("1000000.00"))


def test_whole_euros() -> None:
    """In hele euro's krijgen de vier gemeenten met de grootste rest de vier euro's die na afronden naar beneden overblijven."""
    assert verdeel(kostenpost("K01"), regeling={"afronding": "euro"}) == {
        "Amersfoort": "451279.00", "Baarn": "69887.00", "Bunschoten": "63067.00", "Eemnes": "27199.00", "Leusden": "88333.00",
        "Nijkerk": "126476.00", "Soest": "132948.00", "Woudenberg": "40811.00",
    }  # fmt: skip


@pytest.mark.regel("R4", "R5")
def test_accountantskosten_do_not_go_to_amersfoort() -> None:
    """Amersfoort betaalt niet mee aan de accountantskosten; de anderen naar hun aantal controleverklaringen."""
    verklaringen = tuple(Controleverklaring(naam, 2 if naam == "Leusden" else 1) for naam in INWONERS)
    post = kostenpost("K02", soort="accountantskosten", verdeelsleutel="verklaringen", bedrag=73_500_00)
    assert verdeel(post, controleverklaringen=verklaringen) == {
        "Amersfoort": "0.00", "Baarn": "9187.50", "Bunschoten": "9187.50", "Eemnes": "9187.50", "Leusden": "18375.00",
        "Nijkerk": "9187.50", "Soest": "9187.50", "Woudenberg": "9187.50",
    }  # fmt: skip


@pytest.mark.regel("R6", "R20")
def test_zorgadministratie_is_p_times_q() -> None:
    """Zorgadministratie: € 38,50 van 2025 wordt met 2,7 % € 39,54; 120 keer is € 4.744,80, 15 keer is € 593,10."""
    post = kostenpost("K03", soort="zorgadministratie", verdeelsleutel="processen", bedrag=None, taken=("Z1",))
    found = verdeel(
        post,
        taken=(taak("Z1", "Leusden", "Eemnes"),),
        normbedragen=(Normbedrag("toewijzing", 38_50, 2025, BBP), Normbedrag("declaratie", 3_15, 2026, "geen")),
        werkprocessen=(Werkproces("Leusden", "toewijzing", 120), Werkproces("Eemnes", "toewijzing", 15)),
    )
    assert payers(found) == {"Eemnes": "593.10", "Leusden": "4744.80"}


def test_several_processen_add_up() -> None:
    """Elk werkproces heeft een eigen normbedrag; de bijdrage is de som."""
    post = kostenpost("K03", soort="zorgadministratie", verdeelsleutel="processen", bedrag=None)
    found = verdeel(
        post,
        normbedragen=(Normbedrag("toewijzing", 38_50, 2026, "geen"), Normbedrag("declaratie", 3_15, 2026, "geen")),
        werkprocessen=(Werkproces("Eemnes", "toewijzing", 2), Werkproces("Eemnes", "declaratie", 10)),
    )
    assert payers(found) == {"Eemnes": "108.50"}


@pytest.mark.regel("R25", "R92")
def test_a_vrijgestelde_gemeente_pays_0() -> None:
    """Eemnes heeft geen kruisje bij deze Wmo-taak: Eemnes betaalt nul, de andere zeven dragen samen de hele ton."""
    others = [naam for naam in INWONERS if naam != "Eemnes"]
    found = verdeel(kostenpost("K04", taken=("W1",), bedrag=100_000_00), taken=(taak("W1", *others),))
    assert found == {
        "Amersfoort": "46389.62", "Baarn": "7184.07", "Bunschoten": "6483.00", "Eemnes": "0.00", "Leusden": "9080.33",
        "Nijkerk": "13001.26", "Soest": "13666.50", "Woudenberg": "4195.22",
    }  # fmt: skip


@pytest.mark.regel("R25")
def test_one_cross_is_enough() -> None:
    """Bij een kostenpost voor twee taken betaalt wie aan minstens één van beide deelneemt."""
    tasks = (taak("J1", "Eemnes", "Soest"), taak("W1", "Soest", "Nijkerk"), taak("W9", "Baarn"))
    found = verdeel(kostenpost("K05", taken=("J1", "W1"), verdeelsleutel="gelijk", bedrag=90_00), taken=tasks)
    assert payers(found) == {"Eemnes": "30.00", "Nijkerk": "30.00", "Soest": "30.00"}


@pytest.mark.regel("R31")
def test_a_task_that_ended_does_not_count() -> None:
    """Een taak die voor het begrotingsjaar is geëindigd, maakt niemand betaler."""
    tasks = (taak("J1", "Eemnes"), taak("J2", "Soest", vanaf=date(2020, 1, 1), tot_en_met=date(2025, 12, 31)))
    found = verdeel(kostenpost("K05", taken=("J1", "J2"), verdeelsleutel="gelijk", bedrag=90_00), taken=tasks)
    assert payers(found) == {"Eemnes": "90.00"}


@pytest.mark.regel("R91")
def test_a_gemeente_that_left_does_not_pay() -> None:
    """Een gemeente die op 31 december is uitgetreden, betaalt in het nieuwe jaar niet meer mee."""
    staying = tuple(deelnemer(naam, f"GM{plaats:04d}") for plaats, naam in enumerate(("Amersfoort", "Soest"), start=1))
    gone = deelnemer("Baarn", "GM0308", vanaf=date(2020, 1, 1), tot_en_met=date(2025, 12, 31))
    found = verdeel(kostenpost("K01", verdeelsleutel="gelijk", bedrag=10_00), deelnemers=(*staying, gone))
    assert found == {"Amersfoort": "5.00", "Soest": "5.00", "Baarn": "0.00"}


@pytest.mark.regel("R19")
def test_index_of_two_years() -> None:
    """Een ton op prijspeil 2024 wordt met 2,7 % en nog eens 2,7 % € 105.472,90."""
    assert totaal(kostenpost("K01", bedrag=100_000_00, prijspeil=2024, index=BBP)) == Decimal("105472.90")


@pytest.mark.regel("R22")
def test_an_amount_of_the_begrotingsjaar_is_not_indexed() -> None:
    """Een bedrag op het prijspeil van het begrotingsjaar zelf wordt niet nog eens geïndexeerd."""
    assert totaal(kostenpost("K01", bedrag=100_000_00, prijspeil=2026, index=BBP)) == Decimal("100000.00")


def test_the_total_is_rounded_half_up_once() -> None:
    """Een halve cent in het totaal gaat naar boven: € 0,10 met 25 % is € 0,13."""
    post = kostenpost("K01", bedrag=10, prijspeil=2025, index="fors")
    assert totaal(post, indexcijfers=(indexcijfer(2026, "25", reeks="fors"),)) == Decimal("0.13")


@pytest.mark.regel("R2", "R34")
def test_dekking_goes_off_first() -> None:
    """Eerst indexeren, dan de subsidie van € 40.000 eraf: van een ton blijft € 62.700 te verdelen."""
    subsidie = Dekking("K01", "SPUK", "SPUK-IZA", 40_000_00, 2023, 2026)
    post = kostenpost("K01", bedrag=100_000_00, prijspeil=2025, index=BBP)
    assert totaal(post, dekking=(subsidie,)) == Decimal("62700.00")


@pytest.mark.regel("R34")
def test_dekking_of_another_year_does_not_count() -> None:
    """Een subsidie die tot en met 2025 loopt, gaat niet van de kosten van 2026 af."""
    subsidie = Dekking("K01", "SPUK", "SPUK-IZA", 40_000_00, 2023, 2025)
    assert totaal(kostenpost("K01", bedrag=100_000_00), dekking=(subsidie,)) == Decimal("100000.00")


@pytest.mark.parametrize(
    ("status", "expected"), [("vastgesteld", "92430.00"), ("concept", "102700.00"), ("ingetrokken", "102700.00")]
)
@pytest.mark.regel("R12")
def test_only_a_vastgestelde_wijziging_counts(status: str, expected: str) -> None:
    """Een begrotingswijziging van min € 10.000 telt pas mee als zij is vastgesteld, en wordt dan mee geïndexeerd."""
    wijziging = Wijziging("1", date(2026, 3, 1), status, "K01", -10_000_00)
    post = kostenpost("K01", bedrag=100_000_00, prijspeil=2025, index=BBP)
    assert totaal(post, wijzigingen=(wijziging,)) == Decimal(expected)


@pytest.mark.parametrize(
    ("order", "first"), [(("Amersfoort", "Baarn", "Soest"), "Amersfoort"), (("Soest", "Baarn", "Amersfoort"), "Soest")]
)
def test_a_tie_goes_to_the_first_deelnemer(order: tuple[str, ...], first: str) -> None:
    """Honderd euro over drie gelijke delen: de overgebleven cent gaat naar de eerste deelnemer in de werkmap."""
    rows = tuple(deelnemer(naam, f"GM{plaats:04d}") for plaats, naam in enumerate(order, start=1))
    found = verdeel(kostenpost("K01", verdeelsleutel="gelijk", bedrag=100_00), deelnemers=rows)
    assert found == {naam: "33.34" if naam == first else "33.33" for naam in order}


def test_a_mix_of_keys() -> None:
    """Een kwart naar inwoners en driekwart gelijk: Baarn betaalt van een miljoen € 17.471,67 plus € 93.750,00."""
    assert verdeel(kostenpost("K01", verdeelsleutel="mix"))["Baarn"] == "111221.67"


def test_fixed_percentages() -> None:
    """Vaste percentages van samen 100: 62,5 en 37,5 procent van € 0,99 is 62 en 37 cent."""
    gewichten = (Gewicht("percentages", "Amersfoort", Decimal("62.5")), Gewicht("percentages", "Soest", Decimal("37.5")))
    found = verdeel(kostenpost("K01", verdeelsleutel="percentages", bedrag=99), gewichten=gewichten)
    assert payers(found) == {"Amersfoort": "0.62", "Soest": "0.37"}


def test_a_floor_and_a_tariff() -> None:
    """Minstens een ton, en anders € 2,95 per inwoner: Eemnes betaalt de ton, Amersfoort € 477.463,40."""
    found = verdeel(kostenpost("K01", verdeelsleutel="bodem", bedrag=None))
    assert (found["Eemnes"], found["Amersfoort"]) == ("100000.00", "477463.40")


def test_agreed_amounts() -> None:
    """Bij een vast bedrag betaalt de gemeente precies wat is afgesproken."""
    gewichten = (Gewicht("afspraak", "Baarn", Decimal("1250.25")),)
    assert payers(verdeel(kostenpost("K01", verdeelsleutel="afspraak", bedrag=None), gewichten=gewichten)) == {"Baarn": "1250.25"}


@pytest.mark.regel("R13", "R47")
def test_hulpkosten_go_to_the_own_gemeente() -> None:
    """Hulpkosten gaan naar de gemeente die ze veroorzaakte, met een correctie eraf; er komt geen sleutel aan te pas."""
    realisatie = (
        Realisatie("Soest", "K06", "J1", "2026-Q1", 1000_00),
        Realisatie("Soest", "K06", "J1", "2026-Q2", -250_50),
        Realisatie("Baarn", "K06", "J1", "2026-Q1", 80_00),
        Realisatie("Baarn", "K99", "J1", "2026-Q1", 5_00),
    )
    post = kostenpost("K06", soort="hulpkosten", verdeelsleutel="realisatie", bedrag=None)
    assert payers(verdeel(post, realisatie=realisatie)) == {"Baarn": "80.00", "Soest": "749.50"}


@pytest.mark.regel("R1")
def test_the_peildatum_is_two_years_back() -> None:
    """In de begroting van 2026 tellen de inwoners van 1 januari 2024; die van 2025 en 2023 doen er niet toe."""
    rows = begroting(kostenpost("K01")).inwoners
    others = tuple(inwonertal(naam, jaar, 1) for naam in INWONERS for jaar in (2023, 2025))
    assert verdeel(kostenpost("K01"), inwoners=(*others, *rows)) == MILJOEN


def begroting(*posts: Kostenpost, **changes: Any) -> Begroting:
    """The eight gemeenten of the region with these kostenposten."""
    sound: dict[str, Any] = {
        "deelnemers": tuple(deelnemer(naam, f"GM{plaats:04d}") for plaats, naam in enumerate(INWONERS, start=1)),
        "inwoners": tuple(inwonertal(naam, 2024, aantal) for naam, aantal in INWONERS.items()),
        "sleutels": SLEUTELS,
        "kosten": posts,
    }
    return bouw_begroting(**sound | changes)


def verdeel(*posts: Kostenpost, **changes: Any) -> Mapping[str, str]:
    """Euros per gemeente."""
    return in_euros(allocate(begroting(*posts, **changes)).per_gemeente())


def totaal(post: Kostenpost, **changes: Any) -> Decimal:
    """Euros of all gemeenten together."""
    return sum((Decimal(bedrag) for bedrag in verdeel(post, **changes).values()), Decimal(0))


def payers(found: Mapping[str, str]) -> dict[str, str]:
    """Only who owes something."""
    return {naam: bedrag for naam, bedrag in found.items() if bedrag != "0.00"}
