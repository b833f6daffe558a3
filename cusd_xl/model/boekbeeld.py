"""The picture of a workbook as facts: every cell with formula and stored value, and what a reviewer wants to know around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from cusd_xl.base.addresses import Area, letter_of

Inhoud: TypeAlias = Decimal | bool | str | None


class Soort(StrEnum):
    """What a cell holds; a date is a number that is shown as a date, and keeps its number."""

    GETAL = "getal"
    DATUM = "datum"
    TEKST = "tekst"
    WAARHEID = "waarheid"
    FOUT = "foutwaarde"
    NIET_BEREKEND = "niet berekend"
    LEEG = "leeg"


class Zichtbaarheid(StrEnum):
    """How a sheet is shown; what is very hidden does not stand in the list of hidden sheets either."""

    ZICHTBAAR = "zichtbaar"
    VERBORGEN = "verborgen"
    DIEP_VERBORGEN = "diep verborgen"


@dataclass(frozen=True, slots=True)
class Celopmaak:
    """What a cell style says that matters: number format, locked under protection, and the name of the style."""

    getalnotatie: str = "General"
    vergrendeld: bool = True
    stijl: str = ""


@dataclass(frozen=True, slots=True)
class Beeldcel:
    """One filled cell; rows and columns from 1. `matrix` is the area of an array formula."""

    rij: int
    kolom: int
    soort: Soort
    waarde: Inhoud
    formule: str | None = None
    matrix: str = ""
    opmaak: Celopmaak = Celopmaak()

    @property
    def adres(self) -> str:
        return f"{letter_of(self.kolom)}{self.rij}"


@dataclass(frozen=True, slots=True)
class Beeldtabel:
    """An Excel table: its name, its area with header and totals, the headers, and the number of totals rows."""

    naam: str
    gebied: Area
    koppen: tuple[str, ...]
    totaalrijen: int = 0


@dataclass(frozen=True, slots=True)
class Bladbeeld:
    """One sheet; `cellen` by (row, column). `validaties` and `samengevoegd` are areas, `links` counts hyperlinks to outside."""

    naam: str
    zichtbaarheid: Zichtbaarheid
    cellen: Mapping[tuple[int, int], Beeldcel]
    verborgen_rijen: frozenset[int] = frozenset()
    verborgen_kolommen: tuple[tuple[int, int], ...] = ()
    samengevoegd: tuple[Area, ...] = ()
    validaties: tuple[Area, ...] = ()
    tabellen: tuple[Beeldtabel, ...] = ()
    beveiligd: bool = False
    opmerkingen: int = 0
    opmerkers: tuple[str, ...] = ()
    links: int = 0


@dataclass(frozen=True, slots=True)
class Naam:
    """A defined name, the sheet it belongs to (empty: the workbook), what it refers to, and whether it is hidden."""

    naam: str
    blad: str
    verwijzing: str
    verborgen: bool = False


@dataclass(frozen=True, slots=True)
class Boekbeeld:
    """A workbook: sheets in the order of the tabs and everything that stands beside them."""

    bestand: str
    bladen: tuple[Bladbeeld, ...]
    namen: tuple[Naam, ...] = ()
    externe_koppelingen: tuple[str, ...] = ()
    macros: bool = False
    macrobladen: tuple[str, ...] = ()
    andere_bladen: tuple[str, ...] = ()
    verbindingen: int = 0
    vanaf_1904: bool = False
    rekent_bij_openen: bool = False
    eigenschappen: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    onze_bladen: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Sheets of cusd-xl: the name the sheet has now, and the one it was given."""

    def formulecellen(self) -> Iterator[tuple[str, Beeldcel]]:
        """Every formula cell with the name of its sheet, in the order of the sheets."""
        return ((blad.naam, cel) for blad in self.bladen for cel in blad.cellen.values() if cel.formule is not None)

    def blad(self, naam: str) -> Bladbeeld | None:
        """The sheet of this name, as Excel compares names."""
        return next((one for one in self.bladen if one.naam.casefold() == naam.casefold()), None)
