"""Use case `controleer`: every finding about a begrotingsworkbook, all at once."""

from __future__ import annotations

from pathlib import Path

from cusd_xl.runs.beoordeling import review_werkmap
from cusd_xl.runs.oordeel import Beoordeling


def run_controleer(pad: Path) -> Beoordeling:
    """Read and check; raises WerkmapError when the file cannot be read."""
    return review_werkmap(pad)


def as_json(beoordeling: Beoordeling) -> dict[str, object]:
    """The findings in the form of the contract, with the regeling and year they are about."""
    begroting = beoordeling.gelezen.begroting
    return {
        "regeling": begroting.regeling.naam if begroting else "",
        "jaar": begroting.jaar if begroting else None,
        "bevindingen": [one.as_json() for one in beoordeling.findings],
    }
