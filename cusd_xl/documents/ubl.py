"""A factuur as UBL 2.1 that satisfies NLCIUS and Peppol BIS 3 alike; the profiel decides only how it names itself."""

from __future__ import annotations

from cusd_xl.base.money import format_euro
from cusd_xl.base.years import format_datum
from cusd_xl.documents.ubl_bedragen import MUNT, make_btw, make_regels, make_totalen
from cusd_xl.documents.ubl_partijen import make_afnemer, make_afzender
from cusd_xl.documents.ubl_xml import Deel, groep, veld, write_xml
from cusd_xl.model.factuur import Factuur, Factuursoort
from cusd_xl.model.factuurtekst import is_te_betalen, is_terug
from cusd_xl.parameters.btwcodes import load_btwcodes
from cusd_xl.parameters.efactuur import load_efactuurprofielen

SEPA = "58"
"""Payment by SEPA credit transfer (UNCL 4461)."""
TYPE_FACTUUR, TYPE_CREDITFACTUUR = "380", "381"
"""UNCL 1001."""
MET_BTW_ID = ("S", "E")
"""The btw categorieen for which EN 16931 asks the btw-id of the sender."""
CONCEPT = "CONCEPT: dit is geen factuur. Niet boeken en niet betalen; het definitieve nummer volgt."


def make_ubl(factuur: Factuur, profiel: str) -> bytes:
    """The factuur, eindafrekening or creditfactuur as XML; `profiel` is nlcius or peppol.

    What is missing in the data is left out, never made up; check_ubl says what that means. An interne verrekening is not sent
    and raises ValueError, an unknown profiel KeyError.
    """
    if factuur.soort.is_intern:
        raise ValueError("an interne verrekening is no factuur and has no UBL")
    is_credit = factuur.soort is Factuursoort.CREDITFACTUUR
    namen = ("CreditNoteLine", "CreditedQuantity") if is_credit else ("InvoiceLine", "InvoicedQuantity")
    return write_xml(
        "CreditNote" if is_credit else "Invoice",
        *_make_kop(factuur, profiel, is_credit),
        *_make_verwijzingen(factuur),
        make_afzender(factuur.afzender, any(load_btwcodes()[one.code].categorie in MET_BTW_ID for one in factuur.btwregels)),
        make_afnemer(factuur.afnemer),
        _make_betaling(factuur),
        groep("PaymentTerms", veld("Note", _betaalafspraak(factuur))),
        make_btw(factuur),
        make_totalen(factuur),
        *make_regels(factuur, *namen),
    )


def _make_kop(factuur: Factuur, profiel: str, is_credit: bool) -> tuple[Deel, ...]:
    gekozen = load_efactuurprofielen()[profiel]
    vervalt = factuur.vervaldatum if not is_credit else None
    return (
        veld("CustomizationID", gekozen.specificatie),
        veld("ProfileID", gekozen.proces),
        veld("ID", factuur.nummer),
        veld("IssueDate", factuur.factuurdatum.isoformat()),
        veld("DueDate", vervalt.isoformat()) if vervalt else None,
        veld("CreditNoteTypeCode", TYPE_CREDITFACTUUR) if is_credit else veld("InvoiceTypeCode", TYPE_FACTUUR),
        veld("Note", _make_opmerking(factuur)),
        veld("DocumentCurrencyCode", MUNT),
        veld("BuyerReference", factuur.afnemer.referentie or f"{factuur.regeling} {factuur.termijn.jaar}"),
    )


def _make_verwijzingen(factuur: Factuur) -> tuple[Deel, ...]:
    termijn, verwijzingen = factuur.termijn, factuur.verwijzingen or factuur.voorschotten
    return (
        groep("InvoicePeriod", veld("StartDate", termijn.begin.isoformat()), veld("EndDate", termijn.einde.isoformat())),
        *(groep("BillingReference", groep("InvoiceDocumentReference", veld("ID", one.nummer))) for one in verwijzingen),
        groep("ContractDocumentReference", veld("ID", factuur.regeling)),
    )


def _make_opmerking(factuur: Factuur) -> str:
    """The one note that Peppol allows: a concept as such, why an earlier factuur is taken back, the doorschuif-btw."""
    delen = [CONCEPT] if factuur.concept else []
    if factuur.reden:
        delen.append(f"Reden: {factuur.reden.rstrip('.')}.")
    if factuur.doorschuifbtw is not None:
        delen += [
            code.opgave.format(bedrag=format_euro(factuur.doorschuifbtw)) for code in load_btwcodes().values() if code.opgave
        ]
    return " ".join(delen)


def _make_betaling(factuur: Factuur) -> Deel:
    """The account; where there is something to pay, and for a creditfactuur because BR-NL-11 asks it of any amount above zero.

    A concept has no number to pay under.
    """
    if factuur.te_betalen <= 0 and not is_te_betalen(factuur):
        return None
    return groep(
        "PaymentMeans",
        veld("PaymentMeansCode", SEPA),
        None if factuur.concept else veld("PaymentID", factuur.nummer),
        groep("PayeeFinancialAccount", veld("ID", factuur.afzender.iban.replace(" ", "").upper())),
    )


def _betaalafspraak(factuur: Factuur) -> str:
    is_credit = factuur.soort is Factuursoort.CREDITFACTUUR
    if is_terug(factuur):
        return (
            "Dit bedrag wordt aan u terugbetaald of met een volgende factuur verrekend."
            if is_credit
            else "Dit bedrag maken wij aan u over."
        )
    if is_credit and factuur.te_betalen < 0:
        return "Hebt u dit bedrag al ontvangen, dan vragen wij het van u terug."
    if factuur.te_betalen == 0 or factuur.vervaldatum is None:
        return "Er hoeft niets te worden betaald."
    return f"Te betalen uiterlijk op {format_datum(factuur.vervaldatum)}."
