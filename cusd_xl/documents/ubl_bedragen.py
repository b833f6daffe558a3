"""The amounts of a factuur in UBL: the btw per categorie, the totals and the lines, all from whole cents."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from cusd_xl.base.money import euro_text, format_euro
from cusd_xl.documents.ubl_partijen import btw_schema
from cusd_xl.documents.ubl_xml import Deel, groep, veld
from cusd_xl.model.factuur import Btwregel, Factuur, Factuurregel, Specificatieregel
from cusd_xl.parameters.btwcodes import load_btwcodes

MUNT = "EUR"
STUK = "C62"
"""The unit `one` of UN/ECE recommendation 20."""


def bedrag(naam: str, cents: int) -> Deel:
    """An amount with two decimals and its currency."""
    return veld(naam, euro_text(cents), currencyID=MUNT)


def make_btw(factuur: Factuur) -> Deel:
    """The btw in all and per categorie; codes of one categorie share a row, for there may be only one."""
    groepen: dict[tuple[str, Fraction | None], list[Btwregel]] = {}
    for regel in factuur.btwregels:
        groepen.setdefault((load_btwcodes()[regel.code].categorie, regel.percentage), []).append(regel)
    return groep("TaxTotal", bedrag("TaxAmount", factuur.btw), *(_make_subtotaal(regels) for regels in groepen.values()))


def _make_subtotaal(regels: list[Btwregel]) -> Deel:
    code = load_btwcodes()[regels[0].code]
    return groep(
        "TaxSubtotal",
        bedrag("TaxableAmount", sum(one.grondslag for one in regels)),
        bedrag("TaxAmount", sum(one.btw for one in regels)),
        groep(
            "TaxCategory",
            veld("ID", code.categorie),
            veld("Percent", _percent_text(code.categorie, regels[0].percentage)),
            veld("TaxExemptionReason", code.reden),
            btw_schema(),
        ),
    )


def make_totalen(factuur: Factuur) -> Deel:
    """The totals; what was billed in advance is set off, and what is left may be below zero."""
    return groep(
        "LegalMonetaryTotal",
        bedrag("LineExtensionAmount", factuur.subtotaal),
        bedrag("TaxExclusiveAmount", factuur.subtotaal),
        bedrag("TaxInclusiveAmount", factuur.totaal),
        bedrag("PrepaidAmount", factuur.vooruitbetaald) if factuur.vooruitbetaald else None,
        bedrag("PayableAmount", factuur.te_betalen),
    )


def make_regels(factuur: Factuur, regelnaam: str, aantalnaam: str) -> tuple[Deel, ...]:
    """The lines, under the names that an Invoice or a CreditNote gives them and their quantity."""
    return tuple(
        _make_regel(factuur, nummer, regel, regelnaam, aantalnaam) for nummer, regel in enumerate(factuur.regels, start=1)
    )


def _make_regel(factuur: Factuur, nummer: int, regel: Factuurregel, regelnaam: str, aantalnaam: str) -> Deel:
    posten = [post for post in factuur.specificatie if (post.soort, post.btw) == (regel.omschrijving, regel.btw)]
    aantal, prijs = _find_aantal(regel, posten)
    percentages = {one.code: one.percentage for one in factuur.btwregels}
    categorie = load_btwcodes()[regel.btw].categorie
    return groep(
        regelnaam,
        veld("ID", str(nummer)),
        veld("Note", f"Jaarbedrag {format_euro(regel.jaarbedrag)}; {factuur.termijn.omschrijving}"),
        veld(aantalnaam, str(aantal), unitCode=STUK),
        bedrag("LineExtensionAmount", regel.bedrag),
        groep(
            "Item",
            veld("Description", "; ".join(f"{post.kostenpost} {post.omschrijving}" for post in posten)),
            veld("Name", f"Bijdrage {regel.omschrijving} {factuur.termijn.jaar}"),
            groep(
                "ClassifiedTaxCategory",
                veld("ID", categorie),
                veld("Percent", _percent_text(categorie, percentages[regel.btw])),
                btw_schema(),
            ),
        ),
        groep("Price", bedrag("PriceAmount", prijs)),
    )


def _find_aantal(regel: Factuurregel, posten: list[Specificatieregel]) -> tuple[int, int]:
    """Quantity and price in cents: a count times a tarief where that is the line to the cent, else one times the line.

    A price may not be below zero (BR-27), so a line below zero is minus one times its size.
    """
    eigen = [one for post in posten for one in post.eigen]
    if len(eigen) == 1 and eigen[0].aantal and eigen[0].tarief is not None:
        aantal, tarief = Fraction(eigen[0].aantal), eigen[0].tarief
        if tarief >= 0 and aantal.denominator == 1 and aantal * tarief == regel.bedrag:
            return int(aantal), tarief
    return (-1 if regel.bedrag < 0 else 1), abs(regel.bedrag)


def _percent_text(categorie: str, percentage: Fraction | None) -> str:
    """The rate as UBL writes it; category O has none, and one without a rate has 0."""
    if categorie == "O":
        return ""
    rate = percentage or Fraction(0)
    return f"{Decimal(rate.numerator) / Decimal(rate.denominator):f}"
