"""The parameters of the regeling as they were read, and the centrumgemeente as the sender of its facturen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

ZONDER_PROFIEL = "leeg"
"""The name of the profiel that demands nothing."""


@dataclass(frozen=True, slots=True)
class Afzender:
    """The centrumgemeente as the sender of a factuur."""

    naam: str = ""
    adres: str = ""
    postcode: str = ""
    plaats: str = ""
    kvk: str = ""
    oin: str = ""
    btw_id: str = ""
    iban: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Regeling:
    """The parameters of the regeling; `cellen` gives the cell of each parameter value, `bronnen` where it comes from.

    `stand_per` is the day up to which the kalender is judged, None for not at all. `deel_van_jaar` says whether a gemeente that
    takes part for a part of the year pays for all of it (`heel jaar`) or by `dagen`.
    The huisstijl is as it was typed: a name, a colour that may be none, a file name that may lead nowhere; empty is ours.
    """

    naam: str
    profiel: str
    begrotingsjaar: int
    centrumgemeente: str
    afronding: str = "cent"
    betaaltermijn_dagen: int = 30
    termijnen: int = 1
    btw: str = ""
    efactuur_profiel: str = "nlcius"
    afzender: Afzender = Afzender()
    stand_per: date | None = None
    deel_van_jaar: str = "heel jaar"
    afwijking_procent: Decimal | None = None
    voorschot_procent: Decimal | None = None
    materialiteit_procent: Decimal | None = None
    huisstijl_naam: str = ""
    huisstijl_kleur: str = ""
    huisstijl_logo: str = ""
    cellen: Mapping[str, str] = field(default_factory=dict)
    bronnen: Mapping[str, str] = field(default_factory=dict)

    def cel(self, parameter: str) -> str:
        """The cell of a parameter of tblRegeling, or the table itself when it was not found."""
        return self.cellen.get(parameter, "tblRegeling")
