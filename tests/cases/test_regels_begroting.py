"""The rules of a begroting and its facturen, each as an adviser would put it to the test."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cusd_xl.base.years import parse_termijn
from cusd_xl.model.begroting import Begroting, Controleverklaring, Dekking, Normbedrag, Sleutel, Werkproces
from cusd_xl.model.factuur import Factuur, Factuursoort
from cusd_xl.rules.controles import check_begroting
from cusd_xl.rules.factuurregels import make_facturen
from cusd_xl.rules.uitleg.bijdrage import explain_bijdrage
from cusd_xl.rules.verdeling import allocate
from cusd_xl.runs.nieuw import run_nieuw
from cusd_xl.workbook.read import read_werkmap
from tests.hulp.opdracht import geef
from tests.rules.bouw import BBP, INWONERS, bouw_begroting, deelnemer, indexcijfer, kostenpost, taak

Q1 = parse_termijn("Q1", 2026)
NIEUWJAAR = date(2026, 1, 5)
PROCESSEN = Sleutel("processen", "werkprocessen")


@pytest.fixture(scope="module")
def werkmap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of Amersfoort 2026 as `nieuw` makes it."""
    pad = tmp_path_factory.mktemp("begroting") / "begroting.xlsx"
    pad.write_bytes(run_nieuw("amersfoort", 2026, leeg=False))
    return pad


@pytest.fixture(scope="module")
def amersfoort(werkmap: Path) -> Begroting:
    begroting = read_werkmap(werkmap).begroting
    assert begroting is not None
    return begroting


def codes(**changes: Any) -> set[tuple[str, str]]:
    """(code, cel) of every finding on the small begroting with these changes."""
    return {(one.code, one.cel) for one in check_begroting(bouw_begroting(**changes))}


def crossed(begroting: Begroting, taak: str, gemeente: str) -> set[tuple[str, str]]:
    """The findings after the adviser puts a cross for this gemeente at this taak."""
    taken = tuple(replace(one, deelname=one.deelname | {gemeente}) if one.taak == taak else one for one in begroting.taken)
    return {(one.code, one.cel) for one in check_begroting(replace(begroting, taken=taken))}


@pytest.mark.regel("R2")
def test_subsidies_that_exceed_the_costs_are_refused() -> None:
    """Een subsidie van twee miljoen op een kostenpost van één miljoen kan niet: er komt geen negatieve bijdrage."""
    assert ("dekking-groter-dan-kosten", "Dekking!D2") in codes(
        dekking=(Dekking("K01", "x", "subsidie", 200_000_000, 2026, 2026),)
    )


@pytest.mark.regel("R5")
def test_a_controleverklaring_of_the_centrumgemeente_is_refused() -> None:
    """Staat er bij Amersfoort een controleverklaring, dan is dat een fout: die valt in haar eigen jaarrekeningcontrole."""
    rows = (Controleverklaring("Amersfoort", 1), Controleverklaring("Baarn", 1), Controleverklaring("Eemnes", 1))
    assert ("controleverklaring-centrumgemeente", "Controleverklaringen!B2") in codes(controleverklaringen=rows)


@pytest.mark.regel("R7")
def test_werkprocessen_of_a_vrijgestelde_are_refused() -> None:
    """Baarn doet niet mee met de zorgadministratie; tien werkprocessen van Baarn zijn een fout."""
    found = codes(
        taken=(taak("Z", "Amersfoort", "Eemnes"),),
        kosten=(kostenpost("K01", taken=("Z",), verdeelsleutel="processen", bedrag=None),),
        sleutels=(PROCESSEN,),
        normbedragen=(Normbedrag("Declaratie", 2_35, 2026, "geen"),),
        werkprocessen=tuple(Werkproces(naam, "Declaratie", 10) for naam in INWONERS),
    )
    assert ("werkproces-vrijgesteld", "Werkprocessen!C3") in found


