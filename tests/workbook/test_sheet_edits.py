"""Cells written into a sheet in its own text: what is not written keeps every byte, however the file was made."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from cusd_xl.base.addresses import parse_area
from cusd_xl.base.errors import WerkmapError
from cusd_xl.workbook.sheet_edits import Bladtekst, Plek, Waarde, grow_ranges, set_attributes

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
BLAD = (
    f'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet {MAIN}><dimension ref="A1:C3"/>'
    '<cols><col min="3" max="3" style="9"/></cols>'
    '<sheetData><!-- <row r=\'7\'> --><row r="1" spans=\'1:3\'><c r="A1" s=\'4\' t="s"><v>0</v></c><c r="C1"/></row>\n'
    '<row r="3" ht="30" customHeight="1" hidden="1"><c r="A3" s="5"><v>12</v></c>'
    '<c r="B3" s="6" t="inlineStr"><is><t>a&gt;b</t></is></c></row></sheetData><mergeCells/></worksheet>'
)


def write(cellen: dict[Plek, Waarde], text: str = BLAD, voorbeeld: int = 3, date_1904: bool = False) -> str:
    """The sheet after writing."""
    return Bladtekst("b.xlsx", "sheet1.xml", text.encode()).write(cellen, voorbeeld, date_1904).decode()


def test_nothing_to_write_is_the_same_text() -> None:
    """Zonder wijziging blijft elke byte staan."""
    assert write({}) == BLAD


@pytest.mark.parametrize(
    ("waarde", "cel"),
    [
        (13, '<c r="A3" s="5"><v>13</v></c>'),
        (Decimal("2.50"), '<c r="A3" s="5"><v>2.50</v></c>'),
        (date(2025, 1, 1), '<c r="A3" s="5"><v>45658</v></c>'),
        ("x & <y>", '<c r="A3" s="5" t="inlineStr"><is><t>x &amp; &lt;y&gt;</t></is></c>'),
        (" a", '<c r="A3" s="5" t="inlineStr"><is><t xml:space="preserve"> a</t></is></c>'),
        ("a\x07", '<c r="A3" s="5" t="inlineStr"><is><t>a\ufffd</t></is></c>'),
        (None, '<c r="A3" s="5"/>'),
    ],
)
def test_a_written_cell_keeps_its_style(waarde: Waarde, cel: str) -> None:
    """Een waarde wordt vervangen, de opmaak blijft, en al het andere blijft letterlijk staan."""
    assert write({(3, 1): waarde}) == BLAD.replace('<c r="A3" s="5"><v>12</v></c>', cel)


def test_days_count_from_1904_where_the_workbook_does() -> None:
    """In een werkmap van een oude Mac is dezelfde dag een ander getal."""
    assert '<c r="A3" s="5"><v>44196</v></c>' in write({(3, 1): date(2025, 1, 1)}, date_1904=True)


def test_a_new_cell_stands_between_its_neighbours() -> None:
    """Een nieuwe cel komt op haar plaats in de rij, met de opmaak van die kolom in de voorbeeldrij."""
    assert '<c r="A1" s=\'4\' t="s"><v>0</v></c><c r="B1" s="6"><v>7</v></c><c r="C1"/></row>' in write({(1, 2): 7})


def test_new_rows_look_like_the_row_above_and_stand_in_order() -> None:
    """Nieuwe rijen krijgen hoogte en opmaak van de voorbeeldrij, zijn niet verborgen, en staan op volgorde."""
    text = write({(5, 1): 2, (4, 1): 1, (4, 3): None, (2, 1): 9})

    assert '</row><row r="2" ht="30" customHeight="1"><c r="A2" s="5"><v>9</v></c></row>\n<row r="3"' in text
    assert (
        '<row r="4" ht="30" customHeight="1"><c r="A4" s="5"><v>1</v></c><c r="C4" s="9"/></row>'
        '<row r="5" ht="30" customHeight="1"><c r="A5" s="5"><v>2</v></c></row></sheetData>'
    ) in text
    assert '<dimension ref="A1:C5"/>' in text


def test_rows_and_cells_without_an_address_are_counted() -> None:
    """Een bestand zonder adressen bij rijen en cellen wordt net zo goed aangevuld."""
    text = f"<worksheet {MAIN}><sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c/></row></sheetData></worksheet>"

    assert '<c><v>1</v></c><c r="B1"><v>8</v></c>' in write({(1, 2): 8}, text)
    assert '<row><c r="B2"><v>8</v></c></row><row><c/></row>' in write({(2, 2): 8}, text)
    assert '<row><c/><c r="C3"><v>8</v></c></row>' in write({(3, 3): 8}, text)


def test_a_prefix_is_kept() -> None:
    """Heet elk element x:..., dan heet het nieuwe ook zo."""
    prefixed = MAIN.replace("xmlns", "xmlns:x")
    text = f'<x:worksheet {prefixed}><x:sheetData><x:row r="1"><x:c r="A1"/></x:row></x:sheetData></x:worksheet>'

    assert '<x:row r="2"><x:c r="A2" t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c></x:row></x:sheetData>' in write(
        {(2, 1): "a"}, text
    )


def test_a_sheet_without_data_is_refused() -> None:
    """Op een blad zonder rijen kan geen tabel staan; dat bestand is beschadigd."""
    with pytest.raises(WerkmapError, match="is beschadigd"):
        write({}, f"<worksheet {MAIN}><sheetData/></worksheet>")


def test_validations_that_end_with_the_table_grow_along() -> None:
    """Controles en kleuren die tot de laatste rij van de tabel liepen, lopen daarna tot de nieuwe laatste rij."""
    text = (
        '<conditionalFormatting sqref="A2:C9"><cfRule/></conditionalFormatting>'
        '<dataValidation type="list" sqref="B2:B9 F2:F9 B1"/>'
        '<dataValidation sqref="A2:A200"/>'
    )

    assert grow_ranges(text, parse_area("A1:C9"), parse_area("A1:C12")) == text.replace("A2:C9", "A2:C12").replace(
        "B2:B9", "B2:B12"
    )


def test_only_the_named_attribute_changes() -> None:
    """In het tabelonderdeel verandert alleen het bereik."""
    text = '<table id="3" ref="A1:C9" x="ref=1"><autoFilter ref="A1:C9"/><tableColumns count="3"/></table>'

    assert set_attributes(text, "table", lambda own: {"ref": "A1:C12"}) == text.replace('"A1:C9" x', '"A1:C12" x')
