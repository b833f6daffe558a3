"""Every check between tables: what provokes it, where it points, and that a sound begroting is left alone."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from importlib.resources import files

import pytest

from cusd_xl.rules.controles import check_begroting
from cusd_xl.rules.controles.volgorde import TABELLEN
from cusd_xl.workbook import layout
from tests.rules.bouw import bouw_begroting
from tests.rules.controles.gevallen import GEVALLEN


def test_a_sound_begroting_has_no_findings() -> None:
    """Whoever fills in everything correctly hears nothing."""
    assert check_begroting(bouw_begroting()) == ()


@pytest.mark.parametrize("code", GEVALLEN)
def test_each_mistake_is_found_in_its_cell(code: str) -> None:
    """The finding names the very cell in which the user has to look."""
    cellen = [one.cel for one in check_begroting(GEVALLEN[code].bouw()) if one.code == code]
    assert GEVALLEN[code].cel in cellen


@pytest.mark.parametrize("code", GEVALLEN)
def test_each_mistake_is_told_in_one_short_line(code: str) -> None:
    """A message fits on one line and leaves no placeholder open."""
    for one in check_begroting(GEVALLEN[code].bouw()):
        assert "\n" not in one.melding
        assert not set("{}") & set(one.melding)
        assert len(one.melding) <= 260


@pytest.mark.parametrize("code", GEVALLEN)
def test_each_mistake_is_reported_once_per_place(code: str) -> None:
    """The same sentence about the same cell never appears twice."""
    lines = [(one.cel, one.melding) for one in check_begroting(GEVALLEN[code].bouw())]
    assert sorted(set(lines)) == sorted(lines)


def test_every_code_of_the_catalogue_is_provoked() -> None:
    """No finding is announced that cannot occur, and none occurs unannounced."""
    catalogue = tomllib.loads(files("cusd_xl.base").joinpath("meldingen", "controles.toml").read_text(encoding="utf-8"))
    assert set(catalogue) == set(GEVALLEN)


def test_all_mistakes_are_reported_at_once_in_the_order_of_the_sheets() -> None:
    """Whoever made five mistakes sees five lines, from the first sheet to the last."""
    parts = (
        "iban-ongeldig",
        "gm-code-ongeldig",
        "inwoners-nul",
        "iv3-taakveld-onbekend",
        "dekking-groter-dan-kosten",
        "indexpercentage-onwaarschijnlijk",
    )
    changes = {veld: waarde for code in parts for veld, waarde in GEVALLEN[code].begroting.items()}
    found = [one.code for one in check_begroting(bouw_begroting(**changes))]
    assert found == list(parts)


def test_rows_follow_the_sheet_also_past_row_nine() -> None:
    """Row 10 comes after row 9."""
    begroting = bouw_begroting()
    rows = tuple(
        replace(one, herkomst=replace(one.herkomst, rij=rij)) for one, rij in zip(begroting.inwoners, (10, 9, 2), strict=True)
    )
    found = check_begroting(replace(begroting, inwoners=tuple(replace(one, inwoners=0) for one in rows)))
    assert [one.cel for one in found] == ["Inwoners!C2", "Inwoners!C9", "Inwoners!C10"]


def test_the_outcome_is_only_checked_when_there_is_one() -> None:
    """With a fout nothing is computed, so nothing is said about the outcome."""
    changes = {**GEVALLEN["bedrag-wijkt-af"].begroting, **GEVALLEN["gm-code-ongeldig"].begroting}
    found = check_begroting(bouw_begroting(**changes))
    assert [one.code for one in found] == ["gm-code-ongeldig"]


def test_the_order_knows_every_table_of_the_layout() -> None:
    """The findings follow the sheets as the workbook shows them."""
    assert [tabel for tabel, _ in TABELLEN] == [one.naam for one in layout.TABELLEN]
