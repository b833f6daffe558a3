"""The explanation of an amount: every step with its figure, its cell and its article, in words a person checks by hand."""

from __future__ import annotations

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
from cusd_xl.model.besluiten import Inkoopvolume
from cusd_xl.model.uitleg import Knoop, Uitleg
from cusd_xl.rules.sleutels.eigen import TOEREKENINGEN
from cusd_xl.rules.sleutels.samengesteld import OMHULSELS
from cusd_xl.rules.sleutels.wegend import WEGINGEN
from cusd_xl.rules.uitleg.bijdrage import explain_bijdrage
from cusd_xl.rules.uitleg.eigen import GRONDSLAGEN
from cusd_xl.rules.uitleg.sleutel import SOORTEN as UITGELEGD
from cusd_xl.rules.verdeling import allocate
from tests.rules.bouw import BBP, INWONERS, START, bouw_begroting, kostenpost, taak


def leg_uit(begroting: Begroting, gemeente: str = "Baarn") -> Uitleg:
    """The explanation of the first kostenpost."""
    return explain_bijdrage(begroting, allocate(begroting).kostenposten[0], gemeente)


def vind(uitleg: Uitleg, begin: str) -> Knoop:
    """The first figure that begins with these words."""
    return next(one for one in uitleg.wortel.walk() if one.omschrijving.startswith(begin))


def met_sleutel(soort: str, parameter: str = "", *erbij: Sleutel, **anders: Any) -> Begroting:
    """A million that is divided, or charged, by one key `s` of this kind; inwoners and gelijk are there to be used in it."""
    sleutels = (Sleutel("s", soort, parameter), Sleutel("inwoners", "inwoners", "2"), Sleutel("gelijk", "gelijk"), *erbij)
    return bouw_begroting(kosten=(kostenpost("K01", verdeelsleutel="s", **anders.pop("post", {})),), sleutels=sleutels, **anders)


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
    namen = ("Bedrag van K01", "Begrotingswijziging 7", "Begroot bedrag", "Bedrag na index", "Af: SPUK", "Te verdelen")
    assert [vind(uitleg, begin).waarde for begin in namen] == [
        "€ 100.000,00", "€ 500,00", "€ 100.500,00", "€ 106.000,2645", "€ 1.000,00", "€ 105.000,26",
    ]  # fmt: skip
    assert [one.waarde for one in vind(uitleg, "Indexfactor").kinderen] == ["2,7 %", "2,7 %"]
    assert "Begrotingswijziging 8" not in {one.omschrijving for one in uitleg.wortel.walk()}


def test_the_figure_before_and_after_rounding_stands_there(begroting: Begroting) -> None:
    """Waar is afgerond staat het bedrag ervoor en erna."""
    te_verdelen = vind(leg_uit(begroting), "Te verdelen")
    assert (te_verdelen.voor, te_verdelen.na) == ("€ 105.000,2645", "€ 105.000,26")
    assert te_verdelen.formule == "bedrag na index - dekking, één keer afgerond op hele centen"


def test_every_input_says_its_cell_and_its_source(begroting: Begroting) -> None:
    """Elk ingevoerd cijfer in de uitleg noemt de cel waar het staat en zijn bron, elke regel haar artikel."""
    uitleg = leg_uit(begroting)
    found = [vind(uitleg, begin) for begin in ("Taken van", "Kruisje van", "Bedrag van", f"Index {BBP}", "Inwoners op")]
    assert [one.cel for one in found] == ["Kosten!D2", "Takenregister!I3", "Kosten!E2", "Indexcijfers!C2", "Inwoners!C3"]
    assert found[3].bron == "Septembercirculaire 2024 (definitief); circulaire"
    assert vind(uitleg, "Begrotingswijziging 7").bron == "besluit van 01-01-2026"
    assert all(one.artikel and one.regel for one in uitleg.wortel.walk())


