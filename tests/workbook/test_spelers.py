"""One plan, played into a new file and into an existing one: both show the same cells, looks, tables, lists and pages."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from cusd_xl.model.plan import Bladplan, Werkmapplan
from cusd_xl.parameters import load_profiel
from cusd_xl.rules.verdeling import allocate
from cusd_xl.workbook.package import open_pakket, unpack
from cusd_xl.workbook.plan_invoer import plan_invoer
from cusd_xl.workbook.plan_koppeling import plan_koppeling
from cusd_xl.workbook.plan_rekenbladen import plan_rekenbladen
from cusd_xl.workbook.play_new import play_new
from cusd_xl.workbook.play_package import play_into
from cusd_xl.workbook.read import read_pakket
from tests.hulp.alles import write_alles
from tests.workbook.bouw_werkmap import Werkmapbouw

LOOKS = ("number_format", "font", "fill", "border", "alignment", "protection")


def _plan_invoer(tmp_path: Path) -> tuple[Bladplan, ...]:
    return (*plan_invoer(load_profiel("amersfoort", 2026)), plan_koppeling([]))


def _plan_rekenbladen(tmp_path: Path) -> tuple[Bladplan, ...]:
    gelezen = read_pakket(open_pakket(Werkmapbouw().schrijf(tmp_path / "bron.xlsx")))
    assert gelezen.begroting is not None
    return plan_rekenbladen(gelezen.begroting, allocate(gelezen.begroting), gelezen.tabellen)


@pytest.fixture(params=[_plan_invoer, _plan_rekenbladen], ids=["invoer", "rekenbladen"])
def spelers(request: pytest.FixtureRequest, tmp_path: Path) -> list[tuple[Worksheet, Worksheet]]:
    """Each sheet of a plan as the two players made it: in a new file, and in a workbook that was full of other things."""
    plan: Callable[[Path], tuple[Bladplan, ...]] = request.param
    bladen = plan(tmp_path)
    new = play_new(Werkmapplan(bladen, titel="proef"))
    existing = play_into(open_pakket(write_alles(tmp_path / "alles.xlsx")), bladen)
    one, other = (openpyxl.load_workbook(io.BytesIO(content)) for content in (new, existing))
    return [(one[blad.naam], other[blad.naam]) for blad in bladen]


def test_the_cells_are_the_same(spelers):
    """Every value, formula and link stands in the same cell."""
    different = [
        f"{new.title}!{cel.coordinate}"
        for new, existing in spelers
        for row in new.iter_rows()
        for cel in row
        if (cel.value, cel.hyperlink and cel.hyperlink.location)
        != (existing[cel.coordinate].value, existing[cel.coordinate].hyperlink and existing[cel.coordinate].hyperlink.location)
    ]

    assert different == []
    assert [new.dimensions for new, _ in spelers] == [existing.dimensions for _, existing in spelers]


def test_the_cells_look_the_same(spelers):
    """Number format, letter, colour, border and protection survive the merge with the styles of the other workbook."""
    different = {
        f"{new.title}!{cel.coordinate} {look}"
        for new, existing in spelers
        for row in new.iter_rows()
        for cel in row
        for look in LOOKS
        if repr(getattr(cel, look)) != repr(getattr(existing[cel.coordinate], look))
    }

    assert different == set()


def test_the_stored_results_are_the_same(tmp_path):
    """A reader that does not calculate sees the same amounts in both."""
    bladen = _plan_rekenbladen(tmp_path)
    contents = (
        play_new(Werkmapplan(bladen, titel="proef")),
        play_into(unpack("alles.xlsx", write_alles(tmp_path / "alles.xlsx").read_bytes()), bladen),
    )
    books = [openpyxl.load_workbook(io.BytesIO(content), data_only=True) for content in contents]

    new, existing = ([list(book[blad.naam].values) for blad in bladen] for book in books)

    assert existing == new


def test_the_sheets_are_the_same(spelers):
    """Widths, heights, merges, panes, tables, lists, colours by rule, print set-up and protection are those of the plan."""
    assert [_outside(existing) for _, existing in spelers] == [_outside(new) for new, _ in spelers]


def _outside(sheet: Worksheet) -> dict[str, object]:
    return {
        "widths": {letter: one.width for letter, one in sheet.column_dimensions.items()},
        "heights": {number: one.height for number, one in sheet.row_dimensions.items()},
        "merges": sorted(str(one) for one in sheet.merged_cells.ranges),
        "panes": (sheet.freeze_panes, sheet.sheet_view.showGridLines, sheet.sheet_properties.tabColor),
        "tables": {one.displayName: (one.ref, [kolom.name for kolom in one.tableColumns]) for one in sheet.tables.values()},
        "lists": [(str(one.sqref), one.type, one.formula1, one.error) for one in sheet.data_validations.dataValidation],
        "rules": [
            (str(gebied.sqref), one.type, one.formula, repr(one.dxf))
            for gebied in sheet.conditional_formatting
            for one in gebied.rules
        ],
        "page": (sheet.page_setup.orientation, sheet.page_setup.fitToHeight, sheet.print_title_rows, sheet.print_area),
        "head": (sheet.oddHeader.left.text, sheet.oddFooter.right.text),
        "locked": sheet.protection.sheet,
    }
