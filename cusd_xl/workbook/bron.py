"""What a workbook offers to be read: its sheets, their cells and their Excel tables, from a file or from a running Excel."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from cusd_xl.base.addresses import Area
from cusd_xl.workbook.celwaarde import LEEG, Celwaarde

HEADER_ROWS = 50
Rijen: TypeAlias = dict[int, dict[int, Celwaarde]]


@dataclass(frozen=True, slots=True)
class Blad:
    """A worksheet as the workbook lists it; `deel` tells it from the others (the part in a file, the name in a running Excel)."""

    naam: str
    deel: str
    verborgen: bool


@dataclass(slots=True)
class Bladinhoud:
    """The content of one sheet: filled cells by (row, column), merged areas, hidden rows and hidden column ranges."""

    cellen: dict[tuple[int, int], Celwaarde] = field(default_factory=dict)
    samengevoegd: list[Area] = field(default_factory=list)
    verborgen_rijen: set[int] = field(default_factory=set)
    verborgen_kolommen: list[tuple[int, int]] = field(default_factory=list)

    def cel(self, rij: int, kolom: int) -> Celwaarde:
        """The value at a row and a column, LEEG where nothing stands."""
        return self.cellen.get((rij, kolom), LEEG)

    def rows_until(self, last_row: int) -> Rijen:
        """The filled cells of the first rows, by row and column."""
        rows: Rijen = {}
        for (rij, kolom), cel in self.cellen.items():
            if rij <= last_row:
                rows.setdefault(rij, {})[kolom] = cel
        return rows


@dataclass(frozen=True, slots=True)
class Exceltabel:
    """An Excel table: its name, its area with header and totals rows, how many of those, and its column names."""

    naam: str
    gebied: Area
    koprijen: int
    totaalrijen: int
    kolomnamen: tuple[str, ...]


class Bron(Protocol):
    """A workbook that can be read, whatever it is: the finding of tables and all that follows needs no more than this."""

    @property
    def naam(self) -> str:
        """The name of the workbook, for messages."""

    @property
    def bladen(self) -> tuple[Blad, ...]:
        """Every worksheet in the order of the tabs."""

    @property
    def date1904(self) -> bool:
        """True when days are counted from 1904 (old Mac workbooks)."""

    def read_blad(self, blad: Blad) -> Bladinhoud:
        """The whole sheet; read once."""

    def peek_blad(self, blad: Blad) -> Rijen:
        """The filled cells of the first HEADER_ROWS rows, where headers stand, by row and column."""

    def exceltabellen(self, blad: Blad) -> tuple[Exceltabel, ...]:
        """The Excel tables of one sheet."""
