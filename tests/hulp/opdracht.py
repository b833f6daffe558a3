"""Runs a command as a user types it, in this process: exit status, what went to stdout and what to stderr."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from typing import Any

from cusd_xl.cli import main


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """What one command left behind."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The one JSON object on stdout; anything else there is a ValueError."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found

    @property
    def meldingen(self) -> set[tuple[str, str]]:
        """(code, cel) of every finding of ernst fout."""
        return {(one["code"], one["cel"]) for one in self.json["bevindingen"] if one["ernst"] == "fout"}


def geef(*words: object) -> Uitkomst:
    """Give a command; an exception that main lets through is a traceback on the screen, so the test fails on it."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            main([str(word) for word in words])
        except SystemExit as einde:
            status = einde.code
    assert isinstance(status, int)
    return Uitkomst(status, out.getvalue(), err.getvalue())