def test_the_extra_cent_is_explained_by_rank() -> None:
    """Wie de cent kreeg die over was, staat er met de plaats van haar rest en de grens ernaast."""
    uitleg = leg_uit(bouw_begroting())
    tekst = vind(uitleg, "Extra cent").formule
    regels = sorted(uitleg.verdeling.regels, key=lambda one: one.rang)
    over, laatste = uitleg.verdeling.over, regels[uitleg.verdeling.over - 1]
    baarn = next(one for one in regels if one.gemeente == "Baarn")
    assert tekst.startswith(f"na het naar beneden afronden over: {over} x 1 cent, voor de {over} grootste resten van 3 gemeenten")
    assert f"Baarn staat op plaats {baarn.rang}: {'wel' if baarn.extra else 'geen'} extra cent" in tekst
    assert f"de kleinste rest die er een kreeg is {laatste.rest} ({laatste.gemeente})" in tekst


def test_equal_rests_follow_the_order_of_the_deelnemers() -> None:
    """Bij gelijke resten zegt de uitleg dat de volgorde van tblDeelnemers beslist."""
    uitleg = leg_uit(met_sleutel("gelijk", post={"bedrag": 100_000_001}))
    assert vind(uitleg, "Extra cent").formule.endswith("die twee zijn gelijk: dan gaat de volgorde van tblDeelnemers voor")


def test_nothing_left_over_is_said() -> None:
    """Blijft er niets over, dan krijgt niemand een extra cent, en dat staat er."""
    assert "niemand krijgt een extra cent" in vind(leg_uit(met_sleutel("gelijk", post={"bedrag": 300})), "Extra cent").formule


def test_the_table_of_shares_adds_up() -> None:
    """De tabel met alle aandelen telt op tot het te verdelen bedrag, en geeft van elke gemeente gewicht, rest en plaats."""
    tabel = leg_uit(bouw_begroting()).verdeling
    assert (sum(one.bedrag for one in tabel.regels), tabel.te_verdelen) == (100_000_000, 100_000_000)
    assert [one.gewichten for one in tabel.regels] == [(f"{aantal:,}".replace(",", "."),) for _, aantal in INWONERS.values()]
    assert sorted(one.rang for one in tabel.regels) == [1, 2, 3]
    assert sum(bool(one.extra) for one in tabel.regels) == tabel.over


def test_the_root_is_the_amount(begroting: Begroting) -> None:
    """De wortel is de bijdrage zelf."""
    uitleg = leg_uit(begroting)
    assert uitleg.wortel.omschrijving == "Bijdrage Baarn aan K01"
    vloer, extra = (vind(uitleg, naam).waarde for naam in ("Naar beneden op hele centen", "Extra cent"))
    assert uitleg.bedrag == sum(int(one.translate(str.maketrans("", "", "€ .,"))) for one in (vloer, extra))


def test_a_vrijstelling_is_explained(begroting: Begroting) -> None:
    """Wie is vrijgesteld leest dat zij geen kruisje heeft en niets betaalt."""
    uitleg = leg_uit(begroting, "Eemnes")
    assert (uitleg.bedrag, vind(uitleg, "Deelname van").waarde) == (0, "vrijgesteld, betaalt niets")
    assert (vind(uitleg, "Kruisje van").waarde, vind(uitleg, "Kruisje van").cel) == ("leeg", "Takenregister!J3")


def test_who_is_no_deelnemer_reads_that() -> None:
    """Wie in het begrotingsjaar geen deelnemer is, leest dát, en niet dat er een kruisje ontbreekt."""
    begroting = bouw_begroting()
    rows = [one if one.gemeente != "Baarn" else replace(one, vanaf=date(2027, 1, 1)) for one in begroting.deelnemers]
    uitleg = leg_uit(replace(begroting, deelnemers=tuple(rows)))
    assert vind(uitleg, "Deelname van").waarde == "geen deelnemer in 2026, betaalt niets"


def test_a_mix_has_its_keys_below_it() -> None:
    """Bij een mix staat elk onderdeel er met zijn deel, zijn aandeel en zijn gewichten onder."""
    uitleg = leg_uit(met_sleutel("mix", "inwoners=0.25;gelijk=0.75"))
    mix = vind(uitleg, "Aandeel volgens sleutel s (soort mix)")
    assert [one.omschrijving for one in mix.kinderen] == [
        "Parameter van sleutel s",
        "Deel 0,25 x Aandeel volgens sleutel inwoners (soort inwoners)",
        "Deel 0,75 x Aandeel volgens sleutel gelijk (soort gelijk)",
    ]
    assert vind(uitleg, "Inwoners op 01-01-2024: Baarn").waarde == "25.065"
    assert vind(uitleg, "Gelijke delen: alle").waarde == "3"


