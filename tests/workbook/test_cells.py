"""Reading sheets: every kind of cell comes out as what it is, exact, and nothing is silently empty."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from cusd_xl.base.addresses import Area, letter_of, number_of, parse_area
from cusd_xl.base.errors import WerkmapError
from cusd_xl.workbook.cells import Bladinhoud, Werkmap
from cusd_xl.workbook.celwaarde import Celsoort, Celwaarde, Opmaak, opmaak_of, parse_number, serial_to_date
from cusd_xl.workbook.package import open_pakket, write_pakket

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="d mmmm yyyy"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="9"/></cellXfs>'
)


def _write(tmp_path: Path, rows: str, *, before: str = "", after: str = "", texts: str | None = "", workbook: str = "") -> Path:
    """A workbook of one sheet, written by hand so that any trap can be set."""
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{RELS}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<x:workbook xmlns:x="{MAIN}" xmlns:q="{OFFICE}">{workbook}<x:sheets>'
        '<x:sheet name="Blad 1" sheetId="1" q:id="r1"/></x:sheets></x:workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELS}"><Relationship Id="r1" Type="{OFFICE}/worksheet" '
        f'Target="/xl/bladen/een.xml"/><Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="teksten.xml"/>'
        f'<Relationship Id="r3" Type="{OFFICE}/styles" Target="stijl.xml"/></Relationships>',
        "xl/bladen/een.xml": f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>',
        "xl/stijl.xml": f'<styleSheet xmlns="{MAIN}">{STYLES}</styleSheet>',
    }
    if texts is not None:
        parts["xl/teksten.xml"] = f'<sst xmlns="{MAIN}">{texts}</sst>'
    path = tmp_path / "hand.xlsx"
    path.write_bytes(write_pakket({name: text.encode() for name, text in parts.items()}))
    return path


def _read(path: Path) -> Bladinhoud:
    werkmap = Werkmap(open_pakket(path))
    return werkmap.read_blad(werkmap.bladen[0])


def _cel(tmp_path: Path, cel: str, **options: str) -> Celwaarde:
    return _read(_write(tmp_path, f'<row r="2">{cel}</row>', **options)).cel(2, 3)


CELLEN = (
    ('<c r="C2"><v>12.5</v></c>', Celwaarde(Celsoort.GETAL, Decimal("12.5"))),
    ('<c r="C2"><v>0.30000000000000004</v></c>', Celwaarde(Celsoort.GETAL, Decimal("0.3"))),
    ('<c r="C2"><v>1E-2</v></c>', Celwaarde(Celsoort.GETAL, Decimal("0.01"))),
    ('<c r="C2" s="3"><v>0.027</v></c>', Celwaarde(Celsoort.GETAL, Decimal("0.027"), procent=True)),
    ('<c r="C2" s="1"><v>45292</v></c>', Celwaarde(Celsoort.DATUM, date(2024, 1, 1))),
    ('<c r="C2" s="2"><v>45292.5</v></c>', Celwaarde(Celsoort.DATUM, datetime(2024, 1, 1, 12))),
    ('<c r="C2" t="d"><v>2024-01-01T00:00:00</v></c>', Celwaarde(Celsoort.DATUM, date(2024, 1, 1))),
    ('<c r="C2" t="inlineStr"><is><r><t>Bunsch</t></r><r><t>oten</t></r></is></c>', Celwaarde(Celsoort.TEKST, "Bunschoten")),
    ('<c r="C2" t="str"><f>A1</f><v>x_x000A_y</v></c>', Celwaarde(Celsoort.TEKST, "x\ny", formule=True)),
    ('<c r="C2" t="str"><f>""</f><v></v></c>', Celwaarde(Celsoort.TEKST, "", formule=True)),
    ('<c r="C2" t="b"><v>1</v></c>', Celwaarde(Celsoort.WAARHEID, True)),
    ('<c r="C2" t="e"><v>#DIV/0!</v></c>', Celwaarde(Celsoort.FOUT, "#DIV/0!")),
    ('<c r="C2"><f>1+1</f></c>', Celwaarde(Celsoort.NIET_BEREKEND, None, formule=True)),
    ('<c r="C2"><f>1+1</f><v/></c>', Celwaarde(Celsoort.NIET_BEREKEND, None, formule=True)),
    ('<c r="C2" s="1"/>', Celwaarde(Celsoort.LEEG)),
    ('<c r="C2"><v>NaN</v></c>', Celwaarde(Celsoort.TEKST, "NaN")),
    ('<c r="A2"/><c r="B2"/><c><v>7</v></c>', Celwaarde(Celsoort.GETAL, Decimal("7"))),
)


@pytest.mark.parametrize(("cel", "verwacht"), CELLEN)
def test_each_kind_of_cell_is_told_apart(tmp_path, cel, verwacht):
    """Number, date, percentage, text, truth, error, not calculated and empty are eight different things."""
    assert verwacht == _cel(tmp_path, cel)


def test_shared_text_keeps_its_runs_and_leaves_out_phonetics(tmp_path):
    """Rich text is one text; the reading aid of Japanese Excel is no part of it."""
    texts = '<si><t>a</t></si><si><r><t xml:space="preserve">Nij </t></r><r><t>kerk</t></r><rPh sb="0" eb="1"><t>X</t></rPh></si>'

    assert Celwaarde(Celsoort.TEKST, "Nij kerk") == _cel(tmp_path, '<c r="C2" t="s"><v>1</v></c>', texts=texts)


@pytest.mark.parametrize("texts", ["", None])
def test_a_shared_text_that_is_not_there_is_no_empty_cell(tmp_path, texts):
    """A cell that points to a lost text makes the file damaged, not the cell empty."""
    with pytest.raises(WerkmapError, match="beschadigd"):
        _cel(tmp_path, '<c r="C2" t="s"><v>0</v></c>', texts=texts)


def test_the_1904_flag_moves_every_date(tmp_path):
    """Day 1 is 2 January 1904 in a workbook that says so."""
    cel = _cel(tmp_path, '<c r="C2" s="1"><v>1</v></c>', workbook='<x:workbookPr date1904="1"/>')

    assert cel.waarde == date(1904, 1, 2)


def test_merges_and_hidden_rows_and_columns_are_seen(tmp_path):
    """What a reader of the sheet cannot see, or sees double, is kept with the cells."""
    rows = '<row r="3" hidden="1"><c r="A3"><v>1</v></c></row>'
    cols = '<cols><col min="2" max="4" hidden="1"/><col min="6" max="6"/></cols>'
    merges = '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>'

    inhoud = _read(_write(tmp_path, rows, before=cols, after=merges))

    assert inhoud.verborgen_rijen == {3}
    assert inhoud.verborgen_kolommen == [(2, 4)]
    assert inhoud.samengevoegd == [Area(1, 1, 2, 2)]


def test_the_last_cell_of_a_sheet_costs_nothing(tmp_path):
    """One cell at XFD1048576 is one cell."""
    inhoud = _read(_write(tmp_path, '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))

    assert list(inhoud.cellen) == [(1_048_576, 16_384)]


@pytest.mark.parametrize(
    "rows", ['<row r="1048577"/>', '<row r="1"><c r="XFE1"/></row>', '<row r="0"/>', '<row r="een"/>', "<row>"]
)
def test_a_place_that_no_sheet_has_is_damage(tmp_path, rows):
    """Rows and columns outside a worksheet end in one line."""
    with pytest.raises(WerkmapError, match="beschadigd"):
        _read(_write(tmp_path, rows))


def test_a_sheet_with_too_many_cells_is_refused(tmp_path, monkeypatch):
    """Also empty cells with a format count, for they take time and memory."""
    monkeypatch.setattr("cusd_xl.workbook.cells.MOST_CELLS", 3)

    with pytest.raises(WerkmapError, match="meer dan 3 cellen"):
        _read(_write(tmp_path, '<row r="1"><c/><c/><c/><c/></row>'))


def test_a_hidden_doctype_in_another_encoding_is_refused(tmp_path):
    """A DOCTYPE is also found where its letters cannot be searched for."""
    hidden = '<?xml version="1.0" encoding="UTF-7"?>+ADw-!DOCTYPE x+AD4-'
    text = f'{hidden}<worksheet xmlns="{MAIN}"><sheetData><row r="1"/></sheetData></worksheet>'
    path = _write(tmp_path, "")
    delen = dict(open_pakket(path).delen) | {"xl/bladen/een.xml": text.encode()}
    path.write_bytes(write_pakket(delen))

    with pytest.raises(WerkmapError, match="beschadigd"):
        _read(path)


@pytest.mark.parametrize(
    ("code", "opmaak"),
    [
        ("dd-mm-yyyy", Opmaak.DATUM),
        ("[$-413]d mmmm yyyy;@", Opmaak.DATUM),
        ("[h]:mm:ss", Opmaak.DATUM),
        ('0.00" dagen"', Opmaak.GEWOON),
        ("[Red]#,##0.00", Opmaak.GEWOON),
        ("General", Opmaak.GEWOON),
        ("#,##0\\ \\d", Opmaak.GEWOON),
        ("0.0%", Opmaak.PROCENT),
        ('0" %"', Opmaak.GEWOON),
        ("@", Opmaak.GEWOON),
    ],
)
def test_a_number_format_says_whether_a_number_is_a_date(code, opmaak):
    """Letters in quotes, colours and escapes do not make a date of a number."""
    assert opmaak == opmaak_of(164, code)


@pytest.mark.parametrize(
    ("serial", "dag"), [(1, date(1900, 1, 1)), (59, date(1900, 2, 28)), (61, date(1900, 3, 1)), (-1, None), (10**9, None)]
)
def test_days_around_the_leap_day_that_never_was(serial, dag):
    """Excel counts 29 February 1900; the days before it are one off."""
    assert dag == serial_to_date(Decimal(serial), date1904=False)


@pytest.mark.parametrize("text", ["", "1_000", "١٢", "inf", "1e", "0x10", "1,5"])
def test_only_plain_digits_are_a_number(text):
    """What Python would accept and Excel never writes is no number."""
    assert parse_number(text) is None


def test_letters_and_numbers_of_columns_agree():
    """Every column number comes back from its letters."""
    assert [number_of(letter_of(column)) for column in range(1, 16_385)] == list(range(1, 16_385))
    assert str(parse_area("$B$7:A3")) == "A3:B7"
