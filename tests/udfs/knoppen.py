"""Clicks buttons in a process of its own and gives back what became of the workbook after each click."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.house.source import ROOT
from tests.udfs.officejs_boek import OVERGESLAGEN

LICENTIE = {"XLWINGS_LICENSE_KEY": "noncommercial", "XLWINGS_ON_SERVER": "true"}
WERKMAP = ROOT / "workbooks" / "begroting-amersfoort-2026.xlsx"
TERMIJN, DATUM, BEVESTIG = "Voorbeeld!B5", "Voorbeeld!B6", "Voorbeeld!B7"
Cellen = dict[str, list[Any]]


@dataclass(frozen=True)
class Toestand:
    """The workbook after a click: per sheet `rij,kolom` -> value, formula, number format; what Excel was asked and told."""

    bladen: dict[str, Cellen]
    zichtbaar: dict[str, str]
    alerts: list[str]
    namen: dict[str, str]
    acties: dict[str, int]
    gelezen: Any = None

    def waarde(self, blad: str, rij: int, kolom: int) -> Any:
        return self.bladen[blad].get(f"{rij},{kolom}", [None])[0]

    def bron(self) -> dict[str, Cellen]:
        """The sheets without those that are only for the user to read."""
        return {naam: cellen for naam, cellen in self.bladen.items() if naam not in ("Voorbeeld", "CUSD archief")}


def klik(pad: Path, *stappen: dict[str, Any]) -> list[Toestand]:
    """The workbook after each click; skipped where xlwings or its licence key is not there."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.udfs.officejs_boek"],
        cwd=ROOT, env={**os.environ, **LICENTIE}, input=json.dumps({"werkmap": str(pad), "stappen": list(stappen)}),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode == OVERGESLAGEN:
        pytest.skip(f"xlwings of zijn licentie is er niet: {done.stdout.strip()}")
    assert done.returncode == 0, done.stderr
    return [Toestand(**one) for one in json.loads(done.stdout)]
