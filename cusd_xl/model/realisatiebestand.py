"""Realisatie from a file, added up: one value per gemeente, kostenpost, taak, periode and soort, exact to the cent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Realisatiegroep:
    """The rows that say the same: their sum in cents, how many they are, and the line of the first one."""

    gemeente: str
    kostenpost: str
    taak: str
    periode: str
    soort: str
    bedrag: int
    aantal: int
    regel: int


@dataclass(frozen=True, slots=True)
class Regelprobleem:
    """One kind of problem in a file: in how many rows, and the numbers of the first ones; never what stands in them."""

    aantal: int
    regels: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Opgeteld:
    """A file added up; `problemen` are by code of the catalogue, with a word that tells two of a kind apart."""

    groepen: tuple[Realisatiegroep, ...]
    aantal: int
    problemen: Mapping[tuple[str, str], Regelprobleem] = field(default_factory=dict)
