"""The sheet Koppeling: proposed from other names and headers, corrected by the user, honoured by every reader."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter

from cusd_xl.base.addresses import Area
from cusd_xl.model.plan import Cel
from cusd_xl.workbook.cells import Werkmap
from cusd_xl.workbook.koppeling import Koppeling, Koppelregel, read_koppeling
from cusd_xl.workbook.koppen import load_koppen
from cusd_xl.workbook.layout import TABELLEN
from cusd_xl.workbook.package import Pakket, open_pakket
from cusd_xl.workbook.plan_koppeling import KOPRIJ, list_regels, plan_koppeling
from cusd_xl.workbook.play_package import play_parts
from cusd_xl.workbook.tables import Vondst, find_tabellen
from tests.hulp.bestaand import write_bestaand
from tests.workbook.bouw_werkmap import Werkmapbouw

CBS = ("tblInwoners", "Inwoners", "CBS", "B3:E5", "Aantal inwoners")


@pytest.fixture
def pakket(tmp_path: Path) -> Pakket:
    """A workbook of an adviser, not linked."""
    return open_pakket(write_bestaand(tmp_path / "bestaand.xlsx"))


def _with_regels(pakket: Pakket, *regels: tuple[str, str, str, str, str]) -> Werkmap:
    """The workbook with a sheet Koppeling that has these rows."""
    plan = plan_koppeling([Koppelregel(*regel) for regel in regels])
    return Werkmap(replace(pakket, delen=play_parts(pakket, [plan])))


def _propose(pakket: Pakket) -> tuple[Vondst, tuple[Koppelregel, ...]]:
    werkmap = Werkmap(pakket)
    vondst = find_tabellen(werkmap, synoniemen=True)
    return vondst, list_regels(vondst.tabellen, (), read_koppeling(werkmap))


def test_other_names_and_headers_are_proposed(pakket):
    """Inwoners in a plain range and kosten in a table of another name are found by their headers."""
    vondst, regels = _propose(pakket)

    assert {one.tabel for one in regels} == {"tblInwoners", "tblKosten"}
    assert CBS in {(one.tabel, one.kolom, one.blad, one.bereik, one.kop) for one in regels}
    assert (vondst.tabellen["tblKosten"].naam, vondst.tabellen["tblKosten"].koppen["bedrag"]) == ("Kostentabel", "Begroot bedrag")


def test_other_headers_are_never_taken_silently(pakket):
    """Without the sheet Koppeling a reader does not guess: only the headers of the layout count."""
    assert {"tblInwoners", "tblKosten"} & set(find_tabellen(Werkmap(pakket)).tabellen) == set()


def test_the_proposal_is_honoured_and_stays_the_same(pakket):
    """What was proposed is read back from the sheet: the same tables in the same places, and the same proposal again."""
    vondst, regels = _propose(pakket)
    linked = replace(pakket, delen=play_parts(pakket, [plan_koppeling(regels)]))

    gevonden = find_tabellen(Werkmap(linked))

    assert {naam: one.gebied for naam, one in gevonden.tabellen.items()} == {
        naam: one.gebied for naam, one in vondst.tabellen.items()
    }
    assert [one.code for one in gevonden.findings if one.code.startswith("koppeling")] == []
    assert [replace(one, cel="") for one in _propose(linked)[1]] == list(regels)


def test_the_user_may_choose_another_header(tmp_path):
    """A header that nobody could guess is read when the sheet names it."""
    pakket = open_pakket(write_bestaand(tmp_path / "b.xlsx", inwonerskop="Zielen"))
    rows = [("tblInwoners", "Gemeente", "CBS", "B3:E5", "Gemeentenaam"), ("tblInwoners", "Peildatum", "CBS", "B3:E5", "Datum")]

    inwoners = find_tabellen(_with_regels(pakket, *rows, (*CBS[:4], "Zielen"))).tabellen["tblInwoners"]

    assert (inwoners.koppen["inwoners"], inwoners.kolommen["inwoners"]) == ("Zielen", "D")
    assert (inwoners.blad, inwoners.eerste_rij, inwoners.laatste_rij) == ("CBS", 4, 5)


def test_the_user_may_choose_another_range(pakket):
    """A smaller range is read as the user gave it; rows below it are a finding, not a silent gift."""
    vondst = find_tabellen(_with_regels(pakket, (*CBS[:3], "B3:E4", CBS[4])))

    assert vondst.tabellen["tblInwoners"].gebied == Area(3, 2, 4, 5)
    assert ("rijen-onder-tabel", "CBS!B5") in {(one.code, one.cel) for one in vondst.findings}


def test_a_table_grows_by_itself(pakket):
    """For an Excel table the range on the sheet only says which one: it is as large as the table is now."""
    werkmap = _with_regels(pakket, ("tblKosten", "Bedrag", "Begroting 2026", "A5:K5", "Begroot bedrag"))

    assert find_tabellen(werkmap).tabellen["tblKosten"].gebied == Area(5, 1, 6, 11)


@pytest.mark.parametrize(
    ("regel", "code"),
    [
        (("tblInwoner", "Inwoners", "CBS", "B3:E5", ""), "koppeling-onbekend"),
        (("tblInwoners", "Zielen", "CBS", "B3:E5", ""), "koppeling-onbekend"),
        (("tblInwoners", "Inwoners", "C.B.S.", "B3:E5", ""), "koppeling-blad"),
        (("tblInwoners", "Inwoners", "CBS", "rij 3 tot 5", ""), "koppeling-bereik"),
        (("tblInwoners", "Inwoners", "CBS", "B3:E5", "Zielen"), "koppeling-kop"),
    ],
)
def test_a_wrong_row_is_a_finding_with_its_cell(pakket, regel, code):
    """What the sheet says wrongly is told, in the row where it stands, and the row stays for the user to mend."""
    werkmap = _with_regels(pakket, regel)
    koppeling = read_koppeling(werkmap)
    again = list_regels(find_tabellen(werkmap).tabellen, (), koppeling)

    assert [(one.code, one.cel) for one in koppeling.findings] == [(code, f"Koppeling!A{KOPRIJ + 2}")]
    assert regel in {(one.tabel, one.kolom, one.blad, one.bereik, one.kop) for one in again}


def test_two_rows_that_disagree_are_a_finding(pakket):
    """One table stands in one place."""
    koppeling = read_koppeling(_with_regels(pakket, CBS, ("tblInwoners", "Gemeente", "CBS", "B3:E4", "Gemeentenaam")))

    assert [one.code for one in koppeling.findings] == ["koppeling-verschil"]
    assert koppeling.tabellen == {}


def test_a_row_without_a_place_says_nothing(pakket):
    """An emptied row leaves the table to be found by itself."""
    assert read_koppeling(_with_regels(pakket, ("tblInwoners", "Inwoners", "", "", ""))).findings == ()


def test_our_own_workbook_needs_no_koppeling(tmp_path):
    """Where every table carries its own name there is nothing to link; the sheet has two empty rows to fill in."""
    _, regels = _propose(open_pakket(Werkmapbouw().schrijf(tmp_path / "b.xlsx")))
    plan = plan_koppeling(regels)

    assert regels == ()
    assert plan.tabellen[0].aantal_rijen == 2
    assert plan.cellen[KOPRIJ + 1, 0] == Cel(None, "invoer_code")


def test_a_known_other_header_means_one_column():
    """Within one table no header stands for two columns, so a proposal is never a toss-up."""
    doubled = []
    for tabel in TABELLEN:
        alle = [kop for koppen in load_koppen(True)[tabel.naam].values() for kop in koppen]
        doubled += [f"{tabel.naam}: {kop}" for kop in set(alle) if alle.count(kop) > 1]

    assert doubled == []


def test_a_workbook_without_the_sheet_reads_as_before(pakket):
    """No sheet Koppeling, no koppeling."""
    assert read_koppeling(Werkmap(pakket)) == Koppeling()


def test_several_tables_on_one_sheet_are_all_found(tmp_path):
    """Two tables of the adviser side by side on one sheet, each under another name, are both found by their own headers."""
    path = tmp_path / "b.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Invoer")
    for area, naam, koppen in (
        ("A3:D5", "Sleuteltabel", ("Sleutel", "Soort", "Parameter", "Bron")),
        ("F3:I5", "Volume", ("Gemeente", "Werkproces", "Volume", "Bron")),
    ):
        sheet.add_table(area, {"name": naam, "columns": [{"header": kop} for kop in koppen]})
    book.close()

    tabellen = find_tabellen(Werkmap(open_pakket(path)), synoniemen=True).tabellen

    assert {naam: (one.naam, str(one.gebied)) for naam, one in tabellen.items()} == {
        "tblSleutels": ("Sleuteltabel", "A3:D5"),
        "tblWerkprocessen": ("Volume", "F3:I5"),
    }
