"""The code inside a workbook: put in, read back, put in again, taken out; nothing else changes a byte."""

from __future__ import annotations

import io
import json
from xml.sax.saxutils import quoteattr

import openpyxl
import pytest
import xlsxwriter
from lxml import etree

from cusd_xl.base.errors import WerkmapError
from cusd_xl.workbook.lite import MERK, WE, embed_code, extract_code, is_ours, remove_code
from cusd_xl.workbook.package import open_pakket, unpack, write_pakket

CODE = {"main.py": f'{MERK}9.9.9"""\n\nEURO = "€ ë \\" \\\\ \t & <tag> \'"\n', "requirements.txt": "xlwings\n"}
NEWER = {"main.py": f'{MERK}9.9.10"""\n', "requirements.txt": "xlwings>=0.37\n"}
TOUCHED = {"[Content_Types].xml", "_rels/.rels"}
ADDED = {"xl/webextensions/taskpanes.xml", "xl/webextensions/_rels/taskpanes.xml.rels", "xl/webextensions/webextension1.xml"}
OFFICE = "http://schemas.microsoft.com/office"
# the settings that the Lite workbooks we measured carry beside the code (facts/excel.md 1.2)
SETTINGS = {"pyodideVersion": "0.27.5", "addinVersion": "1.0.0.0-18", "xlwingsWorkbookId": "a0403022-1"}


def plain_parts() -> dict[str, bytes]:
    """The parts of a small workbook without any add-in."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    book.add_worksheet("Blad").write_formula("A1", "=1+1", None, 2)
    book.close()
    return dict(unpack("klein.xlsx", target.getvalue()).delen)


def parts_with_addin(reference: str, properties: dict[str, str], prefix: str = "we") -> dict[str, bytes]:
    """The parts of a workbook in which Excel saved a task pane of some add-in, with the settings of that add-in."""
    delen = plain_parts()
    inside = "".join(
        f"<{prefix}:property name={quoteattr(name)} value={quoteattr(json.dumps(value, ensure_ascii=False))}/>"
        for name, value in properties.items()
    )
    delen["xl/webextensions/webextension1.xml"] = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<{prefix}:webextension xmlns:{prefix}="{WE}" id="{{0E1D}}">'
        f'<{prefix}:reference id="{reference}" version="1.0.0.0" store="en-IN" storeType="OMEX"/><{prefix}:alternateReferences/>'
        f"<{prefix}:properties>{inside}</{prefix}:properties><{prefix}:bindings/></{prefix}:webextension>"
    ).encode()
    delen["xl/webextensions/taskpanes.xml"] = (
        f'<wetp:taskpanes xmlns:wetp="{OFFICE}/webextensions/taskpanes/2010/11"><wetp:taskpane dockstate="right" visibility="0" '
        'width="837" row="4"><wetp:webextensionref xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        'r:id="rId1"/></wetp:taskpane></wetp:taskpanes>'
    ).encode()
    delen["xl/webextensions/_rels/taskpanes.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/2011/relationships/webextension" Target="webextension1.xml"/></Relationships>'
    ).encode()
    for deel, old, new in (
        ("_rels/.rels", "</Relationships>", f'<Relationship Id="rId9" Type="{OFFICE}/2011/relationships/webextensiontaskpanes" '
         'Target="xl/webextensions/taskpanes.xml"/></Relationships>'),
        ("[Content_Types].xml", "</Types>", '<Override PartName="/xl/webextensions/taskpanes.xml" ContentType="application/'
         'vnd.ms-office.webextensiontaskpanes+xml"/><Override PartName="/xl/webextensions/webextension1.xml" '
         'ContentType="application/vnd.ms-office.webextension+xml"/></Types>'),
    ):  # fmt: skip
        delen[deel] = delen[deel].replace(old.encode(), new.encode())
    return delen


def settings(delen: dict[str, bytes], deel: str = "xl/webextensions/webextension1.xml") -> dict[str, str]:
    """The properties of a web extension, as another program would read them."""
    root = etree.fromstring(delen[deel])
    return {one.get("name"): json.loads(one.get("value")) for one in root.iter(f"{{{WE}}}property")}


def test_the_code_comes_out_as_it_went_in():
    """What an auditor reads in the workbook is, letter by letter, what we put in."""
    delen = embed_code(plain_parts(), CODE, "w.xlsx")

    assert extract_code(delen, "w.xlsx") == CODE
    assert settings(delen) == CODE


def test_only_the_parts_that_tell_of_the_code_change():
    """Sheets, styles and everything else stay byte for byte when the code is put in."""
    before = plain_parts()
    after = embed_code(before, CODE, "w.xlsx")

    assert set(after) - set(before) == ADDED
    assert {name for name in before if after[name] != before[name]} == TOUCHED


def test_putting_in_twice_changes_nothing():
    """The second time the same code is put in, the file stays the same, byte for byte."""
    once = embed_code(plain_parts(), CODE, "w.xlsx")

    assert write_pakket(embed_code(once, CODE, "w.xlsx")) == write_pakket(once)


def test_a_newer_release_replaces_the_code():
    """A workbook with code of an older release gets that of the new one."""
    delen = embed_code(embed_code(plain_parts(), CODE, "w.xlsx"), NEWER, "w.xlsx")

    assert settings(delen) == NEWER


def test_taking_out_gives_back_the_file():
    """After taking the code out, every part is what it was before."""
    before = plain_parts()
    after = remove_code(embed_code(before, CODE, "w.xlsx"), "w.xlsx")

    assert list(after.items()) == list(before.items())


def test_a_file_that_names_the_type_of_every_part_stays_sound():
    """Some programs name the type of each part of relations; then ours is named as well, and goes again with the code."""
    before = plain_parts()
    default = b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    assert default in before["[Content_Types].xml"]
    before["[Content_Types].xml"] = before["[Content_Types].xml"].replace(default, b"")
    after = embed_code(before, CODE, "w.xlsx")

    assert b'PartName="/xl/webextensions/_rels/taskpanes.xml.rels"' in after["[Content_Types].xml"]
    assert remove_code(after, "w.xlsx") == before


def test_another_addin_in_the_workbook_keeps_its_place():
    """A task pane of another add-in stays, with the code and without it again."""
    before = parts_with_addin("wa999", {"main.py": "van een ander"})
    delen = embed_code(before, CODE, "w.xlsx")

    assert settings(delen) == {"main.py": "van een ander"}
    assert settings(delen, "xl/webextensions/webextension2.xml") == CODE
    assert remove_code(delen, "w.xlsx") == before


@pytest.mark.parametrize("prefix", ["we", "x"])
def test_the_settings_of_lite_stay(prefix):
    """In a workbook that xlwings Lite saved, its own settings and identity stay; only our files are put in and taken out."""
    before = parts_with_addin("WA200008175", SETTINGS, prefix)
    delen = embed_code(before, CODE, "w.xlsx")
    after = remove_code(delen, "w.xlsx")

    assert settings(delen) == {**SETTINGS, **CODE}
    assert b'id="{0E1D}"' in delen["xl/webextensions/webextension1.xml"]
    assert settings(after) == SETTINGS
    assert {name for name in before if delen[name] != before[name]} == {"xl/webextensions/webextension1.xml"}


def test_code_of_somebody_else_is_not_overwritten():
    """An adviser's own Lite code is never lost by accident, and never taken out."""
    before = parts_with_addin("wa200008175", {"main.py": "import xlwings as xw\n"})

    with pytest.raises(WerkmapError, match="--overschrijf"):
        embed_code(before, CODE, "w.xlsx")

    assert remove_code(before, "w.xlsx") == before
    assert is_ours(extract_code(embed_code(before, CODE, "w.xlsx", overschrijf=True), "w.xlsx"))


