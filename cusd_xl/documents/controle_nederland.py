"""The fatal national rules BR-NL-1 to BR-NL-13, held natively, and NL-R-001: no registry has them to download."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from cusd_xl.documents.controle_verplicht import AAN, NUMMER, VAN
from cusd_xl.documents.gebrek import Gebrek, Partij
from cusd_xl.documents.ubl_lezen import find_all, find_bedrag, find_tekst, is_credit
from cusd_xl.documents.ubl_partijen import LAND, SCHEMA_KVK, SCHEMA_OIN

ADRESDELEN = (("cbc:StreetName", "adres"), ("cbc:PostalZone", "postcode"), ("cbc:CityName", "plaats"))
BETAALWIJZEN = ("30", "48", "49", "57", "58", "59")
SOORTEN_FACTUUR, SOORT_CREDIT, SOORT_CORRECTIE = ("380", "384", "389"), "381", "384"
VERWIJZING = "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID"


def check_nederland(root: etree._Element) -> Iterator[Gebrek]:
    """The rules for a sender in the Netherlands, under the names of NLCIUS; BR-NL-6 does not exist."""
    yield from _check_nummer(root, VAN, "BR-NL-1", Partij.AFZENDER, "afzender_kvk")
    if not (find_tekst(root, "cbc:BuyerReference") or find_tekst(root, "cac:OrderReference/cbc:ID")):
        yield Gebrek("BR-NL-2", "referentie ontbreekt", Partij.AFNEMER, "referentie")
    yield from _check_adres(root, VAN, "BR-NL-3", Partij.AFZENDER, "afzender_")
    if find_tekst(root, f"{AAN}/cac:PostalAddress/cac:Country/cbc:IdentificationCode") == LAND:
        yield from _check_adres(root, AAN, "BR-NL-4", Partij.AFNEMER, "")
        yield from _check_nummer(root, AAN, "BR-NL-10", Partij.AFNEMER, "kvk")
    yield from _check_vertegenwoordiger(root)
    yield from _check_soort(root)
    yield from _check_betaalwijze(root)
    if find_all(root, ".//cac:OrderLineReference/cbc:LineID") and not find_tekst(root, "cac:OrderReference/cbc:ID"):
        yield Gebrek("BR-NL-13", "verwijzing naar een orderregel zonder ordernummer")


def _check_nummer(root: etree._Element, wie: str, regel: str, partij: Partij, veld: str) -> Iterator[Gebrek]:
    nummers = find_all(root, f"{wie}/cac:PartyLegalEntity/cbc:CompanyID")
    if not any(one.get("schemeID") in (SCHEMA_KVK, SCHEMA_OIN) and (one.text or "").strip() for one in nummers):
        yield Gebrek(regel, f"{NUMMER} ontbreekt", partij, veld)


def _check_adres(root: etree._Element, wie: str, regel: str, partij: Partij, voor: str) -> Iterator[Gebrek]:
    for deel, naam in ADRESDELEN:
        if not find_tekst(root, f"{wie}/cac:PostalAddress/{deel}"):
            yield Gebrek(regel, f"{naam} ontbreekt", partij, f"{voor}{naam}")


def _check_vertegenwoordiger(root: etree._Element) -> Iterator[Gebrek]:
    for adres in find_all(root, "cac:TaxRepresentativeParty/cac:PostalAddress"):
        is_nl = find_tekst(adres, "cac:Country/cbc:IdentificationCode") == LAND
        if is_nl and not all(find_tekst(adres, deel) for deel, _ in ADRESDELEN):
            yield Gebrek("BR-NL-5", "adres van de fiscaal vertegenwoordiger is niet volledig")


def _check_soort(root: etree._Element) -> Iterator[Gebrek]:
    credit = is_credit(root)
    soort = find_tekst(root, "cbc:CreditNoteTypeCode" if credit else "cbc:InvoiceTypeCode")
    if soort not in (*SOORTEN_FACTUUR, SOORT_CREDIT):
        yield Gebrek("BR-NL-7", f"soort document '{soort}' bestaat niet")
    elif (soort == SOORT_CREDIT) != credit:
        yield Gebrek("BR-NL-8", f"soort document '{soort}' hoort niet bij {etree.QName(root).localname}")
    if soort == SOORT_CORRECTIE and not find_tekst(root, VERWIJZING):
        yield Gebrek("BR-NL-9", "verwijzing naar de gecorrigeerde factuur ontbreekt")
    if credit and not find_tekst(root, VERWIJZING):
        yield Gebrek("NL-R-001", "verwijzing naar de gecrediteerde factuur ontbreekt")


def _check_betaalwijze(root: etree._Element) -> Iterator[Gebrek]:
    wijzen = find_all(root, "cac:PaymentMeans")
    te_betalen = find_bedrag(root, "cac:LegalMonetaryTotal/cbc:PayableAmount")
    if te_betalen is not None and te_betalen > 0 and not wijzen:
        yield Gebrek("BR-NL-11", "betaalwijze ontbreekt")
    if is_credit(root) and te_betalen is not None and te_betalen < 0 and not wijzen:
        yield Gebrek("CUSD-TERUG", "rekening waarop een teruggave wordt terugbetaald, ontbreekt")
    if any(find_tekst(one, "cbc:PaymentMeansCode") not in BETAALWIJZEN for one in wijzen):
        yield Gebrek("BR-NL-12", "betaalwijze is onbekend")
