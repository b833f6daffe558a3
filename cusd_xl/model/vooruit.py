"""Looking ahead and sideways as values: the years to come, two outcomes beside each other, and what leaving costs."""

from __future__ import annotations

from dataclasses import dataclass

from cusd_xl.model.begroting import Begroting
from cusd_xl.model.besluiten import Besluit
from cusd_xl.model.bijdragen import Verdeling
from cusd_xl.model.jaargang import Uittredingskosten


@dataclass(frozen=True, slots=True)
class Aanname:
    """What is not known yet for a year, what was taken for it, and the cell that was taken."""

    jaar: int
    onderwerp: str
    tekst: str
    cel: str = ""


@dataclass(frozen=True, slots=True)
class Raamjaar:
    """One year of a meerjarenraming: the begroting as it would be, its outcome, and what had to be assumed for it."""

    jaar: int
    begroting: Begroting
    verdeling: Verdeling
    aannames: tuple[Aanname, ...] = ()


@dataclass(frozen=True, slots=True)
class Vergelijkregel:
    """What one gemeente owes for one kostenpost in both outcomes, in cents."""

    gemeente: str
    kostenpost: str
    omschrijving: str
    soort: str
    eerst: int
    straks: int

    @property
    def verschil(self) -> int:
        return self.straks - self.eerst


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """Two outcomes beside each other; `wijzigingen` says in words what sets the second one apart."""

    naam_eerst: str
    naam_straks: str
    gemeenten: tuple[str, ...]
    regels: tuple[Vergelijkregel, ...]
    wijzigingen: tuple[str, ...] = ()

    def sum_gemeente(self, gemeente: str) -> tuple[int, int]:
        """Both totals of one gemeente, in cents."""
        own = [one for one in self.regels if one.gemeente == gemeente]
        return sum(one.eerst for one in own), sum(one.straks for one in own)

    @property
    def totalen(self) -> tuple[int, int]:
        """Both totals of all gemeenten together, in cents."""
        return sum(one.eerst for one in self.regels), sum(one.straks for one in self.regels)


@dataclass(frozen=True, slots=True)
class Uittredingsstaat:
    """What a gemeente that leaves owes, in cents: the decision, its costs per year, and the closing settlement.

    `voorschotten` were billed in the last year, `werkelijk` is what that year really cost this gemeente.
    """

    gemeente: str
    besluit: Besluit | None
    kosten: tuple[Uittredingskosten, ...]
    voorschotten: int
    werkelijk: int

    @property
    def slotverrekening(self) -> int:
        """Real costs minus advances: below zero the gemeente gets money back."""
        return self.werkelijk - self.voorschotten

    @property
    def jaren(self) -> tuple[int, ...]:
        return tuple(sorted({one.jaar for one in self.kosten}))

    @property
    def totaal(self) -> int:
        return self.slotverrekening + sum(one.bedrag for one in self.kosten)