@pytest.mark.parametrize("value", ["geen json", "[1]"])
def test_a_storage_form_we_do_not_know_is_refused(value):
    """When xlwings Lite ever stores its code in another way, we stop instead of guessing."""
    delen = parts_with_addin("wa200008175", {"main.py": "x"})
    deel = "xl/webextensions/webextension1.xml"
    delen[deel] = delen[deel].replace(b"'\"x\"'", quoteattr(value).encode())

    with pytest.raises(WerkmapError, match=r"main\.py"):
        extract_code(delen, "w.xlsx")


def test_a_workbook_without_code_has_none():
    """Reading and taking out the code of a workbook without code is no error."""
    before = plain_parts()

    assert extract_code(before, "w.xlsx") == {}
    assert remove_code(before, "w.xlsx") == before


def test_every_workbook_of_the_corpus_survives(shared):
    """Whatever made the workbook: other parts stay, a second run changes nothing, and taking out gives everything back."""
    tried = 0
    for path in sorted((shared / "corpus").glob("*/*.xls[xm]")):
        try:
            pakket = open_pakket(path)
        except WerkmapError:
            continue
        tried += 1
        after = embed_code(pakket.delen, CODE, path.name)
        assert {name for name in pakket.delen if after[name] != pakket.delen[name]} == TOUCHED, path.name
        assert embed_code(after, CODE, path.name) == after, path.name
        assert list(remove_code(after, path.name).items()) == list(pakket.delen.items()), path.name

    assert tried > 100


def test_another_reader_opens_the_workbook_with_code():
    """openpyxl reads the same cells from the workbook with the code inside."""
    delen = embed_code(plain_parts(), CODE, "w.xlsx")

    book = openpyxl.load_workbook(io.BytesIO(write_pakket(delen)), data_only=True)

    assert book["Blad"]["A1"].value == 2
