"""Whoever recalculates an eindafrekening in another program finds the same figure in every cell, whatever the year was like."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from cusd_xl.model.afrekening import Afrekenstatus, Bandbreedte
from cusd_xl.model.begroting import Begroting, Realisatie
from cusd_xl.model.besluiten import Besluit
from cusd_xl.rules.afrekenen.afrekeningsfactuur import make_afrekeningsfactuur
from cusd_xl.rules.afrekenen.eindafrekening import divide_realisatie, make_eindafrekening
from cusd_xl.workbook.plan_afrekening import plan_afrekening
from cusd_xl.workbook.plan_afrekening_overzicht import plan_afrekening_overzicht
from cusd_xl.workbook.play_new import play_new
from tests.hulp.afrekening import DATUM, KOSTEN, LOS, MEERWERK, REALISATIE, RIJK, jaar
from tests.hulp.facturen import in_hele_euros, lange_begroting
from tests.hulp.recalc import compare_caches, needs_libreoffice, read_values, recalculate_ironcalc, recalculate_libreoffice

DOORDECENTRALISATIE = Besluit("B1", "doordecentralisatie", "vastgesteld", taak="W4", ingangsdatum=date(2026, 4, 1))


def lang_jaar() -> Begroting:
    """Every kind of key and every btw-code, with realisatie for each kostenpost that is divided, above and below begroot."""
    begroting = lange_begroting()
    rows = tuple(
        Realisatie("Amersfoort", post.kostenpost, "", "2026", (post.bedrag or 0) * (95 + nummer) // 100 + 31_000_000)
        for nummer, post in enumerate(begroting.kosten)
        if post.bedrag is not None
    )
    return replace(begroting, realisatie=(*begroting.realisatie, *rows))


def met_btw() -> Begroting:
    """Organisatiekosten with 21 % btw, billed by factuur, and a correction of one factuur."""
    return jaar(kosten=(replace(KOSTEN[0], btw="S"), KOSTEN[1]), verrekeningen=(replace(MEERWERK, btw="S"), LOS))


def met_alles() -> Begroting:
    """Doordecentralisatie of a divided kostenpost, meerwerk in odd cents, and a division in whole euros."""
    gedeeld = replace(KOSTEN[1], kostenpost="K30", verdeelsleutel="gelijk", bedrag=100_00)
    rows = (
        *REALISATIE, Realisatie("Baarn", "K30", "W4", "2026-Q1", 2_001_77), Realisatie("Baarn", "K30", "W4", "2026-Q3", 500_33),
    )  # fmt: skip
    besluiten = (replace(DOORDECENTRALISATIE, gemeente="Baarn"),)
    begroting = jaar(kosten=(*KOSTEN, gedeeld), realisatie=rows, besluiten=besluiten, verrekeningen=(MEERWERK, LOS))
    return in_hele_euros(begroting)


def niets_uitgegeven() -> Begroting:
    """Voorschotten were paid and nothing was spent: every gemeente gets everything back, and has nothing to specify."""
    return jaar(realisatie=(Realisatie("Amersfoort", "K01", "", "", 0),), rijksmiddelen=())


JAREN: Mapping[str, Callable[[], Begroting]] = {
    "gewoon": jaar, "alle sleutels": lang_jaar, "alle sleutels in euro's": lambda: in_hele_euros(lang_jaar()), "btw": met_btw,
    "rechtstreeks": met_alles,
    "berekend": lambda: jaar(voorschotten=(), regeling={"termijnen": 12, "voorschot_procent": Decimal("92.5")}),
    "meerjarig": jaar, "niets uitgegeven": niets_uitgegeven,
    "zelfde naam": lambda: jaar(rijksmiddelen=(*RIJK, replace(RIJK[0], bedrag=500_00))),
}  # fmt: skip
BANDEN = {"meerjarig": {"organisatiekosten": Bandbreedte(1, Fraction(5))}}


def write_files(naam: str, folder: Path) -> list[Path]:
    """Every workbook of one eindafrekening."""
    begroting = JAREN[naam]()
    afrekening = make_eindafrekening(begroting, Afrekenstatus.CONCEPT, DATUM, banden=BANDEN.get(naam, {}))
    paths = []
    for one in afrekening.gemeenten:
        paths.append(folder / f"{one.deelnemer.gm_code}.xlsx")
        plan = plan_afrekening(afrekening, one, make_afrekeningsfactuur(begroting, afrekening, one))
        paths[-1].write_bytes(play_new(plan))
    paths.append(folder / "overzicht.xlsx")
    paths[-1].write_bytes(play_new(plan_afrekening_overzicht(begroting, divide_realisatie(begroting).verdeling, afrekening)))
    return paths


@pytest.mark.parametrize("naam", JAREN)
def test_an_eindafrekening_recalculates_in_ironcalc(naam: str, tmp_path: Path) -> None:
    """Elke formulecel van elke eindafrekening en van het overzicht geeft bij narekenen met ironcalc wat erin staat."""
    paths = write_files(naam, tmp_path)
    assert {path.name: compare_caches(path, recalculate_ironcalc(path)) for path in paths} == {path.name: [] for path in paths}


@needs_libreoffice
@pytest.mark.parametrize("naam", ["gewoon", "alle sleutels", "alle sleutels in euro's", "btw", "rechtstreeks", "meerjarig"])
def test_an_eindafrekening_recalculates_in_libreoffice(naam: str, tmp_path: Path) -> None:
    """Elke formulecel van elke eindafrekening en van het overzicht geeft bij narekenen met LibreOffice wat erin staat."""
    paths = write_files(naam, tmp_path)
    copies = recalculate_libreoffice(paths, tmp_path / "herrekend")
    found = {path.name: compare_caches(path, copy) for path, copy in zip(paths, copies, strict=True)}
    assert found == {path.name: [] for path in paths}


@pytest.mark.parametrize("naam", JAREN)
def test_every_controle_on_the_sheets_says_ok(naam: str, tmp_path: Path) -> None:
    """Elke controlecel staat op OK; alleen wie niets draagt, en dus geen specificatie heeft, heeft er geen."""
    for path in write_files(naam, tmp_path):
        texts = [value for value in read_values(path).values() if isinstance(value, str)]
        assert ("OK" in texts) == (naam != "niets uitgegeven" or path.name == "overzicht.xlsx")
        assert not [text for text in texts if text.startswith(("WIJKT AF", "SLUIT NIET", "niet verdeeld"))]


def test_the_letter_tells_what_is_paid_in_words_and_figure(tmp_path: Path) -> None:
    """Wie geld terugkrijgt leest 'Te ontvangen' met een bedrag boven nul; wie bijbetaalt 'Te betalen'."""
    begroting = jaar(realisatie=(Realisatie("Baarn", "K01", "", "", 60_000_00), *REALISATIE[2:]))
    afrekening = make_eindafrekening(begroting, Afrekenstatus.CONCEPT, DATUM)
    for one in afrekening.gemeenten:
        path = tmp_path / "a.xlsx"
        path.write_bytes(play_new(plan_afrekening(afrekening, one, make_afrekeningsfactuur(begroting, afrekening, one))))
        sheet = openpyxl.load_workbook(path, data_only=True)["Eindafrekening"]
        found = [row for row in sheet.iter_rows(values_only=True) if row[0] == "Te ontvangen"]
        assert [row[4] for row in found] == [-one.te_betalen / 100]
        assert one.te_betalen < 0


@pytest.mark.parametrize("naam", ["btw"])
def test_btw_is_that_of_the_facturen(naam: str) -> None:
    """Baarn is 31.000 euro met 6.510 euro btw verschuldigd en betaalde vier keer 1.575 btw: nog 1.000 en 210 euro."""
    begroting = JAREN[naam]()
    baarn = next(
        one for one in make_eindafrekening(begroting, Afrekenstatus.CONCEPT, DATUM).gemeenten if one.deelnemer.gemeente == "Baarn"
    )
    line = next(one for one in baarn.btw if one.code == "S")
    assert (line.verschuldigd, line.gefactureerd, line.saldo) == (6_510_00, 4 * 1_575_00, 210_00)
    assert baarn.te_betalen == 1_000_00 + 210_00 - 800_00


def test_who_spent_nothing_gets_all_voorschotten_back() -> None:
    """Is er niets uitgegeven, dan krijgt Eemnes haar 30.000 euro voorschot terug, zonder specificatie van kosten."""
    eemnes = make_eindafrekening(niets_uitgegeven(), Afrekenstatus.CONCEPT, DATUM).gemeenten[2]
    assert (eemnes.te_betalen, eemnes.specificatie) == (-30_000_00, ())
