"""Finding tables: by name wherever they stand, else by their headers, with exactly their own rows."""

from __future__ import annotations

import pytest

from cusd_xl.base.addresses import Area
from cusd_xl.workbook.cells import Werkmap
from cusd_xl.workbook.layout import TABELLEN
from cusd_xl.workbook.package import open_pakket
from cusd_xl.workbook.tables import Vondst, find_tabellen
from tests.workbook.bouw_werkmap import Werkmapbouw


def _find(bouw: Werkmapbouw, path) -> Vondst:
    return find_tabellen(Werkmap(open_pakket(bouw.schrijf(path))))


def test_every_table_of_the_layout_is_found(tmp_path):
    """All tables are there, in the order of the layout, each with its place."""
    vondst = _find(Werkmapbouw(), tmp_path / "b.xlsx")

    kosten = vondst.tabellen["tblKosten"]
    assert list(vondst.tabellen) == [tabel.naam for tabel in TABELLEN]
    assert (kosten.blad, kosten.koprij, kosten.eerste_rij, kosten.laatste_rij) == ("Kosten", 4, 5, 5)
    assert (kosten.kolommen["bedrag"], kosten.koppen["bedrag"], kosten.gebied) == ("E", "Bedrag", Area(4, 1, 5, 13))
    assert vondst.tabellen["tblTakenregister"].gemeentekolommen == {"Amersfoort": "H", "Baarn": "I"}


def test_headers_are_compared_without_case_and_spaces(tmp_path):
    """A header typed a little differently is the same header."""
    bouw = Werkmapbouw()
    bouw.koppen["tblKosten"][4] = " BEDRAG\u00a0"

    kosten = _find(bouw, tmp_path / "b.xlsx").tabellen["tblKosten"]

    assert (kosten.kolommen["bedrag"], kosten.koppen["bedrag"]) == ("E", " BEDRAG\u00a0")


def test_a_table_without_a_header_row_is_read_by_its_column_names(tmp_path):
    """The names of the columns stand in the table itself when its header row is switched off."""
    bouw = Werkmapbouw()
    bouw.opties["tblSleutels"] = {"header_row": False}
    bouw.delen.append(("tables/table7.xml", 'ref="A4:D5"', 'ref="A5:D5"'))

    sleutels = _find(bouw, tmp_path / "b.xlsx").tabellen["tblSleutels"]

    assert (sleutels.eerste_rij, sleutels.laatste_rij, sleutels.kolommen["soort"]) == (5, 5, "B")


@pytest.mark.parametrize("naam", ["TBLKOSTEN", "tblkosten"])
def test_the_name_of_a_table_is_compared_without_case(tmp_path, naam):
    """Excel does not tell the case of table names apart, so neither do we."""
    bouw = Werkmapbouw()
    bouw.opties["tblKosten"] = {"name": naam}

    assert _find(bouw, tmp_path / "b.xlsx").tabellen["tblKosten"].naam == naam


def test_a_table_under_another_name_on_its_own_sheet_is_used(tmp_path):
    """A table that Excel called Tabel1 is still the table of that sheet, with its own borders."""
    bouw = Werkmapbouw()
    bouw.opties["tblKosten"] = {"name": "Tabel1"}

    kosten = _find(bouw, tmp_path / "b.xlsx").tabellen["tblKosten"]

    assert (kosten.naam, kosten.laatste_rij) == ("Tabel1", 5)


def test_calculation_sheets_are_never_taken_for_input(tmp_path):
    """A sheet of our own results with the same headers is not read as input."""
    bouw = Werkmapbouw()
    bouw.weg.add("tblGewichten")
    koppen = ["Sleutel", "Gemeente", "Gewicht"]
    bouw.daarna.append(lambda book: book.add_worksheet("Sleutelgewichten").write_row(0, 0, koppen))

    assert "tblGewichten" not in _find(bouw, tmp_path / "b.xlsx").tabellen


def test_two_tables_on_one_sheet_do_not_disturb_each_other(tmp_path):
    """A second table below the first is not a row of the first."""
    bouw = Werkmapbouw()
    koppen = [{"header": kop} for kop in ("Gemeente", "Aantal")]
    options = {"name": "Ander", "columns": koppen, "data": [["Baarn", 1]]}
    bouw.daarna.append(lambda book: book.get_worksheet_by_name("Kosten").add_table(8, 0, 9, 1, options))

    assert _find(bouw, tmp_path / "b.xlsx").findings == ()
