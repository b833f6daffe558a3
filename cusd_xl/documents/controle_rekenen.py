"""The arithmetic of a document: lines, btw and totals add up to the cent, and quantity times price is the line exactly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from lxml import etree

from cusd_xl.base.money import CENTS_PER_EURO, round_half_up
from cusd_xl.documents.gebrek import Gebrek
from cusd_xl.documents.ubl_lezen import find_all, find_bedrag, find_tekst, is_credit, list_regels

BEDRAG = re.compile(r"-?\d+\.\d{2}")
TOTALEN = "cac:LegalMonetaryTotal"
NUL = Fraction(0)


def check_rekenen(root: etree._Element) -> Iterator[Gebrek]:
    """The sums of EN 16931; an amount that is missing counts as 0 here and is reported by check_verplicht."""
    yield from _check_vorm(root)
    yield from _check_regels(root)
    yield from _check_btw(root)
    regels = sum((_bedrag(one, "cbc:LineExtensionAmount") for one in list_regels(root)), NUL)
    btw, delen = _bedrag(root, "cac:TaxTotal/cbc:TaxAmount"), find_all(root, "cac:TaxTotal/cac:TaxSubtotal")
    zonder, met = _bedrag(root, f"{TOTALEN}/cbc:TaxExclusiveAmount"), _bedrag(root, f"{TOTALEN}/cbc:TaxInclusiveAmount")
    som, vooraf = _bedrag(root, f"{TOTALEN}/cbc:LineExtensionAmount"), _bedrag(root, f"{TOTALEN}/cbc:PrepaidAmount")
    sommen = (
        ("BR-CO-10", som == regels, "de som van de regels"),
        ("BR-CO-13", zonder == som, "het totaal zonder btw"),
        ("BR-CO-14", btw == sum((_bedrag(one, "cbc:TaxAmount") for one in delen), NUL), "het totaal aan btw"),
        ("BR-CO-15", met == zonder + btw, "het totaal met btw"),
        ("BR-CO-16", _bedrag(root, f"{TOTALEN}/cbc:PayableAmount") == met - vooraf, "het bedrag dat te betalen is"),
    )
    if vooraf and not find_all(root, "cac:BillingReference"):
        yield Gebrek("CUSD-VOORSCHOT", "verwijzing naar de voorschotten ontbreekt")
    for regel, klopt, wat in sommen:
        if not klopt:
            yield Gebrek(regel, f"{wat} telt niet op")


def _check_vorm(root: etree._Element) -> Iterator[Gebrek]:
    munt = find_tekst(root, "cbc:DocumentCurrencyCode")
    for element in root.iter("*"):
        if etree.QName(element).localname.endswith("Amount"):
            if not BEDRAG.fullmatch(element.text or ""):
                yield Gebrek("BR-DEC", f"bedrag '{element.text}' heeft geen twee decimalen")
            if element.get("currencyID") != munt:
                yield Gebrek("PEPPOL-R051", f"munt '{element.get('currencyID')}' is niet die van de factuur")


def _check_regels(root: etree._Element) -> Iterator[Gebrek]:
    aantal = "cbc:CreditedQuantity" if is_credit(root) else "cbc:InvoicedQuantity"
    for nummer, regel in enumerate(list_regels(root), start=1):
        prijs = _bedrag(regel, "cac:Price/cbc:PriceAmount")
        if prijs < 0:
            yield Gebrek("BR-27", f"prijs van regel {nummer} is negatief")
        if _bedrag(regel, aantal) * prijs != _bedrag(regel, "cbc:LineExtensionAmount"):
            yield Gebrek("PEPPOL-R120", f"aantal maal prijs is niet het bedrag van regel {nummer}")


def _check_btw(root: etree._Element) -> Iterator[Gebrek]:
    """Per categorie and rate: the base is the sum of its lines, the btw is the rate over that base, rounded half up."""
    regels: dict[tuple[str, Fraction], Fraction] = {}
    for one in list_regels(root):
        sleutel = _lees_categorie(one, "cac:Item/cac:ClassifiedTaxCategory")
        regels[sleutel] = regels.get(sleutel, NUL) + _bedrag(one, "cbc:LineExtensionAmount")
    grondslagen: dict[tuple[str, Fraction], Fraction] = {}
    for one in find_all(root, "cac:TaxTotal/cac:TaxSubtotal"):
        sleutel = _lees_categorie(one, "cac:TaxCategory")
        if sleutel in grondslagen:
            yield Gebrek("BR-CO-18", f"btw-categorie {sleutel[0]} staat er twee keer")
        grondslagen[sleutel] = _bedrag(one, "cbc:TaxableAmount")
        btw = Fraction(round_half_up(grondslagen[sleutel] * sleutel[1]), CENTS_PER_EURO)
        if _bedrag(one, "cbc:TaxAmount") != btw:
            yield Gebrek("BR-CO-17", f"btw van categorie {sleutel[0]} is niet het tarief over de grondslag")
    if regels != grondslagen:
        yield Gebrek("BR-CO-18", "de grondslag van de btw is niet de som van de regels")


def _lees_categorie(element: etree._Element, pad: str) -> tuple[str, Fraction]:
    return find_tekst(element, f"{pad}/cbc:ID"), _bedrag(element, f"{pad}/cbc:Percent")


def _bedrag(element: etree._Element, pad: str) -> Fraction:
    return find_bedrag(element, pad) or NUL
