"""The rules about settling a year, each in a case an adviser can work out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from cusd_xl.base.findings import Finding
from cusd_xl.base.years import parse_termijn
from cusd_xl.model.afrekening import Afrekenstatus, Bandbreedte, Blok
from cusd_xl.model.begroting import Begroting, Dekking, Realisatie, Rijksmiddel
from cusd_xl.model.besluiten import Besluit, Contract, Kalendermoment
from cusd_xl.model.factuur import Factuursoort
from cusd_xl.model.jaargang import EerderJaar
from cusd_xl.rules.afrekenen.afrekeningsfactuur import make_afrekeningsfactuur
from cusd_xl.rules.afrekenen.controle import check_afrekening, explain_eindafrekening
from cusd_xl.rules.afrekenen.termijnen import check_termijnen
from cusd_xl.rules.afrekenen.voorschotten import list_from_facturen, list_voorschotten
from cusd_xl.rules.controles import check_begroting
from cusd_xl.rules.factuurregels import make_facturen
from cusd_xl.rules.verdeling import allocate
from cusd_xl.workbook.afrekenblad.baten_lasten import plan_rijksmiddelen
from cusd_xl.workbook.plan_afrekening import plan_afrekening
from tests.hulp.afrekening import (
    DATUM,
    KOSTEN,
    LOS,
    MEERWERK,
    REALISATIE,
    RIJK,
    VOORSCHOTTEN,
    jaar,
    per_gemeente,
    reken_af,
    saldi,
    werkelijk,
)  # fmt: skip
from tests.hulp.termijnen import use_termijnen
from tests.rules.bouw import kostenpost

DEFINITIEF = Afrekenstatus.DEFINITIEF
BEIDE_DELEN = kostenpost("K30", verdeelsleutel="gelijk", bedrag=10_000_00, taken=("W4",), soort="hulpkosten")


@pytest.mark.regel("R13")
def test_hulpkosten_follow_what_was_really_spent() -> None:
    """Zonder rijksmiddelen draagt elke gemeente haar eigen hulpkosten: Amersfoort 6.000 en Baarn 4.000 euro."""
    assert werkelijk(jaar(rijksmiddelen=()), "hulpkosten") == {"Amersfoort": 6_000_00, "Baarn": 4_000_00}


@pytest.mark.regel("R47")
def test_hulpkosten_of_one_gemeente_stay_there() -> None:
    """Geeft Amersfoort een ton meer uit aan hulp, dan betaalt Baarn geen cent meer."""
    meer = (*REALISATIE, Realisatie("Amersfoort", "K20", "W4", "2026-Q4", 100_000_00))
    found = werkelijk(jaar(rijksmiddelen=(), realisatie=meer), "hulpkosten")
    assert found == {"Amersfoort": 106_000_00, "Baarn": 4_000_00}


@pytest.mark.regel("R14")
def test_rijksmiddelen_pay_first() -> None:
    """Van 10.000 euro beschermd wonen betaalt het Rijk 7.000; de 3.000 die rest gaan naar rato: 1.800 en 1.200 euro."""
    assert werkelijk(jaar(), "hulpkosten") == {"Amersfoort": 1_800_00, "Baarn": 1_200_00}
    (saldo,) = reken_af(jaar()).rijksmiddelen
    assert (saldo.besteed, saldo.overschot, saldo.tekort) == (7_000_00, 0, 3_000_00)


@pytest.mark.regel("R14")
def test_a_cent_that_does_not_divide_goes_to_the_largest_rest() -> None:
    """Een rijksmiddel van 0,01 euro over twee kostenposten gaat naar de post met de grootste rest en verdwijnt niet."""
    posten = (KOSTEN[0], BEIDE_DELEN, replace(BEIDE_DELEN, kostenpost="K31"))
    rows = (
        *REALISATIE[:2], Realisatie("Baarn", "K30", "W4", "2026", 100_00), Realisatie("Baarn", "K31", "W4", "2026", 200_00),
    )  # fmt: skip
    afrekening = reken_af(jaar(kosten=posten, realisatie=rows, rijksmiddelen=(replace(RIJK[0], bedrag=1),)))
    assert [(one.kostenpost, one.bedrag) for one in afrekening.rijksmiddelen[0].lasten] == [("K31", 1)]


@pytest.mark.regel("R14")
def test_two_rijksmiddelen_for_one_taak_are_spent_in_order() -> None:
    """Twee rijksmiddelen voor dezelfde taak worden op volgorde van het blad besteed: eerst 7.000, daarna 3.000 van de 5.000."""
    tweede = Rijksmiddel("Extra middelen", ("W4", "W5"), 2026, 5_000_00)
    eerst, dan = reken_af(jaar(rijksmiddelen=(*RIJK, tweede))).rijksmiddelen
    assert [(one.besteed, one.overschot, one.tekort) for one in (eerst, dan)] == [(7_000_00, 0, 0), (3_000_00, 2_000_00, 0)]


@pytest.mark.regel("R14", "R66")
def test_care_goes_before_uitvoering() -> None:
    """Is er 7.000 euro voor 10.000 zorg en 5.000 uitvoering van dezelfde taak, dan gaat alles naar de zorg."""
    post = replace(BEIDE_DELEN, kostenpost="K31", soort="uitvoeringskosten")
    rows = (*REALISATIE, Realisatie("Amersfoort", "K31", "W4", "2026", 5_000_00))
    (saldo,) = reken_af(jaar(kosten=(*KOSTEN, post), realisatie=rows)).rijksmiddelen
    assert [(one.kostenpost, one.bedrag) for one in saldo.lasten] == [("K20", 7_000_00)]
    assert saldo.tekort == 8_000_00


@pytest.mark.regel("R14")
def test_rijksmiddelen_of_another_year_pay_nothing() -> None:
    """Een rijksmiddel van 2027 betaalt geen kosten van 2026 en staat niet in deze afrekening."""
    volgend = jaar(rijksmiddelen=(replace(RIJK[0], jaar=2027),))
    assert (reken_af(volgend).rijksmiddelen, werkelijk(volgend, "hulpkosten")["Baarn"]) == ((), 4_000_00)


@pytest.mark.regel("R15")
def test_nothing_is_charged_while_the_rijk_pays() -> None:
    """Is er 12.000 euro van het Rijk voor 10.000 euro kosten, dan betalen de gemeenten niets voor die taak."""
    ruim = jaar(rijksmiddelen=(replace(RIJK[0], bedrag=12_000_00),))
    assert werkelijk(ruim, "hulpkosten") == {"Amersfoort": 0, "Baarn": 0}
    assert reken_af(ruim).rijksmiddelen[0].overschot == 2_000_00


@pytest.mark.regel("R15")
def test_a_divided_kostenpost_is_relieved_before_it_is_divided() -> None:
    """Ook van een kostenpost die wordt verdeeld gaan de rijksmiddelen eerst af: 10.000 min 7.000 is 1.500 euro elk."""
    rows = (*REALISATIE[:2], Realisatie("Amersfoort", "K30", "W4", "2026", 10_000_00))
    found = werkelijk(jaar(kosten=(KOSTEN[0], BEIDE_DELEN), realisatie=rows), "hulpkosten")
    assert found == {"Amersfoort": 1_500_00, "Baarn": 1_500_00}


@pytest.mark.regel("R15")
def test_dekking_that_was_begroot_is_replaced_by_what_the_rijk_paid() -> None:
    """Was 4.000 euro rijksmiddelen als dekking begroot, dan telt in de eindafrekening alleen wat het Rijk echt betaalde."""
    rows = (*REALISATIE[:2], Realisatie("Amersfoort", "K30", "W4", "2026", 10_000_00))
    begroot = (Dekking("K30", "Rijk", "rijksmiddelen", 4_000_00, 2026, 2026),)
    found = werkelijk(jaar(kosten=(KOSTEN[0], BEIDE_DELEN), realisatie=rows, dekking=begroot), "hulpkosten")
    assert found == {"Amersfoort": 1_500_00, "Baarn": 1_500_00}


def besluit(**changes: Any) -> Besluit:
    """Doordecentralisatie of W4 from 1 April 2026."""
    return replace(Besluit("B1", "doordecentralisatie", "vastgesteld", taak="W4", ingangsdatum=date(2026, 4, 1)), **changes)


@pytest.mark.regel("R16")
def test_after_doordecentralisatie_the_gemeente_pays_itself() -> None:
    """Vanaf 1 april zijn de kosten voor de gemeente zelf: Baarn betaalt haar 4.000 euro, het Rijk alleen de 6.000 van ervoor."""
    afrekening = reken_af(jaar(besluiten=(besluit(),)))
    assert werkelijk(jaar(besluiten=(besluit(),)), "hulpkosten") == {"Amersfoort": 0, "Baarn": 4_000_00}
    assert afrekening.rijksmiddelen[0].overschot == 1_000_00


@pytest.mark.regel("R16")
def test_a_divided_kostenpost_stops_being_shared() -> None:
    """Een verdeelde post deelt alleen de kosten van vóór de ingangsdatum; wat daarna komt staat apart bij de gemeente zelf."""
    rows = (
        *REALISATIE[:2], Realisatie("Baarn", "K30", "W4", "2026-Q1", 2_000_00),
        Realisatie("Baarn", "K30", "W4", "2026-Q3", 500_00),
    )  # fmt: skip
    begroting = jaar(kosten=(KOSTEN[0], BEIDE_DELEN), realisatie=rows, rijksmiddelen=(), besluiten=(besluit(),))
    assert werkelijk(begroting, "hulpkosten") == {"Amersfoort": 1_000_00, "Baarn": 1_500_00}
    assert [one.kostenpost for one in per_gemeente(reken_af(begroting))["Baarn"].specificatie] == ["K01", "K30", "K30-D"]


@pytest.mark.regel("R16")
@pytest.mark.parametrize("changes", [{"status": "concept"}, {"ingangsdatum": date(2027, 1, 1)}, {"gemeente": "Amersfoort"}])
def test_doordecentralisatie_only_from_its_day_and_for_its_gemeente(changes: dict[str, Any]) -> None:
    """Een concept, een latere datum of een besluit over een andere gemeente verandert voor Baarn niets."""
    assert werkelijk(jaar(besluiten=(besluit(**changes),)), "hulpkosten")["Baarn"] == 1_200_00


@pytest.mark.regel("R16")
def test_a_row_over_the_date_must_be_split() -> None:
    """Realisatie over het hele jaar ligt aan beide kanten van de ingangsdatum; dat is een fout, geen gok."""
    rows = (*REALISATIE[:3], Realisatie("Baarn", "K20", "W4", "2026", 4_000_00))
    assert codes(check_afrekening(jaar(realisatie=rows, besluiten=(besluit(),)))) == [
        ("realisatie-over-ingangsdatum", "Realisatie!D5")
    ]


@pytest.mark.regel("R16")
def test_the_last_day_counts_too() -> None:
    """Gaat het besluit in op 31 maart, dan ligt het eerste kwartaal met één dag aan de andere kant; ook dat is een fout."""
    found = codes(check_afrekening(jaar(besluiten=(besluit(ingangsdatum=date(2026, 3, 31)),))))
    assert found == [("realisatie-over-ingangsdatum", "Realisatie!D4")]


@pytest.mark.regel("R23")
def test_kosten_and_opbrengsten_are_both_shown() -> None:
    """K01 kostte 96.000 euro en bracht 3.000 op: beide staan er, en 93.000 is verdeeld tegen 90.000 begroot."""
    post = reken_af(jaar()).posten[0]
    assert (post.begroot, post.kosten, post.opbrengsten, post.verdeeld) == (90_000_00, 96_000_00, 3_000_00, 93_000_00)


@pytest.mark.regel("R23")
def test_a_year_without_realisatie_cannot_be_settled() -> None:
    """Zonder realisatie van een verdeelde kostenpost is er niets af te rekenen; met een rij van 0 euro wel."""
    assert codes(check_afrekening(jaar(realisatie=REALISATIE[2:]))) == [("realisatie-kostenpost-ontbreekt", "Kosten!A2")]
    nul = (Realisatie("Amersfoort", "K01", "", "", 0), *REALISATIE[2:])
    assert werkelijk(jaar(realisatie=nul), "organisatiekosten") == {"Amersfoort": 0, "Baarn": 0, "Eemnes": 0}


@pytest.mark.regel("R49")
def test_voorschotten_of_four_quarters_are_set_off() -> None:
    """Vier kwartaalfacturen van 7.500 euro tegen 31.000 euro werkelijke organisatiekosten: nog 1.000 euro per gemeente."""
    assert saldi(jaar(), "organisatiekosten") == {"Amersfoort": 1_000_00, "Baarn": 1_000_00, "Eemnes": 1_000_00}


@pytest.mark.regel("R49")
def test_without_voorschotten_those_of_the_begroting_are_taken_and_said() -> None:
    """Is het blad Voorschotten leeg, dan geldt wat de begroting aan kwartaalfacturen geeft, en dat wordt gezegd."""
    begroting = jaar(voorschotten=(), kosten=(replace(KOSTEN[0], bedrag=90_000_01), KOSTEN[1]), regeling={"termijnen": 4})
    posten = list_voorschotten(begroting, allocate(begroting)).posten
    own = [one.bedrag for one in posten if (one.gemeente, one.soort) == ("Amersfoort", "organisatiekosten")]
    assert own == [7_500_01, 7_500_00, 7_500_00, 7_500_00]
    said = codes(explain_eindafrekening(begroting, reken_af(begroting)))
    assert said == [("voorschotten-berekend", "tblVoorschotten"), ("voorschot-is-realisatie", "Kosten!H3")]


@pytest.mark.regel("R49")
def test_facturen_that_were_sent_are_voorschotten_too() -> None:
    """Uit verzonden facturen komt hetzelfde voorschot als uit het blad; een concept en een creditfactuur tellen niet."""
    begroting = jaar()
    facturen = make_facturen(begroting, allocate(begroting), parse_termijn("Q1", 2026), date(2026, 1, 5))
    sent = replace(facturen[1], concept=False)
    found = list_from_facturen((facturen[0], sent, replace(sent, soort=Factuursoort.CREDITFACTUUR)))
    assert sum(one.bedrag for one in found if one.soort == "organisatiekosten") == 7_500_00
    assert {one.nummer for one in found} == {sent.nummer}


@pytest.mark.regel("R50")
@pytest.mark.parametrize(("dag", "expected"), [(15, []), (16, [("verrekening-te-laat", "Verrekeningen!G2")])])
def test_a_losse_verrekening_is_billed_within_fourteen_days(
    dag: int, expected: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Geleverd op 1 mei: een factuur van 15 mei is op tijd, een van 16 mei een dag te laat."""
    use_termijnen(monkeypatch)
    los = replace(LOS, factuurdatum=date(2026, 5, dag))
    assert codes(check_begroting(jaar(verrekeningen=(los,)))) == expected


