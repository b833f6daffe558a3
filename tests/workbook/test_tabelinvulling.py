"""Rows filled into a table of an existing workbook: they are read back, everything else is still there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cusd_xl.base.errors import WerkmapError
from cusd_xl.workbook.package import Pakket, open_pakket, write_pakket
from cusd_xl.workbook.read import read_pakket
from cusd_xl.workbook.tabelinvulling import Invulling, fill_tabel
from cusd_xl.workbook.verliescontrole import check_verlies
from tests.hulp.node import ooxml_errors
from tests.workbook.bouw_werkmap import Formule, Werkmapbouw

NIEUW = ({"gemeente": "Baarn", "peildatum": date(2025, 1, 1), "inwoners": 25184, "status": "definitief", "bron": "CBS & co"},)
TABEL = "tblInwoners"


def build(tmp_path: Path, change: Callable[[Werkmapbouw], Any] | None = None) -> Pakket:
    """The small workbook of the reading tests, with a change."""
    bouw = Werkmapbouw()
    if change:
        change(bouw)
    return open_pakket(bouw.schrijf(tmp_path / "b.xlsx"))


def read_inwoners(invulling: Invulling) -> list[tuple[str, int, int, str, str]]:
    begroting = read_pakket(invulling.pakket).begroting
    assert begroting is not None
    return [(o.gemeente, o.peildatum.year, o.inwoners, o.status, o.bron) for o in begroting.inwoners]


def test_a_row_is_added_and_the_table_grows(tmp_path: Path) -> None:
    """Een nieuwe rij komt onder de tabel en hoort erbij; alleen het blad en de tabel zijn gewijzigd."""
    pakket = build(tmp_path)

    invulling = fill_tabel(pakket, TABEL, {}, NIEUW)

    assert read_inwoners(invulling)[-1] == ("Baarn", 2025, 25184, "definitief", "CBS & co")
    changed = {deel for deel, content in invulling.pakket.delen.items() if pakket.delen[deel] != content}
    assert changed == invulling.delen
    assert check_verlies(pakket, invulling.pakket, invulling.delen).verlies == ()
    assert check_verlies(pakket, invulling.pakket).verlies != ()


def test_openpyxl_sees_the_row_and_its_format(tmp_path: Path) -> None:
    """Een ander programma leest dezelfde rij, met de datumopmaak van de rij erboven en een tabel die tot daar loopt."""
    path = tmp_path / "uit.xlsx"
    path.write_bytes(write_pakket(fill_tabel(build(tmp_path), TABEL, {}, NIEUW).pakket.delen))

    sheet = openpyxl.load_workbook(path)["Inwoners"]

    assert (sheet["B7"].value.date(), sheet["B7"].number_format) == (date(2025, 1, 1), "dd-mm-yyyy")
    assert sheet.tables[TABEL].ref == sheet.tables[TABEL].autoFilter.ref == "A4:F7"


def test_a_changed_value_leaves_the_rest_of_the_sheet(tmp_path: Path) -> None:
    """Van een gewijzigde rij veranderen alleen de genoemde cellen; het blad is verder letterlijk hetzelfde."""
    pakket = build(tmp_path)
    invulling = fill_tabel(pakket, TABEL, {6: {"inwoners": 25184}}, ())
    (deel,) = invulling.delen

    old, new = (one.delen[deel].decode() for one in (pakket, invulling.pakket))

    assert new == old.replace('<c r="C6"><v>1005</v></c>', '<c r="C6"><v>25184</v></c>')
    assert invulling.nieuwe_rijen == ()


def test_empty_rows_of_the_table_are_used_first(tmp_path: Path) -> None:
    """Een tabel met lege rijen, zoals in een nieuwe werkmap, wordt eerst opgevuld."""
    pakket = build(tmp_path, lambda bouw: bouw.rijen[TABEL].insert(1, [None, None, None, None]))

    invulling = fill_tabel(pakket, TABEL, {}, NIEUW * 2)

    assert invulling.nieuwe_rijen == (6, 8)


def test_text_beside_and_far_below_the_table_stays(tmp_path: Path) -> None:
    """Tekst naast de tabel of verder naar onder staat niet in de weg en blijft staan."""

    def remark(bouw: Werkmapbouw) -> None:
        bouw.daarna.append(lambda book: book.get_worksheet_by_name("Inwoners").write("H7", "naast"))
        bouw.daarna.append(lambda book: book.get_worksheet_by_name("Inwoners").write("A9", "eronder"))

    path = tmp_path / "uit.xlsx"
    path.write_bytes(write_pakket(fill_tabel(build(tmp_path, remark), TABEL, {}, NIEUW).pakket.delen))
    sheet = openpyxl.load_workbook(path)["Inwoners"]

    assert (sheet["H7"].value, sheet["A7"].value, sheet["A9"].value) == ("naast", "Baarn", "eronder")


def put(cel: str, waarde: str) -> Callable[[Werkmapbouw], Any]:
    return lambda bouw: bouw.daarna.append(lambda book: book.get_worksheet_by_name("Inwoners").write(cel, waarde))


@pytest.mark.parametrize(
    ("change", "zin"),
    [
        (put("A7", "Let op: voorlopig"), "geen ruimte: in rij 7 staat al iets"),
        (lambda bouw: bouw.opties.update({TABEL: {"total_row": True}}), "heeft een totaalrij"),
        (lambda bouw: bouw.weg.add(TABEL), "heeft geen tabel tblInwoners"),
        (
            lambda bouw: bouw.daarna.append(lambda book: book.get_worksheet_by_name("Inwoners").merge_range("A7:B8", "")),
            "geen ruimte: in rij 7",
        ),
    ],
)
def test_what_stands_in_the_way_is_named(tmp_path: Path, change: Callable[[Werkmapbouw], Any], zin: str) -> None:
    """Is er onder de tabel geen plaats, dan wordt niets verschoven of overschreven: de melding zegt wat er staat."""
    with pytest.raises(WerkmapError) as problem:
        fill_tabel(build(tmp_path, change), TABEL, {}, NIEUW)

    assert zin in str(problem.value)
    assert "\n" not in str(problem.value)


def test_a_formula_is_not_overwritten(tmp_path: Path) -> None:
    """Komt een aantal uit een formule, dan blijft die staan en moet de gebruiker kiezen."""
    pakket = build(tmp_path, lambda bouw: bouw.zet(TABEL, 1, 2, Formule("=1000+5", 1005)))

    with pytest.raises(WerkmapError, match=r"Cel Inwoners!C6 van b\.xlsx bevat een formule"):
        fill_tabel(pakket, TABEL, {6: {"inwoners": 25184}}, ())


def test_a_plain_range_grows_with_its_rows(tmp_path: Path) -> None:
    """Zonder Excel-tabel zijn de rijen onder de koppen de tabel; een nieuwe rij sluit daarop aan."""
    invulling = fill_tabel(build(tmp_path, lambda bouw: bouw.zonder_tabel.add(TABEL)), TABEL, {}, NIEUW)

    assert [one[:3] for one in read_inwoners(invulling)][-1] == ("Baarn", 2025, 25184)


def test_the_open_xml_check_of_microsoft_is_content(tmp_path: Path) -> None:
    """De Open XML-controle van Microsoft vindt in de ingevulde werkmap niets wat er niet al was."""
    pakket = build(tmp_path)
    path = tmp_path / "uit.xlsx"
    path.write_bytes(write_pakket(fill_tabel(pakket, TABEL, {5: {"inwoners": 1}}, NIEUW * 3).pakket.delen))

    assert ooxml_errors(path) == ooxml_errors(tmp_path / "b.xlsx")
