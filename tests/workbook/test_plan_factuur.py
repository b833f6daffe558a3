"""The workbook of one gemeente: every amount a formula that recalculates, and nothing of anybody else."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from cusd_xl.model.begroting import Begroting, Gewicht, Sleutel
from cusd_xl.model.factuur import Factuur
from cusd_xl.rules.creditfactuur import make_creditfactuur
from cusd_xl.workbook.plan_factuur import plan_factuur
from cusd_xl.workbook.play_new import play_new
from tests.hulp.begrotingen import begrotingen
from tests.hulp.facturen import INWONERS, SLEUTELS, in_hele_euros, korte_begroting, lange_begroting, maak_facturen
from tests.hulp.recalc import (
    compare_caches,
    formula_cells,
    formulas_ironcalc_misreads,
    needs_libreoffice,
    read_values,
    recalculate_ironcalc,
    recalculate_libreoffice,
    to_cents,
)
from tests.hulp.vul import wijzig_cel
from tests.rules.bouw import kostenpost

BEGROTINGEN = {"kort": korte_begroting(), "lang": lange_begroting(), "euro": in_hele_euros(lange_begroting())}
STEMPEL = "CONCEPT – dit is geen factuur: nog niet betalen"


def schrijf(factuur: Factuur, folder: Path, naam: str = "") -> Path:
    path = folder / f"{naam}{factuur.nummer}.xlsx"
    path.write_bytes(play_new(plan_factuur(factuur)))
    return path


def texts(path: Path) -> str:
    """All parts of the file, unpacked and in lower case."""
    with zipfile.ZipFile(path) as archive:
        return " ".join(archive.read(naam).decode("utf-8").lower() for naam in archive.namelist())


def list_bedragen(factuur: Factuur) -> set[int]:
    """The amounts of a gemeente in cents, those of a key that gives everybody the same left aside."""
    posten = {post.jaarbedrag for post in factuur.specificatie if post.verdeelsleutel not in ("gelijk", "controleverklaringen")}
    eigen = {one.bedrag for post in factuur.specificatie for one in post.eigen}
    regels = {bedrag for one in factuur.regels if one.btw != "S" for bedrag in (one.jaarbedrag, one.bedrag)}
    return posten | eigen | regels | {factuur.subtotaal, factuur.totaal}


@pytest.mark.parametrize("soort", BEGROTINGEN)
def test_ironcalc_finds_the_same_amounts(soort: str, tmp_path: Path) -> None:
    """Een tweede rekenprogramma vindt in elke formule van elke factuur hetzelfde als Python."""
    for factuur in maak_facturen(BEGROTINGEN[soort], "M05").values():
        path = schrijf(factuur, tmp_path)
        assert (compare_caches(path, recalculate_ironcalc(path)), formulas_ironcalc_misreads(path)) == ([], [])


@needs_libreoffice
def test_libreoffice_finds_the_same_amounts(tmp_path: Path) -> None:
    """LibreOffice vindt na herrekenen in elke formule van elke factuur hetzelfde als Python."""
    paths = [
        schrijf(factuur, tmp_path, soort)
        for soort, begroting in BEGROTINGEN.items()
        for factuur in maak_facturen(begroting).values()
    ]
    for path, recalculated in zip(paths, recalculate_libreoffice(paths, tmp_path / "lo"), strict=True):
        assert compare_caches(path, recalculated) == []


@settings(max_examples=40, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(begroting=begrotingen())
def test_random_begrotingen_recalculate(begroting: Begroting, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Ook bij willekeurige begrotingen rekent elke factuur na tot dezelfde cent, of zegt een controle dat het niet exact kan."""
    folder = tmp_path_factory.mktemp("willekeurig")
    for factuur in list(maak_facturen(begroting, "Q2").values())[:2]:
        path = schrijf(factuur, folder)
        stored = read_values(path)
        if "LET OP: gewichten te groot" not in stored.values():
            assert compare_caches(path, recalculate_ironcalc(path)) == []


