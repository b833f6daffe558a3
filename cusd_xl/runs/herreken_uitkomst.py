"""The outcome of `herreken`: every check with what came of it, the cells that were compared, and the findings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum

from cusd_xl.base.findings import Finding, has_fout
from cusd_xl.model.narekening import Vergelijking


class Uitkomst(StrEnum):
    """What came of one check; what could not be checked is said, never passed over."""

    KLOPT = "klopt"
    WIJKT_AF = "wijkt af"
    NIET_NAGEGAAN = "niet nagegaan"


@dataclass(frozen=True, slots=True)
class Controle:
    """One check: what was looked at, what came of it, and with what it was compared or why it was not."""

    onderwerp: str
    uitkomst: Uitkomst
    toelichting: str


@dataclass(frozen=True, slots=True)
class Herrekening:
    """Every check in order with the findings and the cells; the sha256 of what was checked is what an auditor writes down."""

    naam: str
    controles: tuple[Controle, ...]
    findings: tuple[Finding, ...]
    sha256: str = ""
    vergelijkingen: tuple[Vergelijking, ...] = ()
    wat: str = "de werkmap"

    def as_json(self) -> dict[str, object]:
        """The checks, the cells and the findings as plain values."""
        return {
            "sha256": self.sha256,
            "controles": [
                {"onderwerp": one.onderwerp, "uitkomst": str(one.uitkomst), "toelichting": one.toelichting}
                for one in self.controles
            ],
            "werkmappen": [asdict(one) for one in self.vergelijkingen],
            "bevindingen": [one.as_json() for one in self.findings],
        }


Uitgevoerd = tuple[Controle, tuple[Finding, ...]]


def judge(onderwerp: str, toelichting: str, found: Iterable[Finding]) -> Uitgevoerd:
    """A check that was made, with what it found."""
    findings = tuple(found)
    return Controle(onderwerp, Uitkomst.WIJKT_AF if has_fout(findings) else Uitkomst.KLOPT, toelichting), findings


def skip(onderwerp: str, reden: str) -> Uitgevoerd:
    """A check that could not be made, and why."""
    return Controle(onderwerp, Uitkomst.NIET_NAGEGAAN, reden), ()


def finish(
    naam: str, uitgevoerd: Iterable[Uitgevoerd], sha256: str, vergelijkingen: tuple[Vergelijking, ...] = ()
) -> Herrekening:
    """All checks together."""
    alle = tuple(uitgevoerd)
    findings = tuple(one for _, found in alle for one in found)
    return Herrekening(naam, tuple(controle for controle, _ in alle), findings, sha256, vergelijkingen)