@pytest.mark.regel("R8")
def test_werkprocessen_are_billed_once() -> None:
    """Twee kostenposten op dezelfde werkprocessen zouden alles dubbel in rekening brengen; dat is een fout."""
    posts = tuple(kostenpost(code, verdeelsleutel="processen", bedrag=None) for code in ("K01", "K02"))
    found = codes(
        kosten=posts,
        sleutels=(PROCESSEN,),
        normbedragen=(Normbedrag("Declaratie", 2_35, 2026, "geen"),),
        werkprocessen=tuple(Werkproces(naam, "Declaratie", 10) for naam in INWONERS),
    )
    assert ("werkprocessen-twee-kostenposten", "Kosten!H3") in found


@pytest.mark.regel("R9", "R99")
def test_the_begroting_shows_every_gemeente_the_same_statement(werkmap: Path) -> None:
    """De bijdrage van elke gemeente staat in dezelfde rekenstaat: Baarn € 199.904,38 van samen € 3.160.318,89."""
    found = geef("bereken", werkmap, "--json").json
    assert (found["per_gemeente"]["Baarn"], found["totaal"], len(found["per_gemeente"])) == ("199904.38", "3160318.89", 8)


@pytest.mark.regel("R19")
def test_an_accres_is_not_an_index() -> None:
    """Het accres van 4,72 % is prijs en volume samen; wie dat als index invult krijgt een waarschuwing."""
    cijfers = (indexcijfer(2026, "4.72", editie="Meicirculaire 2025, accres"),)
    post = kostenpost("K01", prijspeil=2025, index=BBP)
    assert ("index-is-accres", "Indexcijfers!A2") in codes(kosten=(post,), indexcijfers=cijfers)


@pytest.mark.regel("R21")
def test_hulpkosten_do_not_follow_bbp(amersfoort: Begroting) -> None:
    """Hulpkosten volgen de index van het contract; Prijspeil BBP op hulpkosten is een fout."""
    post = replace(amersfoort.kosten[0], soort="hulpkosten", prijspeil=2025)
    found = check_begroting(replace(amersfoort, kosten=(post, *amersfoort.kosten[1:])))
    assert ("index-niet-toegestaan", post.herkomst.cel("index")) in {(one.code, one.cel) for one in found}


@pytest.mark.regel("R22")
def test_an_own_amount_is_not_indexed_twice() -> None:
    """Werkprocessen hebben al een geïndexeerd normbedrag; nog een index op de kostenpost is dubbel en een fout."""
    found = codes(
        kosten=(kostenpost("K01", verdeelsleutel="processen", bedrag=None, prijspeil=2025, index=BBP),),
        sleutels=(PROCESSEN,),
        normbedragen=(Normbedrag("Declaratie", 2_35, 2026, "geen"),),
        werkprocessen=tuple(Werkproces(naam, "Declaratie", 10) for naam in INWONERS),
    )
    assert ("dubbel-geindexeerd", "Kosten!G2") in found


@pytest.mark.regel("R24")
def test_every_step_names_its_cell_and_article(amersfoort: Begroting) -> None:
    """De accountant volgt € 69.886,69 van Baarn terug naar de inwoners in de werkmap en naar artikel 12."""
    uitleg = explain_bijdrage(amersfoort, allocate(amersfoort).kostenposten[0], "Baarn")
    cel = next(one.herkomst.cel("inwoners") for one in amersfoort.inwoners if (one.gemeente, one.inwoners) == ("Baarn", 25065))
    steps = [(one.waarde, one.cel, one.artikel) for one in uitleg.wortel.walk()]
    assert (uitleg.bedrag, ("25.065", cel, "12") in steps) == (6_988_669, True)


@pytest.mark.regel("R26")
def test_nijkerk_has_no_jeugdwet_and_no_vrouwenopvang(amersfoort: Begroting) -> None:
    """Een kruisje van Nijkerk bij jeugdhulp of vrouwenopvang vraagt een tweede blik."""
    for code in ("J1", "W6"):
        assert "vrijstelling-wijkt-af" in {found for found, _ in crossed(amersfoort, code, "Nijkerk")}


