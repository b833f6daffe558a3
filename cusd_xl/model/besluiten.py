"""What was decided, agreed and planned, as it was read: one frozen row type per table, with dates and who agreed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cusd_xl.model.herkomst import NERGENS, Herkomst


@dataclass(frozen=True, slots=True)
class Besluit:
    """A decision about the regeling; `akkoord` holds the gemeenten that agreed, `bedrag` is in cents where it is about money.

    `gemeente` and `taak` name what the decision is about, and are empty when it is about the regeling as a whole.
    """

    nummer: str
    soort: str
    status: str
    onderwerp: str = ""
    gemeente: str = ""
    taak: str = ""
    jaar: int | None = None
    besluitdatum: date | None = None
    ingangsdatum: date | None = None
    bedrag: int | None = None
    verwijzing: str = ""
    akkoord: frozenset[str] = frozenset()
    bron: str = ""
    herkomst: Herkomst = NERGENS


@dataclass(frozen=True, slots=True)
class Kalendermoment:
    """A moment of the planning: what has to be ready, for which year or part of it, by when, and when it was."""

    moment: str
    jaar: int
    periode: str = ""
    gemeente: str = ""
    uiterlijk: date | None = None
    gereed: date | None = None
    opmerking: str = ""
    bron: str = ""
    herkomst: Herkomst = NERGENS


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract with a zorgaanbieder; `via_regeling` is `nee` for a contract of a gemeente of its own (art. 13)."""

    contract: str
    taak: str
    vorm: str
    begin: date
    einde: date
    index: str
    via_regeling: str
    verlenging_tot: date | None = None
    gemeente: str = ""
    omschrijving: str = ""
    bron: str = ""
    herkomst: Herkomst = NERGENS


@dataclass(frozen=True, slots=True)
class Inkoopvolume:
    """What one gemeente lets the regeling buy of one taak in one year: the volume in units and the amount in cents."""

    gemeente: str
    taak: str
    jaar: int
    volume: Decimal
    bedrag: int
    bron: str = ""
    herkomst: Herkomst = NERGENS


@dataclass(frozen=True, slots=True)
class Risicodeling:
    """How the costs of a taak are borne in one year: by use (profijt) or together (solidair, for a percentage of them)."""

    taak: str
    jaar: int
    modus: str
    deel_solidair: Decimal | None = None
    keuzedatum: date | None = None
    bron: str = ""
    herkomst: Herkomst = NERGENS
