"""Why a bijdrage changed since last year: the amounts per oorzaak, and that they always add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, assume, given, settings

from cusd_xl.base.findings import has_fout
from cusd_xl.model.begroting import Begroting, Dekking, Normbedrag, Sleutel, Werkproces
from cusd_xl.model.ontwikkeling import Ontwikkeling
from cusd_xl.rules.controles import check_begroting
from cusd_xl.rules.meerjarenraming import extend_begroting
from cusd_xl.rules.ontwikkelen.verschuiven import move_to_jaar
from cusd_xl.rules.ontwikkeling import explain_ontwikkeling
from cusd_xl.rules.verdeling import allocate
from tests.hulp.begrotingen import begrotingen
from tests.rules.bouw import BBP, INWONERS, bouw_begroting, deelnemer, indexcijfer, inwonertal, kostenpost, taak


def per_oorzaak(found: Ontwikkeling, gemeente: str = "") -> dict[str, int]:
    """What is not 0, of one gemeente or of all together."""
    regel = next((one for one in found.regels if one.gemeente == gemeente), found.totaal)
    return {oorzaak: cents for oorzaak, cents in zip(found.oorzaken, regel.verschillen, strict=True) if cents}


def sluit(found: Ontwikkeling) -> bool:
    """Every row adds up, and so does every column."""
    rows = all(one.vorig + sum(one.verschillen) == one.nieuw for one in (*found.regels, found.totaal))
    return rows and [sum(column) for column in zip(*(one.verschillen for one in found.regels), strict=True)] == list(
        found.totaal.verschillen
    )


def volgend_jaar(**changes: object) -> Begroting:
    """The begroting of 2027 with the same inwoners, index 2 % in 2027, and the same million at the price level of 2026."""
    sound = {
        "regeling": {"begrotingsjaar": 2027},
        "inwoners": tuple(inwonertal(naam, 2025, aantal) for naam, (_, aantal) in INWONERS.items()),
        "indexcijfers": (indexcijfer(2027, "2"),),
        "kosten": (kostenpost("K01", index=BBP),),
    }
    return bouw_begroting(**sound | changes)


def dit_jaar(**changes: object) -> Begroting:
    """The begroting of 2026: a million at its own price level, with Prijspeil BBP from then on."""
    return bouw_begroting(**{"kosten": (kostenpost("K01", index=BBP),)} | changes)


def test_only_prices_went_up() -> None:
    """Verandert alleen het prijspeil met 2 %, dan is de hele stijging van € 20.000,00 van de index."""
    found = explain_ontwikkeling(dit_jaar(), volgend_jaar())
    assert per_oorzaak(found) == {"Index": 2_000_000}
    assert sluit(found)


def test_a_price_that_was_typed_at_its_new_level_is_still_index() -> None:
    """Wie het miljoen van 2026 als € 1.030.000,00 op prijspeil 2027 intypt, ziet € 20.000,00 index en € 10.000,00 kosten."""
    straks = volgend_jaar(kosten=(kostenpost("K01", bedrag=103_000_000, prijspeil=2027, index=BBP),))
    assert per_oorzaak(explain_ontwikkeling(dit_jaar(), straks)) == {"Index": 2_000_000, "Kosten": 1_000_000}


def test_an_index_only_the_earlier_begroting_knew_counts() -> None:
    """Stond de 2 % van 2027 alleen in de begroting van 2026, dan blijft ook dat deel van de stijging index."""
    nu = dit_jaar(indexcijfers=(indexcijfer(2027, "2"),))
    straks = volgend_jaar(kosten=(kostenpost("K01", bedrag=103_000_000, prijspeil=2027),), indexcijfers=())
    assert per_oorzaak(explain_ontwikkeling(nu, straks)) == {"Index": 2_000_000, "Kosten": 1_000_000}


def test_an_index_nobody_knows_makes_it_kosten() -> None:
    """Staat de index van 2027 nergens, dan is de hele stijging van € 30.000,00 van de kosten; er wordt niets geraden."""
    straks = volgend_jaar(kosten=(kostenpost("K01", bedrag=103_000_000, prijspeil=2027),), indexcijfers=())
    assert per_oorzaak(explain_ontwikkeling(dit_jaar(), straks)) == {"Kosten": 3_000_000}


def test_who_grew_pays_what_the_others_do_not() -> None:
    """Groeit Eemnes van 9.755 naar 10.755 inwoners, dan is wat Eemnes meer betaalt precies wat de twee andere minder betalen."""
    aantallen = {naam: aantal for naam, (_, aantal) in INWONERS.items()} | {"Eemnes": 10_755}
    straks = volgend_jaar(
        inwoners=tuple(inwonertal(naam, 2025, aantal) for naam, aantal in aantallen.items()),
        indexcijfers=(indexcijfer(2027, "0"),),
    )
    found = explain_ontwikkeling(dit_jaar(), straks)
    assert {one.gemeente: per_oorzaak(found, one.gemeente) for one in found.regels} == {
        "Amersfoort": {"Inwoners": -416_322}, "Baarn": {"Inwoners": -64_474}, "Eemnes": {"Inwoners": 480_796}
    }  # fmt: skip
    assert sluit(found)


def test_a_subsidy_that_ends_is_dekking() -> None:
    """Liep vorig jaar € 100.000,00 subsidie, dan betalen de gemeenten dit jaar dat bedrag meer, door de dekking."""
    subsidie = Dekking("K01", "Subsidie", "subsidie", 10_000_000, 2026, 2026)
    straks = volgend_jaar(indexcijfers=(indexcijfer(2027, "0"),))
    assert per_oorzaak(explain_ontwikkeling(dit_jaar(dekking=(subsidie,)), straks)) == {"Dekking": 10_000_000}


def test_another_key_moves_money_and_makes_none() -> None:
    """Van inwoners naar gelijke delen: € 333.333,33 per gemeente, en samen verandert er niets."""
    straks = volgend_jaar(indexcijfers=(indexcijfer(2027, "0"),), kosten=(kostenpost("K01", index=BBP, verdeelsleutel="gelijk"),))
    found = explain_ontwikkeling(dit_jaar(), straks)
    assert {one.nieuw for one in found.regels} == {33_333_333, 33_333_334}
    assert set(per_oorzaak(found, "Eemnes")) == {"Verdeelsleutels"}
    assert per_oorzaak(found) == {}


def test_who_joins_is_deelname_and_relieves_the_others() -> None:
    """Treedt Soest toe, dan staat haar hele bijdrage bij deelname, en bij de anderen staat daar wat zij minder betalen."""
    aantallen = {naam: aantal for naam, (_, aantal) in INWONERS.items()} | {"Soest": 47_000}
    straks = volgend_jaar(
        deelnemers=(*dit_jaar().deelnemers, deelnemer("Soest", "GM0342")),
        inwoners=tuple(inwonertal(naam, 2025, aantal) for naam, aantal in aantallen.items()),
        indexcijfers=(indexcijfer(2027, "0"),),
        registerkolommen=dict(zip(aantallen, "HIJK", strict=True)),
    )
    found = explain_ontwikkeling(dit_jaar(), straks)
    soest = found.regels[-1]
    assert (soest.gemeente, soest.vorig, soest.verschillen[-1]) == ("Soest", 0, soest.nieuw)
    assert {oorzaak for one in found.regels for oorzaak in per_oorzaak(found, one.gemeente)} == {"Deelname en regels"}
    assert per_oorzaak(found) == {}


def test_who_leaves_is_deelname_too() -> None:
    """Treedt Eemnes uit, dan vervalt haar hele bijdrage bij deelname; prijs en inwoners van wie er niet meer is tellen niet."""
    namen = ("Amersfoort", "Baarn")
    straks = volgend_jaar(
        deelnemers=dit_jaar().deelnemers[:2],
        inwoners=tuple(inwonertal(naam, 2025, INWONERS[naam][1]) for naam in namen),
        taken=(taak("J1", *namen), taak("W1", *namen)),
        registerkolommen=dict(zip(namen, "HI", strict=True)),
    )
    found = explain_ontwikkeling(dit_jaar(), straks)
    eemnes = next(one for one in found.regels if one.gemeente == "Eemnes")
    assert per_oorzaak(found, "Eemnes") == {"Deelname en regels": -eemnes.vorig}
    assert set(per_oorzaak(found, "Baarn")) == {"Index", "Deelname en regels"}
    assert sluit(found)


def test_a_vrijstelling_given_up_is_deelname() -> None:
    """Doet Eemnes ineens mee aan een taak, dan betaalt zij door deelname, niet door kosten of inwoners."""
    nu = dit_jaar(kosten=(kostenpost("K02", taken=("W1",), index=BBP),))
    straks = volgend_jaar(
        kosten=(kostenpost("K02", taken=("W1",), index=BBP),),
        taken=(taak("J1", *INWONERS), taak("W1", *INWONERS, wet="Wmo 2015")),
        indexcijfers=(indexcijfer(2027, "0"),),
    )
    found = explain_ontwikkeling(nu, straks)
    assert per_oorzaak(found, "Eemnes") == {"Deelname en regels": next(r.nieuw for r in found.regels if r.gemeente == "Eemnes")}


def test_new_and_ended_costs_are_kosten() -> None:
    """Een nieuwe kostenpost van € 50.000,00 en een vervallen van een miljoen: samen € 950.000,00 minder, door kosten."""
    nu = dit_jaar(kosten=(kostenpost("K01", index=BBP), kostenpost("K02", index=BBP)))
    straks = volgend_jaar(
        kosten=(kostenpost("K01", index=BBP), kostenpost("K09", bedrag=5_000_000, prijspeil=2027, verdeelsleutel="nieuw")),
        sleutels=(Sleutel("inwoners", "inwoners", "2"), Sleutel("nieuw", "gelijk")),
        indexcijfers=(indexcijfer(2027, "0"),),
    )
    assert per_oorzaak(explain_ontwikkeling(nu, straks)) == {"Kosten": -95_000_000}


def test_zorgadministratie_splits_into_price_index_and_numbers() -> None:
    """Van 100 naar 110 processen en van € 20,00 via 5 % index naar € 22,00: € 100,00, € 100,00 en € 220,00."""
    sleutel = (Sleutel("wp", "werkprocessen"),)
    nu = dit_jaar(
        kosten=(kostenpost("K03", soort="zorgadministratie", bedrag=None, verdeelsleutel="wp"),), sleutels=sleutel,
        normbedragen=(Normbedrag("start", 2000, 2026, BBP),), werkprocessen=(Werkproces("Baarn", "start", 100),),
    )  # fmt: skip
    straks = volgend_jaar(
        kosten=(kostenpost("K03", soort="zorgadministratie", bedrag=None, prijspeil=2027, verdeelsleutel="wp"),),
        sleutels=sleutel,
        normbedragen=(Normbedrag("start", 2200, 2027, BBP),), werkprocessen=(Werkproces("Baarn", "start", 110),),
        indexcijfers=(indexcijfer(2027, "5"),),
    )  # fmt: skip
    found = explain_ontwikkeling(nu, straks)
    assert per_oorzaak(found, "Baarn") == {"Index": 10_000, "Kosten": 10_000, "Aantallen en gebruik": 22_000}


def test_a_path_of_years_takes_its_step_with_the_keys() -> None:
    """Een ingroeipad dat dit jaar een stap verder is, verandert de sleutel en niet de deelname."""
    sleutels = (
        Sleutel("inwoners", "inwoners", "2"), Sleutel("gelijk", "gelijk"),
        Sleutel("pad", "ingroeipad", "van=inwoners;naar=gelijk;begin=2026;jaren=4"),
    )  # fmt: skip
    kosten = (kostenpost("K01", index=BBP, verdeelsleutel="pad"),)
    found = explain_ontwikkeling(
        dit_jaar(kosten=kosten, sleutels=sleutels),
        volgend_jaar(kosten=kosten, sleutels=sleutels, indexcijfers=(indexcijfer(2027, "0"),)),
    )
    assert {oorzaak for one in found.regels for oorzaak in per_oorzaak(found, one.gemeente)} == {"Verdeelsleutels"}


def test_what_cannot_be_told_apart_is_said() -> None:
    """Noemt de nieuwe sleutel een gemeente die pas nu toetreedt, dan telt de stap mee met de volgende, en dat staat er."""
    aantallen = {naam: aantal for naam, (_, aantal) in INWONERS.items()} | {"Soest": 47_000}
    straks = volgend_jaar(
        deelnemers=(*dit_jaar().deelnemers, deelnemer("Soest", "GM0342")),
        inwoners=tuple(inwonertal(naam, 2025, aantal) for naam, aantal in aantallen.items()),
        kosten=(kostenpost("K01", index=BBP, verdeelsleutel="zonder Soest"),),
        sleutels=(Sleutel("gelijk", "gelijk"), Sleutel("zonder Soest", "zonder", "sleutel=gelijk;gemeente=Soest")),
        registerkolommen=dict(zip(aantallen, "HIJK", strict=True)),
    )
    found = explain_ontwikkeling(dit_jaar(), straks)
    assert found.samengenomen == ("Verdeelsleutels",)
    assert set(per_oorzaak(found, "Baarn")) == {"Index", "Deelname en regels"}
    assert sluit(found)


def test_an_earlier_year_cannot_come_after() -> None:
    """De vorige begroting mag niet van een later jaar zijn."""
    with pytest.raises(ValueError, match="2027 is later than 2026"):
        explain_ontwikkeling(volgend_jaar(), dit_jaar())


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(begroting=begrotingen())
def test_a_year_later_with_nothing_changed_costs_the_same(begroting: Begroting) -> None:
    """Een begroting die alleen een jaar verder schuift, houdt per gemeente en kostenpost dezelfde bedragen."""
    moved = allocate(move_to_jaar(begroting, begroting.jaar + 1))
    assert [one.bedrag for one in moved.bijdragen] == [one.bedrag for one in allocate(begroting).bijdragen]


def maak_gaaf(begroting: Begroting) -> Begroting:
    """A random begroting without the fouten its maker leaves in, for every gemeente in the register and no more jeugdigen."""
    return replace(
        begroting,
        regeling=replace(begroting.regeling, centrumgemeente="Gemeente A"),
        registerkolommen={one.gemeente: "" for one in begroting.deelnemers},
        inwoners=tuple(replace(one, jeugdigen=min(one.jeugdigen or 0, one.inwoners)) for one in begroting.inwoners),
        controleverklaringen=tuple(one for one in begroting.controleverklaringen if one.gemeente != "Gemeente A"),
        werkprocessen=(),
        realisatie=tuple(replace(one, periode="") for one in begroting.realisatie),
    )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(nu=begrotingen(), straks=begrotingen())
def test_any_two_years_add_up(nu: Begroting, straks: Begroting) -> None:
    """Hoe twee begrotingen ook verschillen, per gemeente en per oorzaak sluit het verschil op de cent."""
    nu, straks = maak_gaaf(nu), extend_begroting(maak_gaaf(straks), straks.jaar + 1)
    assume(not has_fout(check_begroting(nu)) and not has_fout(check_begroting(straks)))
    found = explain_ontwikkeling(nu, straks)
    before, after = allocate(nu).per_gemeente(), allocate(straks).per_gemeente()
    assert sluit(found)
    assert {one.gemeente: (one.vorig, one.nieuw) for one in found.regels} == {
        naam: (before.get(naam, 0), after.get(naam, 0)) for naam in before | after
    }


def test_a_part_of_a_leap_year_stays_exact() -> None:
    """Bij dagen telt een schrikkeldag mee; dat verschil hoort bij deelname en regels en niets gaat verloren."""
    half = replace(dit_jaar().deelnemers[2], vanaf=date(2028, 7, 1))
    nu = dit_jaar(
        regeling={"begrotingsjaar": 2028, "deel_van_jaar": "dagen"}, deelnemers=(*dit_jaar().deelnemers[:2], half),
        inwoners=tuple(inwonertal(naam, 2026, aantal) for naam, (_, aantal) in INWONERS.items()),
        indexcijfers=(indexcijfer(2027, "0"), indexcijfer(2028, "0")),
    )  # fmt: skip
    straks = move_to_jaar(nu, 2029)
    found = explain_ontwikkeling(nu, straks)
    assert sluit(found)
    assert {oorzaak for one in found.regels for oorzaak in per_oorzaak(found, one.gemeente)} <= {"Deelname en regels"}
