"""References inside formulas: a cell, an area, or a whole input column by table and header."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from cusd_xl.workbook.tables import GevondenTabel

PLAIN_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9 ]*")


@dataclass(frozen=True, slots=True)
class Invoer:
    """The input tables as they were found in the workbook, to refer to from formulas."""

    tabellen: Mapping[str, GevondenTabel]

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

    def opzoek(self, tabel: str, veld: str, positie: str) -> str:
        """`INDEX(column, position)`."""
        return f"INDEX({self.kolom(tabel, veld)},{positie})"

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
        return str(quote_sheetname(found.blad))


def cel(rij: int, kolom: int, vast: str = "") -> str:
    """A cell from row and column (from 0); `vast` holds `r` and/or `k` for a fixed row or column: `$E5`, `E$5`, `$E$5`."""
    return str(xl_rowcol_to_cell(rij, kolom, row_abs="r" in vast, col_abs="k" in vast))


def gebied(rij: int, kolom: int, laatste_rij: int, laatste_kolom: int, vast: str = "rk") -> str:
    """An area from row and column (from 0), both ends included; fixed unless `vast` says otherwise."""
    return f"{cel(rij, kolom, vast)}:{cel(laatste_rij, laatste_kolom, vast)}"