@pytest.mark.regel("R27")
def test_eemnes_has_no_wmo(amersfoort: Begroting) -> None:
    """Een kruisje van Eemnes bij een Wmo-taak vraagt een tweede blik; bij een jeugdtaak niet."""
    found = [{code for code, _ in crossed(amersfoort, taak, "Eemnes")} for taak in ("W1", "J1")]
    assert ["vrijstelling-wijkt-af" in one for one in found] == [True, False]


@pytest.mark.regel("R29")
def test_the_centrumgemeente_does_not_bill_itself(amersfoort: Begroting) -> None:
    """Amersfoort krijgt een interne verrekening zonder vervaldatum; de zeven anderen een factuur."""
    facturen = facturen_van(amersfoort)
    own = {(one.afnemer.gemeente, one.vervaldatum) for one in facturen if one.soort is Factuursoort.INTERNE_VERREKENING}
    assert (own, len(facturen)) == ({("Amersfoort", None)}, 8)


@pytest.mark.regel("R29")
def test_a_centrumgemeente_that_is_no_deelnemer_is_refused() -> None:
    """De centrumgemeente is een van de deelnemers; een andere naam is een fout."""
    assert ("centrumgemeente-onbekend", "Regeling!B5") in codes(regeling={"centrumgemeente": "Utrecht"})


@pytest.mark.regel("R34")
def test_spuk_iza_after_2026_is_out_of_time(amersfoort: Begroting) -> None:
    """De SPUK-IZA loopt tot en met 2026; een rij tot en met 2027 wordt gemeld."""
    (row,) = amersfoort.dekking
    late = replace(row, tot_en_met_jaar=2027)
    found = {(one.code, one.cel) for one in check_begroting(replace(amersfoort, dekking=(late,)))}
    assert ("dekking-buiten-looptijd", row.herkomst.cel("tot_en_met_jaar")) in found


@pytest.mark.regel("R44")
def test_the_regeling_does_not_hold_before_2026(amersfoort: Begroting) -> None:
    """Een begroting 2025 valt onder de oude regeling; het programma zegt dat bij het begrotingsjaar."""
    earlier = replace(amersfoort, regeling=replace(amersfoort.regeling, begrotingsjaar=2025))
    found = {(one.code, one.cel) for one in check_begroting(earlier)}
    assert ("jaar-voor-regeling", amersfoort.regeling.cel("begrotingsjaar")) in found


@pytest.mark.regel("R49")
def test_four_quarters_are_the_year(amersfoort: Begroting) -> None:
    """De vier kwartaalfacturen van Baarn zijn samen precies haar bijdrage van € 199.904,38."""
    quarters = [
        one.subtotaal
        for code in ("Q1", "Q2", "Q3", "Q4")
        for one in make_facturen(amersfoort, allocate(amersfoort), parse_termijn(code, 2026), NIEUWJAAR)
        if one.afnemer.gemeente == "Baarn"
    ]
    assert (sum(quarters), max(quarters) - min(quarters) <= 3) == (19_990_438, True)


@pytest.mark.regel("R51", "R108")
def test_the_vervaldatum_follows_the_betaaltermijn(amersfoort: Begroting) -> None:
    """Een factuur van 5 januari met veertien dagen vervalt op 19 januari, met dertig op 4 februari; 31 dagen is een fout."""
    days = {}
    for termijn in (14, 30):
        regeling = replace(amersfoort.regeling, betaaltermijn_dagen=termijn)
        days[termijn] = {one.vervaldatum for one in facturen_van(replace(amersfoort, regeling=regeling)) if one.vervaldatum}
    assert days == {14: {date(2026, 1, 19)}, 30: {date(2026, 2, 4)}}
    assert ("betaaltermijn-te-lang", "Regeling!B7") in codes(regeling={"betaaltermijn_dagen": 31})


