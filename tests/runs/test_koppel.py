"""Koppel and ontkoppel as the user meets them: what is used, what is refused and why, what comes back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from cusd_xl.base.errors import ArgumentError, UitvoerError, WerkmapError
from cusd_xl.runs import koppel as koppelrun
from cusd_xl.runs.bereken import run_bereken
from cusd_xl.runs.koppel import Koppelresultaat, Koppelwens, run_koppel
from cusd_xl.runs.ontkoppel import run_ontkoppel
from cusd_xl.workbook.cells import Werkmap
from cusd_xl.workbook.layout import REKENBLADEN, TABELLEN
from cusd_xl.workbook.package import open_pakket, write_pakket
from cusd_xl.workbook.verliescontrole import Verliesrapport
from tests.hulp.alles import write_alles
from tests.hulp.bestaand import write_bestaand
from tests.hulp.opdracht import geef
from tests.hulp.recalc import compare_caches, needs_libreoffice, recalculate_libreoffice
from tests.workbook.bouw_werkmap import Werkmapbouw

WENS = Koppelwens(2026)
DEEL = "xl/workbook.xml"
Delen = dict[str, bytes]


@pytest.fixture
def bestaand(tmp_path: Path) -> Path:
    """A workbook of an adviser with all data, some of it under other names."""
    return write_bestaand(tmp_path / "bestaand.xlsx")


@pytest.fixture
def gekoppeld(bestaand: Path) -> Path:
    """The same workbook, linked."""
    return _koppel(bestaand)[0]


def _koppel(path: Path, naam: str = "gekoppeld.xlsx", wens: Koppelwens = WENS) -> tuple[Path, Koppelresultaat]:
    uit = path.with_name(naam)
    return uit, run_koppel(path, uit, wens)


def _change(path: Path, change: Callable[[Delen], None]) -> Path:
    """The workbook with a change in its parts, under the same name."""
    delen = dict(open_pakket(path).delen)
    change(delen)
    path.write_bytes(write_pakket(delen))
    return path


def _type(path: Path, blad: str, old: bytes, new: bytes) -> Path:
    """The workbook with something typed on a sheet."""
    deel = _find_deel(path, blad)

    def change(delen: Delen) -> None:
        assert old in delen[deel]
        delen[deel] = delen[deel].replace(old, new, 1)

    return _change(path, change)


def _find_deel(path: Path, blad: str) -> str:
    return next(one.deel for one in Werkmap(open_pakket(path)).bladen if one.naam == blad)


def _resave(path: Path) -> Path:
    """As Excel does when it saves: the same content, every XML part written anew."""

    def change(delen: Delen) -> None:
        for deel, content in delen.items():
            if deel.endswith((".xml", ".rels")):
                delen[deel] = etree.tostring(etree.fromstring(content), encoding="UTF-8", xml_declaration=True) + b"\n"

    return _change(path, change)


def test_an_existing_workbook_is_used_not_replaced(bestaand):
    """The data stays where the adviser has it; only the sheets that were missing are added, and the bijdragen are right."""
    uit, resultaat = _koppel(bestaand)
    berekend = run_bereken(uit)

    assert (resultaat.berekend, resultaat.vernieuwd) == (True, ())
    assert set(resultaat.toegevoegd) == {"Leeswijzer", "Koppeling", "Functies", *REKENBLADEN}
    assert berekend.verdeling is not None
    assert berekend.verdeling.per_gemeente() == {"Amersfoort": 77_881, "Baarn": 12_169}


@needs_libreoffice
def test_the_formulas_follow_the_data_of_the_adviser(gekoppeld, tmp_path):
    """LibreOffice recalculates the linked workbook from the adviser's own range and table to the same amounts."""
    [again] = recalculate_libreoffice([gekoppeld], tmp_path / "lo")

    assert compare_caches(gekoppeld, again) == []


def test_missing_tables_come_as_empty_sheets(tmp_path):
    """A workbook without any of our data gets every input sheet, says what must be filled in, and has no calculation sheets."""
    uit, resultaat = _koppel(write_alles(tmp_path / "alles.xlsx"))
    book = openpyxl.load_workbook(uit)

    needed = [tabel for tabel in TABELLEN if not tabel.bijkomend]
    assert {tabel.blad for tabel in needed} <= set(resultaat.toegevoegd)
    assert {naam for sheet in book.worksheets for naam in sheet.tables} >= {tabel.naam for tabel in needed}
    assert (resultaat.berekend, set(REKENBLADEN) & set(book.sheetnames)) == (False, set())
    assert {one.code for one in resultaat.findings} >= {"tabel-leeg"}