@pytest.mark.regel("R51")
def test_the_term_of_payment_is_that_of_the_regeling(monkeypatch: pytest.MonkeyPatch) -> None:
    """Met veertien dagen is een eindafrekening van 12 februari uiterlijk 26 februari betaald; dertig dagen wordt gemeld."""
    use_termijnen(monkeypatch)
    veertien = jaar(regeling={"betaaltermijn_dagen": 14})
    assert per_gemeente(reken_af(veertien))["Baarn"].uiterlijk == date(2027, 2, 26)
    assert codes(check_termijnen(veertien, Afrekenstatus.CONCEPT, DATUM)) == []
    assert codes(check_termijnen(jaar(), Afrekenstatus.CONCEPT, DATUM)) == [("afrekening-betaaltermijn", "Regeling!B7")]


@pytest.mark.regel("R52")
@pytest.mark.parametrize("dag", [date(2027, 1, 31), date(2027, 3, 1), date(2028, 2, 10)])
def test_the_concept_belongs_in_february(dag: date, monkeypatch: pytest.MonkeyPatch) -> None:
    """Een concept-eindafrekening over 2026 hoort in februari 2027; op een andere dag volgt een waarschuwing."""
    use_termijnen(monkeypatch)
    begroting = jaar(regeling={"betaaltermijn_dagen": 14})
    assert codes(check_termijnen(begroting, Afrekenstatus.CONCEPT, dag)) == [("afrekening-buiten-venster", "Regeling!B4")]


