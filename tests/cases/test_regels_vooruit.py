"""Looking ahead and sideways in the words of an adviser: joining, leaving, and what the years to come bring."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from cusd_xl.base.money import euro_text
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.besluiten import Besluit
from cusd_xl.model.jaargang import Uittredingskosten
from cusd_xl.rules.meerjarenraming import extend_begroting, project_jaar
from cusd_xl.rules.scenario import add_gemeente, remove_gemeente
from cusd_xl.rules.uittreding import make_uittredingsstaat
from cusd_xl.rules.verdeling import allocate
from cusd_xl.rules.vergelijking import compare
from cusd_xl.workbook.plan_uittreding import ONTBREEKT, plan_uittreding
from cusd_xl.workbook.play_new import play_new
from tests.hulp.facturen import korte_begroting
from tests.hulp.recalc import compare_caches, recalculate_ironcalc

DOORLOPEND, FRICTIE = "doorlopende kosten", "frictiekosten"
KOSTEN = (
    Uittredingskosten("Baarn", DOORLOPEND, "Licentie berichtenverkeer", 2033, 12_000_00, "contract L-7, tot 2034"),
    Uittredingskosten("Baarn", DOORLOPEND, "Licentie berichtenverkeer", 2034, 6_000_00, "contract L-7, tot 2034"),
    Uittredingskosten("Baarn", FRICTIE, "Afbouw personele bezetting", 2033, 25_500_50, "deskundige J. Accountant"),
    Uittredingskosten("Soest", FRICTIE, "Lager volume jeugdhulp", 2033, 8_000_00, "deskundige J. Accountant"),
)
BESLUIT = Besluit(
    "2031-12", "uittreding", "vastgesteld", gemeente="Baarn", besluitdatum=date(2031, 6, 1), ingangsdatum=date(2033, 1, 1),
    akkoord=frozenset({"Baarn", "Soest"}), verwijzing="zaak 4711",
)  # fmt: skip


def begroting_met(*besluiten: Besluit) -> Begroting:
    return replace(korte_begroting(), besluiten=besluiten, uittreding=KOSTEN)


def sum_kosten(kosten: Iterable[Uittredingskosten], soort: str, jaar: int | None = None) -> int:
    """The costs of one soort, in one year or in all."""
    return sum(one.bedrag for one in kosten if one.soort == soort and jaar in (None, one.jaar))


@pytest.mark.regel("R39")
def test_doorlopende_kosten_per_jaar() -> None:
    """Baarn betaalt na uittreding € 12.000,00 doorlopende kosten in 2033 en € 6.000,00 in 2034, elk met onderbouwing."""
    staat = make_uittredingsstaat(begroting_met(BESLUIT), "Baarn", 0, 0)
    per_jaar = {jaar: sum_kosten(staat.kosten, DOORLOPEND, jaar) for jaar in staat.jaren}
    assert (per_jaar, all(one.onderbouwing for one in staat.kosten)) == ({2033: 12_000_00, 2034: 6_000_00}, True)


@pytest.mark.regel("R72")
def test_the_closing_settlement_of_who_leaves() -> None:
    """Voorschot € 80.000,00, werkelijk € 71.250,25: Baarn krijgt € 8.749,75 terug en betaalt € 43.500,50 uittredingskosten."""
    staat = make_uittredingsstaat(begroting_met(BESLUIT), "Baarn", 80_000_00, 71_250_25)
    assert (euro_text(staat.slotverrekening), euro_text(staat.totaal)) == ("-8749.75", "34750.75")


@pytest.mark.regel("R73")
def test_frictiekosten_go_to_who_caused_them() -> None:
    """De frictiekosten van het lagere volume van Soest staan bij Soest alleen, ook als Soest niet uittreedt."""
    found = {naam: sum_kosten(make_uittredingsstaat(begroting_met(), naam, 0, 0).kosten, FRICTIE) for naam in ("Soest", "Eemnes")}
    assert found == {"Soest": 8_000_00, "Eemnes": 0}


@pytest.mark.regel("R38", "R74")
def test_the_statement_has_the_fields_of_the_decision(tmp_path: Path) -> None:
    """De staat toont besluit, data, akkoorden, overeenstemming en deskundige; wat ontbreekt staat als 'nog in te vullen'."""
    shown = {}
    for naam, begroting in (("met", begroting_met(BESLUIT)), ("zonder", begroting_met())):
        staat = make_uittredingsstaat(begroting, "Baarn", 80_000_00, 71_250_25)
        effect = compare(allocate(begroting), allocate(remove_gemeente(begroting, "Baarn")), ("nu", "zonder Baarn"))
        path = tmp_path / f"{naam}.xlsx"
        path.write_bytes(play_new(plan_uittreding(begroting, staat, effect)))
        assert compare_caches(path, recalculate_ironcalc(path)) == []
        cells = openpyxl.load_workbook(path, data_only=True)["Uittreding"]
        shown[naam] = {cell.value for row in cells for cell in row if cell.value is not None}
    assert {"2031-12", "vastgesteld", "01-06-2031", "01-01-2033", "2 van 8 deelnemers", "zaak 4711"} <= shown["met"]
    assert "deskundige J. Accountant" in shown["met"]
    assert (ONTBREEKT in shown["met"], ONTBREEKT in shown["zonder"]) == (False, True)


@pytest.mark.regel("R40", "R106")
def test_who_joins_rearranges_the_bijdragen() -> None:
    """Treedt Almere toe, dan daalt Baarn van € 69.886,69 naar € 42.835,03 en draagt Almere € 387.078,91 van het miljoen."""
    begroting = korte_begroting()
    assert euro_text(allocate(begroting).per_gemeente()["Baarn"]) == "69886.69"
    found = allocate(add_gemeente(begroting, "Almere")).per_gemeente()
    assert {naam: euro_text(found[naam]) for naam in ("Baarn", "Almere")} == {"Baarn": "42835.03", "Almere": "387078.91"}


@pytest.mark.regel("R1", "R19")
def test_the_raming_uses_the_peildatum_of_each_year() -> None:
    """De raming van 2028 neemt de inwoners van 1 januari 2026; zolang die ontbreken de laatst bekende, en dat staat erbij."""
    raamjaar = project_jaar(extend_begroting(korte_begroting(), 2028), 2026)
    assert euro_text(raamjaar.verdeling.per_gemeente()["Baarn"]) == "69886.69"
    assert [one.onderwerp for one in raamjaar.aannames] == ["Inwoners 01-01-2026"]
