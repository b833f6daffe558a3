"""Accounting for a year: the shadow of the real costs, Iv3, the materialiteit and the creditfactuur, with exact cents."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cusd_xl.model.begroting import Begroting, Gewicht, Realisatie, Sleutel, Wijziging
from cusd_xl.model.besluiten import Inkoopvolume
from cusd_xl.model.factuur import Factuursoort, Factuurverwijzing
from cusd_xl.rules.afrekenen.eindafrekening import divide_realisatie
from cusd_xl.rules.afrekenen.materialiteit import check_materialiteit
from cusd_xl.rules.controles import check_begroting
from cusd_xl.rules.creditfactuur import make_creditfactuur
from cusd_xl.rules.inkoopvolumes import find_inkoop
from cusd_xl.rules.iv3 import list_afrekeningen, make_iv3
from cusd_xl.rules.verdeling import allocate
from cusd_xl.rules.vergelijking import compare
from tests.hulp.afrekening import KOSTEN, REALISATIE, jaar, reken_af, werkelijk
from tests.hulp.facturen import lange_begroting, maak_facturen

OVERHEAD = replace(KOSTEN[0], taakveld="0.4", categorie="4.3.2")
ZORG = replace(KOSTEN[1], taakveld="6.812", categorie="4.3.2")
MEER = Wijziging("2026-1", date(2026, 4, 1), "vastgesteld", "K20", 500_00, gemeente="Baarn", taak="W4", volume=Decimal(1))
VORIG_JAAR = Realisatie("Baarn", "K20", "W4", "2025-Q4", 500_00)


def met_materialiteit(procent: str | None) -> Begroting:
    regeling = {"materialiteit_procent": None if procent is None else Decimal(procent)}
    return jaar(regeling=regeling, realisatie=(*REALISATIE, VORIG_JAAR))


@pytest.mark.regel("R45")
def test_the_shadow_shows_what_the_real_costs_would_have_given() -> None:
    """Begroot € 90.000,00, werkelijk € 93.000,00, alle drie gelijk: elk betaalde € 30.000,00 en het was € 31.000,00."""
    begroting = jaar()
    schaduw = compare(allocate(begroting), divide_realisatie(begroting).verdeling, ("vastgesteld", "werkelijk"))
    found = {one.gemeente: (one.eerst, one.straks, one.verschil) for one in schaduw.regels if one.kostenpost == "K01"}
    assert found == dict.fromkeys(("Amersfoort", "Baarn", "Eemnes"), (30_000_00, 31_000_00, 1_000_00))


def met_inkoopplan(*wijzigingen: Wijziging) -> Begroting:
    """Amersfoort and Baarn each buy € 10.000,00 of W4 in advance."""
    plan = tuple(Inkoopvolume(naam, "W4", 2026, Decimal(1), 10_000_00) for naam in ("Amersfoort", "Baarn"))
    sleutels = (Sleutel("gelijk", "gelijk"), Sleutel("werkelijk", "inkoopplan"))
    return jaar(inkoopplan=plan, wijzigingen=wijzigingen, sleutels=sleutels)


@pytest.mark.regel("R78", "R85")
def test_a_change_of_the_inkoopplan_changes_what_is_advanced() -> None:
    """Baarn koopt voor € 10.000,00 in en besluit tot € 500,00 meer: haar voorschot wordt € 10.500,00; een concept telt niet."""
    begroting = met_inkoopplan(MEER, replace(MEER, nummer="2026-2", status="concept", gemeente="Amersfoort"))
    found = {one.gemeente: one.bedrag for one in allocate(begroting).bijdragen if one.kostenpost == "K20"}
    assert found == {"Amersfoort": 10_000_00, "Baarn": 10_500_00, "Eemnes": 0}
    assert find_inkoop(begroting)["Baarn", "W4"].bedrag == found["Baarn"]


@pytest.mark.regel("R78")
@pytest.mark.parametrize(
    ("changes", "cel", "reden"),
    [
        ({"mutatie": -10_000_01}, "Wijzigingen!E2", "er zou -€ 0,01 overblijven"),
        ({"taak": ""}, "Wijzigingen!H2", "Kies W4."),
        ({"taak": "J1"}, "Wijzigingen!H2", "Kies W4."),
        ({"gemeente": "Eemnes"}, "Wijzigingen!G2", "zij betaalt hier niet aan mee"),
    ],
)
def test_a_change_that_cannot_be_is_not_billed(changes: dict[str, Any], cel: str, reden: str) -> None:
    """Onder nul, voor een andere taak of voor wie niet meedoet: een fout, want anders wordt er stil iets anders gefactureerd."""
    findings = check_begroting(met_inkoopplan(replace(MEER, **changes)))
    (found,) = [one for one in findings if one.code == "wijziging-inkoopplan-onmogelijk"]
    assert (found.cel, reden in found.melding) == (cel, True)


@pytest.mark.regel("R12")
def test_a_change_on_a_fixed_amount_is_said_not_to_count() -> None:
    """Een wijziging voor Baarn op een vast bedrag verandert niets aan dat bedrag; de waarschuwing zegt het."""
    vast = (Sleutel("gelijk", "gelijk"), Sleutel("werkelijk", "vast"))
    gewichten = tuple(Gewicht("werkelijk", naam, Decimal(1000)) for naam in ("Amersfoort", "Baarn"))
    begroting = jaar(sleutels=vast, gewichten=gewichten, wijzigingen=(MEER,))
    assert "wijziging-telt-niet-mee" in {one.code for one in check_begroting(begroting)}
    assert {one.bedrag for one in allocate(begroting).bijdragen if one.kostenpost == "K20" and one.bedrag} == {1_000_00}
    assert find_inkoop(begroting) == {}


def test_the_whole_plan_may_be_taken_back() -> None:
    """Precies tot nul verlagen mag: Baarn betaalt dan niets vooruit."""
    begroting = met_inkoopplan(replace(MEER, mutatie=-10_000_00))
    assert [one.code for one in check_begroting(begroting) if one.code == "wijziging-inkoopplan-onmogelijk"] == []
    assert {one.gemeente: one.bedrag for one in allocate(begroting).bijdragen if one.kostenpost == "K20"}["Baarn"] == 0


@pytest.mark.regel("R56")
def test_iv3_is_what_was_settled_and_the_centrum_mirrors_it() -> None:
    """Baarn boekt € 31.000,00 op 0.4 en € 4.000,00 op 6.812, Eemnes € 31.000,00; Amersfoort heeft € 66.000,00 als baat."""
    begroting = jaar(kosten=(OVERHEAD, ZORG), rijksmiddelen=())
    bedragen = {(one.gemeente, one.kostenpost): one.bedrag for one in divide_realisatie(begroting).verdeling.bijdragen}
    uitkomst = make_iv3(begroting.jaar, list_afrekeningen(begroting, bedragen), "Amersfoort")
    found = {one.gemeente: {regel.taakveld: regel.bedrag for regel in one.regels} for one in uitkomst.matrices}
    assert found == {"Baarn": {"0.4": 31_000_00, "6.812": 4_000_00}, "Eemnes": {"0.4": 31_000_00}}
    assert uitkomst.spiegel is not None
    assert [(one.taakveld, one.categorie, one.zijde, one.bedrag) for one in uitkomst.spiegel.regels] == [
        ("0.4", "4.3.2", "baten", 62_000_00), ("6.812", "4.3.2", "baten", 4_000_00),
    ]  # fmt: skip
    per_soort = [werkelijk(begroting, soort) for soort in ("organisatiekosten", "hulpkosten")]
    assert sum(one.get("Baarn", 0) for one in per_soort) == sum(found["Baarn"].values())


@pytest.mark.regel("R71")
def test_what_is_uncertain_stays_within_the_materialiteit() -> None:
    """Van Baarn staat € 500,00 op 2025; dat is meer dan 1 % van haar € 32.200,00 (€ 322,00) en minder dan 2 % (€ 644,00)."""
    one, two, none = (met_materialiteit(procent) for procent in ("1", "2", None))
    (melding,) = check_materialiteit(one, reken_af(one))
    assert "€ 500,00" in melding.melding
    assert "1 % (€ 322,00)" in melding.melding
    assert [list(check_materialiteit(year, reken_af(year))) for year in (two, none)] == [[], []]


@pytest.mark.regel("R110")
def test_a_creditfactuur_names_the_factuur_it_takes_back() -> None:
    """De creditfactuur op CUSD-2026-00001 neemt haar € 68.560,00 geheel terug en noemt nummer, datum en reden."""
    factuur = replace(maak_facturen(lange_begroting())["Baarn"], nummer="CUSD-2026-00001", concept=False)
    credit = make_creditfactuur(factuur, "Verkeerd adres", date(2026, 2, 2))
    assert (credit.soort, credit.totaal, credit.reden) == (Factuursoort.CREDITFACTUUR, 68_560_00, "Verkeerd adres")
    assert credit.verwijzingen == (Factuurverwijzing("CUSD-2026-00001", factuur.factuurdatum, factuur.te_betalen),)