@pytest.mark.regel("R53")
def test_a_gemeente_answers_within_fourteen_days(monkeypatch: pytest.MonkeyPatch) -> None:
    """Op een concept van 12 februari reageert een gemeente uiterlijk 26 februari; die datum staat in de brief."""
    assert reken_af(jaar()).reactie is None
    use_termijnen(monkeypatch)
    afrekening = reken_af(jaar())
    one = afrekening.gemeenten[1]
    plan = plan_afrekening(afrekening, one, make_afrekeningsfactuur(jaar(), afrekening, one))
    texts = [str(cel.waarde) for cel in plan.bladen[0].cellen.values()]
    assert any("uiterlijk 26 februari 2027 laten weten of u akkoord bent" in text for text in texts)


@pytest.mark.regel("R54")
def test_the_definitieve_eindafrekening_comes_before_31_march_and_after_a_concept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Definitief kan tot en met 30 maart, en alleen als de kalender een concept noemt dat al klaar was."""
    use_termijnen(monkeypatch)
    concept = Kalendermoment("concept-eindafrekening", 2026, gereed=date(2027, 2, 12))
    begroting = jaar(regeling={"betaaltermijn_dagen": 14}, kalender=(concept,))
    zonder = jaar(regeling={"betaaltermijn_dagen": 14})
    assert codes(check_termijnen(begroting, DEFINITIEF, date(2027, 3, 30))) == []
    assert codes(check_termijnen(begroting, DEFINITIEF, date(2027, 3, 31))) == [("afrekening-buiten-venster", "Regeling!B4")]
    assert codes(check_termijnen(zonder, DEFINITIEF, date(2027, 3, 30))) == [("afrekening-zonder-concept", "tblKalender")]


@pytest.mark.regel("R52", "R54")
def test_a_regeling_without_these_terms_hears_nothing() -> None:
    """De regeling van Amersfoort noemt geen maand voor de eindafrekening: elke datum na het jaar is goed."""
    assert codes(check_termijnen(jaar(regeling={"profiel": "amersfoort"}), DEFINITIEF, date(2027, 6, 1))) == []


@pytest.mark.regel("R55")
def test_the_specification_adds_up_to_the_eindafrekening() -> None:
    """De specificatie van Baarn telt per kostenpost op tot wat zij verschuldigd is: 31.000 + 1.200 + 250 euro."""
    begroting = jaar(verrekeningen=(LOS,))
    one = per_gemeente(reken_af(begroting))["Baarn"]
    assert [(post.kostenpost, post.jaarbedrag) for post in one.specificatie] == [
        ("K01", 31_000_00),
        ("K20", 1_200_00),
        ("LV", 250_00),
    ]
    factuur = make_afrekeningsfactuur(begroting, reken_af(begroting), one)
    assert (factuur.totaal, factuur.vooruitbetaald, factuur.te_betalen) == (32_450_00, 32_250_00, 200_00)
    assert ("L-7", 250_00) in [(post.nummer, post.bedrag) for post in factuur.voorschotten]


@pytest.mark.regel("R57")
def test_rijksmiddelen_are_for_their_own_taken() -> None:
    """Geld voor W5 betaalt geen cent van W4, ook niet als het overblijft; dekking voor een andere taak wordt gemeld."""
    anders = jaar(rijksmiddelen=(replace(RIJK[0], taken=("W5",)),))
    assert werkelijk(anders, "hulpkosten") == {"Amersfoort": 6_000_00, "Baarn": 4_000_00}
    assert reken_af(anders).rijksmiddelen[0].overschot == 7_000_00
    dekking = (Dekking("K01", "Rijk", "rijksmiddelen", 10_00, 2026, 2026),)
    assert ("dekking-andere-taak", "Dekking!C2") in codes(check_begroting(jaar(dekking=dekking)))


@pytest.mark.regel("R58")
@pytest.mark.parametrize(
    ("bedrag", "woorden"), [(7_000_00, "€ 3.000,00 tekort"), (12_000_00, "€ 2.000,00 over"), (10_000_00, "Geen")]
)
def test_a_tekort_or_overschot_leads_to_a_proposal(bedrag: int, woorden: str) -> None:
    """Bij een tekort of overschot staat op het blad Rijksmiddelen wat in het wijzigingsvoorstel komt, met het bedrag."""
    saldi_rijk = reken_af(jaar(rijksmiddelen=(replace(RIJK[0], bedrag=bedrag),))).rijksmiddelen
    texts = [str(one.waarde) for one in plan_rijksmiddelen(saldi_rijk, 2026).cellen.values()]
    assert any(woorden in text for text in texts)


@pytest.mark.regel("R61")
def test_uitvoeringskosten_are_advanced_together_with_the_care() -> None:
    """Uitvoeringskosten en zorg gaan in dezelfde termijnen als voorschot de deur uit."""
    begroting = jaar(voorschotten=(), kosten=(KOSTEN[0], BEIDE_DELEN), regeling={"termijnen": 4})
    posten = list_voorschotten(begroting, allocate(begroting)).posten
    termijnen = {
        soort: [one.termijn for one in posten if (one.gemeente, one.soort) == ("Baarn", soort)]
        for soort in ("organisatiekosten", "hulpkosten")
    }
    assert termijnen["organisatiekosten"] == termijnen["hulpkosten"] == ["1 van 4", "2 van 4", "3 van 4", "4 van 4"]


@pytest.mark.regel("R62")
def test_what_was_paid_too_much_comes_back() -> None:
    """Betaalden de gemeenten 500 euro te veel aan uitvoeringskosten, dan krijgen zij die precies terug."""
    duurder = tuple(replace(one, bedrag=7_875_00) if one.soort == "organisatiekosten" else one for one in VOORSCHOTTEN)
    assert saldi(jaar(voorschotten=duurder), "organisatiekosten") == {"Amersfoort": -500_00, "Baarn": -500_00, "Eemnes": -500_00}


@pytest.mark.regel("R64")
def test_uitvoeringskosten_and_zorgkosten_are_kept_apart() -> None:
    """Baarn betaalt 1.000 euro bij voor uitvoering en krijgt 800 euro zorg terug; elk blok toont zijn eigen saldo, samen 200."""
    one = per_gemeente(reken_af(jaar()))["Baarn"]
    assert [sum(regel.saldo for regel in one.list_regels(blok)) for blok in Blok] == [1_000_00, -800_00]
    assert one.te_betalen == 200_00


@pytest.mark.regel("R65")
def test_meerwerk_comes_on_the_eindafrekening() -> None:
    """Meerwerk van 1.234,56 euro staat bij de uitvoeringskosten van Eemnes, naast haar 31.000 euro."""
    regels = per_gemeente(reken_af(jaar(verrekeningen=(MEERWERK,))))["Eemnes"].list_regels(Blok.UITVOERINGSKOSTEN)
    assert [(one.soort, one.saldo) for one in regels] == [("organisatiekosten", 1_000_00), ("meerwerk", 1_234_56)]


@pytest.mark.regel("R66")
@pytest.mark.parametrize(("bedrag", "betaald"), [(None, 5_000_00), (2_000_00, 2_000_00), (0, 0)])
def test_a_besluit_says_how_much_uitvoering_the_rijk_pays(bedrag: int | None, betaald: int) -> None:
    """Uitvoeringskosten komen ten laste van het rijksmiddel tot het bedrag van het besluit; zonder bedrag geheel."""
    post = replace(BEIDE_DELEN, kostenpost="K31", soort="uitvoeringskosten")
    rows = (*REALISATIE[:2], Realisatie("Amersfoort", "K31", "W4", "2026", 5_000_00))
    plan = Besluit("B2", "rijksmiddelen", "vastgesteld", taak="W4", jaar=2026, bedrag=bedrag)
    begroting = jaar(kosten=(KOSTEN[0], post), realisatie=rows, besluiten=(plan,))
    assert reken_af(begroting).rijksmiddelen[0].besteed == betaald


@pytest.mark.regel("R66")
def test_a_besluit_counts_once_for_two_rijksmiddelen() -> None:
    """Mag er 2.000 euro uitvoering uit het Rijk, dan betalen twee rijksmiddelen voor dezelfde taak er samen 2.000, niet 4.000."""
    post = replace(BEIDE_DELEN, kostenpost="K31", soort="uitvoeringskosten")
    rows = (*REALISATIE[:2], Realisatie("Amersfoort", "K31", "W4", "2026", 5_000_00))
    plan = Besluit("B2", "rijksmiddelen", "vastgesteld", taak="W4", jaar=2026, bedrag=2_000_00)
    middelen = (replace(RIJK[0], bedrag=1_500_00), replace(RIJK[0], regeling="Extra"))
    afrekening = reken_af(jaar(kosten=(KOSTEN[0], post), realisatie=rows, besluiten=(plan,), rijksmiddelen=middelen))
    assert [one.besteed for one in afrekening.rijksmiddelen] == [1_500_00, 500_00]


@pytest.mark.regel("R66")
def test_uitvoering_without_a_besluit_is_told() -> None:
    """Betaalt het Rijk uitvoeringskosten zonder dat het besluit erover is vastgelegd, dan wordt dat gemeld."""
    post = replace(BEIDE_DELEN, kostenpost="K31", soort="uitvoeringskosten")
    rows = (*REALISATIE[:2], Realisatie("Amersfoort", "K31", "W4", "2026", 5_000_00))
    begroting = jaar(kosten=(KOSTEN[0], post), realisatie=rows)
    assert codes(explain_eindafrekening(begroting, reken_af(begroting))) == [("uitvoering-zonder-besluit", "Rijksmiddelen!A2")]


@pytest.mark.regel("R79")
def test_meerwerk_costs_only_who_asked_for_it() -> None:
    """Meerwerk voor Eemnes verandert niets voor Amersfoort en Baarn."""
    with_meerwerk, without = per_gemeente(reken_af(jaar(verrekeningen=(MEERWERK,)))), per_gemeente(reken_af(jaar()))
    gained = {naam: one.saldo - without[naam].saldo for naam, one in with_meerwerk.items()}
    assert gained == {"Amersfoort": 0, "Baarn": 0, "Eemnes": 1_234_56}


@pytest.mark.regel("R65")
def test_meerwerk_of_another_year_stays_out() -> None:
    """Meerwerk dat in januari 2027 is geleverd, hoort niet op de eindafrekening van 2026."""
    later = replace(MEERWERK, leverdatum=date(2027, 1, 4))
    assert per_gemeente(reken_af(jaar(verrekeningen=(later,))))["Eemnes"].saldo == 1_000_00


@pytest.mark.regel("R79")
def test_what_was_billed_by_itself_is_not_billed_again() -> None:
    """Een losse verrekening met factuurnummer staat op de eindafrekening en is daar al betaald."""
    (regel,) = [
        one for one in per_gemeente(reken_af(jaar(verrekeningen=(LOS,))))["Baarn"].regels if one.soort == "losse verrekening"
    ]
    assert (regel.werkelijk, regel.voorschot, regel.saldo) == (250_00, 250_00, 0)


@pytest.mark.regel("R80")
def test_a_year_is_settled_in_the_year_after_it() -> None:
    """Op 31 december 2026 is het jaar nog niet voorbij; een eindafrekening hoort in 2027."""
    assert codes(check_termijnen(jaar(), Afrekenstatus.CONCEPT, date(2026, 12, 31))) == [("afrekening-te-vroeg", "Regeling!B4")]


@pytest.mark.regel("R89")
def test_the_form_of_a_contract_decides_how_it_is_settled() -> None:
    """Een lumpsum kent geen gebruik per gemeente: wordt zij toch naar gebruik verdeeld, dan wordt dat gemeld; PxQ niet."""
    lumpsum = Contract("C1", "W4", "lumpsum", date(2026, 1, 1), date(2026, 12, 31), "geen", "ja")
    assert codes(check_begroting(jaar(contracten=(lumpsum,)))) == [("contract-lumpsum", "Kosten!H3")]
    beide = (lumpsum, replace(lumpsum, contract="C2", vorm="PxQ"))
    assert codes(check_begroting(jaar(contracten=beide))) == []
    assert reken_af(jaar(contracten=beide)).posten[1].contractvormen == ("lumpsum", "PxQ")


@pytest.mark.regel("R93")
def test_a_tekort_is_shared_by_those_who_take_part() -> None:
    """Het tekort van 3.000 euro op beschermd wonen raakt Eemnes niet: zij is daar vrijgesteld."""
    eemnes = per_gemeente(reken_af(jaar()))["Eemnes"]
    assert [one.soort for one in eemnes.regels] == ["organisatiekosten"]


@pytest.mark.regel("R94")
def test_an_overschot_gives_nobody_a_claim() -> None:
    """Blijft er 90.000 euro van het Rijk over, dan krijgt geen gemeente daar iets van, een vrijgestelde ook niet."""
    ruim = per_gemeente(reken_af(jaar(rijksmiddelen=(replace(RIJK[0], bedrag=100_000_00),))))
    assert {naam: one.werkelijk for naam, one in ruim.items()} == {
        "Amersfoort": 31_000_00,
        "Baarn": 31_000_00,
        "Eemnes": 31_000_00,
    }


@pytest.mark.regel("R102")
def test_a_voorschot_is_a_percentage_of_the_begroting() -> None:
    """Met een voorschot van 90 procent van 30.000 euro is 27.000 vooruit betaald en blijft 4.000 over."""
    begroting = jaar(voorschotten=(), regeling={"voorschot_procent": Decimal(90)})
    assert saldi(begroting, "organisatiekosten") == {"Amersfoort": 4_000_00, "Baarn": 4_000_00, "Eemnes": 4_000_00}


def drie_jaar(werkelijk_2024: int, **changes: Any) -> Begroting:
    """2026 as the last of three years; in 2024 and 2025 every gemeente advanced 30.000 and in 2025 used just that."""
    eerder = [
        EerderJaar(year, naam, "organisatiekosten", 30_000_00, used if naam == "Baarn" else 30_000_00)
        for year, used in ((2024, werkelijk_2024), (2025, 30_000_00))
        for naam in ("Amersfoort", "Baarn", "Eemnes")
    ]
    return jaar(eerdere_jaren=tuple(eerder), **changes)


DRIE_JAAR = {"organisatiekosten": Bandbreedte(3, Fraction(5))}


@pytest.mark.regel("R103")
def test_a_small_deviation_over_three_years_is_not_settled() -> None:
    """Over drie jaar wijkt elke gemeente 1.000 euro af op 90.000 voorschot: minder dan 5 procent, dus niets."""
    assert saldi(drie_jaar(30_000_00), "organisatiekosten", DRIE_JAAR) == {"Amersfoort": 0, "Baarn": 0, "Eemnes": 0}


@pytest.mark.regel("R103")
def test_from_five_percent_on_everything_is_settled() -> None:
    """Gebruikte Baarn in 2024 3.500 euro meer, dan is haar afwijking 4.500 op 90.000: precies 5 procent, dus alles."""
    assert saldi(drie_jaar(33_500_00), "organisatiekosten", DRIE_JAAR)["Baarn"] == 4_500_00
    assert saldi(drie_jaar(33_499_99), "organisatiekosten", DRIE_JAAR)["Baarn"] == 0


@pytest.mark.regel("R103")
def test_before_the_last_year_nothing_is_settled() -> None:
    """In het eerste en tweede jaar wordt niets verrekend, hoe groot de afwijking ook is."""
    eerder = (EerderJaar(2025, "Baarn", "organisatiekosten", 30_000_00, 99_000_00),)
    for begroting in (jaar(), jaar(eerdere_jaren=eerder)):
        regel = per_gemeente(reken_af(begroting, DRIE_JAAR))["Baarn"].list_regels(Blok.UITVOERINGSKOSTEN)[0]
        assert (regel.saldo, regel.correctie, regel.reden) == (0, -1_000_00, "verrekening na 3 jaar samen")


@pytest.mark.regel("R103")
def test_the_total_stays_within_the_budget() -> None:
    """Is het budget van drie jaar 272.000 euro en 270.000 vooruit betaald, dan betaalt Baarn 2.000 bij in plaats van 4.500."""
    met_plafond = {"organisatiekosten": Bandbreedte(3, Fraction(5), 272_000_00)}
    assert saldi(drie_jaar(33_500_00), "organisatiekosten", met_plafond)["Baarn"] == 2_000_00


def codes(findings: Any) -> list[tuple[str, str]]:
    """Code and cell of each finding."""
    found: list[Finding] = list(findings)
    return [(one.code, one.cel) for one in found]
