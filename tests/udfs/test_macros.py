"""The buttons through the Office.js engine of xlwings, which xlwings Lite runs, on the workbook that is shipped.

The actions that xlwings asks of Excel are applied to a workbook of values and formulas; that Excel itself does the same with
them is not shown here. The engine wants a licence key; the key `noncommercial` works offline. Without it these are skipped.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest

from cusd_xl.api import describe_versie
from cusd_xl.runs.bereken import run_bereken
from cusd_xl.runs.factureer import run_factureer
from cusd_xl.workbook.layout import REKENBLADEN
from tests.hulp.vul import wijzig_cel
from tests.udfs.knoppen import BEVESTIG, DATUM, TERMIJN, WERKMAP, Cellen, Toestand, klik
from udfs import macros

FACTUURDATUM = date(2026, 1, 5)
EPOCH = date(1899, 12, 30)
JA = {BEVESTIG: "ja"}
FACTUREREN = (
    {"knop": "maak_facturen"},
    {"knop": "maak_facturen", "vul": {TERMIJN: "Q1", DATUM: (FACTUURDATUM - EPOCH).days}},
    {"knop": "maak_facturen", "vul": JA},
)


@pytest.fixture(scope="module")
def berekend() -> list[Toestand]:
    return klik(
        WERKMAP,
        {"knop": "controleer"},
        {"knop": "bereken"},
        {"knop": "bereken", "vul": JA},
        {"knop": "bereken", "vul": {"Bijdragen!A1": "Mijn titel", "Kosten!E5": 999999}},
        {"knop": "bereken", "vul": JA},
        {"knop": "terugdraaien"},
        {"knop": "terugdraaien", "vul": JA},
        {"knop": "terugdraaien"},
        {"knop": "terugdraaien", "vul": JA},
    )


@pytest.fixture(scope="module")
def gefactureerd() -> list[Toestand]:
    return klik(WERKMAP, *FACTUREREN, {"knop": "terugdraaien"}, {"knop": "terugdraaien", "args": [True]})


def lees_blad(pad: Path, blad: str, namen: dict[str, str] | None = None) -> dict[str, Any]:
    """What stands in a sheet of a file: the formula, or the value where there is none; `namen` renames sheets in formulas."""
    cellen = {}
    for rij in openpyxl.load_workbook(pad)[blad]:
        for cel in rij:
            if cel.value is None or cel.value == "":
                continue
            waarde = cel.value
            if isinstance(waarde, str) and cel.data_type == "f":
                for oud, nieuw in (namen or {}).items():
                    waarde = waarde.replace(f"{oud}!", f"'{nieuw}'!")
            cellen[f"{cel.row},{cel.column}"] = plain(waarde)
    return cellen


def lees_cellen(cellen: Cellen) -> dict[str, Any]:
    """The same of a sheet in the open workbook."""
    return {plek: plain(formule or waarde) for plek, (waarde, formule, _) in cellen.items() if formule or waarde != ""}


def plain(waarde: Any) -> Any:
    """A number by its 15 digits and a date by its day, however they were stored."""
    if isinstance(waarde, bool):
        return waarde
    if isinstance(waarde, int | float):
        return f"{waarde:.15g}"
    return waarde.strftime("%Y-%m-%dT%H:%M:%SZ") if isinstance(waarde, datetime) else waarde


@pytest.mark.parametrize("blad", REKENBLADEN)
def test_bereken_gives_the_sheets_of_the_command(berekend: list[Toestand], blad: str, tmp_path: Path) -> None:
    """The button Bereken and `cusd-xl bereken --uit` write the same sheet, cell by cell, values and formulas."""
    uit = tmp_path / "berekend.xlsx"
    run_bereken(WERKMAP, uit)

    assert lees_blad(uit, blad) == lees_cellen(berekend[2].bladen[blad])


@pytest.mark.parametrize("gemeente", ["Amersfoort", "Baarn", "Woudenberg"])
def test_maak_facturen_gives_the_workbooks_of_the_command(gefactureerd: list[Toestand], gemeente: str, tmp_path: Path) -> None:
    """The sheets of a gemeente in the workbook are those of its own workbook from `cusd-xl factureer`, under their own names."""
    resultaat = run_factureer(WERKMAP, "Q1", tmp_path, FACTUURDATUM)
    pad = next(tmp_path / naam for naam in resultaat.bestanden if gemeente.lower() in naam.lower())
    namen = {blad: f"{blad} {gemeente}" for blad in ("Factuur", "Specificatie")}
    expected = {nieuw: lees_blad(pad, oud, namen) for oud, nieuw in namen.items()}

    assert expected == {naam: lees_cellen(gefactureerd[2].bladen[naam]) for naam in expected}


def test_every_gemeente_gets_its_sheets(gefactureerd: list[Toestand]) -> None:
    """Eight gemeenten: sixteen sheets, each marked as ours."""
    added = set(gefactureerd[2].bladen) - set(gefactureerd[1].bladen) - {"CUSD archief"}

    assert 16 == len(added)
    assert {f"cusd_xl.{naam.replace(' ', '_')}" for naam in added} <= set(gefactureerd[2].namen)


def test_two_regimes_are_two_sheets(tmp_path: Path) -> None:
    """Kosten within and outside the btw: a gemeente has a sheet for each factuur, told apart by the btw-codes on it."""
    gemengd = wijzig_cel(WERKMAP, "Kosten", "K5", "E", tmp_path / WERKMAP.name)
    bladen = klik(gemengd, *FACTUREREN)[2].bladen
    assert {"Factuur O Baarn", "Factuur ES Baarn", "Specificatie ES Baarn", "Factuur Amersfoort"} <= set(bladen)
    assert "Factuur Baarn" not in bladen
    assert 30 == sum(naam.startswith(("Factuur ", "Specificatie ")) for naam in bladen)


def test_the_first_click_only_shows(berekend: list[Toestand], gefactureerd: list[Toestand]) -> None:
    """Before the user confirms, no sheet changes but Voorbeeld; it says what will happen with which sheet."""
    assert berekend[0].bron() == berekend[1].bron()
    assert "er is nog niets geschreven" in berekend[1].alerts[0]
    assert list(REKENBLADEN) == [berekend[1].waarde("Voorbeeld", rij, 1) for rij in range(12, 18)]
    assert "Vul hieronder de termijn in" in gefactureerd[0].alerts[0]
    assert gefactureerd[0].bron() == gefactureerd[1].bron()


def test_other_sheets_are_left_alone(berekend: list[Toestand], gefactureerd: list[Toestand]) -> None:
    """Whatever the buttons write, the sheets of the user keep every cell."""
    own = set(berekend[0].bladen) - {*REKENBLADEN, "Bevindingen"}

    assert {naam: berekend[0].bladen[naam] for naam in own} == {naam: berekend[2].bladen[naam] for naam in own}
    assert {naam: gefactureerd[0].bladen[naam] for naam in own} == {naam: gefactureerd[2].bladen[naam] for naam in own}


def test_a_change_after_the_preview_is_shown_again() -> None:
    """Who confirms a preview of figures that have changed since sees a new preview, and nothing is written."""
    first, second = klik(WERKMAP, {"knop": "bereken"}, {"knop": "bereken", "vul": {"Kosten!E5": 123456, **JA}})

    assert "Er is iets gewijzigd" in second.alerts[0]
    assert {naam: first.bladen[naam] for naam in REKENBLADEN} == {naam: second.bladen[naam] for naam in REKENBLADEN}
    assert first.waarde("Voorbeeld", 8, 2) != second.waarde("Voorbeeld", 8, 2)


def test_undo_puts_the_sheets_back(berekend: list[Toestand]) -> None:
    """Terugdraaien gives back the sheets before the last change, with what the user had typed in them; twice takes it back."""
    before = {naam: lees_cellen(berekend[3].bladen[naam]) for naam in REKENBLADEN}
    after = {naam: lees_cellen(berekend[4].bladen[naam]) for naam in REKENBLADEN}

    assert "Mijn titel" == berekend[3].waarde("Bijdragen", 1, 1)
    assert before != after
    assert before == {naam: lees_cellen(berekend[6].bladen[naam]) for naam in REKENBLADEN}
    assert after == {naam: lees_cellen(berekend[8].bladen[naam]) for naam in REKENBLADEN}


def test_undo_of_a_sheet_from_the_command_gives_its_values() -> None:
    """Of sheets that the command wrote, Excel tells only what they show; that is what Terugdraaien gives back."""
    first, *_, last = klik(
        WERKMAP, {"knop": "over"}, {"knop": "bereken"}, {"knop": "bereken", "vul": JA}, {"knop": "terugdraaien"},
        {"knop": "terugdraaien", "vul": JA},
    )  # fmt: skip
    expected = {naam: {plek: plain(cel[0]) for plek, cel in first.bladen[naam].items()} for naam in REKENBLADEN}

    assert expected == {naam: lees_cellen(last.bladen[naam]) for naam in REKENBLADEN}


def test_undo_takes_new_sheets_away(gefactureerd: list[Toestand]) -> None:
    """Sheets that were not there before the last change go, and everything else is as it was."""
    assert gefactureerd[1].bron() == gefactureerd[4].bron()
    assert "16 verwijderd" in gefactureerd[4].alerts[0]


def test_the_memory_is_hidden(berekend: list[Toestand]) -> None:
    """The kept versions do not stand between the tabs of the user."""
    assert "Hidden" == berekend[2].zichtbaar["CUSD archief"]


def test_controleer_lists_links_and_marks(tmp_path: Path) -> None:
    """A fout stands on the sheet Bevindingen with a link to its cell, the tables get their mark, and Bereken refuses."""
    pad = wijzig_cel(WERKMAP, "Kosten", "E5", "1.000,50", tmp_path / "fout.xlsx")
    gecontroleerd, berekend = klik(pad, {"knop": "controleer"}, {"knop": "bereken", "args": [True]})

    assert '=HYPERLINK("#Kosten!E5","Kosten!E5")' == gecontroleerd.bladen["Bevindingen"]["5,2"][1]
    assert "fout" == gecontroleerd.waarde("Bevindingen", 5, 3)
    assert gecontroleerd.acties["addConditionalFormat"] >= 10
    assert 'COUNTIF(INDIRECT("Bevindingen!$B:$B"),"Kosten!"&' in gecontroleerd.namen["cusd_xl_merk.tblKosten"]
    assert {naam: gecontroleerd.bladen[naam] for naam in REKENBLADEN} == {naam: berekend.bladen[naam] for naam in REKENBLADEN}
    assert "Bevindingen" in berekend.alerts[0]
    assert 0 == berekend.acties.get("addConditionalFormat", 0)


def test_a_sheet_of_somebody_else_is_never_touched() -> None:
    """A sheet Bevindingen that we did not make stays as it is, and the user hears why nothing happened."""
    made, refused = klik(WERKMAP, {"knop": "controleer"}, {"knop": "controleer", "vreemd": "Bevindingen"})

    assert "niet door cusd-xl is gemaakt" in refused.alerts[0]
    assert made.bladen == refused.bladen


def test_there_may_be_nothing_to_undo() -> None:
    """Terugdraaien in a workbook in which no button has written yet says so."""
    assert "Er is niets om terug te draaien" in klik(WERKMAP, {"knop": "terugdraaien"})[0].alerts[0]


def test_a_wrong_termijn_is_one_line() -> None:
    """A termijn that does not exist is told in one line of Dutch, and nothing is written."""
    state = klik(WERKMAP, {"knop": "maak_facturen", "args": ["Q5"]})[0]

    assert "Termijn 'Q5' bestaat niet" in state.alerts[0]
    assert {"alert": 1} == state.acties


def test_over_tells_which_code_computes() -> None:
    """The button Over names the version and the hash of the code."""
    assert [describe_versie()] == klik(WERKMAP, {"knop": "over"})[0].alerts


@pytest.mark.parametrize(("gekozen", "expected"), [("Terugdraaien", "Er is niets om terug te draaien"), ("", "cusd-xl ")])
def test_runpython_does_what_the_cell_says(gekozen: str, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In Excel on the desktop one button does what the cell CUSD_Knop says; without a choice it tells the version."""
    alerts: list[str] = []
    cel = SimpleNamespace(refers_to_range=SimpleNamespace(value=gekozen))
    app = SimpleNamespace(alert=lambda text, title: alerts.append(text))
    book = SimpleNamespace(names={"CUSD_Knop": cel}, app=app, sheets=[])
    monkeypatch.setattr(macros, "Book", SimpleNamespace(caller=lambda: book))

    macros.main()

    assert alerts[0].startswith(expected)


def test_every_button_tells_what_it_does() -> None:
    """What xlwings Lite shows beside a button is its own line of Dutch."""
    buttons = (macros.controleer, macros.bereken, macros.maak_facturen, macros.terugdraaien, macros.over)

    assert 5 == len({one.__doc__ for one in buttons if one.__doc__})