def test_lists_of_names_point_to_where_the_names_are(tmp_path):
    """The list of gemeenten on an added sheet shows the gemeenten of the adviser's own sheet."""
    bouw = Werkmapbouw()
    bouw.weg = {"tblInwoners"}
    bouw.bladnamen = {"tblDeelnemers": "Wie doen mee"}
    uit, _ = _koppel(bouw.schrijf(tmp_path / "b.xlsx"))

    formulas = [one.formula1 for one in openpyxl.load_workbook(uit)["Inwoners"].data_validations.dataValidation]

    assert "'Wie doen mee'!$A$5:$A$6" in formulas
    assert [one for one in formulas if "Deelnemers!" in str(one)] == []


def test_a_second_run_changes_nothing(gekoppeld):
    """Linked again, the workbook is byte for byte the same."""
    again, resultaat = _koppel(gekoppeld, "nogmaals.xlsx")

    assert again.read_bytes() == gekoppeld.read_bytes()
    assert (resultaat.toegevoegd, resultaat.rapport.gewijzigd) == ((), ())


def test_what_the_user_fills_in_is_kept(tmp_path):
    """An empty input sheet that was filled in is read, never emptied, when the workbook is linked again."""
    bouw = Werkmapbouw()
    bouw.weg = {"tblInwoners"}
    uit, eerst = _koppel(bouw.schrijf(tmp_path / "b.xlsx"))
    rows = b'<c r="A5" t="inlineStr"><is><t>Amersfoort</t></is></c><c r="C5"><v>1010</v></c>'
    deel = _find_deel(uit, "Inwoners")
    _change(uit, lambda delen: delen.update({deel: _put_row(delen[deel], 5, rows)}))

    again, _ = _koppel(uit, "nogmaals.xlsx")

    assert eerst.berekend is False
    assert openpyxl.load_workbook(again)["Inwoners"]["C5"].value == 1010


def _put_row(sheet: bytes, number: int, cells: bytes) -> bytes:
    """The sheet with these cells in a row, in place of what stood there."""
    root = etree.fromstring(sheet)
    row = next(one for one in root.iter("{*}row") if one.get("r") == str(number))
    fresh = etree.fromstring(b'<r xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' + cells + b"</r>")
    places = {one.get("r"): one for one in fresh}
    for cell in list(row):
        if cell.get("r") in places:
            row.replace(cell, places[cell.get("r")])
    return etree.tostring(root)


def test_a_changed_sheet_of_ours_is_refused_with_the_cells(gekoppeld):
    """Who typed over a formula on Bijdragen hears which cell it is, before it is replaced."""
    _type(gekoppeld, "Bijdragen", b"SUM(H7:I7)", b"SUM(H7:H7)")

    with pytest.raises(WerkmapError, match=r"blad 'Bijdragen' \(J7 gewijzigd\).*--overschrijf"):
        _koppel(gekoppeld, "nogmaals.xlsx")

    _, resultaat = _koppel(gekoppeld, "nogmaals.xlsx", Koppelwens(2026, overschrijf=True))
    assert "Bijdragen" in resultaat.vernieuwd


def test_bereken_on_a_linked_workbook_is_no_change_of_a_stranger(gekoppeld):
    """The calculation sheets that bereken refreshes are ours: linking and unlinking still go on, and give back the original."""
    berekend = gekoppeld.with_name("berekend.xlsx")
    run_bereken(gekoppeld, berekend)
    uit, _ = _koppel(berekend, "nogmaals.xlsx")

    assert run_ontkoppel(uit, uit.with_name("terug.xlsx")).exact is True


def test_the_original_comes_back(bestaand, gekoppeld):
    """Ontkoppel gives every part as it was, in the order it was."""
    terug = gekoppeld.with_name("terug.xlsx")
    resultaat = run_ontkoppel(gekoppeld, terug)

    assert (resultaat.exact, resultaat.findings) == (True, ())
    assert list(open_pakket(terug).delen.items()) == list(open_pakket(bestaand).delen.items())


