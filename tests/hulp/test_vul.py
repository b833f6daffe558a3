"""A workbook that a test fills in is read back as it was meant."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cusd_xl.workbook.read import read_werkmap
from tests.golden.alle_sleutels import INWONERS, KRUISJES, ZORGVOLUME, make_alle_sleutels
from tests.hulp.recalc import read_values
from tests.hulp.vul import Waarde, wijzig_cel


@pytest.fixture
def werkmap(tmp_path: Path) -> Path:
    """A workbook that was filled in and has calculation sheets."""
    return make_alle_sleutels(tmp_path)


def test_what_was_filled_in_is_read(werkmap: Path) -> None:
    """Deelnemers, kruisjes en gewichten komen terug zoals ze zijn ingevuld."""
    begroting = read_werkmap(werkmap).begroting
    assert begroting is not None
    assert [one.gemeente for one in begroting.deelnemers] == list(INWONERS)
    assert {one.taak: one.deelname for one in begroting.taken} == {code: frozenset(namen) for code, namen in KRUISJES.items()}
    assert [one.gewicht for one in begroting.gewichten[:6]] == [Decimal(str(gewicht)) for gewicht in ZORGVOLUME]


@pytest.mark.parametrize("waarde", [12.25, "tekst & <teken>", None])
def test_one_cell_is_changed_and_nothing_else(werkmap: Path, waarde: Waarde, tmp_path: Path) -> None:
    """Eén gewijzigde cel verandert geen enkele andere cel."""
    before = read_values(werkmap)
    after = read_values(wijzig_cel(werkmap, "Kosten", "E5", waarde, tmp_path / "gewijzigd.xlsx"))
    changed = {place for place in before.keys() | after.keys() if before.get(place) != after.get(place)}
    assert (changed, after.get(("Kosten", "E5"))) == ({("Kosten", "E5")}, waarde)


def test_a_date_is_written_as_excel_does(werkmap: Path, tmp_path: Path) -> None:
    """Een datum wordt als datum gelezen, niet als tekst."""
    path = wijzig_cel(werkmap, "Deelnemers", "C6", date(2024, 2, 29), tmp_path / "datum.xlsx")
    begroting = read_werkmap(path).begroting
    assert begroting is not None
    assert begroting.deelnemers[1].vanaf == date(2024, 2, 29)


def test_a_row_that_is_not_there_is_an_error(werkmap: Path, tmp_path: Path) -> None:
    """Een cel ver onder het blad kan niet worden gewijzigd."""
    with pytest.raises(KeyError, match="row 9999"):
        wijzig_cel(werkmap, "Kosten", "E9999", 1, tmp_path / "weg.xlsx")
