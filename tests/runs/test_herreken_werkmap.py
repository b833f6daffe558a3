"""`herreken` on workbooks: the whole agrees in three calculators, and hundreds of planted changes are named by their cell."""

from __future__ import annotations

import random
import re
import shutil
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest

from cusd_xl.model.begroting import Begroting, Dekking, Wijziging
from cusd_xl.model.boekbeeld import Soort
from cusd_xl.model.narekening import Afwijkingsoort, Vergelijking
from cusd_xl.rules.verdeling import allocate
from cusd_xl.runs.herreken_cellen import Rekenaar, Werkmap, compare_werkmappen
from cusd_xl.runs.oordeel import review_gelezen
from cusd_xl.workbook.boekbeeld.lezen import read_boekbeeld
from cusd_xl.workbook.package import open_pakket, unpack
from cusd_xl.workbook.plan_rekenbladen import plan_rekenbladen
from cusd_xl.workbook.play_package import play_into
from cusd_xl.workbook.read import read_pakket
from tests.hulp.afrekening import DATUM, jaar, schrijf_werkmap
from tests.hulp.opdracht import geef
from tests.hulp.planten import Ingreep, haal_formule_weg, plant, tel_op, zet_formule, zet_waarde
from tests.hulp.recalc import needs_libreoffice
from tests.rules.bouw import indexcijfer, kostenpost

WERKMAPPEN = Path(__file__).parents[2] / "workbooks"
AMERSFOORT = WERKMAPPEN / "begroting-amersfoort-2026.xlsx"
SEED = 20261125
PER_SOORT = 60
KOSTEN = (kostenpost("K01", bedrag=90_000_00), kostenpost("K02", bedrag=12_345_67, verdeelsleutel="gelijk"), jaar().kosten[1])
TWEE = jaar(
    kosten=KOSTEN, dekking=tuple(Dekking(one, "Subsidie", "subsidie", 100_00, 2026, 2026) for one in ("K01", "K02")),
    wijzigingen=tuple(Wijziging(str(nummer), DATUM, "vastgesteld", "K01", nummer * 50_00) for nummer in (1, 2)),
    indexcijfers=(indexcijfer(2025, "2.7"), indexcijfer(2026, "2.5")),
)  # fmt: skip
"""At least two rows in every table that a formula reads: ironcalc reads no column of one."""
GEBIED = re.compile(r"(\$?[A-Z]+\$?)(\d+):(\$?[A-Z]+\$?)(\d+)")


@lru_cache(maxsize=1)
def gaaf() -> Werkmap:
    """A computed workbook beside the one our engine makes of it."""
    return _compute(TWEE)


def _compute(begroting: Begroting) -> Werkmap:
    with TemporaryDirectory() as folder:
        kaal, berekend = Path(folder) / "b.xlsx", Path(folder) / "c.xlsx"
        assert geef("bereken", schrijf_werkmap(begroting, kaal), "--uit", berekend).status == 0
        pakket, inhoud = open_pakket(berekend), berekend.read_bytes()
    gelezen = review_gelezen(read_pakket(pakket)).gelezen
    assert gelezen.begroting
    plannen = plan_rekenbladen(gelezen.begroting, allocate(gelezen.begroting), gelezen.tabellen)
    return Werkmap(read_boekbeeld(pakket), inhoud, play_into(pakket, plannen), frozenset(one.naam for one in plannen))


def kies(aantal: int, *, getal: bool = False, gebied: bool = False) -> list[tuple[str, str]]:
    """Formula cells of ours, drawn with a fixed seed: with a number as result, or with a range in them, where asked."""
    boek = gaaf().beeld
    cellen = [
        (blad, cel.adres)
        for blad, cel in boek.formulecellen()
        if (not getal or cel.soort is Soort.GETAL) and (not gebied or GEBIED.search(cel.formule or ""))
    ]
    return random.Random(SEED).sample(cellen, min(aantal, len(cellen)))


def reken_na(ingrepen: list[tuple[str, str, Ingreep]]) -> list[Vergelijking]:
    """Each change in a workbook of its own, all compared in one go."""
    made = []
    for nummer, (blad, cel, ingreep) in enumerate(ingrepen):
        inhoud = plant(gaaf().inhoud, blad, cel, ingreep)
        beeld = replace(read_boekbeeld(unpack("x.xlsx", inhoud)), bestand=f"{nummer}.xlsx")
        made.append(replace(gaaf(), beeld=beeld, inhoud=inhoud))
    return list(compare_werkmappen(made, Rekenaar.IRONCALC))


