"""The eindafrekening as values: per gemeente what it cost against what was billed, and what became of the rijksmiddelen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from cusd_xl.model.begroting import Deelnemer, Kostenpost, Rijksmiddel
from cusd_xl.model.factuur import Specificatieregel


class Blok(StrEnum):
    """Uitvoeringskosten and zorgkosten are accounted for apart and never mixed (handvest art. 13 lid 3)."""

    UITVOERINGSKOSTEN = "uitvoeringskosten"
    ZORGKOSTEN = "zorgkosten"


class Afrekenstatus(StrEnum):
    """A concept goes to the gemeenten first, the definitieve eindafrekening follows (handvest art. 11 lid 3)."""

    CONCEPT = "concept"
    DEFINITIEF = "definitief"


@dataclass(frozen=True, slots=True)
class Voorschotpost:
    """One amount already billed to a gemeente for a kostensoort, in cents without btw; `nummer` is empty when not known."""

    gemeente: str
    soort: str
    btw: str
    termijn: str
    bedrag: int
    nummer: str = ""
    factuurdatum: date | None = None
    omschrijving: str = ""


@dataclass(frozen=True, slots=True)
class Voorschotten:
    """Everything billed for the year; `berekend` is True when nothing was recorded and the begroting stands in for it."""

    posten: tuple[Voorschotpost, ...]
    berekend: bool = False


@dataclass(frozen=True, slots=True)
class Bandbreedte:
    """A verrekening over `jaren` years together, of which a deviation below `band` percent is not settled (C art. 6.3).

    `plafond` is the budget of all gemeenten over those years in cents, None for no ceiling.
    """

    jaren: int
    band: Fraction
    plafond: int | None = None


@dataclass(frozen=True, slots=True)
class Afrekenregel:
    """One kostensoort of one gemeente in cents without btw.

    `correctie` is what is owed on top of the real costs (below zero: less), as a band over more years asks; `reden` says why.
    """

    blok: Blok
    soort: str
    begroot: int
    werkelijk: int
    voorschot: int
    correctie: int = 0
    reden: str = ""

    @property
    def verschuldigd(self) -> int:
        """What the gemeente owes for the year."""
        return self.werkelijk + self.correctie

    @property
    def saldo(self) -> int:
        """To pay above zero, to receive below zero."""
        return self.verschuldigd - self.voorschot


@dataclass(frozen=True, slots=True)
class Afrekenbtw:
    """The btw of one code in cents: over what is owed, and what was already billed with the voorschotten."""

    code: str
    omschrijving: str
    percentage: Fraction | None
    grondslag: int
    verschuldigd: int
    gefactureerd: int

    @property
    def saldo(self) -> int:
        """What is left to pay in btw; below zero it comes back."""
        return self.verschuldigd - self.gefactureerd


@dataclass(frozen=True, slots=True)
class Gemeenteafrekening:
    """The eindafrekening of one gemeente: its lines per kostensoort, its btw, and what proves both.

    `uiterlijk` is the day by which is paid; None for the centrumgemeente, which settles within its own books (R29).
    """

    deelnemer: Deelnemer
    regels: tuple[Afrekenregel, ...]
    btw: tuple[Afrekenbtw, ...]
    specificatie: tuple[Specificatieregel, ...]
    voorschotten: tuple[Voorschotpost, ...]
    uiterlijk: date | None

    def list_regels(self, blok: Blok) -> tuple[Afrekenregel, ...]:
        """The lines of one blok, in the order of tblKosten."""
        return tuple(one for one in self.regels if one.blok is blok)

    @property
    def werkelijk(self) -> int:
        return sum(one.werkelijk for one in self.regels)

    @property
    def voorschot(self) -> int:
        return sum(one.voorschot for one in self.regels)

    @property
    def saldo(self) -> int:
        """What is left without btw."""
        return sum(one.saldo for one in self.regels)

    @property
    def te_betalen(self) -> int:
        """What is left with btw: to pay above zero, to receive below zero."""
        return self.saldo + sum(one.saldo for one in self.btw)


@dataclass(frozen=True, slots=True)
class Rijkslast:
    """Costs of one kostenpost that came out of the rijksmiddelen, in cents."""

    kostenpost: str
    omschrijving: str
    blok: Blok
    bedrag: int


@dataclass(frozen=True, slots=True)
class Rijkssaldo:
    """What became of one row of tblRijksmiddelen; `tekort` are the costs of its taken that no rijksmiddelen were left for."""

    rijksmiddel: Rijksmiddel
    lasten: tuple[Rijkslast, ...]
    tekort: int

    @property
    def besteed(self) -> int:
        return sum(one.bedrag for one in self.lasten)

    @property
    def overschot(self) -> int:
        """What was not spent; it stays with these taken and goes to nobody (handvest art. 12)."""
        return self.rijksmiddel.bedrag - self.besteed


@dataclass(frozen=True, slots=True)
class Postrealisatie:
    """One kostenpost, begroot beside gerealiseerd, kosten and opbrengsten both (art. 15), in cents."""

    kostenpost: Kostenpost
    blok: Blok
    begroot: int
    dekking_begroot: int
    kosten: int
    opbrengsten: int
    dekking: int
    rijksmiddelen: int
    doordecentralisatie: int
    verdeeld: int
    contractvormen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Eindafrekening:
    """The whole outcome of one year, gemeenten in the order of tblDeelnemers.

    `reactie` is the day by which a gemeente answers to a concept, None when the regeling names no term for that.
    """

    jaar: int
    status: Afrekenstatus
    datum: date
    gemeenten: tuple[Gemeenteafrekening, ...]
    rijksmiddelen: tuple[Rijkssaldo, ...]
    posten: tuple[Postrealisatie, ...]
    berekend: bool
    reactie: date | None = None

    @property
    def werkelijk(self) -> int:
        return sum(one.werkelijk for one in self.gemeenten)

    @property
    def voorschot(self) -> int:
        return sum(one.voorschot for one in self.gemeenten)

    @property
    def saldo(self) -> int:
        return sum(one.saldo for one in self.gemeenten)
