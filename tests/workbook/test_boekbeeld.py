"""The picture of a workbook: the formulas openpyxl sees, shared ones written out, and what stands around the cells."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.formula.translate import Translator
from openpyxl.worksheet.formula import ArrayFormula

from cusd_xl.model.boekbeeld import Boekbeeld, Soort, Zichtbaarheid
from cusd_xl.workbook.boekbeeld.lezen import read_boekbeeld
from cusd_xl.workbook.package import open_pakket, unpack

WERKMAPPEN = sorted((Path(__file__).parents[2] / "workbooks").glob("*.xls?"))


def beeld(inhoud: bytes) -> Boekbeeld:
    return read_boekbeeld(unpack("boek.xlsx", inhoud))


def maak(vul: str = "") -> bytes:
    """Two sheets with one of everything a review looks at; `vul` goes into the sheet as XML."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    een, twee = book.add_worksheet("Een"), book.add_worksheet("Twee")
    een.write_number("A1", 1.5, book.add_format({"num_format": "#,##0.00", "locked": False}))
    een.write_formula("B1", "=A1*2", None, 3)
    een.write_array_formula("C1:C2", "{=A1:A2*2}", None, 3)
    een.write_formula("D1", "=1/0", None, "#DIV/0!")
    een.merge_range("A5:B5", "kop")
    een.data_validation("A2:A4", {"validate": "integer", "criteria": ">", "value": 0})
    een.set_row(6, None, None, {"hidden": True})
    een.set_column("F:G", None, None, {"hidden": True})
    een.protect()
    een.write_comment("A1", "nakijken", {"author": "J. Jansen"})
    een.write_url("A9", "https://example.com")
    twee.very_hidden()
    book.define_name("norm", "=Een!$A$1")
    book.close()
    return target.getvalue()


@pytest.mark.parametrize("path", WERKMAPPEN, ids=lambda path: path.name)
def test_the_formulas_are_those_another_reader_sees(path: Path) -> None:
    """Elke formule in onze werkmappen staat er zoals openpyxl haar leest, in dezelfde cel."""
    book = openpyxl.load_workbook(path)
    expected = {}
    for sheet in book.worksheets:
        for cel in (one for row in sheet.iter_rows() for one in row if one.data_type == "f"):
            waarde = cel.value.text if isinstance(cel.value, ArrayFormula) else cel.value
            expected[sheet.title, cel.coordinate] = str(waarde).removeprefix("=")
    found = {(blad, cel.adres): cel.formule for blad, cel in read_boekbeeld(open_pakket(path)).formulecellen()}
    assert found == expected


def test_a_shared_formula_is_written_out_in_every_cell() -> None:
    """Excel schrijft een doorgetrokken formule één keer; hier heeft elke cel haar eigen tekst."""
    bron = zipfile.ZipFile(io.BytesIO(maak()))
    delen = {naam: bron.read(naam) for naam in bron.namelist()}
    rijen = "".join(
        f'<row r="{rij}"><c r="H{rij}"><f t="shared" si="0"{extra}</f><v>1</v></c></row>'
        for rij, extra in ((20, ' ref="H20:H22">SUM($A$1:A1)*B2'), (21, ">"), (22, ">"))
    )
    delen["xl/worksheets/sheet1.xml"] = delen["xl/worksheets/sheet1.xml"].replace(
        b"</sheetData>", rijen.encode() + b"</sheetData>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for naam, inhoud in delen.items():
            archive.writestr(naam, inhoud)
    cellen = beeld(target.getvalue()).bladen[0].cellen
    for rij in (20, 21, 22):
        moved = Translator("=SUM($A$1:A1)*B2", origin="H20").translate_formula(f"H{rij}")
        assert cellen[rij, 8].formule == moved.removeprefix("=")


def test_what_a_reviewer_asks_is_all_there() -> None:
    """Verborgen, samengevoegd, gevalideerd, beveiligd, opmerkingen en namen: alles staat in het beeld."""
    boek = beeld(maak())
    een, twee = boek.bladen
    assert [str(one) for one in een.samengevoegd] == ["A5:B5"]
    assert [str(one) for one in een.validaties] == ["A2:A4"]
    assert (een.verborgen_rijen, een.verborgen_kolommen) == (frozenset({7}), ((6, 7),))
    assert (een.beveiligd, een.opmerkingen, een.opmerkers, een.links) == (True, 1, ("J. Jansen",), 1)
    assert twee.zichtbaarheid is Zichtbaarheid.DIEP_VERBORGEN
    assert [(one.naam, one.verwijzing) for one in boek.namen] == [("norm", "Een!$A$1")]


def test_a_cell_keeps_its_kind_and_its_looks() -> None:
    """Een getal houdt zijn notatie en of het op slot zit, een foutwaarde is een foutwaarde, een matrix noemt haar gebied."""
    cellen = beeld(maak()).bladen[0].cellen
    a1, c1, d1 = cellen[1, 1], cellen[1, 3], cellen[1, 4]
    assert (a1.soort, a1.waarde, a1.opmaak.getalnotatie, a1.opmaak.vergrendeld) == (
        Soort.GETAL,
        Decimal("1.5"),
        "#,##0.00",
        False,
    )
    assert (c1.formule, c1.matrix) == ("A1:A2*2", "C1:C2")
    assert (d1.soort, d1.waarde) == (Soort.FOUT, "#DIV/0!")