def test_a_key_that_does_not_count_yet_is_named() -> None:
    """Voor het begin van een ingroeipad staat de nieuwe sleutel er met deel nul."""
    uitleg = leg_uit(met_sleutel("ingroeipad", "van=gelijk;naar=inwoners;begin=2028;jaren=4"))
    assert vind(uitleg, "Sleutel inwoners").waarde == "deel 0: telt dit jaar niet mee"


def test_werkprocessen_are_explained_per_proces() -> None:
    """Bij werkprocessen staan normbedrag, index, aantal en product van elk proces."""
    begroting = met_sleutel(
        "werkprocessen", post={"bedrag": None},
        normbedragen=(Normbedrag("start", 1_000, 2025, BBP),), werkprocessen=(Werkproces("Baarn", "start", 12),),
    )  # fmt: skip
    uitleg = leg_uit(begroting)
    norm = vind(uitleg, "Normbedrag 2026")
    assert (norm.voor, norm.na, vind(uitleg, "Aantal start").waarde, uitleg.bedrag) == ("€ 10,27", "€ 10,27", "12", 12_324)
    nothing = leg_uit(begroting, "Eemnes")
    assert (nothing.bedrag, nothing.wortel.kinderen[-1].omschrijving) == (
        0,
        "Er is voor deze gemeente niets in rekening te brengen",
    )


def test_several_tasks_are_all_named() -> None:
    """Heeft een gemeente kruisjes bij meer taken van de kostenpost, dan staan ze er allemaal met hun cel."""
    begroting = bouw_begroting(kosten=(kostenpost("K01", taken=("J1", "W1")),), taken=(taak("J1", "Baarn"), taak("W1", "Baarn")))
    kruisjes = [one for one in leg_uit(begroting).wortel.walk() if one.omschrijving.startswith("Kruisje")]
    assert [(one.waarde, one.cel) for one in kruisjes] == [("x", "Takenregister!I2"), ("x", "Takenregister!I3")]


