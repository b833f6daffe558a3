"""Sheets put into somebody's workbook: everything that is not ours stays byte by byte as it was."""

from __future__ import annotations

import io
import struct
import subprocess
import warnings
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from lxml import etree

from cusd_xl.base.errors import WerkmapError
from cusd_xl.model.plan import Bladplan, Cel, Gebied, Pagina, Samenvoeging
from cusd_xl.workbook.merk import MERK
from cusd_xl.workbook.package import Pakket, open_pakket, unpack, write_pakket
from cusd_xl.workbook.play_package import play_into
from tests.hulp.recalc import SOFFICE, needs_libreoffice

NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
BLAD = Bladplan(
    "Uitkomst",
    {
        (0, 0): Cel("  Uitkomst &\n<meer> ", "titel_tekst"),
        (1, 0): Cel(Fraction(7, 2), "uitvoer_bedrag", "1+2.5"),
        (1, 1): Cel("één", "berekening_tekst", '"één"'),
        (2, 0): Cel(date(2026, 1, 5), "berekening_datum"),
        (2, 1): Cel(date(2026, 1, 5), "berekening_datum", "DATE(2026,1,5)"),
    },
    titelrijen=1,
    beveiligd=True,
    samenvoegingen=(Samenvoeging(0, 0, 0, 2),),
    voorwaardelijk=(Gebied(1, 0, 1, 0, {"type": "cell", "criteria": ">", "value": 2, "format": {"bg_color": "#B3261E"}}),),
    pagina=Pagina(herhaal_rijen=(0, 0), afdrukbereik=(0, 0, 2, 1)),
)
CHANGES = ("[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/calcChain.xml")
CORPUS_FILES = 20
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")


def make_png() -> io.BytesIO:
    """The smallest picture."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(b"\0\0\0\0")), chunk(b"IEND", b""))
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"".join(parts))


@pytest.fixture
def rijk() -> Pakket:
    """A workbook with everything that gets lost elsewhere: charts, notes, pictures, names, validations, sparklines."""
    return unpack("rijk.xlsx", make_rijk())


def make_rijk() -> bytes:
    """The bytes of that workbook."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet("Cijfers '26")
    sheet.add_table(0, 0, 3, 1, {"name": "Van_hen", "columns": [{"header": "A"}, {"header": "B"}]})
    for row in range(1, 4):
        sheet.write_row(row, 0, [row, row * 1.5], book.add_format({"num_format": '0.0 "stuks"', "italic": True}))
    sheet.write_formula(5, 0, "=SUM(Van_hen[A])", None, 6)
    sheet.write_comment(0, 0, "Opmerking van hen")
    sheet.insert_image(8, 0, "plaatje.png", {"image_data": make_png()})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "='Cijfers ''26'!$B$2:$B$4"})
    sheet.insert_chart(8, 4, chart)
    sheet.add_sparkline(1, 3, {"range": "'Cijfers ''26'!A2:B2"})
    sheet.data_validation(1, 0, 3, 0, {"validate": "integer", "criteria": ">", "value": 0})
    sheet.conditional_format(1, 1, 3, 1, {"type": "data_bar"})
    sheet.conditional_format(1, 0, 3, 0, {"type": "cell", "criteria": ">", "value": 1, "format": book.add_format({"bold": True})})
    sheet.print_area(0, 0, 5, 3)
    book.add_worksheet("Verborgen").hide()
    book.define_name("Tarief", "='Cijfers ''26'!$B$2")
    book.add_chartsheet("Grafiekblad").set_chart(_bar_chart(book))
    book.close()
    return target.getvalue()


def _bar_chart(book: xlsxwriter.Workbook) -> object:
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "='Cijfers ''26'!$A$2:$A$4"})
    return chart


def play(pakket: Pakket, *bladen: Bladplan) -> Pakket:
    """The workbook after our sheets were played into it."""
    return unpack(pakket.naam, play_into(pakket, bladen or (BLAD,)))


def list_changed(before: Pakket, after: Pakket) -> set[str]:
    """The parts that were there and are not the same any more."""
    return {deel for deel, content in before.delen.items() if after.delen.get(deel) != content}


