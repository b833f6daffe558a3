"""A finding is what is wrong in the user's data, as a value: code, cell and the facts for the Dutch sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from cusd_xl.base.messages import load_meldingen


class Ernst(StrEnum):
    """How serious a finding is: with a fout nothing is computed or written."""

    FOUT = "fout"
    WAARSCHUWING = "waarschuwing"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    `code` stands in the catalogue (meldingen/*.toml), which gives ernst, artikel and the sentence; `cel` is `Blad!C3`, a table
    name, or empty when the finding is about the workbook as a whole; `feiten` fill the placeholders of the sentence.
    """

    code: str
    cel: str = ""
    feiten: Mapping[str, str] = field(default_factory=dict)

    @property
    def ernst(self) -> Ernst:
        return Ernst(load_meldingen()[self.code].ernst)

    @property
    def artikel(self) -> str:
        """The artikel of the catalogue, or the fact of that name where it differs per regeling."""
        return self.feiten.get("artikel") or load_meldingen()[self.code].artikel

    @property
    def melding(self) -> str:
        return load_meldingen()[self.code].tekst.format_map(dict(self.feiten))

    def as_json(self) -> dict[str, str]:
        """The finding as the contract names its parts: code, ernst, cel, artikel, melding."""
        return {"code": self.code, "ernst": str(self.ernst), "cel": self.cel, "artikel": self.artikel, "melding": self.melding}


def finding(code: str, cel: str = "", **feiten: object) -> Finding:
    """Make a Finding; a code or a fact that the catalogue (meldingen/*.toml) does not know is a bug: KeyError at once."""
    made = Finding(code, cel, {name: str(value) for name, value in feiten.items()})
    made.melding  # noqa: B018  (a missing fact must fail where the finding is made, not where it is printed)
    return made


def has_fout(findings: Iterable[Finding]) -> bool:
    """True when at least one finding stops the computation."""
    return any(one.ernst is Ernst.FOUT for one in findings)
