"""What the official rules do not see or see only as a warning: numbers that are not valid, dates, and btw that does not fit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from cusd_xl.base.identifiers import is_iban, is_kvk, is_oin
from cusd_xl.documents.controle_verplicht import AAN, VAN
from cusd_xl.documents.gebrek import Gebrek, Partij
from cusd_xl.documents.ubl_lezen import find_all, find_bedrag, find_datum, find_tekst, is_credit, list_regels
from cusd_xl.documents.ubl_partijen import LAND, SCHEMA_KVK, SCHEMA_OIN
from cusd_xl.parameters.btwcodes import load_btwcodes
from cusd_xl.parameters.efactuur import load_efactuurprofielen

BTW_ID = re.compile(r"NL\d{9}B\d{2}")
BTW_ID_PAD = "cac:PartyTaxScheme/cbc:CompanyID"
BTW = "VAT"
BUITEN, VRIJGESTELD, BELAST = "O", "E", "S"
"""The btw categorieen of UNCL 5305 that a factuur here can have."""


def check_inhoud(root: etree._Element) -> Iterator[Gebrek]:
    """Profiel, numbers, dates and btw categorieen."""
    specificaties = {one.specificatie: one.proces for one in load_efactuurprofielen().values()}
    if find_tekst(root, "cbc:ProfileID") != specificaties.get(find_tekst(root, "cbc:CustomizationID")):
        yield Gebrek("PEPPOL-R004", "profiel is onbekend")
    yield from _check_nummers(root)
    yield from _check_datums(root)
    yield from _check_categorieen(root)


def _check_nummers(root: etree._Element) -> Iterator[Gebrek]:
    for wie, partij, veld in ((VAN, Partij.AFZENDER, "afzender_"), (AAN, Partij.AFNEMER, "")):
        for one in (*find_all(root, f"{wie}/cbc:EndpointID"), *find_all(root, f"{wie}/cac:PartyLegalEntity/cbc:CompanyID")):
            schema, nummer = one.get("schemeID"), one.text or ""
            if schema == SCHEMA_KVK and not is_kvk(nummer):
                yield Gebrek("PEPPOL-R054", "KvK-nummer is niet geldig", partij, f"{veld}kvk")
            elif schema == SCHEMA_OIN and not is_oin(nummer):
                yield Gebrek("PEPPOL-R055", "OIN is niet geldig", partij, f"{veld}oin")
            elif schema not in (SCHEMA_KVK, SCHEMA_OIN):
                yield Gebrek("CUSD-NUMMER", f"nummer uit lijst '{schema}' is geen KvK-nummer en geen OIN")
    for one in find_all(root, f"{VAN}/{BTW_ID_PAD}"):
        if not BTW_ID.fullmatch(one.text or ""):
            yield Gebrek("PEPPOL-R056", "btw-id heeft niet de vorm NL123456789B01", Partij.AFZENDER, "afzender_btw_id")
    for land in (f"{one}/cac:PostalAddress/cac:Country/cbc:IdentificationCode" for one in (VAN, AAN)):
        if find_tekst(root, land) != LAND:
            yield Gebrek("CUSD-LAND", "land is niet Nederland")
    for betaling in find_all(root, "cac:PaymentMeans"):
        iban = find_tekst(betaling, "cac:PayeeFinancialAccount/cbc:ID")
        if not iban:
            yield Gebrek("BR-61", "IBAN ontbreekt", Partij.AFZENDER, "afzender_iban")
        elif " " in iban or not is_iban(iban):
            yield Gebrek("CUSD-IBAN", "IBAN is niet geldig", Partij.AFZENDER, "afzender_iban")


def _check_datums(root: etree._Element) -> Iterator[Gebrek]:
    factuurdatum, vervaldatum = find_datum(root, "cbc:IssueDate"), find_datum(root, "cbc:DueDate")
    begin, einde = (find_datum(root, f"cac:InvoicePeriod/cbc:{naam}Date") for naam in ("Start", "End"))
    if factuurdatum is None:
        yield Gebrek("BR-03", "factuurdatum is geen datum")
    te_betalen = find_bedrag(root, "cac:LegalMonetaryTotal/cbc:PayableAmount") or 0
    if not is_credit(root) and te_betalen > 0 and (vervaldatum is None or factuurdatum is None or vervaldatum < factuurdatum):
        yield Gebrek("CUSD-VERVALDATUM", "vervaldatum ontbreekt of ligt vóór de factuurdatum")
    if begin is None or einde is None or begin > einde:
        yield Gebrek("BR-29", "periode is geen begin- en einddatum")


def _check_categorieen(root: etree._Element) -> Iterator[Gebrek]:
    op_regels = [("cac:Item/cac:ClassifiedTaxCategory", one) for one in list_regels(root)]
    delen = [("cac:TaxCategory", one) for one in find_all(root, "cac:TaxTotal/cac:TaxSubtotal")]
    codes = {find_tekst(one, f"{pad}/cbc:ID") for pad, one in (*op_regels, *delen)} - {""}
    if codes - {one.categorie for one in load_btwcodes().values()}:
        yield Gebrek("CUSD-BTW", f"btw-categorie {', '.join(sorted(codes))} is onbekend")
    if BUITEN in codes and len(codes) > 1:
        yield Gebrek("BR-O-11", "btw-categorie O staat samen met een andere op één factuur")
    if BUITEN in codes and any(find_tekst(root, f"{wie}/{BTW_ID_PAD}") for wie in (VAN, AAN)):
        yield Gebrek("BR-O-02", "btw-id staat op een factuur buiten de btw")
    if codes & {VRIJGESTELD, BELAST} and not find_tekst(root, f"{VAN}/{BTW_ID_PAD}"):
        yield Gebrek("BR-S-02", "btw-id ontbreekt, nodig bij btw-code S of E", Partij.AFZENDER, "afzender_btw_id")
    for pad, one in (*op_regels, *delen):
        yield from _check_tarief(one, pad)
    for pad, one in delen:
        has_reden = bool(find_tekst(one, f"{pad}/cbc:TaxExemptionReason"))
        if has_reden != (find_tekst(one, f"{pad}/cbc:ID") != BELAST):
            yield Gebrek("BR-O-10", "reden waarom er geen btw is, ontbreekt of hoort er niet")
    schemas = [*find_all(root, ".//cac:TaxScheme"), *find_all(root, ".//cac:PartyTaxScheme")]
    if any(BTW not in (find_tekst(one, "cbc:ID"), find_tekst(one, "cac:TaxScheme/cbc:ID")) for one in schemas):
        yield Gebrek("BR-CO-09", "btw heet in UBL altijd VAT")


def _check_tarief(element: etree._Element, pad: str) -> Iterator[Gebrek]:
    code, tarief = find_tekst(element, f"{pad}/cbc:ID"), find_bedrag(element, f"{pad}/cbc:Percent")
    klopt = {BUITEN: tarief is None, VRIJGESTELD: tarief == 0, BELAST: tarief is not None and tarief > 0}
    if not klopt.get(code, True):
        yield Gebrek("BR-48", f"tarief past niet bij btw-categorie {code}")
    if not find_all(element, f"{pad}/cac:TaxScheme"):
        yield Gebrek("BR-CO-09", "btw-schema ontbreekt")
