"""Use case `controleer`: every finding about a begrotingsworkbook, all at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from cusd_xl.runs.beoordeling import review_werkmap
from cusd_xl.runs.huisstijl import check_huisstijl
from cusd_xl.runs.oordeel import Beoordeling


def run_controleer(pad: Path) -> Beoordeling:
    """Read and check, the logo beside the workbook too; raises WerkmapError when the file cannot be read."""
    beoordeling = review_werkmap(pad)
    begroting = beoordeling.gelezen.begroting
    if begroting is None:
        return beoordeling
    return replace(beoordeling, findings=(*beoordeling.findings, *check_huisstijl(pad, begroting.regeling)))


def as_json(beoordeling: Beoordeling) -> dict[str, object]:
    """The findings in the form of the contract, with the regeling and year they are about."""
    begroting = beoordeling.gelezen.begroting
    return {
        "regeling": begroting.regeling.naam if begroting else "",
        "jaar": begroting.jaar if begroting else None,
        "bevindingen": [one.as_json() for one in beoordeling.findings],
    }
