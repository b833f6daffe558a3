"""Reads a workbook and gathers every finding about it: what was wrong in the cells and what is wrong between the tables."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cusd_xl.base.findings import Finding, has_fout
from cusd_xl.model.begroting import Begroting
from cusd_xl.rules.controles import check_begroting
from cusd_xl.workbook.read import Gelezen, read_werkmap


@dataclass(frozen=True, slots=True)
class Beoordeling:
    """What was read and every finding; `begroting` is None when a fout stands in the way of computing."""

    gelezen: Gelezen
    findings: tuple[Finding, ...]

    @property
    def begroting(self) -> Begroting | None:
        return None if has_fout(self.findings) else self.gelezen.begroting


def review_werkmap(pad: Path) -> Beoordeling:
    """Read and check; raises WerkmapError when the file cannot be read."""
    gelezen = read_werkmap(pad)
    between = check_begroting(gelezen.begroting) if gelezen.begroting else ()
    return Beoordeling(gelezen, (*gelezen.findings, *between))