STUKS = Sleutel("stuks", "gewichten")
GEWICHTEN = {
    "gewichten": tuple(
        Gewicht(naam, wie, Decimal(getal))
        for naam in ("s", "stuks")
        for wie, getal in zip(INWONERS, ("1.5", "2", "3"), strict=True)
    )
}
PERCENTAGES = {
    "gewichten": tuple(Gewicht("s", wie, Decimal(getal)) for wie, getal in zip(INWONERS, ("20", "30.5", "49.5"), strict=True))
}
PLAN = {"inkoopplan": tuple(Inkoopvolume(wie, "J1", 2026, Decimal(1), 100 * len(wie)) for wie in INWONERS)}
REALISATIE = {"realisatie": tuple(Realisatie(wie, "K01", "", "2026-01", 100 * len(wie)) for wie in INWONERS)}
OPBRENGST = {
    "realisatie": (
        *REALISATIE["realisatie"],
        Realisatie("Baarn", "K01", "", "2026-02", 7, soort="opbrengsten"),
    )
}
VERKLARINGEN = {"controleverklaringen": tuple(Controleverklaring(wie, 1) for wie in INWONERS)}
EIGEN = {"post": {"bedrag": None}}
SOORTEN: dict[str, tuple[Begroting, str]] = {
    "inwoners": (met_sleutel("inwoners", "2"), "Aandeel volgens sleutel s (soort inwoners)"),
    "gelijk": (met_sleutel("gelijk"), "Aandeel volgens sleutel s (soort gelijk)"),
    "controleverklaringen": (met_sleutel("controleverklaringen", **VERKLARINGEN), "Controleverklaringen: Baarn"),
    "gewichten": (met_sleutel("gewichten", **GEWICHTEN), "Gewicht in sleutel s: Baarn"),
    "budgetaandeel": (met_sleutel("budgetaandeel", **GEWICHTEN), "Budgetaandeel volgens sleutel s: Baarn"),
    "percentage": (met_sleutel("percentage", **PERCENTAGES), "Gewicht in sleutel s: Baarn"),
    "zorgvolume": (met_sleutel("zorgvolume", **PLAN), "Zorgvolume 2026 in centen: Baarn"),
    "gebruik": (met_sleutel("gebruik", **OPBRENGST), "Gebruik van kostenpost K01 in centen: Baarn"),
    "gemiddelde": (met_sleutel("gemiddelde", "sleutel=inwoners;jaren=1"), "Gewicht volgens sleutel inwoners, 2024 samen: Baarn"),
    "solidair": (met_sleutel("solidair", "percentage=40;solidair=inwoners;profijt=gelijk"), "Deel 0,40 x Aandeel"),
    "ingroeipad": (met_sleutel("ingroeipad", "van=gelijk;naar=inwoners;begin=2026;jaren=3"), "Deel 2/3 x Aandeel"),
    "zonder": (met_sleutel("zonder", "sleutel=inwoners;gemeente=centrumgemeente"), "Inwoners op 01-01-2024, zonder"),
    "plafond": (met_sleutel("plafond", "sleutel=inwoners;bedrag=1000"), "Boven het plafond"),
    "macrobudget": (met_sleutel("macrobudget", "percentage=1.5;sleutel=inwoners"), "Deel van het macrobudget"),
    "voet": (met_sleutel("voet", "bedrag=10;sleutel=inwoners"), "Vaste voeten van alle gemeenten samen"),
    "bandbreedte": (met_sleutel("bandbreedte", "sleutel=inwoners;band=5;jaren=3"), "Aandeel volgens sleutel inwoners"),
    "werkelijk": (met_sleutel("werkelijk", **EIGEN, **OPBRENGST), "Realisatie 2026-02"),
    "vast": (met_sleutel("vast", **EIGEN, **GEWICHTEN), "Gewicht, in euro's"),
    "minimum": (met_sleutel("minimum", "bedrag=100000;tarief=2.955;sleutel=inwoners", **EIGEN), "Tarief maal gewicht"),
    "stuk": (met_sleutel("stuk", "tarief=12.35;sleutel=stuks", STUKS, **EIGEN, **GEWICHTEN), "Tarief per stuk"),
    "inkoopplan": (met_sleutel("inkoopplan", **EIGEN, **PLAN), "Inkoopplan J1 2026"),
}


def test_no_kind_is_left_out() -> None:
    """Elke soort sleutel die er is, heeft een formule in woorden en een proef."""
    assert set(UITGELEGD) == {*WEGINGEN, *OMHULSELS}
    assert set(GRONDSLAGEN) == set(TOEREKENINGEN)
    assert {*SOORTEN, "mix", "jeugdigen", "werkprocessen"} == {*WEGINGEN, *OMHULSELS, *TOEREKENINGEN}


def test_an_article_of_another_regeling_names_that_regeling() -> None:
    """Een artikel van een andere regeling dan die van Amersfoort noemt die regeling erbij."""
    plan = vind(leg_uit(SOORTEN["inkoopplan"][0]), "Inkoopplan J1 2026")
    assert plan.artikel == "Dienstverleningshandvest Flevoland, 8.3 en 11"


@pytest.mark.parametrize("soort", SOORTEN)
def test_every_kind_is_explained_to_the_cent(soort: str) -> None:
    """Van elke soort sleutel eindigt de boom van elke gemeente in haar bijdrage, met het stuk dat bij die soort hoort."""
    begroting, begin = SOORTEN[soort]
    post = allocate(begroting).kostenposten[0]
    for bijdrage in post.bijdragen:
        uitleg = explain_bijdrage(begroting, post, bijdrage.gemeente)
        assert uitleg.bedrag == bijdrage.bedrag
        assert sum(one.bedrag for one in uitleg.verdeling.regels) == post.te_verdelen
    assert vind(leg_uit(begroting), begin).waarde
