"""Index figures of an editie into a reeks of a workbook: what changes is named, another reeks stays as it is."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from cusd_xl.base.errors import ArgumentError
from cusd_xl.parameters.indexbestand import Indexvraag
from cusd_xl.runs.indexcijfers import Indexresultaat, Indexwens, run_indexcijfers
from cusd_xl.workbook.package import open_pakket
from cusd_xl.workbook.read import read_werkmap
from tests.hulp.opdracht import geef
from tests.workbook.bouw_werkmap import Werkmapbouw

SEPTEMBER = Indexvraag("bbp", "Septembercirculaire 2024")
"""The workbook of these tests calls its reeks BBP and has 2,7 % for 2026."""


@pytest.fixture
def klein(tmp_path: Path) -> Path:
    """A workbook with the reeks BBP: 2,7 % for 2026, editie 2025."""
    return Werkmapbouw().schrijf(tmp_path / "klein.xlsx")


def run(werkmap: Path, vraag: Indexvraag = SEPTEMBER, uit: str = "uit.xlsx", bestand: Path | None = None) -> Indexresultaat:
    return run_indexcijfers(Indexwens(vraag, bestand, werkmap, werkmap.with_name(uit)))


def read(path: Path) -> list[tuple[str, int, Decimal, str, str]]:
    """The table as the program reads it."""
    begroting = read_werkmap(path).begroting
    assert begroting is not None
    return [(o.reeks, o.jaar, o.percentage, o.editie, o.status) for o in begroting.indexcijfers]


def test_years_are_added_to_the_reeks_as_it_is_spelled(klein: Path) -> None:
    """De jaren van de editie komen in de reeks zoals de werkmap haar schrijft; wat er stond wordt genoemd."""
    resultaat = run(klein)

    made = read(klein.with_name("uit.xlsx"))
    assert [(one[0], one[1], one[2]) for one in made] == [
        ("BBP", 2026, Decimal("2.7")), ("BBP", 2025, Decimal("2.7")), ("BBP", 2027, Decimal("2.6")),
        ("BBP", 2028, Decimal("2.4")), ("BBP", 2029, Decimal("2.4")),
    ]  # fmt: skip
    assert {one.naam: (one.oud, one.actie, one.cel) for one in resultaat.regels if one.oud} == {
        "2026": ("2,7 % (2025)", "gewijzigd", "Indexcijfers!C5")
    }
    assert made[0][3:] == ("Septembercirculaire 2024", "definitief")


def test_another_reeks_is_left_alone(klein: Path) -> None:
    """Wie een andere reeksnaam geeft, krijgt een nieuwe reeks naast de oude."""
    run(klein, Indexvraag("Prijspeil BBP (mei)", "Meicirculaire 2025"))

    assert [one[:3] for one in read(klein.with_name("uit.xlsx"))] == [
        ("BBP", 2026, Decimal("2.7")),
        ("Prijspeil BBP (mei)", 2026, Decimal("2.5")),
    ]


def test_a_second_time_changes_nothing(klein: Path) -> None:
    """Nog eens hetzelfde vragen geeft hetzelfde bestand."""
    run(klein)

    again = run(klein.with_name("uit.xlsx"), uit="nogmaals.xlsx")

    assert {one.actie for one in again.regels} == {"gelijk"}
    assert klein.with_name("nogmaals.xlsx").read_bytes() == klein.with_name("uit.xlsx").read_bytes()


def test_only_sheet_and_table_change(klein: Path) -> None:
    """Alleen het blad, de tabel en de vlag om te herrekenen zijn gewijzigd."""
    resultaat = run(klein)
    old, new = (open_pakket(path).delen for path in (klein, klein.with_name("uit.xlsx")))

    assert resultaat.geschreven is not None
    assert resultaat.geschreven.rapport is not None
    assert resultaat.geschreven.rapport.verlies == ()
    assert {deel for deel in old if old[deel] != new[deel]} == {
        "xl/workbook.xml", "xl/worksheets/sheet12.xml", "xl/tables/table12.xml",
    }  # fmt: skip


def test_two_rows_for_one_year_are_refused(tmp_path: Path) -> None:
    """Staat een jaar er twee keer, dan is niet duidelijk welke rij geldt en wordt er niets geschreven."""
    bouw = Werkmapbouw()
    bouw.rijen["tblIndexcijfers"].append(["BBP", 2026, 2.5, "2025", "definitief", "CPB"])

    with pytest.raises(ArgumentError, match="twee percentages voor 2026"):
        run(bouw.schrijf(tmp_path / "b.xlsx"))
    assert not (tmp_path / "uit.xlsx").exists()


def test_a_file_gives_the_figures(klein: Path, tmp_path: Path) -> None:
    """Een eigen bestand met de cijfers van een nieuwe editie wordt gelezen, met status en bron."""
    bestand = tmp_path / "mei.csv"
    bestand.write_text("editie;jaar;percentage;status;bron\nMei 2026;2027;2,2;voorlopig;https://x\n", encoding="utf-8")

    run(klein, Indexvraag("BBP", "Mei 2026"), bestand=bestand)

    assert read(klein.with_name("uit.xlsx"))[-1] == ("BBP", 2027, Decimal("2.2"), "Mei 2026", "voorlopig")


def test_the_command_shows_the_shipped_figures() -> None:
    """Zonder werkmap toont de opdracht de percentages van de editie."""
    found = geef("indexcijfers", "--editie", "meicirculaire 2025", "--json")

    assert [(one["naam"], one["cijfer"]) for one in found.json["cijfers"]] == [("2026", "2.5")]
    assert "2,5 %" in geef("indexcijfers", "--editie", "Meicirculaire 2025").out


@pytest.mark.parametrize(
    ("words", "zin"),
    [
        (("indexcijfers", "--editie", "Meicirculaire 2026"), "Bedoelt u 'Meicirculaire 2025'?"),
        (("indexcijfers", "--editie", "x", "--bestand", "er-niet.csv"), "er-niet.csv bestaat niet"),
        (("indexcijfers", "--editie", "Meicirculaire 2025", "--uit", "c.xlsx"), "Bij --uit hoort een werkmap"),
        (("indexcijfers",), "geef '--editie' op"),
    ],
)
def test_a_wrong_argument_is_one_dutch_line(words: tuple[str, ...], zin: str) -> None:
    """Een verkeerd argument is één regel, met status 2."""
    found = geef(*words)

    assert (found.status, found.out, len(found.err.splitlines())) == (2, "", 1)
    assert zin in found.err
