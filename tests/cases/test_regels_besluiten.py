"""The decision and agenda rules of the sources as cases: what was decided or forgotten, and the cell that is pointed at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cusd_xl.base.findings import Ernst
from cusd_xl.model.begroting import Begroting, Dekking, Realisatie, Rijksmiddel
from cusd_xl.model.jaargang import Uittredingskosten
from cusd_xl.rules.controles import check_begroting
from tests.rules.bouw import BBP, bouw_begroting, deelnemer, kostenpost, taak
from tests.rules.controles.gevallen_besluiten import besluit, contract, deel, moment, volume

AMERSFOORT = ("Amersfoort", "Baarn", "Bunschoten", "Eemnes", "Leusden", "Nijkerk", "Soest", "Woudenberg")
FLEVOLAND = ("Almere", "Dronten", "Lelystad", "Noordoostpolder", "Urk", "Zeewolde")
ALLEN, ZES = frozenset(AMERSFOORT), frozenset(FLEVOLAND)
JANUARI = date(2026, 1, 1)


def amersfoort(jaar: int = 2026, **changes: Any) -> Begroting:
    """The eight gemeenten of the region, deelnemer since 1 January 2026, with one taak for everybody."""
    return _bouw("amersfoort", AMERSFOORT, jaar, JANUARI, **changes)


def flevoland(jaar: int = 2026, profiel: str = "flevoland-2022", **changes: Any) -> Begroting:
    """The six gemeenten of Flevoland; a year of the regeling of 2016 or of the handvest of 2022."""
    return _bouw(profiel, FLEVOLAND, jaar, date(2016, 5, 1) if profiel == "flevoland-2016" else date(2014, 12, 1), **changes)


def _bouw(profiel: str, namen: tuple[str, ...], jaar: int, begin: date, **changes: Any) -> Begroting:
    deelnemers = {naam: deelnemer(naam, f"GM{plaats:04d}", vanaf=begin) for plaats, naam in enumerate(namen, start=1)}
    for naam in namen:
        deelnemers[naam] = replace(deelnemers[naam], **changes.pop(naam, {}))
    regeling = {"profiel": profiel, "begrotingsjaar": jaar, "centrumgemeente": namen[0], "stand_per": changes.pop("stand", None)}
    sound: dict[str, Any] = {
        "deelnemers": tuple(deelnemers.values()),
        "inwoners": (),
        "taken": (taak("J1", *namen, vanaf=begin),),
        "kosten": (kostenpost("K01", verdeelsleutel="gelijk", prijspeil=jaar),),
        "registerkolommen": dict(zip(namen, "HIJKLMNO", strict=False)),
        "akkoordkolommen": dict(zip(namen, "MNOPQRST", strict=False)),
    }
    return bouw_begroting(regeling=regeling, **sound | changes)


def fouten(begroting: Begroting, code: str) -> list[str]:
    """The cells of a code, which must be a fout."""
    return _cellen(begroting, code, Ernst.FOUT)


def signalen(begroting: Begroting, code: str) -> list[str]:
    """The cells of a code, which must be a waarschuwing."""
    return _cellen(begroting, code, Ernst.WAARSCHUWING)


def _cellen(begroting: Begroting, code: str, ernst: Ernst) -> list[str]:
    found = [one for one in check_begroting(begroting) if one.code == code]
    assert [] == [one for one in found if one.ernst != ernst]
    return [one.cel for one in found]


def zonder(*namen: str) -> frozenset[str]:
    """The akkoorden of everybody but these."""
    return (ALLEN | ZES) - set(namen)


# --- begroting ---------------------------------------------------------------------------------------------------


@pytest.mark.regel("R10")
def test_the_begroting_is_discussed_before_it_is_vastgesteld() -> None:
    """De begroting is vastgesteld op 20 november; een bespreking met de financieel adviseurs op 1 december is te laat."""
    begroting = amersfoort(besluiten=(besluit("B1", "begroting", jaar=2026, akkoord=ALLEN),))
    for dag, expected in ((date(2025, 12, 1), ["Besluiten!H2"]), (date(2025, 11, 3), [])):
        besproken = replace(begroting, kalender=(moment("Begroting besproken", gereed=dag),))
        assert expected == signalen(besproken, "besluit-niet-voorbesproken")


@pytest.mark.regel("R11")
def test_there_is_one_vastgestelde_begroting_a_year() -> None:
    """Twee vastgestelde begrotingen voor 2026 kan niet; een voor 2026 en een voor 2027 wel."""
    first = besluit("B1", "begroting", jaar=2026)
    assert ["Besluiten!C3"] == fouten(
        amersfoort(besluiten=(first, besluit("B2", "begroting", jaar=2026))), "begroting-dubbel-vastgesteld"
    )
    assert [] == fouten(amersfoort(besluiten=(first, besluit("B2", "begroting", jaar=2027))), "begroting-dubbel-vastgesteld")


@pytest.mark.regel("R11")
def test_versions_follow_their_dates() -> None:
    """Een concept van december kan niet volgen op de vaststelling van november."""
    rows = (
        besluit("B1", "begroting", jaar=2026),
        besluit("B2", "begroting", jaar=2026, status="concept", besluitdatum=date(2025, 12, 1)),
    )
    assert ["Besluiten!C3"] == signalen(amersfoort(besluiten=rows), "begrotingsversie-volgorde")
    assert ["Besluiten!H3"] == signalen(amersfoort(besluiten=rows[::-1]), "begrotingsversie-volgorde")


@pytest.mark.regel("R98")
def test_amersfoort_decides_after_overeenstemming() -> None:
    """De begroting is vastgesteld zonder akkoord van Baarn en Soest: Amersfoort besluit pas na overeenstemming."""
    rows = (besluit("B1", "begroting", jaar=2026, akkoord=zonder("Soest", "Baarn")),)
    (found,) = [one for one in check_begroting(amersfoort(besluiten=rows)) if one.code == "besluit-zonder-akkoord"]
    assert ("Besluiten!N2", "Protocol 2", "Baarn en Soest") == (found.cel, found.artikel, found.feiten["gemeenten"])
    assert [] == signalen(amersfoort(besluiten=(replace(rows[0], status="concept"),)), "besluit-zonder-akkoord")


@pytest.mark.regel("R12")
def test_a_begrotingswijziging_follows_the_same_procedure() -> None:
    """Een begrotingswijziging voor nieuwe taken wordt net als de begroting eerst besproken, en vraagt het akkoord van allen."""
    row = besluit("W1", "begrotingswijziging", jaar=2026, besluitdatum=date(2026, 6, 2), akkoord=zonder("Leusden"))
    begroting = amersfoort(besluiten=(row,))
    assert ["Besluiten!H2"] == signalen(begroting, "besluit-niet-voorbesproken")
    assert ["Besluiten!Q2"] == signalen(begroting, "besluit-zonder-akkoord")
    discussed = (moment("begrotingswijziging besproken", gereed=date(2026, 5, 12)),)
    assert [] == signalen(replace(begroting, kalender=discussed), "besluit-niet-voorbesproken")


@pytest.mark.regel("R48")
def test_the_financieel_protocol_is_the_source_of_the_terms() -> None:
    """Ritme, betaaltermijn en btw komen uit het financieel protocol; zolang dat niet is vastgesteld is dat een signaal."""
    rows = (besluit("B1", "overig", akkoord=ALLEN),)
    assert ["Regeling!B8"] == signalen(amersfoort(besluiten=rows), "financieel-protocol-ontbreekt")
    protocol = besluit("B2", "financieel protocol", akkoord=ALLEN)
    assert [] == signalen(amersfoort(besluiten=(*rows, protocol)), "financieel-protocol-ontbreekt")


@pytest.mark.regel("R83")
def test_the_regeling_is_changed_by_a_signed_addendum() -> None:
    """Een wijziging van de regeling vraagt het akkoord van allen en een ondertekend addendum."""
    row = besluit("B1", "regeling", akkoord=zonder("Nijkerk"), verwijzing="")
    begroting = amersfoort(besluiten=(row,))
    assert ["Besluiten!R2"] == signalen(begroting, "besluit-zonder-akkoord")
    assert ["Besluiten!K2"] == signalen(begroting, "addendum-ontbreekt")
    assert ["Besluiten!Q2"] == signalen(
        flevoland(besluiten=(replace(row, akkoord=zonder("Urk"), verwijzing="handvest"),)), "besluit-zonder-akkoord"
    )


@pytest.mark.regel("R44")
def test_a_year_before_the_regeling_is_another_ruleset() -> None:
    """Een begroting voor 2025 valt niet onder de centrumregeling, die op 1 januari 2026 ingaat."""
    assert ["Regeling!B4"] == signalen(amersfoort(2025, Amersfoort={"vanaf": date(2015, 1, 1)}), "jaar-voor-regeling")
    assert [] == signalen(amersfoort(), "jaar-voor-regeling")


# --- wie doet mee ------------------------------------------------------------------------------------------------


@pytest.mark.regel("R30")
def test_support_follows_from_inkoop() -> None:
    """Nijkerk heeft een kruisje bij accountmanagement, maar bij geen enkele inkooptaak."""
    taken = (taak("J1", *(one for one in AMERSFOORT if one != "Nijkerk")), taak("b", *AMERSFOORT, soort="ondersteunend"))
    assert ["Takenregister!M3"] == signalen(amersfoort(taken=taken), "ondersteunend-zonder-inkooptaak")


@pytest.mark.regel("R31")
def test_the_list_of_taken_changes_in_time() -> None:
    """Dyslexie ging in 2025 uit het register; een kostenpost van 2026 kan er niet meer over gaan."""
    taken = (taak("J1", *AMERSFOORT), taak("J3", *AMERSFOORT, vanaf=date(2020, 1, 1), tot_en_met=date(2025, 12, 31)))
    kosten = (kostenpost("K01", verdeelsleutel="gelijk", taken=("J1", "J3")),)
    assert ["Kosten!D2"] == fouten(amersfoort(taken=taken, kosten=kosten), "taak-niet-geldig")


@pytest.mark.regel("R46")
def test_a_vrijstelling_needs_a_besluit_of_all_eight() -> None:
    """Een leeg vakje bij leerlingenvervoer vraagt een unaniem besluit over vrijstelling: zeven van de acht is niet genoeg."""
    taken = (taak("J1", *AMERSFOORT), taak("O1", *(one for one in AMERSFOORT if one != "Eemnes"), wet="WPO/WVO"))
    ander = besluit("B0", "overig", akkoord=ALLEN)
    row = besluit("B1", "vrijstelling", gemeente="Eemnes", taak="O1", akkoord=ALLEN)
    assert ["Takenregister!K3"] == signalen(amersfoort(taken=taken, besluiten=(ander,)), "vrijstelling-zonder-besluit")
    assert [] == signalen(amersfoort(taken=taken, besluiten=(ander, row)), "vrijstelling-zonder-besluit")
    seven = replace(row, akkoord=zonder("Leusden"))
    assert ["Besluiten!Q2"] == fouten(amersfoort(taken=taken, besluiten=(seven,)), "besluit-niet-geldig")
    assert ["Besluiten!H2"] == signalen(
        amersfoort(taken=taken, besluiten=(replace(row, besluitdatum=None),)), "besluit-zonder-datum"
    )


@pytest.mark.regel("R46")
def test_a_vrijstelling_that_the_toelichting_names_needs_no_other_besluit() -> None:
    """Nijkerk is volgens de toelichting vrijgesteld van de Jeugdwet; daar wordt geen besluit voor gevraagd."""
    begroting = amersfoort(
        taken=(taak("J1", *(one for one in AMERSFOORT if one != "Nijkerk")),), besluiten=(besluit("B0", "overig", akkoord=ALLEN),)
    )
    assert [] == signalen(begroting, "vrijstelling-zonder-besluit")


@pytest.mark.regel("R96")
def test_a_vrijstelling_is_not_given_up_backwards() -> None:
    """Eemnes besluit op 20 november de vrijstelling op te geven; vanaf 1 november kan niet, vanaf 1 januari wel."""
    row = besluit("B1", "opgave vrijstelling", gemeente="Eemnes", taak="J1", ingangsdatum=date(2025, 11, 1))
    assert ["Besluiten!I2"] == fouten(amersfoort(besluiten=(row,)), "opgave-met-terugwerkende-kracht")
    assert [] == fouten(amersfoort(besluiten=(replace(row, ingangsdatum=JANUARI),)), "opgave-met-terugwerkende-kracht")


@pytest.mark.regel("R46", "R96")
def test_a_cross_against_a_vrijstelling_is_refused_until_it_is_given_up() -> None:
    """Een kruisje van het vrijgestelde Nijkerk is een signaal, tot een besluit zegt dat zij de vrijstelling opgeeft."""
    assert ["Takenregister!M2"] == signalen(amersfoort(), "vrijstelling-wijkt-af")
    opgave = besluit("B1", "opgave vrijstelling", gemeente="Nijkerk", taak="J1", ingangsdatum=JANUARI)
    assert [] == signalen(amersfoort(besluiten=(opgave,)), "vrijstelling-wijkt-af")
    vrij = besluit("B2", "vrijstelling", gemeente="Soest", taak="J1", ingangsdatum=JANUARI, akkoord=ALLEN)
    assert ["Takenregister!N2"] == fouten(amersfoort(besluiten=(vrij,)), "kruisje-ondanks-vrijstelling")


@pytest.mark.regel("R40")
def test_who_joins_counts_after_a_complete_besluit() -> None:
    """Barneveld telt pas mee als alle acht gemeenten akkoord zijn met de toetreding; van Barneveld zelf is geen x nodig."""
    lid = deelnemer("Barneveld", "GM0203", vanaf=date(2026, 7, 1))
    begroting = amersfoort()
    begroting = replace(begroting, deelnemers=(*begroting.deelnemers, lid))
    row = besluit("B1", "toetreding", gemeente="Barneveld", ingangsdatum=date(2026, 7, 1), akkoord=ALLEN)

    def met(*rows: Any) -> Begroting:
        changes = {"deelnemers": begroting.deelnemers, "besluiten": rows}
        return amersfoort(**changes)

    assert ["Deelnemers!C10"] == signalen(met(), "toetreding-zonder-besluit")
    assert ["Deelnemers!C10"] == fouten(met(replace(row, status="concept")), "toetreding-niet-rond")
    assert ["Besluiten!O2"] == fouten(met(replace(row, akkoord=zonder("Bunschoten"))), "besluit-niet-geldig")
    assert [] == [
        one.code for one in check_begroting(met(row)) if one.code.startswith(("toetreding", "besluit-niet", "deelnemer-wijkt"))
    ]


@pytest.mark.regel("R91")
def test_the_region_of_2015_had_seven_gemeenten() -> None:
    """In 2015 deed Nijkerk nog niet mee; wie haar in een begroting van 2015 zet, krijgt een signaal."""
    begroting = amersfoort(2015, **{naam: {"vanaf": date(2015, 1, 1)} for naam in AMERSFOORT})
    assert ["Deelnemers!A7"] == signalen(begroting, "deelnemer-wijkt-af")


@pytest.mark.regel("R106")
def test_nobody_joins_in_the_first_year() -> None:
    """Toetreden tot de regeling van 2016 kan niet in het eerste jaar, dus niet vóór 1 mei 2017."""
    for dag, expected in ((date(2017, 4, 30), ["Deelnemers!C6"]), (date(2017, 5, 1), [])):
        begroting = flevoland(2017, "flevoland-2016", Urk={"vanaf": dag})
        assert expected == fouten(begroting, "toetreding-te-vroeg")


# --- uittreden en opheffen ---------------------------------------------------------------------------------------


@pytest.mark.regel("R37")
def test_nobody_leaves_in_the_first_six_years() -> None:
    """Uittreden kan niet vóór 1 januari 2032: deelnemer tot en met 30 december 2031 wordt geweigerd, een dag later niet."""
    assert ["Deelnemers!D3"] == fouten(amersfoort(Baarn={"tot_en_met": date(2031, 12, 30)}), "uittreding-te-vroeg")
    assert [] == fouten(amersfoort(Baarn={"tot_en_met": date(2031, 12, 31)}), "uittreding-te-vroeg")


@pytest.mark.regel("R38")
def test_who_leaves_first_agrees_on_the_kostenvergoeding() -> None:
    """Baarn treedt uit per 2032; zonder bedrag of afspraak over de kostenvergoeding is dat er niet door."""
    row = besluit("B1", "uittreding", gemeente="Baarn", ingangsdatum=date(2032, 1, 1), akkoord=ALLEN, verwijzing="")
    einde = {"Baarn": {"tot_en_met": date(2031, 12, 31)}}
    assert ["Besluiten!J2"] == fouten(amersfoort(besluiten=(row,), **einde), "uittreding-zonder-kostenvergoeding")
    for agreed in (replace(row, bedrag=250_000_00), replace(row, verwijzing="BOSD 3 juni 2031")):
        found = check_begroting(amersfoort(besluiten=(agreed,), **einde))
        assert [] == [one.code for one in found if one.code.startswith(("uittreding", "besluit-niet"))]
    partly = replace(row, bedrag=1, akkoord=zonder("Soest"))
    assert ["Besluiten!S2"] == fouten(amersfoort(besluiten=(partly,), **einde), "besluit-niet-geldig")


@pytest.mark.regel("R97")
def test_regeling_and_protocol_end_on_the_same_day() -> None:
    """Het besluit zegt uittreden per 1 januari 2032, het blad Deelnemers tot en met juni: dat moet dezelfde dag zijn."""
    row = besluit("B1", "uittreding", gemeente="Baarn", ingangsdatum=date(2032, 1, 1), akkoord=ALLEN)
    for laatste, expected in ((date(2032, 6, 30), ["Deelnemers!D3"]), (None, ["Deelnemers!D3"]), (date(2031, 12, 31), [])):
        begroting = amersfoort(besluiten=(row,), Baarn={"tot_en_met": laatste})
        assert expected == fouten(begroting, "uittreding-einddatum-verschilt")


@pytest.mark.regel("R104")
def test_flevoland_leaves_after_three_years_and_a_whole_year_of_waiting() -> None:
    """Een besluit van februari 2019 werkt pas na afloop van 2020: per 2020 is te vroeg, per 1 januari 2021 kan."""
    for ingang, expected in ((date(2020, 1, 1), ["Besluiten!I2"]), (date(2021, 1, 1), [])):
        row = besluit("B1", "uittreding", gemeente="Urk", besluitdatum=date(2019, 2, 1), ingangsdatum=ingang)
        begroting = flevoland(2019, "flevoland-2016", besluiten=(row,))
        assert expected == fouten(begroting, "uittreding-wachttijd")
    early = flevoland(2018, "flevoland-2016", Urk={"tot_en_met": date(2018, 12, 31)})
    assert ["Deelnemers!D6"] == fouten(early, "uittreding-te-vroeg")


@pytest.mark.regel("R39")
def test_doorlopende_kosten_are_proved_per_row() -> None:
    """Wie uittreedt betaalt aantoonbaar doorlopende kosten; een rij zonder onderbouwing is een signaal."""
    rows = (
        Uittredingskosten("Baarn", "doorlopende kosten", "Personeel", 2032, 100_00, "contract tot 2033"),
        Uittredingskosten("Baarn", "doorlopende kosten", "Huur", 2032, 100_00),
    )
    assert ["Uittreding!F3"] == signalen(amersfoort(uittreding=rows), "onderbouwing-ontbreekt")


@pytest.mark.regel("R74")
def test_frictiekosten_come_from_a_deskundige() -> None:
    """Frictiekosten stelt een gezamenlijk aangewezen deskundige vast; zonder naam van de deskundige is dat een signaal."""
    rows = (Uittredingskosten("Urk", "frictiekosten", "Minder volume", 2026, 100_00),)
    (found,) = [one for one in check_begroting(flevoland(uittreding=rows)) if one.code == "onderbouwing-ontbreekt"]
    assert ("Uittreding!F2", "Handvest 17.4") == (found.cel, found.artikel)


@pytest.mark.regel("R41")
def test_opheffing_is_unanimous() -> None:
    """Opheffen kan alleen unaniem: zeven akkoorden van de acht is niet genoeg."""
    row = besluit("B1", "opheffing", akkoord=zonder("Woudenberg"))
    (found,) = [one for one in check_begroting(amersfoort(besluiten=(row,))) if one.code == "besluit-niet-geldig"]
    assert ("Besluiten!T2", "7", "8") == (found.cel, found.feiten["akkoord"], found.feiten["nodig"])
    assert [] == fouten(amersfoort(besluiten=(replace(row, akkoord=ALLEN),)), "besluit-niet-geldig")


@pytest.mark.regel("R105")
def test_flevoland_is_dissolved_by_two_thirds_with_a_plan() -> None:
    """Van zes gemeenten moeten er vier akkoord zijn met opheffing, met een plan van een registeraccountant."""
    for count, expected in ((3, ["Besluiten!P2"]), (4, [])):
        row = besluit("B1", "opheffing", akkoord=frozenset(FLEVOLAND[:count]), verwijzing="")
        begroting = flevoland(2017, "flevoland-2016", besluiten=(row,))
        assert expected == fouten(begroting, "besluit-niet-geldig")
        assert ["Besluiten!K2"] == signalen(begroting, "opheffing-zonder-plan")
    gone = {"Urk": {"tot_en_met": date(2016, 12, 31)}}
    five = flevoland(2017, "flevoland-2016", besluiten=(besluit("B1", "opheffing", akkoord=frozenset(FLEVOLAND[:3])),), **gone)
    assert "4" == next(one.feiten["nodig"] for one in check_begroting(five) if one.code == "besluit-niet-geldig")


# --- kalender ----------------------------------------------------------------------------------------------------


@pytest.mark.regel("R42")
def test_the_evaluatie_is_there_by_september_of_the_fourth_year() -> None:
    """De eerste evaluatie is er uiterlijk in september 2029; op 29 september 2029 ontbreekt nog niets, op 30 september wel."""
    for stand, expected in ((date(2029, 9, 29), False), (date(2029, 9, 30), True)):
        found = [one for one in check_begroting(amersfoort(2029, stand=stand)) if one.code == "kalender-ontbreekt"]
        assert expected == ("evaluatie van 2029" in [one.feiten["wat"] for one in found])
    assert [] == [one for one in check_begroting(amersfoort(2028, stand=date(2028, 12, 31))) if "evaluatie" in one.melding]


@pytest.mark.regel("R43")
def test_the_toelichting_is_looked_at_every_year() -> None:
    """De toelichting wordt in het begrotingsproces bijgewerkt; in december 2025 was dat voor 2026 nog niet gebeurd."""
    rows = (moment("toelichting bijgewerkt"), moment("begroting besproken", gereed=date(2025, 11, 3)))
    assert ["Kalender!F2"] == signalen(amersfoort(stand=date(2025, 12, 1), kalender=rows), "kalender-ontbreekt")


@pytest.mark.regel("R17")
def test_there_are_two_jaarprognoses_a_year() -> None:
    """Eind 2026 is er één jaarprognose gedeeld; het zijn er minstens twee per jaar."""
    rows = (moment("jaarprognose", periode="1", gereed=date(2026, 7, 1)),)
    found = [one for one in check_begroting(amersfoort(stand=date(2026, 12, 31), kalender=rows)) if one.feiten.get("wat")]
    found = [one for one in found if one.artikel == "13"]
    assert [("kalender-ontbreekt", "tblKalender", "jaarprognose 2 van 2026")] == [
        (one.code, one.cel, one.feiten["wat"]) for one in found
    ]


@pytest.mark.regel("R33")
def test_the_zomerrapportage_is_one_of_two_fixed_moments() -> None:
    """De zomerrapportage kwam pas in oktober: te laat."""
    rows = (moment("zomerrapportage", gereed=date(2026, 10, 1)),)
    assert ["Kalender!F2"] == signalen(amersfoort(kalender=rows), "kalender-te-laat")


@pytest.mark.regel("R100")
def test_bosd_and_ssd_talk_twice_a_year() -> None:
    """Het BOSD sprak in 2026 één keer over het verloop van de samenwerking; dat hoort twee keer."""
    rows = (
        moment("overleg BOSD", periode="1", gereed=date(2026, 3, 1)), moment("overleg BOSD", periode="2"),
        moment("overleg SSD", periode="1", gereed=date(2026, 3, 1)), moment("overleg SSD", periode="2", gereed=date(2026, 9, 1)),
    )  # fmt: skip
    assert "Kalender!F3" in signalen(amersfoort(stand=date(2026, 12, 31), kalender=rows), "kalender-ontbreekt")


@pytest.mark.regel("R70", "R75")
def test_who_delivers_late_is_named() -> None:
    """Urk heeft over het eerste kwartaal geen gegevens aangeleverd, en voor het inkoopplan in mei evenmin."""
    others = tuple(moment("gegevensuitwisseling", periode="Q1", gemeente=naam, gereed=date(2026, 5, 1)) for naam in FLEVOLAND[1:])
    given = tuple(
        moment("aanlevering gegevens inkoopplan", gemeente=naam, gereed=None if naam == "Urk" else date(2025, 5, 20))
        for naam in FLEVOLAND[1:]
    )
    rows = tuple(replace(one, gereed=None) if one.gemeente == "Urk" else one for one in others)
    found = signalen(flevoland(kalender=(*rows, *given), stand=date(2026, 6, 30)), "kalender-ontbreekt")
    assert ["Kalender!F5", "Kalender!F10"] == [one for one in found if one.startswith("Kalender")]


@pytest.mark.regel("R75")
def test_the_inkoopplan_is_proposed_by_june() -> None:
    """Het voorstel voor het inkoopplan jeugd 2026 moest er uiterlijk in juni 2025 zijn; 1 juli is te laat."""
    for dag, expected in ((date(2025, 6, 30), []), (date(2025, 7, 1), ["Kalender!F2"])):
        rows = (moment("voorstel inkoopplan jeugd", gereed=dag),)
        assert expected == signalen(flevoland(kalender=rows), "kalender-te-laat")


@pytest.mark.regel("R53")
def test_a_gemeente_answers_within_fourteen_days() -> None:
    """Het concept ging uit op 10 februari 2027; Urk antwoordde op 25 februari, een dag te laat."""
    rows = (
        moment("concept-eindafrekening", gereed=date(2027, 2, 10)),
        moment("reactie concept-eindafrekening", gemeente="Dronten", gereed=date(2027, 2, 24)),
        moment("reactie concept-eindafrekening", gemeente="Urk", gereed=date(2027, 2, 25)),
    )
    begroting = flevoland(kalender=rows)
    assert ["Kalender!F4"] == signalen(begroting, "kalender-te-laat")
    assert "reactie concept-eindafrekening van 2026 (Lelystad)" in " ".join(
        one.melding
        for one in check_begroting(replace(begroting, regeling=replace(begroting.regeling, stand_per=date(2027, 2, 24))))
    )


@pytest.mark.regel("R52", "R54", "R80")
def test_the_definitieve_eindafrekening_follows_the_concept() -> None:
    """De definitieve eindafrekening is er vóór 31 maart en nooit eerder dan het concept, dat in februari na het jaar komt."""
    definitief = moment("definitieve eindafrekening", gereed=date(2027, 3, 1))
    assert ["Kalender!F2"] == signalen(flevoland(kalender=(definitief,)), "kalender-onmogelijk")
    early = moment("concept-eindafrekening", gereed=date(2026, 12, 1))
    assert ["Kalender!F2"] == signalen(flevoland(kalender=(early,)), "kalender-onmogelijk")
    late = (moment("concept-eindafrekening", gereed=date(2027, 2, 28)), replace(definitief, gereed=date(2027, 3, 31)))
    assert ["Kalender!F3"] == signalen(flevoland(kalender=late), "kalender-te-laat")


@pytest.mark.regel("R67")
def test_two_managementrapportages_are_uitgebreid() -> None:
    """Van de vier managementrapportages zijn er ten minste twee uitgebreid en ten hoogste twee light."""
    days = (date(2026, 5, 1), date(2026, 8, 1), date(2026, 11, 1), date(2027, 2, 1))
    forms = ("light", "light", "uitgebreid", "light")
    rows = tuple(
        moment(f"managementrapportage {form}", periode=f"Q{number}", gereed=day)
        for number, (form, day) in enumerate(zip(forms, days, strict=True), start=1)
    )
    begroting = flevoland(kalender=rows, stand=date(2027, 3, 31))
    assert ["Kalender!F4", "Kalender!A5"] == signalen(begroting, "rapportage-verhouding")


@pytest.mark.regel("R81")
def test_the_handvest_is_evaluated_every_two_years() -> None:
    """Het handvest van 2022 wordt eens in de twee jaar geëvalueerd: in 2026 wel, in 2027 niet."""
    for jaar, expected in ((2026, True), (2027, False)):
        found = check_begroting(flevoland(jaar, stand=date(jaar, 12, 31)))
        assert expected == any(one.feiten.get("wat", "").startswith("evaluatie") for one in found)


# --- inkoopplan, rijksmiddelen, risicodeling ---------------------------------------------------------------------


@pytest.mark.regel("R76")
def test_the_inkoopplan_has_a_volume_of_every_deelnemer() -> None:
    """Het inkoopplan jeugd heeft een volume per deelnemer en taak; dat van Urk ontbreekt."""
    rows = tuple(volume(naam) for naam in FLEVOLAND if naam != "Urk")
    (found,) = [one for one in check_begroting(flevoland(inkoopplan=rows)) if one.code == "inkoopplan-onvolledig"]
    assert ("Takenregister!A2", "Urk") == (found.cel, found.feiten["gemeenten"])


@pytest.mark.regel("R77")
def test_the_inkoopplan_is_vastgesteld_after_everybody_agreed() -> None:
    """Het inkoopplan staat op vastgesteld, maar Zeewolde heeft niet ingestemd met haar volume."""
    plan = tuple(volume(naam) for naam in FLEVOLAND)
    row = besluit("B1", "inkoopplan", jaar=2026, akkoord=zonder("Zeewolde"))
    assert ["Besluiten!R2"] == signalen(flevoland(inkoopplan=plan, besluiten=(row,)), "besluit-zonder-akkoord")
    assert ["Inkoopplan!C2"] == signalen(
        flevoland(inkoopplan=plan, besluiten=(replace(row, status="concept"),)), "inkoopplan-niet-vastgesteld"
    )


@pytest.mark.regel("R78")
def test_a_change_of_the_inkoopplan_takes_the_same_route() -> None:
    """Een wijziging van het inkoopplan na de vaststelling heeft opnieuw de instemming van elke deelnemer nodig."""
    rows = (
        besluit("B1", "inkoopplan", jaar=2026, akkoord=ZES),
        besluit("B2", "inkoopplan", jaar=2026, besluitdatum=date(2026, 4, 1), akkoord=zonder("Lelystad")),
    )
    assert ["Besluiten!O3"] == signalen(flevoland(besluiten=rows), "besluit-zonder-akkoord")


@pytest.mark.regel("R59", "R66")
def test_the_plan_says_what_the_rijksmiddelen_are_for() -> None:
    """Over de inzet van de rijksmiddelen is per jaar een besluit nodig, en elke voorziening staat in het inkoopplan."""
    taken = (taak("J1", *FLEVOLAND), taak("W1", *FLEVOLAND, soort="centrumtaak"), taak("W2", *FLEVOLAND, soort="centrumtaak"))
    plan = tuple(volume(naam, code) for code in ("J1", "W1") for naam in FLEVOLAND)
    rijk = (Rijksmiddel("Decentralisatie-uitkering", ("W1", "W2"), 2026, 100_00),)
    begroting = flevoland(taken=taken, inkoopplan=plan, rijksmiddelen=rijk, besluiten=(besluit("B0", "overig"),))
    assert ["Rijksmiddelen!B2"] == signalen(begroting, "rijksmiddelen-niet-in-plan")
    assert ["Rijksmiddelen!A2"] == signalen(begroting, "rijksmiddelen-zonder-besluit")
    row = besluit("B1", "rijksmiddelen", jaar=2026, akkoord=ZES)
    assert [] == signalen(flevoland(taken=taken, rijksmiddelen=rijk, besluiten=(row,)), "rijksmiddelen-zonder-besluit")


@pytest.mark.regel("R86")
def test_a_taak_has_one_modus_a_year() -> None:
    """Bovenregionale jeugdzorg kan in een jaar niet én profijt én solidair zijn."""
    assert ["Risicodeling!A3"] == fouten(amersfoort(risicodeling=(deel(), deel("J1", "solidair"))), "risicodeling-dubbel")


@pytest.mark.regel("R87")
def test_the_choice_is_made_before_the_first_of_may() -> None:
    """De keuze voor 2026 moest er uiterlijk op 1 mei 2025 zijn; op 2 mei is te laat, en geen datum is dan ook een signaal."""
    for dag, stand, expected in (
        (date(2025, 5, 1), None, []),
        (date(2025, 5, 2), None, ["Risicodeling!E2"]),
        (None, date(2025, 5, 1), ["Risicodeling!E2"]),
        (None, date(2025, 4, 30), []),
    ):
        begroting = amersfoort(risicodeling=(deel(keuzedatum=dag),), stand=stand)
        assert expected == signalen(begroting, "risicodeling-keuzedatum")


@pytest.mark.regel("R88")
def test_a_centrumtaak_is_no_part_of_the_risicodeling() -> None:
    """Beschermd wonen is een centrumtaak en valt buiten de regionale risicodeling."""
    taken = (taak("J1", *AMERSFOORT), taak("W4", *AMERSFOORT, soort="centrumtaak"))
    begroting = amersfoort(taken=taken, risicodeling=(deel(), deel("W4", "solidair")))
    assert ["Risicodeling!A3"] == fouten(begroting, "risicodeling-centrumtaak")


# --- contracten --------------------------------------------------------------------------------------------------


@pytest.mark.regel("R21")
def test_a_contract_does_not_follow_prijspeil_bbp() -> None:
    """Een contract voor hulp volgt de index die met de aanbieder is afgesproken, nooit het prijspeil BBP."""
    assert ["Contracten!H2"] == fouten(amersfoort(contracten=(contract(index=BBP),)), "contract-index-bbp")
    assert [] == fouten(amersfoort(contracten=(contract(),)), "contract-index-bbp")


@pytest.mark.regel("R28")
def test_own_costs_on_a_taak_of_the_regeling_are_signalled() -> None:
    """Nijkerk boekt kosten van haar eigen contract als realisatie in de regeling: een eigen kostenregel op opgedragen werk."""
    eigen = contract("N1", via_regeling="nee", gemeente="Nijkerk")
    rows = (Realisatie("Nijkerk", "K01", "J1", "2026-Q1", 100_00), Realisatie("Soest", "K01", "J1", "2026-Q1", 100_00))
    begroting = amersfoort(contracten=(eigen,), realisatie=rows)
    assert ["Realisatie!E2"] == signalen(begroting, "eigen-contract-met-realisatie")


@pytest.mark.regel("R36")
def test_nijkerk_keeps_its_own_contract_until_it_ends() -> None:
    """Nijkerk heeft een eigen contract voor dagactiviteiten: geen kruisje zolang het loopt, daarna hoort zij bij de inkoop."""
    eigen = contract("N1", taak="W3", via_regeling="nee", gemeente="Nijkerk", einde=date(2027, 12, 31))
    met = (taak("J1", *AMERSFOORT), taak("W3", *AMERSFOORT, wet="Wmo 2015"))
    zonder_nijkerk = (met[0], taak("W3", *(one for one in AMERSFOORT if one != "Nijkerk"), wet="Wmo 2015"))
    assert ["Takenregister!M3"] == signalen(amersfoort(taken=met, contracten=(eigen,)), "eigen-contract-met-kruisje")
    besluiten = (besluit("B0", "overig", akkoord=ALLEN),)
    quiet = check_begroting(amersfoort(taken=zonder_nijkerk, contracten=(eigen,), besluiten=besluiten))
    assert [] == [
        one.cel for one in quiet if one.code in ("eigen-contract-met-kruisje", "vrijstelling-zonder-besluit") and "M3" in one.cel
    ]
    ended = replace(eigen, einde=date(2026, 6, 30))
    assert ["Contracten!F2"] == signalen(amersfoort(taken=zonder_nijkerk, contracten=(ended,)), "contract-verlopen")
    later = (*zonder_nijkerk, taak("W3", *AMERSFOORT, wet="Wmo 2015", vanaf=date(2026, 7, 1)))
    assert [] == signalen(amersfoort(taken=later, contracten=(ended,)), "contract-verlopen")


@pytest.mark.regel("R90")
def test_a_contract_of_one_year_ends_without_its_extension() -> None:
    """Een éénjarig contract met optie loopt af op 30 juni, tenzij de verlenging is opgenomen of een nieuw contract aansluit."""
    row = contract(begin=date(2025, 7, 1), einde=date(2026, 6, 30))
    assert ["Contracten!F2"] == signalen(amersfoort(contracten=(row,)), "contract-verlopen")
    for sound in ((replace(row, verlenging_tot=date(2027, 6, 30)),), (row, contract("C2", begin=date(2026, 7, 1)))):
        assert [] == signalen(amersfoort(contracten=sound), "contract-verlopen")
    assert ["Contracten!G2"] == signalen(
        amersfoort(contracten=(replace(row, verlenging_tot=date(2026, 1, 1)),)), "contract-looptijd"
    )


@pytest.mark.regel("R35")
def test_subsidies_are_for_centrumtaken_only() -> None:
    """Een subsidie hoort bij een wettelijke centrumtaak, zoals vrouwenopvang; op specialistische jeugdhulp is zij een signaal."""
    taken = (taak("J1", *AMERSFOORT), taak("W6", *AMERSFOORT, soort="centrumtaak"))
    contracten = (contract(vorm="subsidie"), contract("C2", vorm="subsidie", taak="W6"))
    assert ["Contracten!D2"] == signalen(amersfoort(taken=taken, contracten=contracten), "subsidie-geen-centrumtaak")
    for code, expected in (("J1", ["Dekking!C2"]), ("W6", [])):
        kosten = (kostenpost("K01", verdeelsleutel="gelijk", taken=(code,)),)
        dekking = (Dekking("K01", "Subsidie", "subsidie", 100_00, 2026, 2026),)
        assert expected == signalen(amersfoort(taken=taken, kosten=kosten, dekking=dekking), "subsidie-geen-centrumtaak")