def test_nothing_is_found_where_nothing_was_planted() -> None:
    """De gave werkmap: elke formulecel is met drie rekenmachines nagegaan, en er is geen verschil."""
    (uitkomst,) = compare_werkmappen([gaaf()], Rekenaar.IRONCALC)
    assert (uitkomst.verschillen, uitkomst.niet_berekend) == ((), ())
    assert uitkomst.formules == uitkomst.drievoudig > 300


@pytest.mark.parametrize("erbij", [Decimal("0.01"), Decimal(1), Decimal("-1234.56")])
def test_a_changed_result_is_found_in_its_own_cell(erbij: Decimal) -> None:
    """Een opgeslagen uitkomst die is gewijzigd, al is het een cent, staat er alleen en met haar cel."""
    cellen = kies(PER_SOORT, getal=True)
    for (blad, cel), uitkomst in zip(cellen, reken_na([(*one, tel_op(erbij)) for one in cellen]), strict=True):
        assert [(one.blad, one.cel, one.soort) for one in uitkomst.verschillen] == [(blad, cel, Afwijkingsoort.WAARDE)]


def test_a_formula_that_became_a_number_is_found() -> None:
    """Wie een formule overtypt met haar eigen uitkomst, verandert niets aan de bedragen en valt toch op."""
    cellen = kies(PER_SOORT)
    for (blad, cel), uitkomst in zip(cellen, reken_na([(*one, haal_formule_weg) for one in cellen]), strict=True):
        assert [(one.blad, one.cel, one.soort) for one in uitkomst.verschillen] == [(blad, cel, Afwijkingsoort.VERVANGEN)]


def test_a_shortened_range_is_found() -> None:
    """Een bereik dat een rij korter werd, wordt aan de formule gezien, ook als de uitkomst er niet van verandert."""
    cellen = kies(PER_SOORT, gebied=True)
    formules = {(blad, cel.adres): cel.formule or "" for blad, cel in gaaf().beeld.formulecellen()}
    ingrepen = [(*one, zet_formule(GEBIED.sub(_korter, formules[one], count=1))) for one in cellen]
    for (blad, cel), uitkomst in zip(cellen, reken_na(ingrepen), strict=True):
        found = [(one.blad, one.cel) for one in uitkomst.verschillen if one.soort is Afwijkingsoort.FORMULE]
        assert found == [(blad, cel)]


def test_a_formula_without_a_result_is_found() -> None:
    """Een formule die nooit is berekend, heeft geen uitkomst om op te vertrouwen."""
    cellen = kies(PER_SOORT)
    for (blad, cel), uitkomst in zip(cellen, reken_na([(*one, zet_waarde("")) for one in cellen]), strict=True):
        assert [(one.blad, one.cel, one.soort) for one in uitkomst.verschillen] == [(blad, cel, Afwijkingsoort.NOOIT)]


def _korter(match: re.Match[str]) -> str:
    return f"{match[1]}{match[2]}:{match[3]}{int(match[4]) - 1 if match[4] != match[2] else int(match[4]) + 1}"


def test_the_command_agrees_on_every_workbook_we_ship() -> None:
    """Elke werkmap die wij meegeven klopt: invoer, bronnen, rekenbladen, formules en code; status 0."""
    for pad in sorted(WERKMAPPEN.glob("*.xls?")):
        uitkomst = geef("herreken", pad, "--json")
        assert (uitkomst.status, uitkomst.json["bevindingen"]) == (0, []), pad.name
        (werkmap,) = uitkomst.json["werkmappen"]
        assert werkmap["formules"] == werkmap["drievoudig"] > 1900
        assert {one["uitkomst"] for one in uitkomst.json["controles"]} == {"klopt"}


def test_what_an_engine_cannot_do_is_listed_and_not_a_difference() -> None:
    """Met tabellen van één rij laat ironcalc cellen na; zij staan met reden in de lijst, en er is geen loos alarm."""
    with_one_row = _compute(jaar())
    (uitkomst,) = compare_werkmappen([with_one_row], Rekenaar.IRONCALC)
    assert uitkomst.verschillen == ()
    lijst = [one for one in uitkomst.niet_berekend if one.rekenaar == Rekenaar.IRONCALC]
    assert uitkomst.formules == uitkomst.drievoudig + sum(len(one.cellen) for one in lijst)
    assert "een bereik van één cel wordt niet als bereik gelezen" in {one.reden for one in lijst}


