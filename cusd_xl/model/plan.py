"""Sheets as data: what a player (a new file, an existing file, a running Excel) has to write, and nothing about how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

Waarde: TypeAlias = str | int | Decimal | Fraction | date | None


@dataclass(frozen=True, slots=True)
class Cel:
    """One cell: its value, the name of its style and, where the value is computed, the formula that gives that value.

    A formula is written as the file stores it: English names, commas, without the leading `=`.
    """

    waarde: Waarde
    stijl: str = "blad_tekst"
    formule: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Samenvoeging:
    """Cells shown as one: rows and columns from 0, both ends included; only for titles and texts, never for figures."""

    rij: int
    kolom: int
    laatste_rij: int
    laatste_kolom: int


@dataclass(frozen=True, slots=True)
class Tabelplan:
    """An Excel table: header row and column from 0, the headers, and the number of data rows (at least 1)."""

    naam: str
    rij: int
    kolom: int
    koppen: tuple[str, ...]
    aantal_rijen: int
    stijl: str = "Table Style Light 1"


@dataclass(frozen=True, slots=True)
class Gebied:
    """A block of cells with an instruction: a data validation or a conditional format, in the words of XlsxWriter."""

    rij: int
    kolom: int
    laatste_rij: int
    laatste_kolom: int
    opties: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Pagina:
    """How the sheet prints on A4: orientation, pages wide and high (0: as many as needed), header row to repeat, footer."""

    liggend: bool = True
    breed: int = 1
    hoog: int = 0
    herhaal_rijen: tuple[int, int] | None = None
    kop: str = ""
    voet: str = "&L&8&F – &A&R&8Pagina &P van &N"
    marges: tuple[float, float, float, float] = (0.5, 0.5, 0.6, 0.6)
    afdrukbereik: tuple[int, int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Grafiek:
    """A native chart anchored at a cell; `reeksen` are XlsxWriter series (name, categories, values)."""

    rij: int
    kolom: int
    soort: Mapping[str, str]
    titel: str
    reeksen: Sequence[Mapping[str, object]]
    breedte: int
    hoogte: int
    opties: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    beschrijving: str = ""


@dataclass(frozen=True, slots=True)
class Bladplan:
    """One sheet: cells by (row, column) from 0 and how they are shown; `beveiligd` locks the cells against accidents.

    `kolomstijlen` is how the cells look that the plan does not name: what a user types below a table keeps its kind. `niveaus`
    is how deep a row stands in the outline (1 and up): such rows fold away under the row above them.
    """

    naam: str
    cellen: Mapping[tuple[int, int], Cel]
    kolombreedtes: Mapping[int, float] = field(default_factory=dict)
    rijhoogtes: Mapping[int, float] = field(default_factory=dict)
    titelrijen: int = 0
    titelkolommen: int = 0
    tabkleur: str = ""
    beveiligd: bool = False
    rasterlijnen: bool = False
    samenvoegingen: Sequence[Samenvoeging] = ()
    tabellen: Sequence[Tabelplan] = ()
    validaties: Sequence[Gebied] = ()
    voorwaardelijk: Sequence[Gebied] = ()
    grafieken: Sequence[Grafiek] = ()
    pagina: Pagina = Pagina()
    kolomstijlen: Mapping[int, str] = field(default_factory=dict)
    niveaus: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Werkmapplan:
    """A set of sheets in order, with the neutral document properties they are written under."""

    bladen: tuple[Bladplan, ...]
    titel: str
    onderwerp: str = ""
