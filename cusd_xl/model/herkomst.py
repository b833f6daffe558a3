"""Where a fact comes from: the sheet, the row and the column of each of its fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Herkomst:
    """The place of one table row; `kolommen` gives the column letters per field name."""

    tabel: str = ""
    blad: str = ""
    rij: int = 0
    kolommen: Mapping[str, str] = field(default_factory=dict)

    def cel(self, veld: str) -> str:
        """The cell of one field, `Kosten!E5`; the table name when the row did not come from a workbook."""
        if veld not in self.kolommen:
            return self.tabel
        return f"{self.blad}!{self.kolommen[veld]}{self.rij}"


NERGENS = Herkomst()