def test_every_other_part_is_byte_identical(rijk: Pakket) -> None:
    """Grafieken, opmerkingen, plaatjes, tabellen en elk ander onderdeel van de werkmap zijn na afloop geen byte veranderd."""
    after = play(rijk)
    assert list_changed(rijk, after) <= set(CHANGES)
    assert set(after.delen) - set(rijk.delen) == {"xl/worksheets/sheet3.xml"}


def test_the_workbook_keeps_its_own(rijk: Pakket) -> None:
    """Bladen, namen en afdrukbereiken van de werkmap staan er nog, in dezelfde volgorde; ons blad komt achteraan."""
    before, after = (openpyxl.load_workbook(io.BytesIO(write_pakket(one.delen))) for one in (rijk, play(rijk)))
    assert after.sheetnames == [*before.sheetnames, "Uitkomst"]
    assert after.defined_names["Tarief"].attr_text == "'Cijfers ''26'!$B$2"
    assert (after["Cijfers '26"].print_area, after["Verborgen"].sheet_state) == ("'Cijfers ''26'!$A$1:$D$6", "hidden")
    looks = [after["Cijfers '26"]["A2"].number_format, before["Cijfers '26"]["A2"].number_format]
    assert looks == ['0.0 "stuks"', '0.0 "stuks"']


def test_our_sheet_arrives_whole(rijk: Pakket) -> None:
    """Ons blad komt over met tekst, formules en hun uitkomst, opmaak, beveiliging en afdrukinstellingen."""
    content = write_pakket(play(rijk).delen)
    formulas, values = (openpyxl.load_workbook(io.BytesIO(content), data_only=only)["Uitkomst"] for only in (False, True))
    assert formulas["A1"].value == "  Uitkomst &\n<meer> "
    assert (formulas["A2"].value, values["A2"].value, values["B2"].value) == ("=1+2.5", 3.5, "één")
    assert [values[cel].value.date() for cel in ("A3", "B3")] == [date(2026, 1, 5)] * 2
    assert (formulas["A2"].style, formulas["A2"].number_format[:8]) == ("CUSD Uitvoer", "#,##0.00")
    assert (formulas.protection.sheet, formulas.print_title_rows, formulas.freeze_panes) == (True, "$1:$1", "A2")
    assert [str(one) for one in formulas.merged_cells.ranges] == ["A1:C1"]
    rule = next(iter(formulas.conditional_formatting)).rules[0]
    assert rule.dxf.fill.bgColor.rgb == "FFB3261E"


def test_the_other_sheets_keep_the_focus(rijk: Pakket) -> None:
    """De werkmap opent op het blad waarop zij was opgeslagen, niet op het onze."""
    root = etree.fromstring(play(rijk).delen["xl/worksheets/sheet3.xml"])
    assert [one.get("tabSelected") for one in root.iter(f"{NAMESPACE}sheetView")] == [None]


def test_a_second_time_changes_nothing(rijk: Pakket) -> None:
    """Dezelfde bladen nog een keer in de werkmap zetten geeft byte voor byte hetzelfde bestand."""
    once = play_into(rijk, [BLAD])
    assert play_into(unpack("rijk.xlsx", once), [BLAD]) == once


def test_our_sheet_is_refreshed_in_its_place(rijk: Pakket) -> None:
    """Bij opnieuw berekenen wordt ons blad vervangen waar het staat, ook als er intussen een blad achter kwam."""
    other = replace(BLAD, naam="Later")
    fresh = replace(BLAD, cellen={(0, 0): Cel("nieuw", "titel_tekst"), (5, 5): Cel(5, "berekening_geheel")}, samenvoegingen=())
    book = openpyxl.load_workbook(io.BytesIO(write_pakket(play(play(rijk, BLAD, other), fresh, other).delen)))
    assert book.sheetnames[-2:] == ["Uitkomst", "Later"]
    assert (book["Uitkomst"]["A1"].value, book["Uitkomst"]["A2"].value, book["Uitkomst"]["F6"].value) == ("nieuw", None, 5)