def test_weights_too_large_for_excel_are_told(tmp_path: Path) -> None:
    """Zijn de gewichten te groot om in Excel exact te rekenen, dan zegt de controle dat, en breekt geen enkele formule."""
    primes = (1_000_003, 1_000_033, 1_000_037, 1_000_039, 1_000_081, 1_000_099, 1_000_117, 1_000_121)
    begroting = replace(
        lange_begroting(),
        kosten=(kostenpost("K03", bedrag=31200050, verdeelsleutel="gemengd"),),
        sleutels=(
            *SLEUTELS[:4],
            Sleutel("volume", "gewichten"),
            Sleutel("gemengd", "mix", "inwoners=0.3;zorgvolume=0.3;volume=0.4"),
        ),
        gewichten=tuple(
            Gewicht(sleutel, naam, Decimal(prime) * 100_000 + extra)
            for sleutel, extra in (("zorgvolume", 0), ("volume", 1))
            for naam, prime in zip(INWONERS, primes, strict=True)
        ),
    )
    path = schrijf(maak_facturen(begroting)["Baarn"], tmp_path)
    fresh = recalculate_ironcalc(path)
    assert "LET OP: gewichten te groot" in fresh.values()
    assert compare_caches(path, fresh) == []


@pytest.mark.parametrize("soort", BEGROTINGEN)
def test_nothing_of_another_gemeente_leaks(soort: str, tmp_path: Path) -> None:
    """In het bestand van een gemeente staat geen naam, code of bedrag van een andere; alleen afzender en regionale totalen."""
    facturen = maak_facturen(BEGROTINGEN[soort])
    for factuur in facturen.values():
        inhoud = texts(schrijf(factuur, tmp_path))
        andere = [one for one in INWONERS if one != factuur.afnemer.gemeente]
        bedragen = {float(one) for one in re.findall(r"<v>(-?[\d.]+)</v>", inhoud)}
        eigen = list_bedragen(factuur) | {post.regionaal for post in factuur.specificatie}
        vreemd = {bedrag for one in facturen.values() if one.afnemer.gemeente in andere for bedrag in list_bedragen(one)} - eigen
        gelekt = [bedrag for bedrag in vreemd if {float(bedrag), bedrag / 100} & bedragen]
        namen = [one for one in andere if one.lower() in inhoud and one != "Amersfoort"]
        codes = [INWONERS[one][0] for one in andere if INWONERS[one][0].lower() in inhoud]
        assert (namen, codes, gelekt) == ([], [], [])


def test_the_file_holds_only_what_it_needs(tmp_path: Path) -> None:
    """Het bestand heeft geen macro's, opmerkingen, verbindingen, namen van makers of verborgen bladen."""
    path = schrijf(maak_facturen(lange_begroting())["Baarn"], tmp_path)
    with zipfile.ZipFile(path) as archive:
        delen = archive.namelist()
    book = openpyxl.load_workbook(path)
    assert [one for one in delen if re.search(r"vba|comment|connection|external|pivot|custom|printer|drawing", one.lower())] == []
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [("Factuur", "visible"), ("Specificatie", "visible")]


def test_no_constant_hides_in_a_formula(tmp_path: Path) -> None:
    """In geen formule staat een bedrag of percentage; die staan elk in een eigen cel."""
    path = schrijf(maak_facturen(lange_begroting())["Baarn"], tmp_path)
    loose = {
        getal
        for one in formula_cells(path)
        for getal in re.findall(r"(?<![A-Z$\d.])\d+(?:\.\d+)?(?![\d(])", re.sub(r'"[^"]*"', "", one.formule))
    }
    assert loose <= {"0", "1"}


@pytest.mark.parametrize("naam", ["Factuur", "Specificatie"])
def test_a_concept_says_so_on_every_page(naam: str, tmp_path: Path) -> None:
    """Op elk blad en in de kop- en voettekst van elke pagina staat dat het een concept is."""
    sheet = openpyxl.load_workbook(schrijf(maak_facturen(korte_begroting())["Baarn"], tmp_path))[naam]
    cellen = {cell.value for row in sheet.iter_rows() for cell in row}
    assert STEMPEL in cellen
    assert (sheet.oddHeader.center.text, sheet.oddFooter.center.text) == (STEMPEL, STEMPEL)


