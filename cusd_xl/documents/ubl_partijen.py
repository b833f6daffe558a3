"""The two parties of a factuur in UBL: the centrumgemeente that sends it and the gemeente that pays."""

from __future__ import annotations

from cusd_xl.base.identifiers import is_kvk, is_oin
from cusd_xl.documents.ubl_xml import Deel, groep, veld
from cusd_xl.model.begroting import Deelnemer
from cusd_xl.model.regeling import Afzender

SCHEMA_KVK, SCHEMA_OIN = "0106", "0190"
"""The lists that numbers of organisations come from (ISO 6523)."""
LAND = "NL"


def make_afzender(afzender: Afzender, met_btw_id: bool) -> Deel:
    """The sender; its btw-id only where btw plays a part, for outside the btw it is forbidden (BR-O-02)."""
    btw = groep("PartyTaxScheme", veld("CompanyID", afzender.btw_id), btw_schema()) if met_btw_id and afzender.btw_id else None
    return groep("AccountingSupplierParty", _make_partij(afzender.naam, afzender, btw))


def make_afnemer(afnemer: Deelnemer) -> Deel:
    """The gemeente that pays, under its full name."""
    return groep("AccountingCustomerParty", _make_partij(f"Gemeente {afnemer.gemeente}", afnemer, None))


def btw_schema() -> Deel:
    """The name of btw among all taxes."""
    return groep("TaxScheme", veld("ID", "VAT"))


def _make_partij(naam: str, wie: Afzender | Deelnemer, btw: Deel) -> Deel:
    return groep(
        "Party",
        _make_nummer("EndpointID", wie, (SCHEMA_OIN, SCHEMA_KVK)),
        groep(
            "PostalAddress",
            veld("StreetName", wie.adres),
            veld("CityName", wie.plaats),
            veld("PostalZone", wie.postcode),
            groep("Country", veld("IdentificationCode", LAND)),
        ),
        btw,
        groep("PartyLegalEntity", veld("RegistrationName", naam), _make_nummer("CompanyID", wie, (SCHEMA_KVK, SCHEMA_OIN))),
        groep("Contact", veld("ElectronicMail", wie.email)),
    )


def _make_nummer(element: str, wie: Afzender | Deelnemer, voorkeur: tuple[str, str]) -> Deel:
    """The number of the first list that has a valid one; without a valid one nothing, which the checks then report.

    A gemeente is reached by its OIN, which Peppol in the Netherlands requires of public bodies, and registered at the KvK.
    """
    valid = {SCHEMA_KVK: wie.kvk if is_kvk(wie.kvk) else "", SCHEMA_OIN: wie.oin if is_oin(wie.oin) else ""}
    schema = next((one for one in voorkeur if valid[one]), "")
    return veld(element, valid[schema], schemeID=schema) if schema else None