@pytest.mark.parametrize("naam", ["Uitkomst", "UITKOMST"])
def test_a_sheet_of_somebody_else_is_never_replaced(naam: str) -> None:
    """Een blad van de gebruiker dat toevallig zo heet als het onze, blijft onaangeroerd: het programma weigert."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    book.add_worksheet(naam).write(0, 0, "van ons")
    book.close()
    with pytest.raises(WerkmapError, match="niet door cusd-xl is gemaakt"):
        play_into(unpack("theirs.xlsx", target.getvalue()), [BLAD])


@pytest.mark.parametrize("points_to", ["#REF!$A$1", "'Uitkomst van vorig jaar'!$A$1"])
def test_a_mark_left_behind_gives_no_right(points_to: str) -> None:
    """Wie ons blad weggooit of hernoemt en daarna zelf een blad met die naam maakt, raakt dat eigen blad niet kwijt."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    book.add_worksheet("Uitkomst").write(0, 0, "van ons")
    book.define_name("Tijdelijk", "=Uitkomst!$A$1")
    book.close()
    pakket = unpack("theirs.xlsx", target.getvalue())
    workbook = pakket.delen["xl/workbook.xml"].replace(b"Tijdelijk", f"{MERK}Uitkomst".encode())
    workbook = workbook.replace(b">Uitkomst!$A$1<", f">{points_to}<".encode())
    with pytest.raises(WerkmapError, match="niet door cusd-xl is gemaakt"):
        play_into(replace(pakket, delen={**pakket.delen, "xl/workbook.xml": workbook}), [BLAD])


def test_a_locked_structure_is_respected(rijk: Pakket) -> None:
    """In een werkmap waarvan de structuur is beveiligd komt geen blad bij; de melding zegt hoe het wel kan."""
    locked = rijk.delen["xl/workbook.xml"].replace(b"<bookViews>", b'<workbookProtection lockStructure="1"/><bookViews>')
    pakket = replace(rijk, delen={**rijk.delen, "xl/workbook.xml": locked})
    with pytest.raises(WerkmapError, match="Hef de beveiliging op"):
        play_into(pakket, [BLAD])


def test_a_workbook_without_styles_is_refused(rijk: Pakket) -> None:
    """Een werkmap zonder stijlblad wordt geweigerd met een regel die zegt wat te doen."""
    rels = rijk.delen["xl/_rels/workbook.xml.rels"].replace(b"relationships/styles", b"relationships/other")
    with pytest.raises(WerkmapError, match=r"styles\.xml"):
        play_into(replace(rijk, delen={**rijk.delen, "xl/_rels/workbook.xml.rels": rels}), [BLAD])


def test_the_calculation_chain_goes(rijk: Pakket) -> None:
    """De rekenvolgorde van Excel wordt weggehaald, met alle verwijzingen ernaar; Excel maakt haar zelf opnieuw."""
    rels, types = rijk.delen["xl/_rels/workbook.xml.rels"], rijk.delen["[Content_Types].xml"]
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    link = b'<Relationship Id="rIdX" Type="' + kind + b'" Target="calcChain.xml"/></Relationships>'
    part = b'<Override PartName="/xl/calcChain.xml" ContentType="application/x"/></Types>'
    delen = {
        **rijk.delen,
        "xl/_rels/workbook.xml.rels": rels.replace(b"</Relationships>", link),
        "[Content_Types].xml": types.replace(b"</Types>", part),
        "xl/calcChain.xml": b"<calcChain/>",
    }
    after = play(replace(rijk, delen=delen))
    assert [deel for deel, content in after.delen.items() if b"calcchain" in (deel.encode() + content).lower()] == []


def test_excel_recalculates_on_opening(rijk: Pakket) -> None:
    """Excel rekent de werkmap bij openen helemaal door, en onze bladen zijn herkenbaar gemerkt met een verborgen naam."""
    root = etree.fromstring(play(rijk).delen["xl/workbook.xml"])
    calc = next(root.iter(f"{NAMESPACE}calcPr"))
    marks = {one.get("name"): one.get("hidden") for one in root.iter(f"{NAMESPACE}definedName")}
    assert (calc.get("fullCalcOnLoad"), marks[f"{MERK}Uitkomst"]) == ("1", "1")