def test_an_interne_verrekening_asks_for_no_payment(tmp_path: Path) -> None:
    """De interne verrekening van de centrumgemeente noemt zichzelf geen factuur en vraagt niet om een betaling."""
    sheet = openpyxl.load_workbook(schrijf(maak_facturen(korte_begroting())["Amersfoort"], tmp_path))["Factuur"]
    cellen = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {"INTERNE VERREKENING", "CONCEPT – interne verrekening, geen factuur", "Totaal te verrekenen"} <= cellen
    assert {"IBAN", "Uiterlijk op", "Vervaldatum", "Totaal te betalen"} & cellen == set()


def test_the_factuur_shows_the_first_figure(tmp_path: Path) -> None:
    """Op de jaarfactuur van Baarn staat € 69.886,69, met afzender, IBAN, vervaldatum en verwijzing naar de specificatie."""
    values = read_values(schrijf(maak_facturen(korte_begroting(), "jaar")["Baarn"], tmp_path))
    op_factuur = {value for (blad, _), value in values.items() if blad == "Factuur"}
    assert {69886.69, "Gemeente Amersfoort", "NL91 ABNA 0417 1643 00", "Gemeente Baarn", "zie blad Specificatie"} <= op_factuur


def test_a_changed_cost_changes_the_factuur(tmp_path: Path) -> None:
    """Wie op de specificatie het regionale bedrag verdubbelt, ziet het totaal van de factuur op de cent meelopen."""
    factuur = maak_facturen(korte_begroting(), "jaar")["Baarn"]
    changed = wijzig_cel(schrijf(factuur, tmp_path), "Specificatie", "F7", 2_000_000, tmp_path / "gewijzigd.xlsx")
    (deel,) = factuur.specificatie[0].onderdelen
    fresh = recalculate_ironcalc(changed)
    assert to_cents(fresh["Specificatie", "N7"]) == 200_000_000 * deel.teller // deel.noemer + factuur.specificatie[0].extra
    assert fresh["Factuur", "C20"] == fresh["Specificatie", "N7"]


def test_a_broken_factuur_is_noticed(tmp_path: Path) -> None:
    """Wie op de factuur een bedrag overtypt, ziet de controle op de specificatie omslaan."""
    path = schrijf(maak_facturen(korte_begroting(), "jaar")["Baarn"], tmp_path)
    fresh = recalculate_ironcalc(wijzig_cel(path, "Factuur", "C20", 1, tmp_path / "gewijzigd.xlsx"))
    assert "WIJKT AF: zie Uw bijdrage" in fresh.values()


def test_the_same_factuur_gives_the_same_bytes() -> None:
    """Twee keer dezelfde factuur maken geeft tot op de byte hetzelfde bestand."""
    factuur = maak_facturen(lange_begroting())["Baarn"]
    first, second = (play_new(plan_factuur(factuur)) for _ in range(2))
    assert first == second
    assert openpyxl.load_workbook(BytesIO(first)).properties.creator in ("", None)


def test_a_creditfactuur_says_what_it_takes_back() -> None:
    """Op een creditfactuur staat welke factuur vervalt en waarom, en nergens dat er iets moet worden betaald."""
    factuur = replace(maak_facturen(korte_begroting())["Baarn"], nummer="CUSD-2026-00001", concept=False)
    credit = replace(make_creditfactuur(factuur, "Verkeerd adres", date(2026, 2, 2)), nummer="CUSD-2026-00008", concept=False)
    plan = plan_factuur(credit)
    teksten = [str(cel.waarde) for cel in plan.bladen[0].cellen.values() if cel.waarde is not None]
    assert "CREDITFACTUUR" in teksten
    assert "U ontvangt terug" in teksten
    welke = "Deze creditfactuur hoort bij factuur CUSD-2026-00001 van 5 januari 2026 en neemt die terug. Reden: Verkeerd adres"
    assert any(one.startswith(welke) for one in teksten)
    assert not any("overmaken" in one or "administratie" in one or "IBAN" in one for one in teksten)
    assert plan.titel == "Creditfactuur CUSD-2026-00008"