@pytest.mark.regel("R55")
def test_the_specification_adds_up_to_the_factuur(amersfoort: Begroting) -> None:
    """De specificatie van elke gemeente telt op tot haar jaarbedrag op de factuur; bij Baarn is dat € 199.904,38."""
    found = [
        (sum(one.jaarbedrag for one in f.specificatie), sum(one.jaarbedrag for one in f.regels)) for f in facturen_van(amersfoort)
    ]
    assert [left for left, _ in found] == [right for _, right in found]
    assert 199_904_38 in dict(found)


@pytest.mark.regel("R82")
def test_a_dossier_can_be_made_again(werkmap: Path, tmp_path: Path) -> None:
    """Twee keer factureren uit dezelfde werkmap geeft dezelfde bestanden, met in het manifest de sha256 van elk."""
    manifests = []
    for naam in ("een", "twee"):
        assert geef("factureer", werkmap, "--termijn", "Q1", "--uit", tmp_path / naam, "--datum", "2026-01-05").status == 0
        manifests.append(json.loads((tmp_path / naam / "manifest.json").read_text(encoding="utf-8")))
    first, second = ({one.name: one.read_bytes() for one in (tmp_path / naam).iterdir()} for naam in ("een", "twee"))
    assert first == second
    written = {naam: hashlib.sha256(content).hexdigest() for naam, content in first.items() if naam != "manifest.json"}
    assert {one["bestand"]: one["sha256"] for one in manifests[0]["bestanden"]} == written


@pytest.mark.regel("R107")
def test_a_factuur_has_what_the_law_asks(amersfoort: Begroting) -> None:
    """Nummer, datum, beide namen en adressen, omschrijving en bedrag staan op elke factuur; zonder KvK komt een waarschuwing."""
    for one in facturen_van(amersfoort):
        filled = (
            one.nummer,
            one.factuurdatum,
            one.regels,
            one.afzender.naam,
            one.afzender.adres,
            one.afnemer.gemeente,
            one.afnemer.adres,
            one.afzender.kvk,
        )
        assert all(filled)
        assert all(regel.omschrijving and regel.bedrag for regel in one.regels)
    afzender = replace(amersfoort.regeling.afzender, kvk="")
    found = check_begroting(replace(amersfoort, regeling=replace(amersfoort.regeling, afzender=afzender)))
    assert "afzender-onvolledig" in {one.code for one in found}


@pytest.mark.regel("R109")
@pytest.mark.parametrize(("code", "btw"), [("O", 0), ("E", 0), ("S", 2_100_00), ("D", 0)])
def test_the_btw_follows_the_chosen_code(code: str, btw: int) -> None:
    """Op € 10.000,00 komt bij code S € 2.100,00 btw; bij O, E en D geen. Het programma kiest de code nooit zelf."""
    afnemers = tuple(deelnemer(naam, f"GM{plaats:04d}") for plaats, naam in enumerate(("Amersfoort", "Baarn"), start=1))
    begroting = bouw_begroting(
        deelnemers=afnemers, kosten=(kostenpost("K01", btw=code, verdeelsleutel="gelijk", bedrag=2_000_000),)
    )
    (factuur,) = (one for one in facturen_van(begroting, "jaar") if one.afnemer.gemeente == "Baarn")
    assert (factuur.subtotaal, factuur.btw) == (10_000_00, btw)


@pytest.mark.regel("R3")
@pytest.mark.parametrize("bedrag", ["0.01", "0.07", "99.99", "1000000.00", "1234567.89"])
def test_the_parts_are_the_whole(bedrag: str) -> None:
    """Welk bedrag ook: de delen tellen op tot het geheel."""
    cents = int(Decimal(bedrag) * 100)
    assert allocate(bouw_begroting(kosten=(kostenpost("K01", bedrag=cents),))).totaal == cents


def facturen_van(begroting: Begroting, termijn: str = "Q1") -> tuple[Factuur, ...]:
    """The facturen of a begroting for one termijn."""
    return make_facturen(begroting, allocate(begroting), parse_termijn(termijn, begroting.jaar), NIEUWJAAR)