def test_after_saving_in_excel_only_ours_goes(bestaand, gekoppeld):
    """A workbook that Excel wrote anew cannot come back byte for byte: all that is ours goes, the rest stays."""
    terug = gekoppeld.with_name("terug.xlsx")
    resultaat = run_ontkoppel(_resave(gekoppeld), terug)
    before, after = openpyxl.load_workbook(bestaand), openpyxl.load_workbook(terug)

    assert (resultaat.exact, [one.code for one in resultaat.findings]) == (False, ["eigen-wijzigingen"])
    assert after.sheetnames == before.sheetnames
    assert set(after.defined_names) == set(before.defined_names)
    assert not [deel for deel in open_pakket(terug).delen if "webext" in deel or "customXml" in deel]


def test_saved_in_excel_and_linked_again_it_still_comes_back(gekoppeld):
    """After Excel saved it, linking again remembers the workbook as Excel left it, without what is ours."""
    again, _ = _koppel(_resave(gekoppeld), "nogmaals.xlsx")

    assert run_ontkoppel(again, again.with_name("terug.xlsx")).exact is True


def test_a_formula_of_the_user_that_pointed_to_us_is_named(gekoppeld):
    """Who refers to Bijdragen on a sheet of his own hears so when that sheet goes."""
    _type(gekoppeld, "Begroting 2026", b"SUM(Kostentabel[Begroot bedrag])", b"Bijdragen!C5")

    resultaat = run_ontkoppel(gekoppeld, gekoppeld.with_name("terug.xlsx"))

    assert {(one.code, one.cel) for one in resultaat.findings} >= {("verwijzing-vervalt", "Begroting 2026")}


def test_what_the_user_typed_on_our_sheet_is_not_thrown_away(gekoppeld):
    """Ontkoppel refuses while a sheet of ours holds something of the user, unless he says so."""
    _type(gekoppeld, "Leeswijzer", b"leeswijzer", b"aantekening")

    with pytest.raises(WerkmapError, match="blad 'Leeswijzer'"):
        run_ontkoppel(gekoppeld, gekoppeld.with_name("terug.xlsx"))

    assert run_ontkoppel(gekoppeld, gekoppeld.with_name("terug.xlsx"), overschrijf=True).exact is False


def test_a_workbook_that_is_open_is_refused_by_name(bestaand):
    """The file that Excel lays beside an open workbook names who has it open."""
    bestaand.with_name("~$bestaand.xlsx").write_bytes(b"\x0bJ. de Vries " + b"\0" * 150)

    with pytest.raises(WerkmapError, match=r"geopend in Excel door J. de Vries.*achtergebleven"):
        _koppel(bestaand)


def test_an_unreadable_owner_file_is_enough(bestaand):
    """Without a readable name the workbook is still taken to be open."""
    bestaand.with_name("~$bestaand.xlsx").write_bytes(b"")

    with pytest.raises(WerkmapError, match=r"geopend in Excel \(er staat"):
        _koppel(bestaand)


def test_a_protected_structure_is_refused(tmp_path):
    """Where no sheet may be added none is added."""
    path = Werkmapbouw().schrijf(tmp_path / "b.xlsx")
    lock = b'<workbookProtection lockStructure="1"/><bookViews>'
    _change(path, lambda delen: delen.update({DEEL: delen[DEEL].replace(b"<bookViews>", lock)}))

    with pytest.raises(WerkmapError, match="beveiligd"):
        _koppel(path)


def test_a_sheet_of_another_with_our_name_is_refused(tmp_path):
    """A sheet Bijdragen that the adviser made himself is not overwritten."""
    bouw = Werkmapbouw()
    bouw.daarna.append(lambda book: book.add_worksheet("Bijdragen"))

    with pytest.raises(WerkmapError, match="blad 'Bijdragen' dat niet door cusd-xl is gemaakt"):
        _koppel(bouw.schrijf(tmp_path / "b.xlsx"))


def test_his_own_leeswijzer_stays(tmp_path):
    """A sheet Leeswijzer of the adviser stays, and he is told so."""
    bouw = Werkmapbouw()
    bouw.daarna.append(lambda book: book.add_worksheet("Leeswijzer").write("A1", "van ons allen"))
    uit, resultaat = _koppel(bouw.schrijf(tmp_path / "b.xlsx"))

    assert ("blad-blijft", "Leeswijzer") in {(one.code, one.cel) for one in resultaat.findings}
    assert openpyxl.load_workbook(uit)["Leeswijzer"]["A1"].value == "van ons allen"


