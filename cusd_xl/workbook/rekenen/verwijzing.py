"""References inside formulas: a cell, an area, or a whole input column by table and header."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from cusd_xl.base.addresses import letter_of, quote_blad
from cusd_xl.model.herkomst import Herkomst
from cusd_xl.workbook.tables import GevondenTabel

HARD_SPACE, NEW_LINE = "\u00a0", "CHAR(10)"
PLAIN_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9 ]*")


@dataclass(frozen=True, slots=True)
class Invoer:
    """The input tables as they were found in the workbook, to refer to from formulas."""

    tabellen: Mapping[str, GevondenTabel]

    def heeft(self, tabel: str) -> bool:
        """True when the workbook has this table; most tables may be absent."""
        return tabel in self.tabellen

    def heeft_kolom(self, tabel: str, veld: str) -> bool:
        """True when the table is there and has this column; some columns may be absent."""
        return tabel in self.tabellen and veld in self.tabellen[tabel].kolommen

    def kolom(self, tabel: str, veld: str) -> str:
        """A whole column: `tblKosten[Bedrag]`, or its cells where there is no table or the header needs escaping."""
        found = self.tabellen[tabel]
        kop = found.koppen[veld]
        if found.is_tabel and PLAIN_HEADER.fullmatch(kop):
            return f"{found.naam}[{kop}]"
        letter = found.kolommen[veld]
        return f"{self._blad(found)}!${letter}${found.eerste_rij}:${letter}${found.laatste_rij}"

    def koprij(self, tabel: str) -> str:
        """The header row of a table, from its first to its last column."""
        return self._rijen(self.tabellen[tabel], self.tabellen[tabel].koprij, self.tabellen[tabel].koprij)

    def rijen(self, tabel: str) -> str:
        """All data rows of a table, from its first to its last column."""
        found = self.tabellen[tabel]
        return self._rijen(found, found.eerste_rij, found.laatste_rij)

    def kolomnummer(self, tabel: str, gemeente: str) -> int:
        """The place (from 1) of the column of a gemeente in the rows of the table."""
        found = self.tabellen[tabel]
        letters = self._letters(found)
        return letters.index(found.gemeentekolommen[gemeente]) + 1 if gemeente in found.gemeentekolommen else 0

    def gemeentekolom(self, tabel: str, nummer: str) -> str:
        """All data rows of the column with this place (from 1) in the table."""
        return f"INDEX({self.rijen(tabel)},0,{nummer})"

    def rijnummer(self, tabel: str, herkomst: Herkomst) -> int:
        """The place (from 1) of a row among the rows of its table, empty rows counted too."""
        return herkomst.rij - self.tabellen[tabel].eerste_rij + 1

    def opzoek(self, tabel: str, veld: str, positie: str) -> str:
        """`INDEX(column, position)`."""
        return f"INDEX({self.kolom(tabel, veld)},{positie})"

    def tekst(self, tabel: str, veld: str, positie: str) -> str:
        """A text of a table, tidied as the reader does it: hard spaces and new lines are plain spaces, none of them doubled."""
        tekst = f'SUBSTITUTE({self.opzoek(tabel, veld, positie)},"{HARD_SPACE}"," ")'
        return f'TRIM(SUBSTITUTE({tekst},{NEW_LINE}," "))'

    def positie(self, tabel: str, veld: str, cel: str) -> str:
        """`MATCH(cell, column, 0)`."""
        return f"MATCH({cel},{self.kolom(tabel, veld)},0)"

    def parameter(self, naam: str) -> str:
        """The value of a parameter of tblRegeling."""
        positie = self.positie("tblRegeling", "parameter", f'"{naam}"')
        return self.opzoek("tblRegeling", "waarde", positie)

    def _rijen(self, found: GevondenTabel, eerste: int, laatste: int) -> str:
        letters = self._letters(found)
        return f"{self._blad(found)}!${letters[0]}${eerste}:${letters[-1]}${laatste}"

    def _letters(self, found: GevondenTabel) -> list[str]:
        return sorted((*found.kolommen.values(), *found.gemeentekolommen.values()), key=lambda letter: (len(letter), letter))

    def _blad(self, found: GevondenTabel) -> str:
        return quote_blad(found.blad)


def cel(rij: int, kolom: int, vast: str = "") -> str:
    """A cell from row and column (from 0); `vast` holds `r` and/or `k` for a fixed row or column: `$E5`, `E$5`, `$E$5`."""
    return f"{'$' if 'k' in vast else ''}{letter_of(kolom + 1)}{'$' if 'r' in vast else ''}{rij + 1}"


def gebied(rij: int, kolom: int, laatste_rij: int, laatste_kolom: int, vast: str = "rk") -> str:
    """An area from row and column (from 0), both ends included; fixed unless `vast` says otherwise."""
    return f"{cel(rij, kolom, vast)}:{cel(laatste_rij, laatste_kolom, vast)}"
