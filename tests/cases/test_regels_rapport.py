"""The rules about begrotingswijzigingen, prognoses and rapportages, in cases an adviser can work out by hand."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from cusd_xl.base.years import parse_termijn
from cusd_xl.model.begroting import Begroting, Gewicht, Realisatie, Wijziging
from cusd_xl.model.besluiten import Besluit, Contract, Inkoopvolume, Kalendermoment
from cusd_xl.model.jaargang import Prognose
from cusd_xl.rules.begrotingswijziging import compare_laag
from cusd_xl.rules.controles import check_begroting
from cusd_xl.rules.controles.rapportstaten import check_prognosestaat
from cusd_xl.rules.kring import make_kring
from cusd_xl.rules.kwartaalrapportage import make_kwartaalstaat
from cusd_xl.rules.prognose import make_prognosestaat
from cusd_xl.rules.verdeling import allocate
from cusd_xl.runs.kwartaalrapportage import run_kwartaalrapportage
from cusd_xl.runs.prognose import run_prognose
from cusd_xl.runs.wijziging import run_wijziging
from tests.hulp.rapportage import INWONERS, JEUGD, jaar_begroting, schrijf
from tests.hulp.recalc import read_values, to_cents
from tests.rules.bouw import kostenpost, met_herkomst, taak

MAART, MEI, SEPTEMBER = date(2026, 3, 3), date(2026, 5, 1), date(2026, 9, 1)
OVERIG = "Overige gemeenten"


def laag(begroting: Begroting, nummer: str, gemeente: str = "") -> dict[str, tuple[int, int]]:
    """Cents before and after a layer, per name of the report."""
    return compare_laag(begroting, nummer, make_kring(begroting, gemeente)).per_gemeente()


def codes(begroting: Begroting, begin: str) -> list[tuple[str, str]]:
    """(code, cell) of the findings whose code begins like this."""
    return [(one.code, one.cel) for one in check_begroting(begroting) if one.code.startswith(begin)]


def een_post(*wijzigingen: Wijziging, **changes: Any) -> Begroting:
    """One kostenpost of a million by inwoners over the eight gemeenten, with these wijzigingen."""
    parts: dict[str, Any] = {
        "kosten": (kostenpost("K01"),), "wijzigingen": wijzigingen, "realisatie": (), "prognoses": (), "kalender": (),
        "inkoopplan": (),
    }  # fmt: skip
    return jaar_begroting(**parts | changes)


def hulp(*prognoses: Prognose, **changes: Any) -> Begroting:
    """Hulpkosten jeugd of two gemeenten with an inkoopplan of a ton each, and these prognoses."""
    parts: dict[str, Any] = {
        "taken": (taak("J1", "Baarn", "Soest"),),
        "kosten": (kostenpost("K03", soort="hulpkosten", taken=("J1",), bedrag=None, verdeelsleutel="realisatie"),),
        "inkoopplan": tuple(Inkoopvolume(naam, "J1", 2026, Decimal(1000), 100_000_00) for naam in ("Baarn", "Soest")),
        "prognoses": prognoses,
        "realisatie": (Realisatie("Baarn", "K03", "J1", "2026-Q1", 1), Realisatie("Soest", "K03", "J1", "2026-Q1", 1)),
        "wijzigingen": (),
        "kalender": (),
    }
    return jaar_begroting(**parts | changes)


# --- begrotingswijziging ----------------------------------------------------------------------------------------
@pytest.mark.regel("R9", "R12")
def test_a_vastgestelde_layer_to_the_cent() -> None:
    """Een ton erbij op een miljoen organisatiekosten: elke gemeente ziet oud, wijziging en nieuw, tot op de cent."""
    found = laag(een_post(Wijziging("1", MAART, "vastgesteld", "K01", 100_000_00)), "1")
    assert found == {
        "Amersfoort": (45127868, 49640654), "Baarn": (6988669, 7687536), "Bunschoten": (6306670, 6937338),
        "Eemnes": (2719907, 2991897), "Leusden": (8833354, 9716689), "Nijkerk": (12647636, 13912400),
        "Soest": (13294781, 14624260), "Woudenberg": (4081115, 4489226),
    }  # fmt: skip
    assert [sum(one[plek] for one in found.values()) for plek in (0, 1)] == [100_000_000, 110_000_000]


@pytest.mark.regel("R12")
def test_a_new_taak_comes_in_by_a_layer() -> None:
    """De nieuwe taak leerlingenvervoer van € 30.000,01 voor Baarn en Soest: zij betalen de helft, de anderen merken niets."""
    found = laag(jaar_begroting(), "2")
    changed = {naam: nieuw - oud for naam, (oud, nieuw) in found.items() if nieuw != oud}
    assert changed == {"Baarn": 15_000_01, "Soest": 15_000_00}
    staat = compare_laag(jaar_begroting(), "2", make_kring(jaar_begroting()))
    assert [post.kostenpost.kostenpost for post in staat.posten if post.is_new] == ["K05"]


@pytest.mark.regel("R10")
def test_a_concept_shows_what_would_change_and_says_so(tmp_path: Path) -> None:
    """De conceptversie toont het verschil alsof zij is vastgesteld, met CONCEPT op elk blad; de begroting blijft staan."""
    path = schrijf(jaar_begroting(), tmp_path / "b.xlsx")
    resultaat = run_wijziging(path, "2", tmp_path / "w.xlsx")
    values = read_values(tmp_path / "w.xlsx")
    assert resultaat.staat is not None
    assert resultaat.staat.laag.status == "concept"
    bladen = {blad for blad, _ in values}
    assert {str(values[blad, "A3"])[:7] for blad in bladen} == {"CONCEPT"}
    assert sum(oud for oud, _ in resultaat.staat.per_gemeente().values()) == allocate(jaar_begroting()).totaal


@pytest.mark.regel("R10")
def test_the_report_says_who_agreed(tmp_path: Path) -> None:
    """Staat het besluit op het blad Besluiten, dan noemt het rapport het zaaknummer en hoeveel gemeenten akkoord zijn."""
    besluit = Besluit("1", "begrotingswijziging", "vastgesteld", verwijzing="Z-12", akkoord=frozenset(JEUGD))
    path = schrijf(jaar_begroting(besluiten=(besluit,)), tmp_path / "b.xlsx")
    run_wijziging(path, "1", tmp_path / "w.xlsx")
    assert str(read_values(tmp_path / "w.xlsx")["Wijziging", "A4"]).endswith("Besluit 1 (Z-12): 7 van de 8 gemeenten akkoord.")


@pytest.mark.regel("R10", "R12")
def test_layers_are_cumulative_in_the_order_of_their_numbers() -> None:
    """Wijziging 10 komt na wijziging 2; elke laag staat op de vastgestelde lagen eronder, een concept eronder telt niet."""
    begroting = een_post(
        Wijziging("10", SEPTEMBER, "vastgesteld", "K01", 1_00),
        Wijziging("2", MEI, "concept", "K01", 10_00),
        Wijziging("1", MAART, "vastgesteld", "K01", 100_00),
    )
    sums = {
        nummer: tuple(sum(one[plek] for one in laag(begroting, nummer).values()) for plek in (0, 1))
        for nummer in ("1", "2", "10")
    }
    assert sums == {"1": (100_000_000, 100_010_000), "2": (100_010_000, 100_011_000), "10": (100_010_000, 100_010_100)}
    assert sum(nieuw for _, nieuw in laag(begroting, "10").values()) == allocate(begroting).totaal


@pytest.mark.regel("R12")
def test_the_last_layer_ends_at_the_begroting() -> None:
    """Nieuw van de laatste vastgestelde wijziging is tot op de cent wat de begroting nu geeft, ook na index en dekking."""
    begroting = jaar_begroting(wijzigingen=jaar_begroting().wijzigingen[:1])
    assert {naam: nieuw for naam, (_, nieuw) in laag(begroting, "1").items()} == dict(allocate(begroting).per_gemeente())


@pytest.mark.regel("R12")
def test_a_wijziging_after_the_year_is_too_late() -> None:
    """Een wijziging van 1 januari na het begrotingsjaar is te laat (Gemeentewet 192); op 31 december mag zij nog."""
    for datum, verwacht in ((date(2026, 12, 31), []), (date(2027, 1, 1), [("wijziging-na-jaar", "Wijzigingen!B2")])):
        begroting = een_post(Wijziging("1", datum, "vastgesteld", "K01", 1_00))
        assert codes(begroting, "wijziging-") == verwacht


@pytest.mark.regel("R12")
def test_the_numbers_close_and_the_dates_follow() -> None:
    """Tussen wijziging 1 en 4 ontbreken nummers, en wijziging 4 is van vóór wijziging 1: beide worden gemeld."""
    begroting = een_post(Wijziging("1", SEPTEMBER, "vastgesteld", "K01", 1_00), Wijziging("4", MEI, "vastgesteld", "K01", 1_00))
    assert codes(begroting, "wijziging-") == [
        ("wijziging-nummer-ontbreekt", "Wijzigingen!A3"), ("wijziging-volgorde", "Wijzigingen!B3"),
    ]  # fmt: skip


@pytest.mark.regel("R78")
def test_the_inkoopplan_changes_along_the_same_route() -> None:
    """Baarn laat 12,5 eenheden jeugdhulp meer inkopen, voor € 5.000: dezelfde genummerde wijziging, alleen voor Baarn en J1."""
    begroting = jaar_begroting()
    staat = compare_laag(begroting, "2", make_kring(begroting))
    changed = [one for one in staat.inkoop if one.oud != one.nieuw]
    assert [(one.gemeente, one.taak, one.oud.bedrag, one.nieuw.bedrag) for one in changed] == [
        ("Baarn", "J1", 60_000_00, 65_000_00)
    ]
    assert changed[0].nieuw.volume - changed[0].oud.volume == Decimal("12.5")


@pytest.mark.regel("R78")
def test_a_changed_inkoopplan_is_what_the_prognose_is_held_against() -> None:
    """Na de vastgestelde wijziging is Baarn voor jeugdhulp op € 65.000 begroot, zonder dat een bijdrage verandert."""
    vast = tuple(replace(one, status="vastgesteld") for one in jaar_begroting().wijzigingen)
    begroting = jaar_begroting(wijzigingen=vast)
    staat = make_prognosestaat(begroting, "2", make_kring(begroting))
    assert [one.afwijking.begroot for one in staat.regels if (one.gemeente, one.kostenpost.kostenpost) == ("Baarn", "K03")] == [
        65_000_00
    ]
    assert [post.mutatie for post in compare_laag(begroting, "2", make_kring(begroting)).posten] == [0, 0, 0, 0, 30_000_01]


@pytest.mark.regel("R78")
def test_uitvoeringskosten_follow_a_changed_inkoopplan() -> None:
    """€ 100 uitvoeringskosten erbij, verdeeld naar zorgvolume 60, 30 en 10: € 60, € 30 en € 10 voor de drie gemeenten."""
    weights = {"Baarn": 60, "Soest": 30, "Leusden": 10}
    begroting = een_post(
        Wijziging("1", MAART, "vastgesteld", "K02", 100_00),
        kosten=(kostenpost("K02", soort="uitvoeringskosten", taken=("J1",), bedrag=1_000_00, verdeelsleutel="zorgvolume"),),
        taken=(taak("J1", *weights),),
        gewichten=tuple(Gewicht("zorgvolume", naam, Decimal(weight)) for naam, weight in weights.items()),
    )
    changed = {naam: nieuw - oud for naam, (oud, nieuw) in laag(begroting, "1").items() if nieuw != oud}
    assert changed == {"Baarn": 60_00, "Leusden": 10_00, "Soest": 30_00}


@pytest.mark.regel("R78")
def test_a_misspelt_gemeente_changes_no_inkoopplan() -> None:
    """Een wijziging van het inkoopplan voor 'Barn' telt niet mee, en de melding stelt Baarn voor."""
    row = Wijziging("1", MAART, "vastgesteld", "K03", 5_000_00, "", "Barn", "J1")
    begroting = jaar_begroting(wijzigingen=(row,), prognoses=())
    (found,) = [one for one in check_begroting(begroting) if one.code == "wijziging-inkoopplan-onduidelijk"]
    assert (found.cel, found.melding.endswith("Barn is geen deelnemer. Bedoelt u 'Baarn'?")) == ("Wijzigingen!G2", True)
    assert compare_laag(begroting, "1", make_kring(begroting)).inkoop == ()


# --- prognose ---------------------------------------------------------------------------------------------------
@pytest.mark.regel("R17")
def test_two_prognoses_a_year() -> None:
    """Aan het einde van het jaar is één prognose te weinig; met een tweede is het goed, en halverwege zegt niemand iets."""
    eerste = (Prognose("1", MEI, "Baarn", "K03", 1, "J1"), Prognose("1", MEI, "Soest", "K03", 1, "J1"))
    tweede = tuple(replace(one, prognose="2", peildatum=SEPTEMBER) for one in eerste)
    einde = {"afwijking_procent": Decimal(5), "stand_per": date(2026, 12, 31)}
    assert codes(hulp(*eerste, regeling=einde), "prognoses") == [("prognoses-te-weinig", "Regeling!B23")]
    assert codes(hulp(*eerste, *tweede, regeling=einde), "prognose") == []
    assert codes(hulp(*eerste, regeling={**einde, "stand_per": SEPTEMBER}), "prognose") == []


@pytest.mark.regel("R17", "R33")
def test_a_missed_moment_of_the_kalender_is_told() -> None:
    """Staat de zomerprognose voor 1 juli op de kalender en is er in september geen, dan wijst de melding die datum aan."""
    momenten = (
        Kalendermoment("Jaarprognose", 2026, "1", uiterlijk=date(2026, 7, 1)),
        Kalendermoment("jaarprognose", 2026, "2", uiterlijk=date(2026, 11, 1)),
    )
    begroting = hulp(kalender=momenten, regeling={"afwijking_procent": Decimal(5), "stand_per": SEPTEMBER})
    assert codes(begroting, "prognose") == [("prognoses-te-weinig", "Kalender!E2")]


@pytest.mark.regel("R18")
def test_an_own_contract_is_not_in_the_prognose(tmp_path: Path) -> None:
    """Wat Soest buiten de regeling om heeft gecontracteerd (€ 40.000) telt niet mee, en staat apart op het blad."""
    contracten = (
        Contract("C1", "J1", "PxQ", date(2026, 1, 1), date(2026, 12, 31), "geen", "ja"),
        Contract("E1", "J1", "PxQ", date(2026, 1, 1), date(2026, 12, 31), "geen", "nee", gemeente="Soest"),
    )
    begroting = hulp(
        Prognose("1", MEI, "Soest", "K03", 95_000_00, "J1", "C1"),
        Prognose("1", MEI, "Soest", "K03", 40_000_00, "J1", "E1"),
        Prognose("1", MEI, "Baarn", "K03", 90_000_00, "J1", "C1"),
        contracten=contracten,
    )
    assert codes(begroting, "prognose-") == [("prognose-eigen-contract", "Prognoses!F3")]
    resultaat = run_prognose(schrijf(begroting, tmp_path / "b.xlsx"), None, tmp_path / "p.xlsx")
    assert resultaat.staat is not None
    assert {naam: one.stand for naam, one in resultaat.staat.per_gemeente.items()} == {"Baarn": 90_000_00, "Soest": 95_000_00}
    assert read_values(tmp_path / "p.xlsx")["Niet meegeteld", "E6"] == 40_000


@pytest.mark.regel("R33")
def test_the_development_since_the_prognose_before(tmp_path: Path) -> None:
    """Tussen zomer en najaar gaat Baarn van € 98.000,10 naar € 104.000,35: + € 6.000,25, met ruimte voor de duiding."""
    rows = [
        Prognose(nummer, dag, naam, "K03", bedrag, "J1")
        for nummer, dag, bedragen in (("1", MEI, (98_000_10, 100_000_00)), ("2", SEPTEMBER, (104_000_35, 100_000_00)))
        for naam, bedrag in zip(("Baarn", "Soest"), bedragen, strict=True)
    ]
    run_prognose(schrijf(hulp(*rows), tmp_path / "b.xlsx"), "2", tmp_path / "p.xlsx")
    values = read_values(tmp_path / "p.xlsx")
    koppen = {values["Prognose", f"{letter}6"]: letter for letter in "ABCDEFGHI"}
    assert to_cents(values["Prognose", f"{koppen['Ontwikkeling (€)']}7"]) == 6_000_25
    assert "Duiding (in te vullen)" in koppen


@pytest.mark.regel("R63", "R69")
def test_only_more_than_the_threshold_is_told() -> None:
    """Bij een drempel van 5 % op € 100.000 is € 105.000,00 geen signaal en € 105.000,01 wel; € 94.999,99 ook."""
    for bedrag, verwacht in ((105_000_00, False), (105_000_01, True), (95_000_00, False), (94_999_99, True)):
        begroting = hulp(Prognose("1", MEI, "Baarn", "K03", bedrag, "J1"), Prognose("1", MEI, "Soest", "K03", 100_000_00, "J1"))
        staat = make_prognosestaat(begroting, "1", make_kring(begroting))
        assert (bedrag, staat.per_gemeente["Baarn"].signaal) == (bedrag, verwacht)
        assert staat.per_gemeente["Baarn"].deel == Fraction(bedrag - 100_000_00, 100_000_00)


@pytest.mark.regel("R63")
def test_a_deviation_of_uitvoeringskosten_is_told_apart() -> None:
    """Uitvoeringskosten van € 1.000 worden op € 1.100 geprognosticeerd: een signaal, los van de hulpkosten."""
    post = kostenpost("K02", soort="uitvoeringskosten", taken=("J1",), bedrag=1_000_00, verdeelsleutel="gelijk")
    rows = [Prognose("1", MEI, naam, "K02", 550_00) for naam in ("Baarn", "Soest")]
    rows += [Prognose("1", MEI, naam, "K03", 100_000_00, "J1") for naam in ("Baarn", "Soest")]
    begroting = hulp(*rows)
    begroting = met_herkomst(replace(begroting, kosten=(post, *begroting.kosten)))
    staat = make_prognosestaat(begroting, "1", make_kring(begroting))
    assert {code: (one.verschil, one.signaal) for code, one in staat.per_kostenpost.items()} == {
        "K02": (100_00, True), "K03": (0, False),
    }  # fmt: skip


@pytest.mark.regel("R69")
def test_without_a_threshold_the_report_says_that(tmp_path: Path) -> None:
    """Zonder afwijking_procent krijgt niets een signaal, en zegt het rapport dat er geen drempel is."""
    rows = [Prognose("1", MEI, naam, "K03", 900_000_00, "J1") for naam in ("Baarn", "Soest")]
    path = schrijf(hulp(*rows, regeling={"naam": "Proef"}), tmp_path / "b.xlsx")
    resultaat = run_prognose(path, None, tmp_path / "p.xlsx")
    assert "afwijking-drempel-ontbreekt" in [one.code for one in resultaat.findings]
    values = read_values(tmp_path / "p.xlsx")
    assert str(values["Prognose", "C4"]).startswith("niet ingesteld")
    assert "melden" not in values.values()


@pytest.mark.regel("R18")
def test_realisatie_so_far_is_no_begroting() -> None:
    """Hulpkosten naar werkelijke kosten worden naast het inkoopplan gelegd, nooit naast wat tot nu toe is uitgegeven."""
    rows = [Prognose("1", MEI, naam, "K03", 100_000_00, "J1") for naam in ("Baarn", "Soest")]
    with_plan, without = hulp(*rows), hulp(*rows, inkoopplan=())
    found = [make_prognosestaat(one, "1", make_kring(one)).regels[0] for one in (with_plan, without)]
    assert [(one.maatstaf, one.afwijking.begroot, one.afwijking.verschil) for one in found] == [
        ("inkoopplan", 100_000_00, 0), ("niet begroot", None, None),
    ]  # fmt: skip


@pytest.mark.regel("R68")
def test_a_taak_at_two_kostenposten_is_not_counted_twice() -> None:
    """Staat jeugdhulp bij twee kostenposten op werkelijke kosten, dan telt het inkoopplan bij geen van beide mee."""
    post = kostenpost("K09", soort="hulpkosten", taken=("J1",), bedrag=None, verdeelsleutel="realisatie")
    rows = [Prognose("1", MEI, naam, code, 1_00, "J1") for code in ("K03", "K09") for naam in ("Baarn", "Soest")]
    begroting = hulp(*rows)
    begroting = met_herkomst(replace(begroting, kosten=(*begroting.kosten, post)))
    staat = make_prognosestaat(begroting, "1", make_kring(begroting))
    assert {one.maatstaf for one in staat.regels} == {"taak bij twee posten"}
    assert {one.feiten["advies"][:9] for one in check_prognosestaat(begroting, staat)} == {"Een taak "}


@pytest.mark.regel("R68")
def test_an_inkoopplan_of_nobody_stops_the_report(tmp_path: Path) -> None:
    """Een rij van het inkoopplan met een verschreven gemeente zou stil ontbreken; daarom komt er geen rapport."""
    plan = (*hulp().inkoopplan, Inkoopvolume("Soestt", "J1", 2026, Decimal(1), 5_000_00))
    path = schrijf(hulp(inkoopplan=plan), tmp_path / "b.xlsx")
    resultaat = run_kwartaalrapportage(path, "Q1", tmp_path / "k.xlsx")
    assert ("gemeente-onbekend", "Inkoopplan!A7") in [(one.code, one.cel) for one in resultaat.findings]
    assert (resultaat.staat, (tmp_path / "k.xlsx").exists()) == (None, False)


# --- kwartaalrapportage -----------------------------------------------------------------------------------------
def kwartaalstaat(begroting: Begroting, code: str, gemeente: str = "", light: bool = False) -> Any:
    return make_kwartaalstaat(begroting, parse_termijn(code, 2026), light, make_kring(begroting, gemeente))


@pytest.mark.regel("R32")
def test_every_kwartaal_the_use_of_the_region(tmp_path: Path) -> None:
    """De rapportage over Q2 telt Q1 en Q2 op, per gemeente en voor de regio, ook uit maanden; Q3 telt nog niet mee."""
    rows = (
        Realisatie("Baarn", "K03", "J1", "2026-Q1", 30_000_00), Realisatie("Baarn", "K03", "", "2026-04", 10_000_00),
        Realisatie("Baarn", "K03", "J1", "M06", 500_00, "opbrengsten"), Realisatie("Soest", "K03", "J1", "Q2", 20_000_00),
        Realisatie("Soest", "K03", "J1", "2026-Q3", 99_000_00),
    )  # fmt: skip
    path = schrijf(hulp(realisatie=rows), tmp_path / "b.xlsx")
    staat = run_kwartaalrapportage(path, "Q2", tmp_path / "k.xlsx").staat
    assert staat is not None
    assert [(one.gemeente, one.kwartalen) for one in staat.regels] == [
        ("Baarn", (30_000_00, 9_500_00)), ("Soest", (0, 20_000_00)),
    ]  # fmt: skip
    assert read_values(tmp_path / "k.xlsx")["Kwartalen", "D8"] == 59_500


@pytest.mark.regel("R68", "R69")
def test_realisatie_beside_the_part_of_the_inkoopplan() -> None:
    """Tot en met Q3 hoort bij een inkoopplan van € 100.000,01 € 75.000,01; Baarn zit er met € 80.000 6,7 % boven."""
    plan = (Inkoopvolume("Baarn", "J1", 2026, Decimal(1000), 100_000_01),)
    rows = tuple(Realisatie("Baarn", "K03", "J1", f"2026-Q{one}", bedrag) for one, bedrag in ((1, 50_000_00), (3, 30_000_00)))
    (regel,) = kwartaalstaat(hulp(inkoopplan=plan, realisatie=rows), "Q3").regels
    assert (regel.plan, regel.afwijking.begroot, regel.afwijking.stand) == (100_000_01, 75_000_01, 80_000_00)
    assert (regel.afwijking.verschil, regel.afwijking.signaal) == (4_999_99, True)
    assert regel.afwijking.deel == Fraction(4_999_99, 75_000_01)


@pytest.mark.regel("R32", "R68")
def test_a_kwartaal_without_realisatie_is_named(tmp_path: Path) -> None:
    """Is voor Q2 alleen van Baarn iets ingevuld, dan zegt de rapportage dat Soest ontbreekt."""
    rows = (*hulp().realisatie, Realisatie("Baarn", "K03", "J1", "2026-Q2", 1))
    found = run_kwartaalrapportage(schrijf(hulp(realisatie=rows), tmp_path / "b.xlsx"), "Q2", None).findings
    leeg = [one.feiten for one in found if one.code == "realisatie-kwartaal-leeg"]
    assert leeg == [{"kwartaal": "Q2", "gemeenten": "Soest"}]


@pytest.mark.regel("R68")
def test_a_zorgfunctie_without_inkoopplan_is_shown_all_the_same() -> None:
    """Gebruik zonder inkoopplan staat er wel in, maar wordt nergens mee vergeleken."""
    staat = kwartaalstaat(hulp(inkoopplan=(), realisatie=(Realisatie("Baarn", "K03", "J1", "Q1", 700_00),)), "Q1")
    assert (staat.totaal.stand, staat.totaal.zonder, staat.totaal.verschil, staat.totaal.signaal) == (700_00, 700_00, 0, False)


@pytest.mark.regel("R67")
def test_two_light_rapportages_at_most(tmp_path: Path) -> None:
    """Twee lichte rapportages mogen; de derde wordt gemeld, ook op het moment dat zij wordt gemaakt."""
    kalender = tuple(
        Kalendermoment("managementrapportage", 2026, code, gereed=MEI, opmerking=vorm)
        for code, vorm in (("Q1", "light"), ("2026-Q2", "in de lichte vorm"), ("Q3 light", ""))
    )
    assert codes(hulp(kalender=kalender[:2]), "rapportage") == []
    assert codes(hulp(kalender=kalender), "rapportage") == [("rapportage-light-te-vaak", "Kalender!A4")]
    path = schrijf(hulp(kalender=kalender[:2]), tmp_path / "b.xlsx")
    found = {
        (code, light): [one.code for one in run_kwartaalrapportage(path, code, None, light=light).findings]
        for code, light in (("Q2", True), ("Q3", True), ("Q3", False))
    }
    assert {plek for plek, meldingen in found.items() if "rapportage-light-te-vaak" in meldingen} == {("Q3", True)}


@pytest.mark.regel("R67")
def test_two_uitgebreide_rapportages_at_least() -> None:
    """Na het jaar horen er vier rapportages te zijn, waarvan ten minste twee uitgebreid; wat ontbreekt wordt genoemd."""
    kalender = tuple(
        Kalendermoment("managementrapportage", 2026, code, gereed=MEI, opmerking=opmerking)
        for code, opmerking in (("Q1", ""), ("Q2", "light"), ("Q4", "light"))
    )
    begroting = hulp(kalender=kalender, regeling={"afwijking_procent": Decimal(5), "stand_per": date(2027, 1, 15)})
    assert codes(begroting, "rapportage") == [
        ("rapportage-te-weinig-uitgebreid", "Kalender!A4"), ("rapportage-te-weinig", "Kalender!A4"),
    ]  # fmt: skip


@pytest.mark.regel("R67")
def test_the_two_forms_hold_what_the_handvest_asks(tmp_path: Path) -> None:
    """De uitgebreide vorm heeft ook de kwartalen en de aandachtspunten; de tariefstrategie alleen over het eerste kwartaal."""
    path = schrijf(hulp(), tmp_path / "b.xlsx")
    bladen = {}
    for naam, code, light in (("u1", "Q1", False), ("u2", "Q2", False), ("l1", "Q1", True)):
        run_kwartaalrapportage(path, code, tmp_path / f"{naam}.xlsx", light=light)
        values = read_values(tmp_path / f"{naam}.xlsx")
        tarief = any("tariefstrategie" in str(one) for one in values.values())
        bladen[naam] = (list(dict.fromkeys(blad for blad, _ in values)), tarief)
    kort = ["Rapportage", "Zorgfuncties", "Regels", "Aanlevering"]
    lang = ["Rapportage", "Zorgfuncties", "Regels", "Kwartalen", "Aandachtspunten", "Aanlevering"]
    assert bladen == {"u1": (lang, True), "u2": (lang, False), "l1": (kort, False)}


@pytest.mark.regel("R70")
def test_who_did_not_deliver_is_visible(tmp_path: Path) -> None:
    """Soest leverde niets aan en Eemnes staat niet op de kalender: beide zijn verzuim, op het blad en als melding."""
    path = schrijf(jaar_begroting(), tmp_path / "b.xlsx")
    resultaat = run_kwartaalrapportage(path, "Q2", tmp_path / "k.xlsx")
    assert resultaat.staat is not None
    verzuim = [one.gemeente for one in resultaat.staat.aanleveringen if one.oordeel == "niet aangeleverd"]
    assert verzuim == ["Eemnes", "Soest"]
    found = [(one.cel, one.feiten["gemeenten"]) for one in resultaat.findings if one.code == "aanlevering-verzuim"]
    assert found == [("tblKalender", "Eemnes"), ("Kalender!F9", "Soest")]
    values = read_values(tmp_path / "k.xlsx")
    assert {values["Aanlevering", f"A{rij}"]: values["Aanlevering", f"D{rij}"] for rij in (6, 8, 11)} == {
        "Baarn": "aangeleverd", "Eemnes": "niet aangeleverd", "Soest": "niet aangeleverd",
    }  # fmt: skip


@pytest.mark.regel("R70")
def test_a_day_that_has_not_come_is_no_verzuim() -> None:
    """Wie nog tot 14 juli heeft, is op 1 juli niet in verzuim."""
    row = Kalendermoment("aanlevering gegevens", 2026, "Q2", "Baarn", date(2026, 7, 14))
    for dag, oordeel in ((date(2026, 7, 1), "nog niet verwacht"), (date(2026, 7, 15), "niet aangeleverd")):
        begroting = hulp(kalender=(row,), regeling={"stand_per": dag})
        found = {one.gemeente: one.oordeel for one in kwartaalstaat(begroting, "Q2").aanleveringen}
        assert found["Baarn"] == oordeel


# --- for whom ---------------------------------------------------------------------------------------------------
@pytest.mark.regel("R95")
def test_a_vrijgestelde_gemeente_does_not_receive_the_taak(tmp_path: Path) -> None:
    """Eemnes doet niet mee aan de Wmo: in haar rapporten komt geen Wmo-taak, geen Wmo-kostenpost en geen andere gemeente voor."""
    path = schrijf(jaar_begroting(), tmp_path / "b.xlsx")
    run_wijziging(path, "2", tmp_path / "w.xlsx", "Eemnes")
    run_prognose(path, "2", tmp_path / "p.xlsx", "Eemnes")
    run_kwartaalrapportage(path, "Q2", tmp_path / "k.xlsx", "Eemnes")
    for naam in ("w", "p", "k"):
        texts = {str(one) for one in read_values(tmp_path / f"{naam}.xlsx").values()}
        vreemd = ("W1", "K04", "K05", "Hulp Wmo", "Begeleiding Wmo", *(set(INWONERS) - {"Eemnes"}))
        assert [text for text in texts for one in vreemd if one in text] == []
        assert {"Eemnes", OVERIG} <= texts


@pytest.mark.regel("R95")
def test_of_a_kostenpost_for_two_taken_only_the_own_taak_is_shown() -> None:
    """Hulp voor jeugd en Wmo op één kostenpost: Eemnes, alleen jeugd, ziet van de andere gemeenten ook alleen de jeugd."""
    post = kostenpost("K03", soort="hulpkosten", taken=("J1", "W1"), bedrag=None, verdeelsleutel="realisatie")
    namen = (("Eemnes", "J1"), ("Baarn", "J1"), ("Baarn", "W1"))
    begroting = hulp(
        *(Prognose("1", MEI, naam, "K03", 110_000_00, code) for naam, code in namen),
        kosten=(post,),
        taken=(taak("J1", "Eemnes", "Baarn"), taak("W1", "Baarn")),
        inkoopplan=tuple(Inkoopvolume(naam, code, 2026, Decimal(1), 100_000_00) for naam, code in namen),
        realisatie=tuple(Realisatie(naam, "K03", code, "Q1", 1_00) for naam, code in namen),
    )
    staten = [make_prognosestaat(begroting, "1", make_kring(begroting, one)).per_gemeente for one in ("Eemnes", "Baarn")]
    assert [{naam: (one.begroot, one.stand) for naam, one in staat.items()} for staat in staten] == [
        {"Eemnes": (100_000_00, 110_000_00), OVERIG: (100_000_00, 110_000_00)},
        {"Baarn": (200_000_00, 220_000_00), OVERIG: (100_000_00, 110_000_00)},
    ]


@pytest.mark.regel("R95")
def test_no_part_of_the_file_names_another_gemeente(tmp_path: Path) -> None:
    """In geen enkel onderdeel van de rapporten voor Leusden, ook niet in de grafiek, staat de naam van een andere gemeente."""
    path = schrijf(jaar_begroting(), tmp_path / "b.xlsx")
    run_wijziging(path, "1", tmp_path / "w.xlsx", "Leusden")
    run_prognose(path, "2", tmp_path / "p.xlsx", "Leusden")
    run_kwartaalrapportage(path, "Q2", tmp_path / "k.xlsx", "Leusden")
    for naam in ("w", "p", "k"):
        with zipfile.ZipFile(tmp_path / f"{naam}.xlsx") as archive:
            text = "".join(archive.read(one).decode("utf-8") for one in archive.namelist())
        assert [one for one in INWONERS if one in text] == ["Leusden"]


@pytest.mark.regel("R99")
def test_everybody_gets_the_same_rekenstaat(tmp_path: Path) -> None:
    """Het rapport voor allen noemt elke gemeente; dat voor één gemeente geeft haar dezelfde bedragen en hetzelfde totaal."""
    begroting = jaar_begroting()
    heel, deel = laag(begroting, "1"), laag(begroting, "1", "Baarn")
    assert list(heel) == list(INWONERS)
    assert (deel["Baarn"], list(deel)) == (heel["Baarn"], ["Baarn", OVERIG])
    assert [sum(one[plek] for one in deel.values()) for plek in (0, 1)] == [
        sum(one[plek] for one in heel.values()) for plek in (0, 1)
    ]
    for naam in JEUGD:
        staten = [kwartaalstaat(begroting, "Q1", one) for one in ("", naam)]
        own = [[one for one in staat.regels if one.gemeente == naam] for staat in staten]
        assert own[0] == own[1] != []
        taken = {one.taak for one in own[0]}
        totals = [{taak: one for taak, one in staat.per_taak.items() if taak in taken} for staat in staten]
        assert totals[0] == totals[1]
