"""Facts of a recalculation: what a cell holds, what each calculator says, where they differ and what one could not compute."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

Plek: TypeAlias = tuple[str, str]
"""Sheet and cell: ("Bijdragen", "F12")."""
Rekenwaarde: TypeAlias = Decimal | bool | str | None
"""A number, a truth, a text or an error value (`#N/A`), or None for an empty cell."""


@dataclass(frozen=True, slots=True)
class Celbeeld:
    """One cell as a file holds it: its formula (None without), its value, and whether it is shown as an amount in cents.

    `berekend` is False for a formula that was never calculated: it has no value, not even an empty one.
    """

    formule: str | None
    waarde: Rekenwaarde
    is_bedrag: bool = False
    berekend: bool = True


@dataclass(frozen=True, slots=True)
class Herberekend:
    """What a calculator made of a workbook: its values, the cells it is known to misread, and why it made nothing of it."""

    waarden: Mapping[Plek, Rekenwaarde] = field(default_factory=lambda: MappingProxyType({}))
    onzeker: Mapping[Plek, str] = field(default_factory=lambda: MappingProxyType({}))
    reden: str = ""


class Afwijkingsoort(StrEnum):
    """What is wrong with a cell."""

    WAARDE = "waarde"
    FORMULE = "formule gewijzigd"
    VERVANGEN = "formule vervangen door een waarde"
    INHOUD = "inhoud gewijzigd"
    WEG = "cel leeggemaakt"
    ERBIJ = "cel erbij gekomen"
    NOOIT = "niet berekend"


@dataclass(frozen=True, slots=True)
class Celverschil:
    """A cell the calculators do not agree about: its formula and article, and the three values as they are shown."""

    bestand: str
    blad: str
    cel: str
    soort: Afwijkingsoort
    formule: str
    artikel: str
    opgeslagen: str
    eigen: str
    onafhankelijk: str


@dataclass(frozen=True, slots=True)
class Nietberekend:
    """Cells one calculator cannot compute, and why; never skipped in silence."""

    bestand: str
    rekenaar: str
    cellen: tuple[str, ...]
    reden: str


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """The outcome for one workbook: how many formula cells, how many of them every calculator had a say in, and what differs."""

    bestand: str
    formules: int
    drievoudig: int
    verschillen: tuple[Celverschil, ...] = ()
    niet_berekend: tuple[Nietberekend, ...] = ()
