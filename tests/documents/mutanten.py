"""Documents with one thing wrong: every element taken out, and every kind of wrong value."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from cusd_xl.documents.ubl_xml import CAC, CBC, PREFIXEN

ELEMENT = etree._Element


@dataclass(frozen=True)
class Mutant:
    """The rule that must notice it, the sample it starts from, and what is done to the root."""

    regel: str
    voorbeeld: str
    wijzig: Callable[[ELEMENT], None]

    def maak(self, xml: bytes) -> bytes:
        """The sample, changed."""
        root = etree.fromstring(xml)
        self.wijzig(root)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def drop_each(xml: bytes) -> Iterator[tuple[str, bytes]]:
    """Every element taken out once: its path without namespaces and numbers, and the document without it."""
    root = etree.fromstring(xml)
    tree = root.getroottree()
    for pad in [tree.getelementpath(one) for one in root.iter("*")][1:]:
        without = copy.deepcopy(root)
        gone = without.find(pad)
        assert gone is not None
        parent = gone.getparent()
        assert parent is not None
        parent.remove(gone)
        yield re.sub(r"\{[^}]*\}|\[\d+\]", "", pad), etree.tostring(without)


def zet(pad: str, tekst: str) -> Callable[[ELEMENT], None]:
    """Another text in the first element on a path."""

    def wijzig(root: ELEMENT) -> None:
        found = root.find(pad, dict(PREFIXEN))
        assert found is not None
        found.text = tekst

    return wijzig


def kenmerk(pad: str, naam: str, waarde: str) -> Callable[[ELEMENT], None]:
    """Another attribute on the first element on a path."""

    def wijzig(root: ELEMENT) -> None:
        found = root.find(pad, dict(PREFIXEN))
        assert found is not None
        found.set(naam, waarde)

    return wijzig


def weg(pad: str) -> Callable[[ELEMENT], None]:
    """Every element on a path taken out."""

    def wijzig(root: ELEMENT) -> None:
        found = root.findall(pad, dict(PREFIXEN))
        assert found
        for one in found:
            parent = one.getparent()
            assert parent is not None
            parent.remove(one)

    return wijzig


def erbij(voor: str, xml: str) -> Callable[[ELEMENT], None]:
    """A piece of XML put before the first element on a path."""

    def wijzig(root: ELEMENT) -> None:
        found = root.find(voor, dict(PREFIXEN))
        assert found is not None
        found.addprevious(etree.fromstring(f'<x xmlns:cac="{CAC}" xmlns:cbc="{CBC}">{xml}</x>')[0])

    return wijzig


VAN, AAN = "cac:AccountingSupplierParty/cac:Party", "cac:AccountingCustomerParty/cac:Party"
NUMMER = "cac:PartyLegalEntity/cbc:CompanyID"
IBAN = "cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID"
REGEL, BTW, TOTAAL = "cac:InvoiceLine", "cac:TaxTotal/cac:TaxSubtotal", "cac:LegalMonetaryTotal"
BTW_SCHEMA = "<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>"
BTW_ID = f"<cac:PartyTaxScheme><cbc:CompanyID>NL001234567B01</cbc:CompanyID>{BTW_SCHEMA}</cac:PartyTaxScheme>"
LAND = "<cac:Country><cbc:IdentificationCode>NL</cbc:IdentificationCode></cac:Country>"
VERTEGENWOORDIGER = f"<cac:TaxRepresentativeParty><cac:PostalAddress>{LAND}</cac:PostalAddress></cac:TaxRepresentativeParty>"

NEDERLAND = (
    Mutant("BR-NL-1", "factuur-o", weg(f"{VAN}/{NUMMER}")),
    Mutant("BR-NL-1", "factuur-o", kenmerk(f"{VAN}/{NUMMER}", "schemeID", "0088")),
    Mutant("BR-NL-2", "factuur-o", weg("cbc:BuyerReference")),
    Mutant("BR-NL-3", "factuur-o", weg(f"{VAN}/cac:PostalAddress/cbc:StreetName")),
    Mutant("BR-NL-3", "credit-o", weg(f"{VAN}/cac:PostalAddress/cbc:PostalZone")),
    Mutant("BR-NL-4", "factuur-o", weg(f"{AAN}/cac:PostalAddress/cbc:CityName")),
    Mutant("BR-NL-4", "factuur-s", weg(f"{AAN}/cac:PostalAddress/cbc:StreetName")),
    Mutant("BR-NL-5", "factuur-o", erbij("cac:PaymentMeans", VERTEGENWOORDIGER)),
    Mutant("BR-NL-7", "factuur-o", zet("cbc:InvoiceTypeCode", "325")),
    Mutant("BR-NL-8", "factuur-o", zet("cbc:InvoiceTypeCode", "381")),
    Mutant("BR-NL-8", "credit-o", zet("cbc:CreditNoteTypeCode", "380")),
    Mutant("BR-NL-9", "factuur-o", zet("cbc:InvoiceTypeCode", "384")),
    Mutant("BR-NL-10", "factuur-o", kenmerk(f"{AAN}/{NUMMER}", "schemeID", "9944")),
    Mutant("BR-NL-11", "factuur-o", weg("cac:PaymentMeans")),
    Mutant("BR-NL-11", "credit-o", weg("cac:PaymentMeans")),
    Mutant("BR-NL-12", "factuur-o", zet("cac:PaymentMeans/cbc:PaymentMeansCode", "31")),
    Mutant(
        "BR-NL-13",
        "factuur-o",
        erbij(f"{REGEL}/cac:Item", "<cac:OrderLineReference><cbc:LineID>1</cbc:LineID></cac:OrderLineReference>"),
    ),
    Mutant("NL-R-001", "credit-o", weg("cac:BillingReference")),
)
BLIND = (
    Mutant("CUSD-IBAN", "factuur-o", zet(IBAN, "NL91 ABNA 0417 1643 00")),
    Mutant("CUSD-IBAN", "factuur-o", zet(IBAN, "NL92ABNA0417164300")),
    Mutant("PEPPOL-R055", "factuur-o", zet(f"{AAN}/cbc:EndpointID", "0000009900000308000")),
    Mutant("PEPPOL-R054", "factuur-o", zet(f"{AAN}/{NUMMER}", "8765432")),
    Mutant("CUSD-VERVALDATUM", "factuur-o", weg("cbc:DueDate")),
    Mutant("CUSD-VERVALDATUM", "factuur-o", zet("cbc:DueDate", "2026-01-04")),
    Mutant("CUSD-PERIODE", "factuur-o", weg("cac:InvoicePeriod")),
    Mutant("CUSD-CONTRACT", "factuur-o", weg("cac:ContractDocumentReference")),
    Mutant("CUSD-VOORSCHOT", "eind-bijbetalen", weg("cac:BillingReference")),
    Mutant("PEPPOL-R056", "factuur-s", zet(f"{VAN}/cac:PartyTaxScheme/cbc:CompanyID", "NL1234567B01")),
    Mutant("CUSD-LAND", "factuur-o", zet(f"{AAN}/cac:PostalAddress/cac:Country/cbc:IdentificationCode", "BE")),
    Mutant("CUSD-NUMMER", "factuur-o", kenmerk(f"{VAN}/cbc:EndpointID", "schemeID", "9944")),
    Mutant("CUSD-BTW", "factuur-o", zet(f"{BTW}/cac:TaxCategory/cbc:ID", "AE")),
)
"""What the official rules let through, or let through with a remark in their newest edition only."""
REKENEN = (
    Mutant("BR-CO-10", "factuur-o", zet(f"{TOTAAL}/cbc:LineExtensionAmount", "17921.69")),
    Mutant("BR-CO-13", "factuur-o", zet(f"{TOTAAL}/cbc:TaxExclusiveAmount", "17921.67")),
    Mutant("BR-CO-14", "factuur-s", zet("cac:TaxTotal/cbc:TaxAmount", "2100.11")),
    Mutant("BR-CO-15", "factuur-s", zet(f"{TOTAAL}/cbc:TaxInclusiveAmount", "12100.58")),
    Mutant("BR-CO-16", "eind-bijbetalen", zet(f"{TOTAAL}/cbc:PrepaidAmount", "1.00")),
    Mutant("BR-CO-17", "factuur-s", zet(f"{BTW}/cbc:TaxAmount", "2100.12")),
    Mutant("BR-CO-18", "factuur-o", zet(f"{BTW}/cbc:TaxableAmount", "1.00")),
    Mutant("BR-DEC", "factuur-o", zet(f"{TOTAAL}/cbc:PayableAmount", "17921.680")),
    Mutant("BR-27", "factuur-o", zet(f"{REGEL}/cac:Price/cbc:PriceAmount", "-17471.68")),
    Mutant("PEPPOL-R120", "factuur-aantal", zet(f"{REGEL}/cac:Price/cbc:PriceAmount", "2.34")),
    Mutant("PEPPOL-R051", "factuur-o", kenmerk(f"{TOTAAL}/cbc:PayableAmount", "currencyID", "USD")),
)
VORM = (
    Mutant("BR-O-02", "factuur-o", erbij(f"{VAN}/cac:PartyLegalEntity", BTW_ID)),
    Mutant("BR-S-02", "factuur-s", weg(f"{VAN}/cac:PartyTaxScheme")),
    Mutant("BR-S-02", "factuur-e", weg(f"{VAN}/cac:PartyTaxScheme")),
    Mutant("BR-O-11", "factuur-es", zet(f"{REGEL}/cac:Item/cac:ClassifiedTaxCategory/cbc:ID", "O")),
    Mutant("BR-48", "factuur-s", zet(f"{BTW}/cac:TaxCategory/cbc:Percent", "0")),
    Mutant("BR-O-10", "factuur-e", weg(f"{BTW}/cac:TaxCategory/cbc:TaxExemptionReason")),
    Mutant("BR-CO-09", "factuur-s", zet(f"{BTW}/cac:TaxCategory/cac:TaxScheme/cbc:ID", "GST")),
    Mutant("BR-61", "factuur-o", weg("cac:PaymentMeans/cac:PayeeFinancialAccount")),
    Mutant("PEPPOL-R004", "factuur-o", zet("cbc:CustomizationID", "urn:cen.eu:en16931:2017")),
    Mutant("PEPPOL-R008", "factuur-o", zet("cac:PaymentTerms/cbc:Note", " ")),
    Mutant("PEPPOL-R002", "factuur-doorschuif", erbij("cbc:Note", "<cbc:Note>nog een</cbc:Note>")),
    Mutant("BR-03", "factuur-o", zet("cbc:IssueDate", "05-01-2026")),
    Mutant("BR-29", "factuur-o", zet("cac:InvoicePeriod/cbc:EndDate", "2025-12-31")),
)
MUTANTEN = (*NEDERLAND, *BLIND, *REKENEN, *VORM)
