"""The official rules: 0 errors and 0 remarks on what we write, and no excuse when a rule or a package is missing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from cusd_xl.base.errors import ArgumentError
from cusd_xl.documents import official_rules
from cusd_xl.documents.controle_ubl import check_ubl
from cusd_xl.documents.official_rules import PEPPOL, Regels, check_official, load_regels
from cusd_xl.documents.ubl import make_ubl
from tests.documents.mutanten import BLIND, MUTANTEN, NEDERLAND, Mutant, drop_each
from tests.documents.voorbeelden import VOORBEELDEN
from tests.hulp.facturen import lange_begroting, maak_facturen

TWEELING = {
    "BR-NL-1": "NL-R-003", "BR-NL-3": "NL-R-002", "BR-NL-4": "NL-R-004", "BR-NL-5": "NL-R-006", "BR-NL-10": "NL-R-005",
    "BR-NL-11": "NL-R-007", "BR-NL-12": "NL-R-008", "BR-NL-13": "NL-R-009", "NL-R-001": "NL-R-001",
}  # fmt: skip
"""The national rules of NLCIUS and what Peppol calls them."""
ZONDER_NUMMER = "BR-CO-26"
"""What EN 16931 says when the sender has no number at all; Peppol looks at the list of a number that is there."""
AFGERADEN = (
    "TaxCurrencyCode", "TaxPointDate", "DescriptionCode", "CompanyLegalForm", "AddressLine", "CountrySubentity",
    "AllowanceChargeReasonCode", "TaxExemptionReasonCode", "FinancialInstitutionBranch",
)  # fmt: skip
"""The elements that NLCIUS advises against (BR-NL-19 to 35); the others it names hang on a place or an attribute."""


@pytest.fixture(scope="module")
def regels() -> Regels:
    """The rule sets, compiled once."""
    return load_regels()


@pytest.mark.parametrize("profiel", ["nlcius", "peppol"])
@pytest.mark.parametrize("naam", VOORBEELDEN)
def test_the_official_rules_have_nothing_to_say(naam: str, profiel: str, regels: Regels) -> None:
    """Elk soort e-factuur doorstaat XSD, EN 16931 en Peppol zonder fout en zonder opmerking, onder beide profielen."""
    assert check_official(make_ubl(VOORBEELDEN[naam], profiel), regels) == ()


@pytest.mark.parametrize("termijn", ["jaar", "Q3", "M02"])
def test_a_whole_begroting_passes(termijn: str, regels: Regels) -> None:
    """Alle facturen van een begroting met elke sleutel en elke btw-code doorstaan de officiële regels."""
    begroting = lange_begroting()
    begroting = replace(begroting, deelnemers=tuple(replace(one, kvk="12345678") for one in begroting.deelnemers))
    made = [one for one in maak_facturen(begroting, termijn).values() if one.vervaldatum]
    assert len(made) == 14
    assert [found for one in made for found in check_official(make_ubl(one, "nlcius"), regels)] == []


@pytest.mark.parametrize("naam", VOORBEELDEN)
def test_nothing_that_nlcius_advises_against(naam: str) -> None:
    """Geen e-factuur bevat iets waarvoor NLCIUS waarschuwt."""
    root = etree.fromstring(make_ubl(VOORBEELDEN[naam], "nlcius"))
    assert [one.tag for veld in AFGERADEN for one in root.iter(f"{{*}}{veld}")] == []
    assert root.findall(".//{*}InvoiceDocumentReference/{*}IssueDate") == []
    assert root.findall(".//{*}PayeeFinancialAccount/{*}Name") == []
    assert [one.get("name") for one in root.iter("{*}PaymentMeansCode")] in ([], [None])


@pytest.mark.parametrize("naam", ["factuur-es", "factuur-doorschuif", "credit-o", "eind-bijbetalen", "credit-eind"])
def test_we_refuse_whatever_the_official_rules_refuse(naam: str, regels: Regels) -> None:
    """Wat de officiële regels afkeuren als er een element ontbreekt, houden wij zelf al tegen."""
    missed = [
        pad
        for pad, xml in drop_each(make_ubl(VOORBEELDEN[naam], "nlcius"))
        if not check_ubl(xml) and any(one.fataal for one in check_official(xml, regels))
    ]
    assert missed == []


@pytest.mark.parametrize("mutant", [one for one in NEDERLAND if one.regel in TWEELING], ids=lambda one: one.regel)
def test_our_national_rules_agree_with_those_of_peppol(mutant: Mutant, regels: Regels) -> None:
    """Onze eigen nationale regel en haar tweeling bij Peppol zien dezelfde fout."""
    xml = mutant.maak(make_ubl(VOORBEELDEN[mutant.voorbeeld], "peppol"))
    assert {TWEELING[mutant.regel], ZONDER_NUMMER} & {one.regel for one in check_official(xml, regels)}
    assert mutant.regel in {one.regel for one in check_ubl(xml)}


def test_our_own_checks_see_what_the_official_rules_do_not(regels: Regels) -> None:
    """Een IBAN met een tikfout, een verkeerd OIN of een vergeten vervaldatum zien de officiële regels niet, en wij wel."""
    blind = [
        mutant for mutant in BLIND if not check_official(mutant.maak(make_ubl(VOORBEELDEN[mutant.voorbeeld], "nlcius")), regels)
    ]
    assert {one.regel for one in blind} >= {"CUSD-IBAN", "PEPPOL-R055", "PEPPOL-R054", "CUSD-VERVALDATUM", "CUSD-CONTRACT"}


def test_no_mutant_passes_as_official_only(regels: Regels) -> None:
    """Er is geen enkele fout die de officiële regels zien en wij niet."""
    seen = {one.regel: one.maak(make_ubl(VOORBEELDEN[one.voorbeeld], "nlcius")) for one in MUTANTEN}
    official = {regel for regel, xml in seen.items() if any(one.fataal for one in check_official(xml, regels))}
    assert official
    assert [regel for regel in sorted(official) if not check_ubl(seen[regel])] == []


def test_a_broken_rule_is_fatal(regels: Regels) -> None:
    """Loopt een regel zelf vast op vreemde inhoud, dan is de e-factuur afgekeurd en niet stilletjes goed."""

    class Vastloper:
        def transform_to_string(self, xdm_node: object) -> str:
            raise regels.storing("dynamic error")

    broken = replace(regels, sjablonen={**regels.sjablonen, PEPPOL: Vastloper()})
    (found,) = check_official(make_ubl(VOORBEELDEN["factuur-o"], "nlcius"), broken)
    assert (found.regelset, found.regel, found.fataal) == (PEPPOL, "storing", True)


@pytest.mark.parametrize("xml", [b"geen xml", b"<!DOCTYPE x><x/>"])
def test_what_is_no_ubl_is_refused(xml: bytes, regels: Regels) -> None:
    """Wat geen UBL is, of een DOCTYPE heeft, wordt niet eens aan de regels gegeven."""
    assert [one.fataal for one in check_official(xml, regels)] == [True]


def test_an_unknown_element_is_refused_by_the_schema(regels: Regels) -> None:
    """Een element dat UBL niet kent, wordt afgekeurd door het schema."""
    xml = make_ubl(VOORBEELDEN["factuur-o"], "nlcius").replace(b"cbc:BuyerReference", b"cbc:Referentie")
    assert {one.regelset for one in check_official(xml, regels)} == {official_rules.XSD}


@pytest.mark.parametrize("pakket", official_rules.PAKKETTEN)
def test_a_missing_package_is_told_with_the_command(pakket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wie de extra niet heeft, leest in één regel welke opdracht haar installeert."""
    known = official_rules.find_spec
    monkeypatch.setattr(official_rules, "find_spec", lambda naam: None if naam == pakket else known(naam))
    with pytest.raises(ArgumentError, match=rf'{pakket}. Installeer het met: pip install "\.\[einvoice\]"'):
        load_regels()


def test_a_package_that_moved_its_rules_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Legt een andere versie van een pakket haar regels ergens anders neer, dan staat dat er in één regel."""
    monkeypatch.setattr(official_rules, "SCHEMA", ("facturx", "elders/UBL-{document}.xsd"))
    with pytest.raises(ArgumentError, match=r"elders/UBL-Invoice\.xsd van facturx"):
        load_regels()