def test_a_name_that_is_a_table_of_ours_is_refused(tmp_path):
    """Excel cannot have a name and a table with the same name."""
    bouw = Werkmapbouw()
    bouw.weg = {"tblRealisatie"}
    bouw.daarna.append(lambda book: book.define_name("tblRealisatie", "=Kosten!$A$1"))

    with pytest.raises(WerkmapError, match="naam 'tblRealisatie'"):
        _koppel(bouw.schrijf(tmp_path / "b.xlsx"))


def test_signature_and_calculation_order_are_told(tmp_path):
    """A signature is void after a change, and the stored calculation order goes; both are said."""
    path = Werkmapbouw().schrijf(tmp_path / "b.xlsx")

    def sign(delen: Delen) -> None:
        rels, types = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
        relation = (
            b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"'
        )
        delen[rels] = delen[rels].replace(b"</Relationships>", relation + b' Target="calcChain.xml"/></Relationships>')
        override = b'<Override PartName="/xl/calcChain.xml" ContentType="application/x"/>'
        delen[types] = delen[types].replace(b"</Types>", override + b"</Types>")
        delen["xl/calcChain.xml"] = b"<calcChain/>"
        delen["_xmlsignatures/origin.sigs"] = b""

    uit, resultaat = _koppel(_change(path, sign))
    terug = run_ontkoppel(uit, uit.with_name("terug.xlsx"))

    assert {"handtekening-vervalt", "rekenketen-weg"} <= {one.code for one in resultaat.findings}
    assert resultaat.rapport.weggelaten == ("xl/calcChain.xml",)
    assert (terug.exact, terug.rapport.toegevoegd) == (True, ("xl/calcChain.xml",))


def test_an_unexpected_change_leaves_no_file(bestaand, monkeypatch):
    """When the verliescontrole finds a loss the copy is removed, and the error says what was lost."""
    wrong = Verliesrapport(0, (), (), (), ("onderdeel xl/charts/chart1.xml is weg",))
    monkeypatch.setattr(koppelrun, "check_verlies", lambda voor, na: wrong)

    with pytest.raises(UitvoerError, match=r"chart1\.xml is weg"):
        _koppel(bestaand)

    assert not bestaand.with_name("gekoppeld.xlsx").exists()


def test_nothing_is_overwritten(bestaand):
    """A copy that exists already, the workbook itself included, is never replaced."""
    shutil.copy(bestaand, bestaand.with_name("gekoppeld.xlsx"))

    with pytest.raises(ArgumentError, match="bestaat al"):
        _koppel(bestaand)
    with pytest.raises(ArgumentError, match="bestaat al"):
        run_koppel(bestaand, bestaand, WENS)


def test_a_workbook_that_was_never_linked_cannot_be_unlinked(bestaand):
    """Where nothing of ours is, nothing is taken out."""
    with pytest.raises(WerkmapError, match="niet gekoppeld"):
        run_ontkoppel(bestaand, bestaand.with_name("terug.xlsx"))


def test_without_code_there_is_no_code(bestaand):
    """With --zonder-code the workbook holds our sheets and no Python."""
    uit = bestaand.with_name("kaal.xlsx")

    uitkomst = geef("koppel", bestaand, "--uit", uit, "--zonder-code")

    assert uitkomst.status == 0
    assert not [deel for deel in open_pakket(uit).delen if "webext" in deel]
    assert "Functies" not in openpyxl.load_workbook(uit).sheetnames


def test_the_commands_speak_dutch_and_json(bestaand, tmp_path):
    """The terminal says what was found, added and compared; with --json it is one object."""
    uit, terug = tmp_path / "in.xlsx", tmp_path / "uit.xlsx"
    gesproken = geef("koppel", bestaand, "--uit", uit)
    gegeven = geef("koppel", bestaand, "--uit", tmp_path / "j.xlsx", "--json")
    ontkoppeld = geef("ontkoppel", uit, "--uit", terug, "--json")

    assert (gesproken.status, gegeven.status, ontkoppeld.status) == (0, 0, 0)
    assert "Gevonden: tblInwoners op blad CBS, B3:E5 (Gemeente = Gemeentenaam" in gesproken.out
    assert "niets verloren" in gesproken.out
    assert gegeven.json["koppeling"][0]["tabel"] == "tblInwoners"
    assert ontkoppeld.json["exact"] is True