@needs_libreoffice
def test_libreoffice_can_do_them_all() -> None:
    """Wat ironcalc overlaat, rekent LibreOffice na: geen cel blijft over."""
    (uitkomst,) = compare_werkmappen([_compute(jaar())], Rekenaar.LIBREOFFICE)
    assert (uitkomst.verschillen, uitkomst.niet_berekend, uitkomst.formules) == ((), (), uitkomst.drievoudig)


@needs_libreoffice
def test_libreoffice_says_the_same(tmp_path: Path) -> None:
    """Met LibreOffice als rekenmachine is het oordeel hetzelfde, voor de werkmap en voor alle facturen van een kwartaal."""
    assert geef("herreken", AMERSFOORT, "--met", "libreoffice").status == 0
    shutil.copy(AMERSFOORT, tmp_path)
    werkmap = tmp_path / AMERSFOORT.name
    assert geef("factureer", werkmap, "--termijn", "Q1", "--uit", tmp_path / "q1", "--datum", "2026-01-05").status == 0
    uitkomst = geef("herreken", tmp_path / "q1", "--met", "libreoffice", "--json")
    assert (uitkomst.status, len(uitkomst.json["werkmappen"])) == (0, 9)
    assert all(one["formules"] == one["drievoudig"] for one in uitkomst.json["werkmappen"])


def test_an_edited_inwonertal_is_named_by_its_cell(tmp_path: Path) -> None:
    """Wie in een berekende werkmap inwoners wijzigt, ziet dat getal genoemd naast dat van het CBS, en de bedragen die niet meer
    kloppen."""
    rows = openpyxl.load_workbook(AMERSFOORT)["Inwoners"].iter_rows(min_row=5)
    cel = next(row[2].coordinate for row in rows if row[1].value == datetime(2024, 1, 1))
    inhoud = plant(AMERSFOORT.read_bytes(), "Inwoners", cel, zet_waarde("99999"))
    (tmp_path / "b.xlsx").write_bytes(inhoud)
    uitkomst = geef("herreken", tmp_path / "b.xlsx", "--json")
    found = {(one["code"], one["cel"]) for one in uitkomst.json["bevindingen"]}
    assert uitkomst.status == 1
    assert ("herreken-inwoners", f"Inwoners!{cel}") in found
    assert any(code == "herreken-cellen" for code, _ in found)


def test_an_edited_percentage_is_named_by_its_cell(tmp_path: Path) -> None:
    """Een indexcijfer dat afwijkt van zijn editie wordt met editie en bron genoemd."""
    inhoud = plant(AMERSFOORT.read_bytes(), "Indexcijfers", "C6", zet_waarde("9.9"))
    (tmp_path / "b.xlsx").write_bytes(inhoud)
    found = {(one["code"], one["cel"]) for one in geef("herreken", tmp_path / "b.xlsx", "--json").json["bevindingen"]}
    assert ("herreken-index", "Indexcijfers!C6") in found


def test_edited_code_is_found(tmp_path: Path) -> None:
    """Andere Python-code in de werkmap is een fout met bestand en regel."""
    from cusd_xl.runs.code import run_controleren
    from cusd_xl.workbook.package import write_pakket

    pakket = open_pakket(AMERSFOORT)
    delen = {naam: deel.replace(b"largest remainder", b"largest remaindeR") for naam, deel in pakket.delen.items()}
    (tmp_path / "b.xlsx").write_bytes(write_pakket(delen))
    assert run_controleren(tmp_path / "b.xlsx").verschillen
    found = [one for one in geef("herreken", tmp_path / "b.xlsx", "--json").json["bevindingen"] if one["code"] == "herreken-code"]
    assert len(found) == 1
    assert "main.py: anders dan de release vanaf regel" in found[0]["melding"]


