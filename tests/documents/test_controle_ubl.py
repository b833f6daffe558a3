"""Our own check of the UBL: silent on what is right, and each thing that goes wrong is noticed before a file is written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cusd_xl.documents.controle_ubl import check_ubl
from cusd_xl.documents.ubl import make_ubl
from tests.documents.mutanten import MUTANTEN, NEDERLAND, Mutant, drop_each
from tests.documents.voorbeelden import VOORBEELDEN

VRIJ = {
    "Note", "PaymentTerms", "PaymentTerms/Note", "PaymentMeans/PaymentID", "BillingReference", "InvoiceLine/Note",
    "InvoiceLine/Item/Description", "CreditNoteLine/Note", "CreditNoteLine/Item/Description",
    "AccountingSupplierParty/Party/Contact", "AccountingCustomerParty/Party/Contact",
}  # fmt: skip
"""What we add for the reader and no rule asks for; that one of several voorschotten is missing cannot be seen in the document."""


@pytest.mark.parametrize("profiel", ["nlcius", "peppol"])
@pytest.mark.parametrize("naam", VOORBEELDEN)
def test_what_we_write_passes_our_own_check(naam: str, profiel: str) -> None:
    """Geen enkel soort e-factuur dat wij maken, wordt door onze eigen controle tegengehouden."""
    assert check_ubl(make_ubl(VOORBEELDEN[naam], profiel)) == ()


@pytest.mark.parametrize("naam", VOORBEELDEN)
def test_every_element_that_is_missing_is_noticed(naam: str) -> None:
    """Laat een willekeurig element weg, dan wordt de e-factuur niet geschreven; alleen toelichtende teksten mogen ontbreken."""
    unseen = {pad for pad, xml in drop_each(make_ubl(VOORBEELDEN[naam], "nlcius")) if not check_ubl(xml)}
    assert unseen <= VRIJ | ({"DueDate"} if VOORBEELDEN[naam].te_betalen <= 0 else set())


def test_a_creditfactuur_needs_its_only_reference() -> None:
    """Een creditfactuur zonder de factuur waar zij bij hoort, wordt niet geschreven."""
    dropped = dict(drop_each(make_ubl(VOORBEELDEN["credit-o"], "nlcius")))
    assert [one.regel for one in check_ubl(dropped["BillingReference"])] == ["NL-R-001"]


@pytest.mark.parametrize("mutant", MUTANTEN, ids=lambda one: f"{one.regel}-{one.voorbeeld}")
def test_every_wrong_value_is_noticed(mutant: Mutant) -> None:
    """Elke regel die wij beloven te controleren, ziet de fout die erbij hoort."""
    xml = make_ubl(VOORBEELDEN[mutant.voorbeeld], "nlcius")
    assert mutant.regel in {one.regel for one in check_ubl(mutant.maak(xml))}


def test_all_thirteen_national_rules_are_held() -> None:
    """Van de nationale regels die een e-factuur doen afkeuren wordt er geen overgeslagen; nummer 6 bestaat niet."""
    assert {one.regel for one in NEDERLAND} - {"NL-R-001"} == {f"BR-NL-{nummer}" for nummer in range(1, 14) if nummer != 6}


@pytest.mark.parametrize(
    "xml", [b"", b"<Invoice/>", b"geen xml", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>']
)
def test_what_is_no_ubl_is_refused(xml: bytes) -> None:
    """Een leeg, vreemd of gevaarlijk document is geen e-factuur."""
    assert [one.regel for one in check_ubl(xml)] == ["XML"]


def test_a_doctype_is_refused_even_in_ubl() -> None:
    """Een e-factuur met een DOCTYPE wordt niet gelezen, want zij zou een ander bestand kunnen binnenhalen."""
    xml = make_ubl(VOORBEELDEN["factuur-o"], "nlcius").replace(b"<Invoice ", b"<!DOCTYPE Invoice>\n<Invoice ", 1)
    assert [one.regel for one in check_ubl(xml)] == ["XML"]


def test_one_problem_is_told_once() -> None:
    """Ontbreken KvK en OIN, dan staat dat er één keer, ook al breken er twee regels."""
    factuur = VOORBEELDEN["factuur-o"]
    without = replace(factuur, afnemer=replace(factuur.afnemer, kvk="", oin=""))
    assert [(one.partij, one.tekst) for one in check_ubl(make_ubl(without, "nlcius"))] == [
        ("afnemer", "geldig KvK-nummer of OIN ontbreekt")
    ]
