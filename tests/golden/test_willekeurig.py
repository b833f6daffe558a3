"""Any begroting, whatever its keys and their order, recalculates to the same cents in the sheets that `bereken` writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest

from cusd_xl.runs.bereken import run_bereken
from tests.golden.varianten import count_failed_controles
from tests.hulp.geval import vul_leeg
from tests.hulp.recalc import (
    Plek,
    Waarde,
    compare_caches,
    needs_libreoffice,
    read_values,
    recalculate_ironcalc,
    recalculate_libreoffice,
)
from tests.hulp.toeval import JAAR, draw_rijen

PER_TEST = 20


@pytest.mark.parametrize("first", [2000, 2020])
def test_any_begroting_recalculates_in_ironcalc(first: int, tmp_path: Path) -> None:
    """Van elke willekeurig ingevulde werkmap rekent ironcalc elke formulecel na, of de werkmap waarschuwt zelf al."""
    paths = list(make_berekend(first, tmp_path))
    assert find_untrue([(path, recalculate_ironcalc(path)) for path in paths]) == {}


@needs_libreoffice
@pytest.mark.parametrize("first", [2100, 2120])
def test_any_begroting_recalculates_in_libreoffice(first: int, tmp_path: Path) -> None:
    """Van elke willekeurig ingevulde werkmap rekent LibreOffice elke formulecel na, of de werkmap waarschuwt zelf al."""
    paths = list(make_berekend(first, tmp_path))
    copies = recalculate_libreoffice(paths, tmp_path / "herrekend")
    assert find_untrue([(path, read_values(copy)) for path, copy in zip(paths, copies, strict=True)]) == {}


def find_untrue(recalculated: Sequence[tuple[Path, Mapping[Plek, Waarde]]]) -> dict[str, list[str]]:
    """What differs in workbooks whose own Controles promise exact figures, or what the Controles themselves leave untold.

    Too many digits for a spreadsheet (the control on exactness) is told in the file as well; at most half of them may.
    """
    untrue, warned = {}, 0
    for path, values in recalculated:
        lines = compare_caches(path, values)
        failed = count_failed_controles(values)
        warned += failed > 0
        told = count_failed_controles(read_values(path)) == failed
        if (lines and not failed) or not told:
            untrue[path.name] = lines
    assert warned <= len(recalculated) / 2
    return untrue


def make_berekend(first: int, folder: Path) -> Iterable[Path]:
    """Random workbooks with their calculation sheets, one per seed; a fout in one of them is a failure."""
    for seed in range(first, first + PER_TEST):
        path = vul_leeg(JAAR, draw_rijen(seed), folder, f"invoer-{seed}.xlsx")
        uit = folder / f"berekend-{seed}.xlsx"
        resultaat = run_bereken(path, uit)
        if resultaat.verdeling is None:
            pytest.fail("\n".join(one.melding for one in resultaat.findings))
        yield uit
