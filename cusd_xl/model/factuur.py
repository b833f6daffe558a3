"""The factuur as a value that knows nothing of files: who, to whom, for what, how much, when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from cusd_xl.base.exactheid import Breuk, Rekenwijze, choose_rekenwijze
from cusd_xl.base.years import Termijn
from cusd_xl.model.begroting import Deelnemer
from cusd_xl.model.bijdragen import EigenBedrag
from cusd_xl.model.regeling import Afzender


class Factuursoort(StrEnum):
    """A factuur asks for money, a creditfactuur takes one back (R110), an eindafrekening bills the realised costs (R62).

    The centrumgemeente cannot bill itself and gets an interne verrekening or an interne afrekening (R29).
    """

    FACTUUR = "factuur"
    CREDITFACTUUR = "creditfactuur"
    EINDAFREKENING = "eindafrekening"
    INTERNE_VERREKENING = "interne verrekening"
    INTERNE_AFREKENING = "interne afrekening"

    @property
    def is_intern(self) -> bool:
        """True for what stays in the books of the centrumgemeente and is sent to nobody."""
        return self in (Factuursoort.INTERNE_VERREKENING, Factuursoort.INTERNE_AFREKENING)

    @property
    def is_afrekening(self) -> bool:
        """True for what settles a year on its realised costs."""
        return self in (Factuursoort.EINDAFREKENING, Factuursoort.INTERNE_AFREKENING)


@dataclass(frozen=True, slots=True)
class Factuurverwijzing:
    """An earlier factuur this one builds on: the one it credits, or an advance already billed, in cents."""

    nummer: str
    factuurdatum: date
    bedrag: int


@dataclass(frozen=True, slots=True)
class Onderdeel:
    """One simple key inside a split: the own weight over the regional weight (a mix has several, each with its deel).

    Weights are whole numbers; `schaal` is the power of ten that made them whole.
    """

    omschrijving: str
    gewicht: int
    som: int
    deel: Fraction = Fraction(1)
    schaal: int = 1

    @property
    def teller(self) -> int:
        return self.deel.numerator * self.gewicht

    @property
    def noemer(self) -> int:
        return self.deel.denominator * self.som


@dataclass(frozen=True, slots=True)
class Specificatieregel:
    """One kostenpost on the specification of one gemeente: from the regional cost to the own share, in cents.

    `begroot` is the regional amount before index and dekking, `factor` the exact index, `regionaal` what was divided over all
    gemeenten in steps of `eenheid` cents. `onderdelen` give the own share; `extra` is 1 when this gemeente got a unit that was
    left over. A key of own amounts has no `onderdelen` but `eigen`. `artikel` is empty where the regeling is not ours to cite;
    `taakveld` and `categorie` are those of Iv3, empty where the workbook has none.
    `deel_van_bedrag` is the part of `begroot` that counts, `plafond` the ceiling of `regionaal` in whole units, `voet` the own
    fixed foot and `voeten` those of all gemeenten, which the key does not divide.
    """

    kostenpost: str
    omschrijving: str
    soort: str
    btw: str
    verdeelsleutel: str
    artikel: str
    begroot: int
    factor: Fraction
    dekking: int
    regionaal: int
    eenheid: int
    onderdelen: tuple[Onderdeel, ...]
    extra: int
    eigen: tuple[EigenBedrag, ...]
    jaarbedrag: int
    taakveld: str = ""
    categorie: str = ""
    deel_van_bedrag: Fraction = Fraction(1)
    plafond: int | None = None
    voet: int = 0
    voeten: int = 0

    @property
    def geindexeerd(self) -> Fraction:
        return self.begroot * self.deel_van_bedrag * self.factor

    @property
    def eenheden(self) -> int:
        """What the key divides over all gemeenten, in whole units."""
        return (self.regionaal - self.voeten) // self.eenheid

    @property
    def toevoegingen(self) -> tuple[str, ...]:
        """What the key does besides sharing: a foot, a ceiling, a part of a macrobudget; a row each on the specification."""
        present = (("voet", self.voeten), ("plafond", self.plafond is not None), ("macrobudget", self.deel_van_bedrag != 1))
        return tuple(naam for naam, is_there in present if is_there) if self.onderdelen else ()

    @property
    def rekenwijze(self) -> Rekenwijze:
        """How formulas work out the own share exactly."""
        return choose_rekenwijze([Breuk(one.teller, one.noemer) for one in self.onderdelen])


@dataclass(frozen=True, slots=True)
class Factuurregel:
    """One line: the kostensoort, its btw-code, the amount of the year and the amount of this termijn, in cents."""

    omschrijving: str
    btw: str
    jaarbedrag: int
    bedrag: int


@dataclass(frozen=True, slots=True)
class Btwregel:
    """The btw of one code: the rate as a percentage (None where none is due), the base and the tax in cents."""

    code: str
    omschrijving: str
    percentage: Fraction | None
    grondslag: int
    btw: int


@dataclass(frozen=True, slots=True)
class Factuur:
    """One factuur or interne verrekening of one termijn; `concept` until the register has given it a number.

    `verwijzingen` is the factuur that a creditfactuur takes back for `reden`; `voorschotten` is what an eindafrekening sets off,
    with btw, one per earlier factuur, and what its creditfactuur leaves standing again. The amounts of a creditfactuur are those
    of the factuur it takes back, and are read as money to give back.
    `doorschuifbtw` is the compensable btw inside the lines, in cents; None when there is nothing to state (R109).
    """

    soort: Factuursoort
    nummer: str
    concept: bool
    regeling: str
    afzender: Afzender
    afnemer: Deelnemer
    factuurdatum: date
    vervaldatum: date | None
    termijn: Termijn
    regels: tuple[Factuurregel, ...]
    btwregels: tuple[Btwregel, ...]
    specificatie: tuple[Specificatieregel, ...]
    verwijzingen: tuple[Factuurverwijzing, ...] = ()
    reden: str = ""
    doorschuifbtw: int | None = None
    voorschotten: tuple[Factuurverwijzing, ...] = ()

    @property
    def is_op_werkelijk(self) -> bool:
        """True when the kosten are what was really spent: an eindafrekening, or what takes one back."""
        return self.soort.is_afrekening or bool(self.voorschotten)

    @property
    def subtotaal(self) -> int:
        return sum(regel.bedrag for regel in self.regels)

    @property
    def btw(self) -> int:
        return sum(regel.btw for regel in self.btwregels)

    @property
    def totaal(self) -> int:
        return self.subtotaal + self.btw

    @property
    def vooruitbetaald(self) -> int:
        """What was billed before and is set off here, in cents with btw."""
        return sum(one.bedrag for one in self.voorschotten)

    @property
    def te_betalen(self) -> int:
        """What is left to pay in cents; below zero the afnemer gets money back."""
        return self.totaal - self.vooruitbetaald
