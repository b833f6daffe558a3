"""The factuur in UBL: what stands where, to the cent, and the same bytes every time."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from cusd_xl.base.money import euro_text
from cusd_xl.base.years import parse_termijn
from cusd_xl.documents.controle_ubl import check_ubl
from cusd_xl.documents.ubl import make_ubl
from cusd_xl.documents.ubl_xml import PREFIXEN
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.factuur import Factuur, Factuursoort
from cusd_xl.rules.factuurregels import make_facturen
from cusd_xl.rules.verdeling import allocate
from tests.documents.voorbeelden import AFNEMER, AFZENDER, FACTUURDATUM, VOORBEELDEN, maak_factuur, regel
from tests.hulp.begrotingen import begrotingen
from tests.rules.test_invarianten import STEL_IN

GOLDEN = Path(__file__).parent / "golden"
TOTAAL = "cac:LegalMonetaryTotal"


def lees(factuur: Factuur, pad: str) -> list[str]:
    """The texts of every element on a path."""
    root = etree.fromstring(make_ubl(factuur, "nlcius"))
    return [one.text or "" for one in root.findall(pad, dict(PREFIXEN))]


@pytest.mark.parametrize("naam", VOORBEELDEN)
def test_the_bytes_are_those_of_the_example(naam: str) -> None:
    """Dezelfde factuur geeft byte voor byte dezelfde e-factuur als het voorbeeld dat is nagekeken."""
    assert make_ubl(VOORBEELDEN[naam], "nlcius") == (GOLDEN / f"{naam}.xml").read_bytes()


def test_no_example_is_left_over() -> None:
    """Bij elk voorbeeld hoort een bestand, en omgekeerd."""
    assert {path.stem for path in GOLDEN.iterdir()} == set(VOORBEELDEN)


@pytest.mark.parametrize("naam", VOORBEELDEN)
def test_the_profiel_is_one_line(naam: str) -> None:
    """NLCIUS en Peppol verschillen alleen in de regel waarin het document zegt wat het is."""
    regels = zip(*(make_ubl(VOORBEELDEN[naam], one).decode().splitlines() for one in ("nlcius", "peppol")), strict=True)
    assert ["CustomizationID" in links for links, rechts in regels if links != rechts] == [True]


def test_who_sends_and_who_receives() -> None:
    """Een gemeente is bereikbaar op haar OIN en ingeschreven bij de KvK; zonder OIN geldt het KvK-nummer voor beide."""
    factuur = VOORBEELDEN["factuur-o"]
    without = replace(factuur, afnemer=replace(AFNEMER, oin=""), afzender=replace(AFZENDER, kvk=""))
    roots = [etree.fromstring(make_ubl(each, "nlcius")) for each in (factuur, without)]
    nummers = [[(one.get("schemeID"), one.text) for one in root.iter("{*}EndpointID", "{*}CompanyID")] for root in roots]
    assert nummers == [
        [("0190", AFZENDER.oin), ("0106", "12345678"), ("0190", AFNEMER.oin), ("0106", "87654321")],
        [("0190", AFZENDER.oin), ("0190", AFZENDER.oin), ("0106", "87654321"), ("0106", "87654321")],
    ]


def test_how_to_pay() -> None:
    """Betalen gaat per SEPA-overboeking (58) op de IBAN zonder spaties, uiterlijk op de vervaldatum, onder het factuurnummer."""
    factuur = replace(VOORBEELDEN["factuur-o"], afzender=replace(AFZENDER, iban="NL91 ABNA 0417 1643 00"))
    paden = ("cbc:PaymentMeansCode", "cbc:PaymentID", "cac:PayeeFinancialAccount/cbc:ID")
    assert [lees(factuur, f"cac:PaymentMeans/{pad}") for pad in paden] == [["58"], ["2026-F-0002"], ["NL91ABNA0417164300"]]
    assert lees(factuur, "cbc:DueDate") == ["2026-02-04"]


def test_a_concept_says_so() -> None:
    """Een concept zegt in de opmerking dat het geen factuur is, en noemt geen nummer om onder te betalen."""
    concept = VOORBEELDEN["factuur-concept"]
    assert lees(concept, "cbc:Note")[0].startswith("CONCEPT: dit is geen factuur.")
    assert lees(concept, "cac:PaymentMeans/cbc:PaymentID") == []
    assert lees(VOORBEELDEN["factuur-o"], "cbc:Note") == []


def test_period_regeling_and_reference() -> None:
    """Op de e-factuur staan de periode, de regeling als contract en de referentie van de gemeente."""
    factuur = VOORBEELDEN["factuur-o"]
    assert lees(factuur, "cac:InvoicePeriod/*") == ["2026-01-01", "2026-03-31"]
    assert lees(factuur, "cac:ContractDocumentReference/cbc:ID") == ["Centrumregeling Voorbeeld"]
    assert lees(factuur, "cbc:BuyerReference") == ["CUSD 2026"]
    assert lees(replace(factuur, afnemer=replace(AFNEMER, referentie="")), "cbc:BuyerReference") == [
        "Centrumregeling Voorbeeld 2026"
    ]


def test_a_creditfactuur_gives_back() -> None:
    """Een creditfactuur is document 381 met positieve bedragen, de gecrediteerde factuur en de reden."""
    credit = VOORBEELDEN["credit-o"]
    assert (lees(credit, "cbc:CreditNoteTypeCode"), lees(credit, f"{TOTAAL}/cbc:PayableAmount")) == (["381"], ["17471.68"])
    assert lees(credit, "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID") == ["2026-F-0002"]
    assert lees(credit, "cbc:Note") == ["Reden: dubbel."]


@pytest.mark.parametrize(("naam", "rest"), [("eind-bijbetalen", "17471.68"), ("eind-terug", "-2415.01")])
def test_an_eindafrekening_sets_off_what_was_billed(naam: str, rest: str) -> None:
    """De eindafrekening toont de hele kosten, trekt de voorschotten met hun nummers af, en mag onder nul uitkomen."""
    eind = VOORBEELDEN[naam]
    assert lees(eind, f"{TOTAAL}/cbc:PrepaidAmount") == ["52415.01"]
    assert lees(eind, f"{TOTAAL}/cbc:PayableAmount") == [rest]
    assert len(lees(eind, "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID")) == 3
    assert bool(lees(eind, "cac:PaymentMeans/cbc:PaymentMeansCode")) == (naam == "eind-bijbetalen")


def test_doorschuif_btw_is_stated_not_charged() -> None:
    """De doorschuif-btw staat als opgave in de opmerking; over de regel zelf komt geen btw en zij telt als buiten de btw."""
    factuur = VOORBEELDEN["factuur-doorschuif"]
    (opmerking,) = lees(factuur, "cbc:Note")
    assert "€ 433,89 doorschuif-btw" in opmerking
    assert lees(factuur, "cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:ID") == ["O"]
    assert lees(factuur, "cac:TaxTotal/cbc:TaxAmount") == ["0.00"]


def test_outside_the_btw_no_btw_id() -> None:
    """Buiten de btw staat het btw-id er niet op, bij vrijgesteld en belast wel."""
    pad = "cac:AccountingSupplierParty/cac:Party/cac:PartyTaxScheme/cbc:CompanyID"
    assert [lees(VOORBEELDEN[f"factuur-{one}"], pad) for one in ("o", "e", "s")] == [[], [AFZENDER.btw_id], [AFZENDER.btw_id]]


def test_quantity_and_price_only_where_they_are_the_line() -> None:
    """Duizend declaraties van € 2,35 staan er als aantal en prijs; een halve termijn daarvan is één keer het bedrag."""
    factuur = VOORBEELDEN["factuur-aantal"]
    halved = replace(factuur, regels=(replace(factuur.regels[0], bedrag=117_500),), termijn=parse_termijn("Q1", 2026))
    paden = ("cbc:InvoicedQuantity", "cac:Price/cbc:PriceAmount", "cbc:LineExtensionAmount")
    found = [[lees(each, f"cac:InvoiceLine/{pad}")[0] for pad in paden] for each in (factuur, halved)]
    assert found == [["1000", "2.35", "2350.00"], ["1", "1175.00", "1175.00"]]


def test_a_line_below_zero_has_a_negative_quantity() -> None:
    """Een prijs mag niet negatief zijn: een correctie is min één keer het bedrag."""
    factuur = VOORBEELDEN["factuur-correctie"]
    assert lees(factuur, "cac:InvoiceLine/cbc:InvoicedQuantity") == ["1", "-1"]
    assert lees(factuur, "cac:InvoiceLine/cac:Price/cbc:PriceAmount") == ["17471.68", "50.50"]


def test_text_from_the_workbook_stays_text() -> None:
    """Een naam met haken, ampersands of onzichtbare tekens maakt geen kapotte e-factuur."""
    vreemd = replace(AFNEMER, adres="<b>&amp;\x01 ]]>\x00 straat", plaats="Súdwest-Fryslân 😀")
    factuur = replace(VOORBEELDEN["factuur-o"], afnemer=vreemd)
    adres = "cac:AccountingCustomerParty/cac:Party/cac:PostalAddress"
    assert lees(factuur, f"{adres}/cbc:StreetName") == ["<b>&amp; ]]> straat"]
    assert lees(factuur, f"{adres}/cbc:CityName") == ["Súdwest-Fryslân 😀"]


def test_an_interne_verrekening_has_none() -> None:
    """Een interne verrekening wordt niet verstuurd en heeft geen e-factuur."""
    with pytest.raises(ValueError, match="interne verrekening"):
        make_ubl(maak_factuur(regel("O", 1), soort=Factuursoort.INTERNE_VERREKENING), "nlcius")


@settings(STEL_IN, max_examples=100)
@given(begrotingen(), st.lists(st.sampled_from("OESD"), min_size=9, max_size=9))
def test_whatever_is_billed_becomes_a_sound_document(begroting: Begroting, codes: list[str]) -> None:
    """Welke begroting ook: elke factuur komt tot op de cent gelijk in de e-factuur, en die doorstaat onze eigen controle."""
    deelnemers = tuple(
        replace(AFNEMER, gemeente=one.gemeente, gm_code=one.gm_code, vanaf=one.vanaf) for one in begroting.deelnemers
    )
    kosten = tuple(replace(one, btw=codes[place % len(codes)]) for place, one in enumerate(begroting.kosten))
    regeling = replace(begroting.regeling, afzender=AFZENDER)
    begroting = replace(begroting, deelnemers=deelnemers, regeling=regeling, kosten=kosten)
    for factuur in make_facturen(begroting, allocate(begroting), parse_termijn("M12", begroting.jaar), FACTUURDATUM):
        if factuur.soort is Factuursoort.INTERNE_VERREKENING:
            continue
        xml = make_ubl(factuur, "peppol")
        assert check_ubl(xml) == ()
        root = etree.fromstring(xml)
        assert root.findtext(f"{TOTAAL}/cbc:PayableAmount", namespaces=dict(PREFIXEN)) == euro_text(factuur.totaal)
        net = [Decimal(one.text or "") for one in root.findall("cac:InvoiceLine/cbc:LineExtensionAmount", dict(PREFIXEN))]
        assert sum(net) * 100 == factuur.subtotaal
        assert re.findall(rb"Amount currencyID=\"EUR\">(?!-?\d+\.\d\d<)", xml) == []
