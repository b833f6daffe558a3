"""The VBA project in a workbook: unchanged as xlwings ships it, and nothing else of the workbook lost."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from lxml import etree

from cusd_xl.base.errors import WerkmapError
from cusd_xl.workbook.package import Pakket, open_pakket, unpack, write_pakket
from cusd_xl.workbook.plan_knoppen import Knop, plan_knoppen, read_knoppen
from cusd_xl.workbook.vba import (
    BLADCODES,
    MACRO,
    MACRO_TYPE,
    PROJECT,
    PROJECT_TYPE,
    WERKMAPCODE,
    Knopvorm,
    add_knop,
    add_name,
    add_project,
    read_project,
)
from tests.hulp.alles import read_macros, write_alles
from tests.hulp.node import ooxml_errors

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
KNOP = Knopvorm("Begin", 2, 1, "Voer uit")
BRON = '''
@script(name="Controleer")
def controleer(book):
    """Controleert alle invoer.

    More for the maker.
    """


@func
def cusd_versie():
    """Geen knop."""
'''


@pytest.fixture
def pakket() -> Pakket:
    """A workbook of three sheets with a name and a table."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    for naam in ("Begin", "Midden", "Eind"):
        book.add_worksheet(naam).write("A1", naam)
    sheet = book.get_worksheet_by_name("Begin")
    sheet.add_table("D1:E3", {"name": "tblProef", "columns": [{"header": "A"}, {"header": "B"}]})
    book.define_name("Opslag", "=0.035")
    book.close()
    return unpack("proef.xlsx", target.getvalue())


def test_the_project_is_the_one_of_xlwings(pakket: Pakket) -> None:
    """The macros in the workbook are, byte for byte, those of the installed xlwings."""
    delen = add_project(pakket, read_project())

    assert read_macros() == delen[PROJECT]


def test_the_project_knows_the_names_that_the_workbook_gets() -> None:
    """The names of workbook and sheets are those inside the project, and so is the macro behind the button."""
    project = read_project()

    for naam in (WERKMAPCODE, *BLADCODES):
        assert f"Document={naam}/".encode() in project


def test_the_macro_imports_the_module_that_is_called_as_the_workbook_is() -> None:
    """The macro behind the button starts `main()` of the Python file with the name of the workbook."""
    source = read_module(read_project())

    assert f"Sub {MACRO}()" in source
    assert 'RunPython "import " & mymodule & ";" & mymodule & ".main()"' in source
    assert "mymodule = Left(ThisWorkbook.Name" in source


def test_the_workbook_becomes_one_with_macros(pakket: Pakket) -> None:
    """The content types say what the workbook and the project are now."""
    types = etree.fromstring(add_project(pakket, read_project())["[Content_Types].xml"])
    kinds = {one.get("PartName"): one.get("ContentType") for one in types}

    assert MACRO_TYPE == kinds["/xl/workbook.xml"]
    assert PROJECT_TYPE == kinds["/xl/vbaProject.bin"]


def test_nothing_else_changes(pakket: Pakket) -> None:
    """Added is the project; changed are the register of the package and the code names, every other part keeps its bytes."""
    delen = add_project(pakket, read_project())

    assert {PROJECT} == set(delen) - set(pakket.delen)
    assert {
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
    } == {deel for deel in pakket.delen if pakket.delen[deel] != delen[deel]}


def test_the_code_names_of_the_first_sheets_are_those_of_the_project(pakket: Pakket) -> None:
    """Excel finds the documents that the project names."""
    delen = add_project(pakket, read_project())
    names = [
        etree.fromstring(delen[f"xl/worksheets/sheet{number}.xml"]).find(f"{MAIN}sheetPr").get("codeName") for number in (1, 2)
    ]

    assert list(BLADCODES) == names


def test_a_workbook_with_macros_is_refused(tmp_path: Path) -> None:
    """Somebody's own macros are never replaced."""
    met_macros = open_pakket(write_alles(tmp_path / "eigen.xlsm", read_macros()))

    with pytest.raises(WerkmapError, match="heeft al macro's"):
        add_project(met_macros, read_project())


def test_a_name_is_added_once_and_moved_after_that(pakket: Pakket) -> None:
    """A second time the name points to the new cell; other names stay."""
    once = replace(pakket, delen=add_name(pakket, "CUSD_Knop", "Begin!$B$2"))
    twice = write_pakket(add_name(once, "CUSD_Knop", "Eind!$B$3"))

    names = openpyxl.load_workbook(io.BytesIO(twice)).defined_names

    assert {"Opslag": "0.035", "CUSD_Knop": "Eind!$B$3"} == {naam: one.attr_text for naam, one in names.items()}


def test_the_button_runs_the_macro(pakket: Pakket) -> None:
    """On the sheet stands one shape, and a click on it runs the macro of xlwings."""
    delen = add_knop(pakket, KNOP)
    shape = etree.fromstring(delen["xl/drawings/drawing1.xml"]).find(".//{*}sp")

    assert f"[0]!{MACRO}" == shape.get("macro")
    assert "Voer uit" == "".join(shape.itertext()).strip()


def test_the_open_xml_sdk_accepts_the_workbook(pakket: Pakket, tmp_path: Path) -> None:
    """Project, name and button together make a workbook without a complaint, also beside a table."""
    genoemd = replace(pakket, delen=add_name(pakket, "CUSD_Knop", "Begin!$B$2"))
    path = tmp_path / "proef.xlsm"
    path.write_bytes(write_pakket(add_project(replace(genoemd, delen=add_knop(genoemd, KNOP)), read_project())))

    assert not ooxml_errors(path)


def test_the_sheet_knoppen_lists_the_buttons_of_the_code() -> None:
    """Only what is a button in the code is a button on the sheet, with its first sentence."""
    knoppen = read_knoppen(BRON)
    teksten = [cel.waarde for cel in plan_knoppen(knoppen).cellen.values()]

    assert (Knop("Controleer", "Controleert alle invoer."),) == knoppen
    assert "Controleert alle invoer." in teksten


def read_module(project: bytes) -> str:
    """The source of the module with the macro, out of the compressed text in the project (MS-OVBA 2.4.1)."""
    starts = (n for n in range(len(project) - 2) if project[n] == 1 and project[n + 2] >> 4 == 0xB)
    for start in starts:
        size = (int.from_bytes(project[start + 1 : start + 3], "little") & 0xFFF) + 3
        source = decompress(project[start + 3 : start + 1 + size])
        if MACRO.encode() in source:
            return source.decode("cp1252")
    raise AssertionError(f"no module with {MACRO}")


def decompress(chunk: bytes) -> bytes:
    """One compressed chunk as text, up to the first byte that makes no sense."""
    found = bytearray()
    at = 0
    while at < len(chunk):
        flags, at = chunk[at], at + 1
        for bit in range(8):
            if at >= len(chunk):
                break
            if not flags >> bit & 1:
                found.append(chunk[at])
                at += 1
                continue
            token = int.from_bytes(chunk[at : at + 2], "little")
            bits = max(4, (len(found) - 1).bit_length())
            at += 2
            if (token >> (16 - bits)) + 1 > len(found):
                return bytes(found)
            for _ in range((token & (0xFFFF >> bits)) + 3):
                found.append(found[-(token >> (16 - bits)) - 1])
    return bytes(found)
