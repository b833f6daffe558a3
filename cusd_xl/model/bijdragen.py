"""What was computed: per kostenpost the steps from gross to net, per gemeente the share with everything that led to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from cusd_xl.base.money import Aandeel
from cusd_xl.model.begroting import Kostenpost


@dataclass(frozen=True, slots=True)
class Jaargewicht:
    """The whole-number weights of one year of a gemiddelde, per deelnemer, multiplied by `schaal`."""

    jaar: int
    gewichten: tuple[int, ...]
    schaal: int


@dataclass(frozen=True, slots=True)
class Component:
    """One simple key inside a kostenpost: its share of the whole and the whole-number weight of each deelnemer.

    `schaal` turned weights with decimals into whole numbers; a key that is not a mix has one component with deel 1. `zonder`
    are the gemeenten that weigh 0, as the key names them. `dagen` are the days of deelname each weight was multiplied by,
    empty when nobody takes part for a part of the year only. `keuze` names the taken of a zorgvolume or the kostenpost of a
    gebruik; a gemiddelde has the key `binnen` it, its kind, and its weights by year, the latest first.
    """

    sleutel: str
    soort: str
    deel: Fraction
    gewichten: tuple[int, ...]
    schaal: int
    cellen: tuple[str, ...]
    zonder: tuple[str, ...] = ()
    dagen: tuple[int, ...] = ()
    keuze: tuple[str, ...] = ()
    binnen: str = ""
    binnensoort: str = ""
    jaren: tuple[Jaargewicht, ...] = ()

    @property
    def naam(self) -> str:
        """The name of the key, with who is left out: unique within a kostenpost."""
        return f"{self.sleutel} zonder {', '.join(self.zonder)}" if self.zonder else self.sleutel

    @property
    def kale_gewichten(self) -> tuple[int, ...]:
        """The weights before they were multiplied by days."""
        if not self.dagen:
            return self.gewichten
        return tuple(gewicht // dagen if dagen else 0 for gewicht, dagen in zip(self.gewichten, self.dagen, strict=True))


@dataclass(frozen=True, slots=True)
class EigenBedrag:
    """A part of an own amount in cents: `aantal` times `tarief` (cents) where it is a product, else both None."""

    omschrijving: str
    bedrag: int
    aantal: int | Fraction | None = None
    tarief: int | None = None
    cel: str = ""


@dataclass(frozen=True, slots=True)
class Bijdrage:
    """What one gemeente owes for one kostenpost in whole cents; `aandeel` is None for a key that gives own amounts.

    `voet` is the fixed foot in cents, a part of `bedrag` beside the aandeel.
    """

    gemeente: str
    gm_code: str
    kostenpost: str
    verdeelsleutel: str
    bedrag: int
    deelname: bool
    aandeel: Aandeel | None = None
    eigen: tuple[EigenBedrag, ...] = ()
    voet: int = 0


@dataclass(frozen=True, slots=True)
class VerdeeldeKostenpost:
    """One kostenpost from gross to shares.

    `netto` is the exact amount in cents before rounding, `te_verdelen` the whole cents that were divided; for a key of own
    amounts `te_verdelen` is the sum of those amounts. `eenheid` is the rounding unit in cents (1, or 100 for whole euros).
    `bijdragen` stand in the order of tblDeelnemers; `percentages` are the index years used: jaar, percentage, cell.
    `deel_van_bedrag` is the part of `begroot` that counts, `plafond` the ceiling of the key in cents, `boven_plafond` what it
    kept out. `dagen` are the days of deelname per deelnemer where the regeling counts days, else empty. `voetregels` are the
    fixed feet of the key in cents, each with who does not owe it, as the key names them. `sleutels` names every key used.
    """

    kostenpost: Kostenpost
    sleutelsoort: str
    begroot: int
    factor: Fraction
    dekking: int
    netto: Fraction
    te_verdelen: int
    eenheid: int
    componenten: tuple[Component, ...]
    bijdragen: tuple[Bijdrage, ...]
    percentages: tuple[tuple[int, Fraction, str], ...] = ()
    deel_van_bedrag: Fraction = Fraction(1)
    plafond: int | None = None
    boven_plafond: int = 0
    dagen: tuple[int, ...] = ()
    voetregels: tuple[tuple[int, tuple[str, ...]], ...] = ()
    sleutels: tuple[str, ...] = ()

    @property
    def voeten(self) -> int:
        """The fixed feet of all gemeenten together, in cents."""
        return sum(one.voet for one in self.bijdragen)

    @property
    def is_eigen(self) -> bool:
        """True when the key gives own amounts and nothing is divided."""
        return all(bijdrage.aandeel is None for bijdrage in self.bijdragen)

    @property
    def eenheden(self) -> int:
        """The amount that the key divided, in whole units: without the fixed feet."""
        return (self.te_verdelen - self.voeten) // self.eenheid


@dataclass(frozen=True, slots=True)
class Verdeling:
    """The whole outcome: every kostenpost, in the order of tblKosten."""

    kostenposten: tuple[VerdeeldeKostenpost, ...]

    @property
    def bijdragen(self) -> tuple[Bijdrage, ...]:
        return tuple(bijdrage for post in self.kostenposten for bijdrage in post.bijdragen)

    @property
    def totaal(self) -> int:
        return sum(bijdrage.bedrag for bijdrage in self.bijdragen)

    def per_gemeente(self) -> Mapping[str, int]:
        """Cents per gemeente, in the order of tblDeelnemers, also for those who owe nothing."""
        sums: dict[str, int] = {}
        for bijdrage in self.bijdragen:
            sums[bijdrage.gemeente] = sums.get(bijdrage.gemeente, 0) + bijdrage.bedrag
        return sums

    def per_kostenpost(self) -> Mapping[str, int]:
        """Cents per kostenpost, in the order of tblKosten."""
        return {post.kostenpost.kostenpost: sum(one.bedrag for one in post.bijdragen) for post in self.kostenposten}
