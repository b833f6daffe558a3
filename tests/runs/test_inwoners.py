"""Inwoners into a workbook: what is new, what changes and from what, what is refused; the rest of the workbook stays."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cusd_xl.base.errors import ArgumentError, BronbestandError, CusdError, WerkmapError
from cusd_xl.parameters.cbs import Exportvraag
from cusd_xl.runs.bereken import run_bereken
from cusd_xl.runs.inwoners import Inwonersresultaat, Inwonerswens, run_inwoners
from cusd_xl.runs.koppel import Koppelwens, run_koppel
from cusd_xl.runs.ontkoppel import run_ontkoppel
from cusd_xl.workbook.herstelpunt import read_herstelpunt
from cusd_xl.workbook.package import open_pakket
from cusd_xl.workbook.tabelinvulling import fill_tabel
from cusd_xl.workbook.verliescontrole import check_verlies
from tests.conftest import REPOSITORY
from tests.hulp.alles import write_alles
from tests.hulp.bestaand import write_bestaand
from tests.hulp.opdracht import geef
from tests.hulp.recalc import compare_caches, needs_libreoffice, recalculate_libreoffice
from tests.workbook.bouw_werkmap import BEGIN, Formule, Werkmapbouw

MEEGELEVERD = REPOSITORY / "workbooks" / "begroting-amersfoort-2026.xlsx"
EXPORT = {
    "odata.metadata": "https://opendata.cbs.nl/ODataApi/odata/70072ned/$metadata#Cbs.OData.WebAPI.TypedDataSet",
    "value": [
        {"RegioS": f"{code}    ", "Perioden": "2024JJ00", "TotaleBevolking_1": aantal}
        for code, aantal in (("GM0307", 161_852), ("GM0308", 25_070), ("GM0342", 47_682))
    ],
}


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """An export of CBS in which Baarn has five inwoners more than in the small workbook."""
    path = tmp_path / "70072ned.json"
    path.write_text(json.dumps(EXPORT))
    return path


@pytest.fixture
def klein(tmp_path: Path) -> Path:
    """A workbook of Amersfoort and Baarn, with inwoners on 1 January 2024 and no calculation sheets."""
    return Werkmapbouw().schrijf(tmp_path / "klein.xlsx")


def run(
    werkmap: Path, jaar: int = 2024, uit: str = "uit.xlsx", bestand: Path | None = None, status: str = ""
) -> Inwonersresultaat:
    wens = Inwonerswens(Exportvraag(jaar, date(2026, 1, 10), status), bestand, (), werkmap, werkmap.with_name(uit))
    return run_inwoners(wens)


def rows(path: Path, jaar: int) -> dict[str, tuple[Any, ...]]:
    """Per gemeente the row of one peildatum, as another program sees it."""
    sheet = openpyxl.load_workbook(path, data_only=True)["Inwoners"]
    found = (row for row in sheet.iter_rows(min_row=5, max_col=5, values_only=True) if row[0] and row[1].year == jaar)
    return {row[0]: row[2:] for row in found}


def test_a_peildatum_that_was_not_there_is_added(klein: Path) -> None:
    """De inwoners van 1 januari 2025 komen erbij voor alle deelnemers, met status en bron; die van 2024 blijven."""
    resultaat = run(klein, 2025)

    assert {one.actie for one in resultaat.regels} == {"nieuw"}
    made = rows(klein.with_name("uit.xlsx"), 2025)
    assert {naam: one[:2] for naam, one in made.items()} == {"Amersfoort": (163298, "definitief"), "Baarn": (25184, "definitief")}
    assert rows(klein.with_name("uit.xlsx"), 2024) == rows(klein, 2024)


def test_a_changed_figure_is_named(klein: Path, export: Path) -> None:
    """Wat er stond en wat er komt staat naast elkaar, met de cel; wat hetzelfde is blijft met rust."""
    resultaat = run(klein, bestand=export, status="definitief")

    lines = {one.naam: (one.oud, one.cijfer, one.cel, one.actie) for one in resultaat.regels}
    assert lines["Baarn"] == ("1.005 (definitief)", "25.070", "Inwoners!C6", "gewijzigd")
    assert rows(klein.with_name("uit.xlsx"), 2024)["Baarn"] == (25070, "definitief", "CBS 70072ned, opgehaald 10-01-2026")
    again = run(klein.with_name("uit.xlsx"), uit="nogmaals.xlsx", bestand=export, status="definitief")
    assert {one.actie for one in again.regels} == {"gelijk"}
    assert klein.with_name("nogmaals.xlsx").read_bytes() == klein.with_name("uit.xlsx").read_bytes()


def test_a_definitief_figure_never_becomes_voorlopig(klein: Path, export: Path) -> None:
    """Een definitief cijfer wordt nooit vervangen door een voorlopig, ook niet als het anders is."""
    resultaat = run(klein, bestand=export)

    assert {one.naam: one.actie for one in resultaat.regels} == {"Amersfoort": "blijft", "Baarn": "blijft"}
    assert rows(klein.with_name("uit.xlsx"), 2024) == rows(klein, 2024)


def test_a_voorlopig_figure_becomes_definitief(tmp_path: Path, export: Path) -> None:
    """Hetzelfde aantal met een betere status is ook een wijziging."""
    bouw = Werkmapbouw()
    bouw.rijen["tblInwoners"] = [
        ["Amersfoort", date(2024, 1, 1), 161852, "voorlopig"],
        ["Baarn", date(2024, 1, 1), 25071, "voorlopig"],
    ]

    resultaat = run(bouw.schrijf(tmp_path / "b.xlsx"), bestand=export, status="definitief")

    assert [(one.oud, one.actie) for one in resultaat.regels] == [
        ("161.852 (voorlopig)", "gewijzigd"),
        ("25.071 (voorlopig)", "gewijzigd"),
    ]


def test_every_other_part_stays_byte_for_byte(klein: Path) -> None:
    """De werkmap zelf verandert niet, en in de kopie alleen het blad, de tabel en de vlag om te herrekenen."""
    before = klein.read_bytes()
    resultaat = run(klein, 2025)
    old, new = (open_pakket(path).delen for path in (klein, klein.with_name("uit.xlsx")))

    changed = {deel for deel in old if old[deel] != new[deel]}

    assert (klein.read_bytes(), set(old)) == (before, set(new))
    assert changed == {"xl/workbook.xml", "xl/worksheets/sheet3.xml", "xl/tables/table3.xml"}
    assert b'fullCalcOnLoad="1"' in new["xl/workbook.xml"]
    assert resultaat.geschreven is not None
    assert resultaat.geschreven.rapport is not None
    assert resultaat.geschreven.rapport.verlies == ()


@needs_libreoffice
def test_the_calculation_sheets_follow_the_new_figures(tmp_path: Path, export: Path) -> None:
    """Rekenbladen zijn meteen bij: narekenen geeft elke waarde die er staat, en het totaal blijft gelijk."""
    bouw = Werkmapbouw()
    bouw.rijen["tblInwoners"] = [
        ["Amersfoort", date(2024, 1, 1), 150000, "voorlopig"],
        ["Baarn", date(2024, 1, 1), 20000, "voorlopig"],
    ]
    berekend = tmp_path / "berekend.xlsx"
    assert run_bereken(bouw.schrijf(tmp_path / "b.xlsx"), berekend).verdeling is not None

    run(berekend, bestand=export, status="definitief")

    uit = tmp_path / "uit.xlsx"
    assert compare_caches(uit, recalculate_libreoffice([uit], tmp_path / "lo")[0]) == []
    verdeling, oud = run_bereken(uit).verdeling, run_bereken(berekend).verdeling
    assert verdeling is not None
    assert oud is not None
    assert verdeling.per_gemeente() != oud.per_gemeente()
    assert verdeling.totaal == oud.totaal


def test_with_a_fout_the_calculation_sheets_cannot_follow(tmp_path: Path) -> None:
    """Kunnen de rekenbladen niet worden vernieuwd, dan wordt er niets geschreven en staat er waarom."""
    berekend = tmp_path / "berekend.xlsx"
    run_bereken(Werkmapbouw().schrijf(tmp_path / "b.xlsx"), berekend)
    book = openpyxl.load_workbook(berekend)
    book["Kosten"]["H5"] = "onbekend"
    book.save(berekend)

    resultaat = run(berekend, 2025)

    assert resultaat.geschreven is not None
    assert "sleutel-onbekend" in [one.code for one in resultaat.geschreven.findings]
    assert (resultaat.geschreven.rapport, (tmp_path / "uit.xlsx").exists()) == (None, False)


def test_a_linked_workbook_keeps_its_memory(tmp_path: Path) -> None:
    """In een gekoppelde werkmap met van alles erin gaat niets verloren, en ontkoppelen geeft terug wat er was."""
    alles, gekoppeld = write_alles(tmp_path / "alles.xlsx"), tmp_path / "gekoppeld.xlsx"
    run_koppel(alles, gekoppeld, Koppelwens(2026, met_code=False))
    pakket = open_pakket(gekoppeld)
    rijen = [
        {"gemeente": "Baarn", "peildatum": date(jaar, 1, 1), "inwoners": 1, "status": "definitief"} for jaar in range(2017, 2024)
    ]

    invulling = fill_tabel(pakket, "tblInwoners", {}, rijen)

    assert len(invulling.delen) == 2
    assert check_verlies(pakket, invulling.pakket, invulling.delen).verlies == ()


def test_a_filled_and_linked_workbook_can_be_unlinked(tmp_path: Path) -> None:
    """Na invullen kan een gekoppelde werkmap weer worden gekoppeld, en ontkoppeld zonder de nieuwe cijfers te verliezen."""
    gekoppeld, terug = tmp_path / "gekoppeld.xlsx", tmp_path / "terug.xlsx"
    run_koppel(Werkmapbouw().schrijf(tmp_path / "b.xlsx"), gekoppeld, Koppelwens(2026, met_code=False))

    run(gekoppeld, 2025)

    uit = tmp_path / "uit.xlsx"
    assert read_herstelpunt(open_pakket(uit)) is not None
    assert run_bereken(uit).verdeling is not None
    assert run_koppel(uit, tmp_path / "weer.xlsx", Koppelwens(2026, met_code=False)).berekend
    run_ontkoppel(uit, terug, overschrijf=False)
    assert set(rows(terug, 2025)) == {"Amersfoort", "Baarn"}


def test_a_range_on_the_sheet_koppeling_is_not_outgrown(tmp_path: Path) -> None:
    """Ligt het bereik vast op het blad Koppeling, dan komen er geen rijen buiten dat bereik die niemand leest."""
    gekoppeld = tmp_path / "gekoppeld.xlsx"
    run_koppel(write_bestaand(tmp_path / "b.xlsx"), gekoppeld, Koppelwens(2026, met_code=False))

    with pytest.raises(WerkmapError, match="Maak het bereik op het blad Koppeling groter"):
        run(gekoppeld, 2025)


def met(tabel: str, rij: list[Any]) -> Werkmapbouw:
    bouw = Werkmapbouw()
    bouw.rijen[tabel].append(rij)
    return bouw


def baarn(inwoners: Any) -> Werkmapbouw:
    """A second row for Baarn on the peildatum."""
    return met("tblInwoners", ["Baarn", date(2024, 1, 1), inwoners, "definitief"])


WEIGERINGEN: list[tuple[Werkmapbouw, type[CusdError], str]] = [
    (met("tblDeelnemers", ["Rotterdam", "GM0599", BEGIN]), BronbestandError, "mist op 1 januari 2024: Rotterdam (GM0599)"),
    (met("tblDeelnemers", ["Soest", "GM0308", BEGIN]), ArgumentError, "GM0308 op het blad Deelnemers hoort bij Baarn, niet bij"),
    (baarn(7), ArgumentError, "twee keer in de werkmap (Inwoners!C6 en Inwoners!C7)"),
    (baarn(Formule("=5+5", 10)), ArgumentError, "twee keer in de werkmap"),
    (baarn("25.184"), WerkmapError, "een rij die niet te lezen is: Inwoners!C7"),
    (Werkmapbouw(weg={"tblInwoners"}), WerkmapError, "heeft geen tabel tblInwoners"),
    (Werkmapbouw(weg={"tblRegeling"}), WerkmapError, "noemt geen begrotingsjaar of centrumgemeente"),
]


@pytest.mark.parametrize(("bouw", "soort", "zin"), WEIGERINGEN)
def test_what_cannot_be_filled_in_is_one_line(
    bouw: Werkmapbouw, soort: type[CusdError], zin: str, tmp_path: Path, export: Path
) -> None:
    """Klopt de werkmap niet met de export, dan wordt er niets geschreven en zegt één regel wat er moet gebeuren."""
    werkmap = bouw.schrijf(tmp_path / "b.xlsx")

    with pytest.raises(soort) as problem:
        run(werkmap, bestand=export)

    assert zin in str(problem.value)
    assert "\n" not in str(problem.value)
    assert not (tmp_path / "uit.xlsx").exists()


def test_the_shipped_workbook_gets_a_peildatum_more(tmp_path: Path) -> None:
    """In de meegeleverde werkmap komen de inwoners van 2019 erbij, en de bedragen blijven gelijk."""
    werkmap = Path(shutil.copy(MEEGELEVERD, tmp_path / "b.xlsx"))

    found = geef("inwoners", werkmap, "--jaar", "2019", "--uit", tmp_path / "c.xlsx", "--json")

    assert (found.status, found.err, found.json["verliescontrole"]["verlies"]) == (0, "", [])
    assert len(found.json["cijfers"]) == 8
    assert geef("bereken", tmp_path / "c.xlsx", "--json").json["totaal"] == geef("bereken", werkmap, "--json").json["totaal"]


def test_without_a_workbook_the_figures_are_shown() -> None:
    """Zonder werkmap toont de opdracht de meegeleverde cijfers met status en bron."""
    found = geef("inwoners", "--jaar", "2025", "--gemeente", "baarn", "--json")

    (cijfer,) = found.json["cijfers"]
    assert (cijfer["naam"], cijfer["kenmerk"], cijfer["cijfer"], cijfer["status"]) == ("Baarn", "GM0308", "25184", "definitief")
    assert "25.184" in geef("inwoners", "--jaar", "2025", "--gemeente", "Baarn").out
    assert len(geef("inwoners", "--jaar", "2024", "--json").json["cijfers"]) == 342


@pytest.mark.parametrize(
    ("words", "zin"),
    [
        ("inwoners --jaar 2016", "Van 1 januari 2016 zijn geen inwoners meegeleverd, wel van 2017 tot en met 2026."),
        ("inwoners --jaar 2025 --gemeente Barn", "Bedoelt u 'Baarn'?"),
        ("inwoners --jaar 2025 --uit c.xlsx", "Bij --uit hoort een werkmap"),
        ("inwoners --jaar 2025 --bestand er-niet.csv", "er-niet.csv bestaat niet"),
        ("inwoners --jaar 2025 --bestand .", "is een map"),
        ("inwoners --jaar 2025 --opgehaald 10-1-2026", "jjjj-mm-dd"),
        ("inwoners --jaar 2025 --status zeker", "kies uit definitief, voorlopig"),
        ("inwoners er-niet.xlsx --jaar 2025", "er-niet.xlsx bestaat niet"),
        ("inwoners", "geef '--jaar' op"),
    ],
)
def test_a_wrong_argument_is_one_dutch_line(words: str, zin: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Een verkeerd argument is één regel, met status 2."""
    monkeypatch.chdir(tmp_path)
    found = geef(*words.split())

    assert (found.status, found.out, len(found.err.splitlines())) == (2, "", 1)
    assert zin in found.err


def test_only_the_named_gemeente_is_filled_in(klein: Path) -> None:
    """Met --gemeente komt alleen die gemeente erbij; een naam die geen deelnemer is wordt niet stil overgeslagen."""
    found = geef("inwoners", klein, "--jaar", "2025", "--gemeente", "baarn", "--uit", klein.with_name("uit.xlsx"))

    assert (found.status, set(rows(klein.with_name("uit.xlsx"), 2025))) == (0, {"Baarn"})
    assert (
        "'Barn' staat niet op het blad Deelnemers van klein.xlsx. Bedoelt u 'Baarn'?"
        in geef("inwoners", klein, "--jaar", "2025", "--gemeente", "Baarn", "--gemeente", "Barn").err
    )


def test_a_copy_that_exists_is_not_replaced(klein: Path) -> None:
    """De opdracht schrijft nooit over een bestaand bestand, ook niet over de werkmap zelf."""
    for uit in ("klein.xlsx", "ander.xlsx"):
        klein.with_name("ander.xlsx").touch()
        with pytest.raises(ArgumentError, match="bestaat al"):
            run(klein, 2025, uit)
