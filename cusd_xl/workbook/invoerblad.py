"""An input sheet before it is drawn: its columns (gemeenten included), its rows, and where they stand."""

from __future__ import annotations

from dataclasses import dataclass

from cusd_xl.parameters import Profiel
from cusd_xl.parameters.profiel import Rij
from cusd_xl.workbook.layout import PARAMETERS, TABELLEN, Kolom, Kolomsoort, Tabel

KOPRIJ = 3
FEWEST_ROWS = 2
"""A table of one row is a single cell per column, which not every spreadsheet engine takes for a range."""
EERSTE_RIJ = KOPRIJ + 1
RUIMTE = 200
"""Rows below the table that already have the checks and formats of their column."""
GEMEENTEKOLOM = 6


@dataclass(frozen=True, slots=True)
class Invoerblad:
    """One table of the layout for one profiel; rows and columns count from 0, `rijen` holds at least two rows."""

    tabel: Tabel
    kolommen: tuple[Kolom, ...]
    rijen: tuple[Rij, ...]
    profiel: Profiel

    @property
    def laatste_rij(self) -> int:
        return EERSTE_RIJ + len(self.rijen) - 1

    @property
    def einde(self) -> int:
        """The last row that already has the checks of its column."""
        return self.laatste_rij + RUIMTE


def make_invoerbladen(profiel: Profiel) -> tuple[Invoerblad, ...]:
    """The input sheets in the order of the layout."""
    return tuple(_make_invoerblad(tabel, profiel) for tabel in TABELLEN)


def letter(kolom: int) -> str:
    """The letters of a column that counts from 0: 0 is A, 26 is AA."""
    before, here = divmod(kolom, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + here)


def _make_invoerblad(tabel: Tabel, profiel: Profiel) -> Invoerblad:
    rijen = profiel.rijen.get(tabel.naam, ())
    if tabel.naam == "tblRegeling":
        rijen = _all_parameters(rijen)
    return Invoerblad(tabel, _make_kolommen(tabel, profiel.gemeenten), _pad(rijen), profiel)


def _pad(rijen: tuple[Rij, ...]) -> tuple[Rij, ...]:
    return (*rijen, *({} for _ in range(FEWEST_ROWS - len(rijen))))


def _all_parameters(rijen: tuple[Rij, ...]) -> tuple[Rij, ...]:
    """A row for every parameter; where the profiel gives none, an empty value and what it is for."""
    given = {rij["Parameter"]: rij for rij in rijen}
    return tuple(given.get(one.naam, {"Parameter": one.naam, "Waarde": None, "Bron": one.uitleg}) for one in PARAMETERS)


def _make_kolommen(tabel: Tabel, gemeenten: tuple[str, ...]) -> tuple[Kolom, ...]:
    if not tabel.kruisveld:
        return tabel.kolommen
    *fixed, bron = tabel.kolommen
    return (*fixed, *(_make_gemeentekolom(tabel, gemeente) for gemeente in gemeenten), bron)


def _make_gemeentekolom(tabel: Tabel, gemeente: str) -> Kolom:
    hint = tabel.kruishint.format(gemeente=gemeente)
    return Kolom(gemeente, "", Kolomsoort.KEUZE, hint, verplicht=False, keuzes=("x",), breedte=GEMEENTEKOLOM)
