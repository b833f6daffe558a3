"""A kwartaalrapportage: the use of each taak per gemeente beside the inkoopplan, and who delivered the data for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cusd_xl.base.years import Termijn
from cusd_xl.model.afwijking import Afwijking
from cusd_xl.model.begroting import Realisatie
from cusd_xl.model.kring import Kring


@dataclass(frozen=True, slots=True)
class Gebruik:
    """Realised cents of one gemeente for one taak in one kwartaal (from 1)."""

    gemeente: str
    taak: str
    kwartaal: int
    bedrag: int


@dataclass(frozen=True, slots=True)
class Gebruiksregel:
    """The use of one taak by one name of the kring up to and including the kwartaal, in cents.

    `volume` and `plan` are those of the whole year, None without an inkoopplan; `kwartalen` holds the realisatie per kwartaal.
    An empty `taak` gathers the realisatie without a taakcode.
    """

    taak: str
    omschrijving: str
    gemeente: str
    volume: Decimal | None
    plan: int | None
    kwartalen: tuple[int, ...]
    afwijking: Afwijking


@dataclass(frozen=True, slots=True)
class Aanlevering:
    """Whether one gemeente delivered its data for the kwartaal, and the cell that says so."""

    gemeente: str
    oordeel: str
    uiterlijk: date | None = None
    gereed: date | None = None
    cel: str = ""


@dataclass(frozen=True, slots=True)
class Buitengebleven:
    """A row of realisatie that no kwartaal of this year can be given, and why."""

    rij: Realisatie
    reden: str


@dataclass(frozen=True, slots=True)
class Kwartaalstaat:
    """One kwartaalrapportage: its lines, its sums, who delivered data, and what could not be placed."""

    jaar: int
    regeling: str
    kwartaal: Termijn
    light: bool
    drempel: Decimal | None
    kring: Kring
    regels: tuple[Gebruiksregel, ...]
    per_gemeente: Mapping[str, Afwijking]
    per_taak: Mapping[str, Afwijking]
    totaal: Afwijking
    aanleveringen: tuple[Aanlevering, ...] = ()
    buiten: tuple[Buitengebleven, ...] = ()
