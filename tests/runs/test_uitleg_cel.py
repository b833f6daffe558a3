"""The trace of a cell: formula, value and everything behind it, in a computed workbook, a factuur and the begroting itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.formula import Tokenizer

from cusd_xl.base.errors import ArgumentError
from cusd_xl.base.formuletekst import split_formule
from cusd_xl.model.uitleg import Knoop
from cusd_xl.runs.uitleg_cel import run_uitleg_cel
from tests.conftest import REPOSITORY
from tests.golden.alle_sleutels import make_alle_sleutels
from tests.hulp.opdracht import geef

MEEGELEVERD = REPOSITORY / "workbooks" / "begroting-amersfoort-2026.xlsx"


@pytest.fixture(scope="module")
def berekend(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A computed workbook with every key kind."""
    return make_alle_sleutels(tmp_path_factory.mktemp("cel"))


@pytest.fixture(scope="module")
def factuur(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The factuur of Baarn for the first quarter."""
    uit = tmp_path_factory.mktemp("facturen") / "uit"
    assert geef("factureer", MEEGELEVERD, "--termijn", "Q1", "--uit", uit, "--datum", "2026-01-05").status == 0
    return next(uit.glob("*GM0308*.xlsx"))


@pytest.fixture
def werkmap(tmp_path: Path) -> Path:
    """A small workbook of somebody else: a quoted sheet, a name, a table, a whole column, a broken and a foreign reference."""
    path = tmp_path / "eigen.xlsx"
    book = xlsxwriter.Workbook(path)
    invoer, uitkomst = book.add_worksheet("Mijn invoer"), book.add_worksheet("Uitkomst")
    invoer.add_table("A1:C4", {"name": "tblPosten", "columns": [{"header": "Post"}, {"header": "Bedrag"}, {"header": "Bron"}]})
    for row, values in enumerate((("Huur", 1200.5, "contract"), ("Inhuur", 300, "raming"), ("Licenties", 0.25, "factuur")), 1):
        invoer.write_row(row, 0, values)
    book.define_name("Opslag", "='Mijn invoer'!$E$1")
    book.define_name("Vast", "=0.5")
    invoer.write("E1", 2)
    uitkomst.write_row("A1", ("Wat", "Hoeveel"))
    uitkomst.write("A2", "Samen")
    uitkomst.write_formula("B2", "=SUM(tblPosten[Bedrag])*Opslag+Vast", None, 3002)
    uitkomst.write_formula("B3", "=SUM('Mijn invoer'!B:B)", None, 1500.75)
    uitkomst.write_formula("B4", "='Mijn invoer'!B2+#REF!+Elders!A1", None, 0)
    uitkomst.write_formula("B5", "=B2+B2+B3", None, 4502.75)
    uitkomst.write_formula("B6", '=IF(B2>=1,"B2 is groot",B2)', None, "B2 is groot")
    book.close()
    return path


def regels(knoop: Knoop) -> list[tuple[str, str]]:
    """Cell and value of everything in the tree."""
    return [(one.cel, one.waarde) for one in knoop.walk()]


def test_a_cell_is_followed_to_what_was_filled_in(werkmap: Path) -> None:
    """Een cel wordt gevolgd door tabel, naam en blad met spatie, tot de ingevulde cellen met hun bron."""
    knoop = run_uitleg_cel(werkmap, "Uitkomst!B2", 5)
    assert (knoop.omschrijving, knoop.waarde, knoop.excel) == ("Hoeveel, Samen", "3.002", "=SUM(tblPosten[Bedrag])*Opslag+Vast")
    assert knoop.formule == "SOM(«tblPosten[Bedrag]») × «Opslag» + Vast"
    assert ("'Mijn invoer'!B2:B4", "som 1.500,75") in regels(knoop)
    huur = next(one for one in knoop.walk() if one.cel == "'Mijn invoer'!B2")
    assert (huur.omschrijving, huur.waarde, huur.formule, huur.bron) == (
        "Bedrag, Huur", "1.200,50", "ingevuld, geen formule", "contract",
    )  # fmt: skip
    assert ("'Mijn invoer'!E1", "2") in regels(knoop)
    assert [one.formule for one in knoop.walk() if one.omschrijving == "Vast"] == [
        "een naam voor een vaste waarde of een formule, niet voor cellen"
    ]


def test_a_whole_column_is_its_count_and_its_sum(werkmap: Path) -> None:
    """Een hele kolom staat er als aantal en som, niet als een miljoen cellen."""
    kolom = run_uitleg_cel(werkmap, "Uitkomst!B3", 2).kinderen[0]
    assert (kolom.waarde, kolom.formule) == (
        "som 1.500,75",
        "1.048.576 cellen: 3 getallen, 1 teksten, 1.048.572 leeg; 0 formules",
    )


def test_what_cannot_be_followed_is_said(werkmap: Path) -> None:
    """Een stukke verwijzing en een blad dat er niet is, staan er met de reden bij."""
    redenen = {one.formule for one in run_uitleg_cel(werkmap, "Uitkomst!B4", 2).kinderen if one.waarde == "niet te volgen"}
    assert redenen == {
        "de verwijzing is stuk (#VERW!)",
        "dat blad staat niet in deze werkmap: het is van een ander bestand, of weg",
    }


def test_each_cell_is_shown_once_and_texts_are_no_references(werkmap: Path) -> None:
    """Een cel die twee keer voorkomt staat er één keer uitgewerkt; een celnaam in een tekst is geen verwijzing."""
    dubbel = run_uitleg_cel(werkmap, "Uitkomst!B5", 5)
    assert [one.cel for one in dubbel.kinderen] == ["Uitkomst!B2", "Uitkomst!B3"]
    assert run_uitleg_cel(werkmap, "Uitkomst!B6", 5).formule == 'ALS(«Hoeveel, Samen» ≥ 1; "B2 is groot"; «Hoeveel, Samen»)'


def test_the_depth_has_an_end(berekend: Path) -> None:
    """Wie niet dieper wil, leest hoeveel verwijzingen er nog zijn en hoe ze op te vragen."""
    ondiep = run_uitleg_cel(berekend, "Bijdragen!H7", 1)
    dieper = [one for one in ondiep.walk() if one.omschrijving == "Dieper"]
    assert dieper and all(one.formule.startswith("vraag deze cel zelf op: --cel") for one in dieper)
    assert len(list(run_uitleg_cel(berekend, "Bijdragen!H7", 3).walk())) > len(list(ondiep.walk()))


def list_formules(path: Path) -> Iterator[tuple[str, str]]:
    """Every formula of a workbook with its address."""
    for sheet in openpyxl.load_workbook(path):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" and isinstance(cell.value, str):
                    yield f"'{sheet.title}'!{cell.coordinate}", cell.value


def test_every_reference_of_our_formulas_is_found(berekend: Path, factuur: Path) -> None:
    """In elke formule van rekenbladen en factuur vinden wij dezelfde verwijzingen als openpyxl."""
    wrong = []
    for path in (berekend, factuur):
        for _, formule in list_formules(path):
            expected = [one.value for one in Tokenizer(formule).items if one.type == "OPERAND" and one.subtype == "RANGE"]
            found = [one.tekst for one in split_formule(formule[1:]) if one.verwijzing or one.soort == "tabel"]
            wrong += [] if found == expected else [formule]
    assert wrong == []


@pytest.mark.parametrize("welke", ["berekend", "factuur"])
def test_every_formula_cell_has_a_tree_with_its_stored_value(welke: str, request: pytest.FixtureRequest) -> None:
    """Van een greep uit alle formulecellen is er een boom, en in geen enkele boom gaat een spoor verloren."""
    path = request.getfixturevalue(welke)
    for plek, formule in list(list_formules(path))[::97]:
        knoop = run_uitleg_cel(path, plek, 2)
        assert knoop.excel == formule and knoop.waarde != "leeg"
        assert [one for one in knoop.walk() if one.waarde == "niet te volgen"] == []


def test_a_billed_amount_leads_to_the_weight(factuur: Path) -> None:
    """Van het bedrag op de factuur loopt het spoor tot het gewicht van de gemeente."""
    knoop = run_uitleg_cel(factuur, "Factuur!D20", 50)
    assert knoop.waarde == "48.191,66"
    assert "25.065" in {one.waarde for one in knoop.walk() if one.formule == "ingevuld, geen formule"}


def test_an_input_cell_tells_its_source() -> None:
    """Een invoercel van de begroting zegt haar waarde en de bron van haar rij."""
    knoop = run_uitleg_cel(MEEGELEVERD, "Kosten!E5", 4)
    assert (knoop.waarde, knoop.formule, knoop.bron != "") == ("1.000.000", "ingevuld, geen formule", True)


def test_our_sheets_name_their_article(berekend: Path) -> None:
    """Op onze rekenbladen staat het artikel erbij, op een blad van een ander niet."""
    assert run_uitleg_cel(berekend, "Verdeling!H7", 1).artikel == "12"


@pytest.mark.parametrize(
    ("cel", "woorden"),
    [
        ("E5", "geen cel met een blad"),
        ("Kosten!Nergens", "geen cel"),
        ("Kosen!E5", "Bedoelt u Kosten?"),
        ("Kosten!ZZ900", "is leeg"),
    ],
)
def test_what_cannot_be_asked_is_refused(cel: str, woorden: str) -> None:
    """Een cel die er niet is wordt met een voorstel geweigerd."""
    with pytest.raises(ArgumentError, match=woorden.replace("?", r"\?")):
        run_uitleg_cel(MEEGELEVERD, cel, 3)


def test_the_command_prints_the_tree_and_one_json_object(factuur: Path) -> None:
    """De opdracht drukt de boom af, of één JSON-object met dezelfde boom."""
    assert "48.191,66" in geef("uitleg", factuur, "--cel", "Factuur!D20").out
    gelezen: dict[str, Any] = geef("uitleg", factuur, "--cel", "Factuur!D20", "--json").json
    assert gelezen["cel"] == "Factuur!D20"
    assert gelezen["stappen"][0]["kinderen"][0]["cel"] == "Specificatie!J37"


def test_one_of_gemeente_and_cel_is_asked() -> None:
    """Zonder gemeente en zonder cel, of met beide, is de vraag onduidelijk: status 2."""
    assert geef("uitleg", MEEGELEVERD).status == 2
    assert geef("uitleg", MEEGELEVERD, "--gemeente", "Baarn", "--cel", "Kosten!E5").status == 2
