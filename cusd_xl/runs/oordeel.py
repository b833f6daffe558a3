"""What is to be said of a workbook that was read: what was wrong in the cells and what is wrong between the tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cusd_xl.base.findings import Finding, finding, has_fout
from cusd_xl.base.messages import load_meldingen
from cusd_xl.base.names import key
from cusd_xl.model.begroting import Begroting
from cusd_xl.rules.controles import check_begroting
from cusd_xl.workbook.read_bron import Gelezen


@dataclass(frozen=True, slots=True)
class Beoordeling:
    """What was read and every finding; `begroting` is None when a fout stands in the way of computing."""

    gelezen: Gelezen
    findings: tuple[Finding, ...]

    @property
    def begroting(self) -> Begroting | None:
        return None if has_fout(self.findings) else self.gelezen.begroting


def review_gelezen(gelezen: Gelezen) -> Beoordeling:
    """Check what was read.

    One problem is one finding: what only misses a row that could not be read is left out until that row can be.
    """
    between = check_begroting(gelezen.begroting) if gelezen.begroting else ()
    return Beoordeling(gelezen, (*gelezen.findings, *(one for one in between if not _is_gevolg(one, gelezen.ongelezen))))


def list_onleesbaar(findings: tuple[Finding, ...]) -> list[Finding]:
    """A fout for every cell that Python can read but the formulas on the calculation sheets cannot."""
    blocking = [one for one in findings if load_meldingen()[one.code].formules]
    return [finding("formules-lezen-niet", one.cel) for one in blocking]


def _is_gevolg(one: Finding, ongelezen: Mapping[str, frozenset[str]]) -> bool:
    """True when the finding is about a name of which a row could not be read."""
    named = {"", *map(key, one.feiten.values())}
    return any(named & ongelezen.get(tabel, frozenset()) for tabel in load_meldingen()[one.code].volgt_uit)
