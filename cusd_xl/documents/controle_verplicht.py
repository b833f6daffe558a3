"""What must be there in every document: the mandatory elements of EN 16931 and of Peppol BIS, and those we promise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from cusd_xl.documents.gebrek import Gebrek, Partij
from cusd_xl.documents.ubl_lezen import find_all, find_tekst, is_credit, list_regels

VAN, AAN = "cac:AccountingSupplierParty/cac:Party", "cac:AccountingCustomerParty/cac:Party"
NUMMER = "geldig KvK-nummer of OIN"


@dataclass(frozen=True, slots=True)
class Eis:
    """An element that must be there with a text: the rule, the path, what it is called, and where the user fills it in."""

    regel: str
    pad: str
    naam: str
    partij: Partij = Partij.DOCUMENT
    veld: str = ""


EISEN = (
    Eis("BR-01", "cbc:CustomizationID", "profiel"),
    Eis("PEPPOL-R001", "cbc:ProfileID", "proces"),
    Eis("BR-02", "cbc:ID", "factuurnummer"),
    Eis("BR-03", "cbc:IssueDate", "factuurdatum"),
    Eis("BR-05", "cbc:DocumentCurrencyCode", "munt"),
    Eis("CUSD-PERIODE", "cac:InvoicePeriod/cbc:StartDate", "begin van de periode"),
    Eis("CUSD-PERIODE", "cac:InvoicePeriod/cbc:EndDate", "einde van de periode"),
    Eis("CUSD-CONTRACT", "cac:ContractDocumentReference/cbc:ID", "naam van de regeling", Partij.AFZENDER, "naam"),
    Eis("BR-06", f"{VAN}/cac:PartyLegalEntity/cbc:RegistrationName", "naam", Partij.AFZENDER, "afzender_naam"),
    Eis("BR-NL-1", f"{VAN}/cac:PartyLegalEntity/cbc:CompanyID", NUMMER, Partij.AFZENDER, "afzender_kvk"),
    Eis("PEPPOL-R020", f"{VAN}/cbc:EndpointID", NUMMER, Partij.AFZENDER, "afzender_kvk"),
    Eis("BR-NL-3", f"{VAN}/cac:PostalAddress/cbc:StreetName", "adres", Partij.AFZENDER, "afzender_adres"),
    Eis("BR-NL-3", f"{VAN}/cac:PostalAddress/cbc:PostalZone", "postcode", Partij.AFZENDER, "afzender_postcode"),
    Eis("BR-NL-3", f"{VAN}/cac:PostalAddress/cbc:CityName", "plaats", Partij.AFZENDER, "afzender_plaats"),
    Eis("BR-09", f"{VAN}/cac:PostalAddress/cac:Country/cbc:IdentificationCode", "land van de afzender"),
    Eis("BR-07", f"{AAN}/cac:PartyLegalEntity/cbc:RegistrationName", "naam", Partij.AFNEMER, "gemeente"),
    Eis("BR-NL-10", f"{AAN}/cac:PartyLegalEntity/cbc:CompanyID", NUMMER, Partij.AFNEMER, "kvk"),
    Eis("PEPPOL-R010", f"{AAN}/cbc:EndpointID", NUMMER, Partij.AFNEMER, "kvk"),
    Eis("BR-NL-4", f"{AAN}/cac:PostalAddress/cbc:StreetName", "adres", Partij.AFNEMER, "adres"),
    Eis("BR-NL-4", f"{AAN}/cac:PostalAddress/cbc:PostalZone", "postcode", Partij.AFNEMER, "postcode"),
    Eis("BR-NL-4", f"{AAN}/cac:PostalAddress/cbc:CityName", "plaats", Partij.AFNEMER, "plaats"),
    Eis("BR-11", f"{AAN}/cac:PostalAddress/cac:Country/cbc:IdentificationCode", "land van de afnemer"),
    Eis("BR-CO-14", "cac:TaxTotal/cbc:TaxAmount", "totaal aan btw"),
    Eis("BR-CO-18", "cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:ID", "btw per categorie"),
    Eis("BR-12", "cac:LegalMonetaryTotal/cbc:LineExtensionAmount", "som van de regels"),
    Eis("BR-13", "cac:LegalMonetaryTotal/cbc:TaxExclusiveAmount", "totaal zonder btw"),
    Eis("BR-14", "cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount", "totaal met btw"),
    Eis("BR-15", "cac:LegalMonetaryTotal/cbc:PayableAmount", "bedrag dat te betalen is"),
)  # fmt: skip
EISEN_REGEL = (
    Eis("BR-21", "cbc:ID", "nummer"),
    Eis("BR-24", "cbc:LineExtensionAmount", "bedrag"),
    Eis("BR-25", "cac:Item/cbc:Name", "omschrijving"),
    Eis("BR-CO-04", "cac:Item/cac:ClassifiedTaxCategory/cbc:ID", "btw-categorie"),
    Eis("BR-26", "cac:Price/cbc:PriceAmount", "prijs"),
)
EISEN_BTW = (
    Eis("BR-45", "cbc:TaxableAmount", "grondslag"),
    Eis("BR-46", "cbc:TaxAmount", "btw"),
    Eis("BR-47", "cac:TaxCategory/cbc:ID", "categorie"),
)


def check_verplicht(root: etree._Element) -> Iterator[Gebrek]:
    """What is missing in the document, in its lines and in its btw; and what is there but empty."""
    yield from _check_eisen(root, EISEN, "")
    type_code = "cbc:CreditNoteTypeCode" if is_credit(root) else "cbc:InvoiceTypeCode"
    yield from _check_eisen(root, (Eis("BR-04", type_code, "soort document"),), "")
    if not list_regels(root):
        yield Gebrek("BR-16", "er is geen enkele regel")
    aantal = "cbc:CreditedQuantity" if is_credit(root) else "cbc:InvoicedQuantity"
    for nummer, regel in enumerate(list_regels(root), start=1):
        yield from _check_eisen(regel, (*EISEN_REGEL, Eis("BR-22", aantal, "aantal")), f" van regel {nummer}")
        if not all(one.get("unitCode") for one in find_all(regel, aantal)):
            yield Gebrek("BR-23", f"eenheid van regel {nummer} ontbreekt")
    for one in find_all(root, "cac:TaxTotal/cac:TaxSubtotal"):
        yield from _check_eisen(one, EISEN_BTW, " van de btw")
    yield from _check_leeg(root)


def _check_eisen(element: etree._Element, eisen: tuple[Eis, ...], bij: str) -> Iterator[Gebrek]:
    for eis in eisen:
        if not find_tekst(element, eis.pad):
            yield Gebrek(eis.regel, f"{eis.naam}{bij} ontbreekt", eis.partij, eis.veld)


def _check_leeg(root: etree._Element) -> Iterator[Gebrek]:
    for element in root.iter("*"):
        if not len(element) and not (element.text or "").strip():
            yield Gebrek("PEPPOL-R008", f"element {etree.QName(element).localname} is leeg")
    if len(find_all(root, "cbc:Note")) > 1:
        yield Gebrek("PEPPOL-R002", "er is meer dan één opmerking")