@pytest.mark.parametrize(("blad", "cel", "waarde"), [("Factuur", "D", "1"), ("Specificatie", "", "9")])
def test_an_edited_factuur_is_named_by_file_and_cell(blad: str, cel: str, waarde: str, tmp_path: Path) -> None:
    """Een bedrag op een factuur dat is gewijzigd: het bestand klopt niet met het manifest, en de cel staat erbij."""
    werkmap = schrijf_werkmap(jaar(voorschotten=()), tmp_path / "b.xlsx")
    assert geef("factureer", werkmap, "--termijn", "Q1", "--uit", tmp_path / "q1", "--datum", "2026-01-05").status == 0
    factuur = next((tmp_path / "q1").glob("*baarn.xlsx"))
    boek = read_boekbeeld(open_pakket(factuur))
    plek = next(one.adres for naam, one in boek.formulecellen() if naam == blad and one.adres.startswith(cel))
    factuur.write_bytes(plant(factuur.read_bytes(), blad, plek, zet_waarde(waarde)))
    uitkomst = geef("herreken", tmp_path / "q1", "--json")
    found = [(one["cel"], one["melding"].split(":")[0]) for one in uitkomst.json["bevindingen"] if one["code"] == "herreken-cel"]
    assert (uitkomst.status, found) == (1, [(f"{blad}!{plek}", factuur.name)])


def test_a_workbook_of_somebody_else_is_recalculated_too(tmp_path: Path) -> None:
    """Een werkmap die niet van ons is: de onafhankelijke rekenmachine gaat haar na, en wij zeggen dat wij dat niet kunnen."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(tmp_path / "los.xlsx"))
    sheet = book.add_worksheet("Blad")
    sheet.write_number(0, 0, 7)
    sheet.write_formula(0, 1, "=A1*2", None, 15)
    book.close()
    uitkomst = geef("herreken", tmp_path / "los.xlsx", "--json")
    assert (uitkomst.status, [one["cel"] for one in uitkomst.json["bevindingen"]]) == (1, ["Blad!B1"])
    assert uitkomst.json["werkmappen"][0]["niet_berekend"][0]["reden"] == "geen cel van cusd-xl"


def test_a_settlement_agrees_in_three_calculators(tmp_path: Path) -> None:
    """Een eindafrekening met haar werkmappen, overzicht en factuur: elke formule met drie rekenmachines."""
    werkmap = schrijf_werkmap(jaar(), tmp_path / "b.xlsx")
    assert geef("afreken", werkmap, "--uit", tmp_path / "af", "--datum", "2027-02-12").status == 0
    uitkomst = geef("herreken", tmp_path / "af", "--json")
    assert (uitkomst.status, [one["code"] for one in uitkomst.json["bevindingen"]]) == (0, [])
    assert all(one["formules"] == one["drievoudig"] for one in uitkomst.json["werkmappen"])


def test_libreoffice_that_is_not_there_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wie LibreOffice vraagt en het niet heeft, leest wat te doen."""
    monkeypatch.setenv("PATH", "")
    uitkomst = geef("herreken", AMERSFOORT, "--met", "libreoffice")
    assert (uitkomst.status, uitkomst.out) == (2, "")
    assert "LibreOffice is niet gevonden" in uitkomst.err


@pytest.mark.parametrize("naam", ["rapport.html", "rapport.xlsx"])
def test_the_report_holds_every_difference(naam: str, tmp_path: Path) -> None:
    """Het rapport noemt de cel met haar drie waarden, is twee keer gelijk op de byte en vervangt nooit een bestand."""
    (tmp_path / "b.xlsx").write_bytes(plant(AMERSFOORT.read_bytes(), "Bijdragen", "H9", tel_op(Decimal("0.01"))))
    made = []
    for map_ in ("een", "twee"):
        assert geef("herreken", tmp_path / "b.xlsx", "--rapport", tmp_path / map_ / naam).status == 1
        made.append((tmp_path / map_ / naam).read_bytes())
    assert made[0] == made[1]
    if naam.endswith("xlsx"):
        sheet = openpyxl.load_workbook(tmp_path / "een" / naam)["Verschillen"]
        assert ("b.xlsx", "Bijdragen!H9", "waarde") in [row[:3] for row in sheet.iter_rows(min_row=5, values_only=True)]
    else:
        assert "Bijdragen!H9" in made[0].decode() and "http" not in made[0].decode().replace("http-equiv", "")
    opnieuw = geef("herreken", tmp_path / "b.xlsx", "--rapport", tmp_path / "een" / naam)
    assert (opnieuw.status, "bestaat al" in opnieuw.err) == (2, True)


def test_a_report_under_another_name_is_refused(tmp_path: Path) -> None:
    """Een rapport is een pagina of een werkmap; iets anders is één regel."""
    uitkomst = geef("herreken", AMERSFOORT, "--rapport", tmp_path / "rapport.docx")
    assert (uitkomst.status, "eindigt niet op .html of .xlsx" in uitkomst.err) == (2, True)
