"""What happens in the course of a year, as it was read: forecasts, advances, deliveries, earlier years and costs of leaving."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cusd_xl.model.herkomst import NERGENS, Herkomst


@dataclass(frozen=True, slots=True)
class Prognose:
    """What one gemeente is expected to cost for one kostenpost over the whole year, in cents, seen on the peildatum (art. 13)."""

    prognose: str
    peildatum: date
    gemeente: str
    kostenpost: str
    bedrag: int
    taak: str = ""
    contract: str = ""
    bron: str = ""
    herkomst: Herkomst = NERGENS


@dataclass(frozen=True, slots=True)
class Voorschot:
    """An advance that was billed to one gemeente for one kostensoort, in cents without btw."""

    gemeente: str
    soort: str
    termijn: str
    bedrag: int
    factuurnummer: str = ""
    factuurdatum: date | None = None
    bron: str = ""
    herkomst: Herkomst = NERGENS


@dataclass(frozen=True, slots=True)
class Verrekening:
    """A delivery to one gemeente outside the key, in cents: losse verrekening, or meerwerk under a DVO (handvest art. 11, 13)."""

    gemeente: str
    soort: str
    omschrijving: str
    bedrag: int
    btw: str
    leverdatum: date | None = None
    factuurdatum: date | None = None
    factuurnummer: str = ""
    kostenpost: str = ""
    bron: str = ""
    herkomst: Herkomst = NERGENS


@dataclass(frozen=True, slots=True)
class EerderJaar:
    """What was advanced to and really used by one gemeente in an earlier year, per kostensoort, in cents."""

    jaar: int
    gemeente: str
    soort: str
    voorschot: int
    werkelijk: int
    bron: str = ""
    herkomst: Herkomst = NERGENS


@dataclass(frozen=True, slots=True)
class Uittredingskosten:
    """A cost that a leaving gemeente owes for one year, in cents, with what proves it (factsheet, handvest art. 17)."""

    gemeente: str
    soort: str
    omschrijving: str
    jaar: int
    bedrag: int
    onderbouwing: str = ""
    bron: str = ""
    herkomst: Herkomst = NERGENS
