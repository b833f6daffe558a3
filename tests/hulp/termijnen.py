"""Terms of a regeling for a workbook of no regeling in particular, so that a test can show what they do."""

from __future__ import annotations

import pytest

from cusd_xl.parameters import profieltermijnen

BRON_PROFIEL, PROFIEL = "flevoland-2022", "leeg"


def use_termijnen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the profiel `leeg` have the terms of the handvest Flevoland."""
    loaded = profieltermijnen._load()
    monkeypatch.setattr(profieltermijnen, "_load", lambda: {**loaded, PROFIEL: loaded[BRON_PROFIEL]})