def test_days_count_as_in_the_workbook() -> None:
    """In een werkmap die dagen telt vanaf 1904 staat op ons blad dezelfde datum als in elke andere."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"date_1904": True})
    book.add_worksheet("Mac")
    book.close()
    content = play_into(unpack("mac.xlsx", target.getvalue()), [BLAD])
    sheet = openpyxl.load_workbook(io.BytesIO(content), data_only=True)["Uitkomst"]
    assert [sheet[cel].value.date() for cel in ("A3", "B3")] == [date(2026, 1, 5)] * 2


def save_with_openpyxl(folder: Path) -> Path:
    """A workbook as openpyxl writes it."""
    book = openpyxl.Workbook()
    book.active["A1"] = "=1+1"
    book.create_sheet("Tweede blad")["B2"].number_format = "0.000%"
    book.save(folder / "openpyxl.xlsx")
    return folder / "openpyxl.xlsx"


def save_with_libreoffice(folder: Path) -> Path:
    """The rich workbook as LibreOffice writes it."""
    (folder / "rijk.xlsx").write_bytes(make_rijk())
    command = [str(SOFFICE), f"-env:UserInstallation={(folder / 'lo').as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", folder / "uit", folder / "rijk.xlsx"], check=True, capture_output=True, timeout=120)
    return folder / "uit" / "rijk.xlsx"


@pytest.mark.parametrize(
    "save", [save_with_openpyxl, pytest.param(save_with_libreoffice, marks=needs_libreoffice)], ids=["openpyxl", "libreoffice"]
)
def test_workbooks_of_other_programs(save: object, tmp_path: Path) -> None:
    """Ook een werkmap uit LibreOffice of een script houdt elk eigen onderdeel, en is daarna goed te openen."""
    before = open_pakket(save(tmp_path))  # type: ignore[operator]
    after = play(before)
    assert {deel.replace("/xl/", "xl/") for deel in list_changed(before, after)} <= set(CHANGES)
    assert openpyxl.load_workbook(io.BytesIO(write_pakket(after.delen))).sheetnames[-1] == "Uitkomst"
    assert play_into(after, [BLAD]) == write_pakket(after.delen)


def test_workbooks_from_the_wild(shared: Path) -> None:
    """Twintig werkmappen uit de praktijk houden elk ander onderdeel byte voor byte en gaan daarna nog open."""
    folder = shared / "corpus" / "valid"
    if not folder.is_dir():
        pytest.skip(f"de map {folder} is er niet")
    found: dict[str, object] = {}
    for path in sorted(folder.iterdir(), key=lambda one: one.stat().st_size)[: 2 * CORPUS_FILES : 2]:
        try:
            before = open_pakket(path)
        except WerkmapError:
            continue
        found[path.name] = compare_parts(before, play(before))
    assert len(found) >= CORPUS_FILES * 3 // 4
    assert found == dict.fromkeys(found)


def compare_parts(before: Pakket, after: Pakket) -> object:
    """What is wrong with the workbook afterwards; None when nothing is."""
    own = (before.werkmapdeel, "[Content_Types].xml")
    lost = [
        one
        for one in list_changed(before, after)
        if one not in own and not one.endswith((".rels", "styles.xml", "calcChain.xml"))
    ]
    if lost or play_into(after, [BLAD]) != write_pakket(after.delen):
        return lost or "not the same the second time"
    return None if opens(before.delen) <= opens(after.delen) else "openpyxl does not open it any more"


def opens(delen: Mapping[str, bytes]) -> bool:
    """True when openpyxl can open the workbook."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            openpyxl.load_workbook(io.BytesIO(write_pakket(delen)))
        except (ValueError, KeyError, TypeError, zipfile.BadZipFile, AttributeError):
            return False
    return True
