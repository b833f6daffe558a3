"""An explanation as a tree: every figure with the formula in words, what it was before rounding, and where its input stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Knoop:
    """One figure of an explanation and, as `kinderen`, what it was made from.

    `waarde` is the figure as text, `formule` says in words how it came about, `excel` is the formula of a cell as it stands
    there. An input has its cell in `cel` and its source in `bron`. `artikel` and `regel` are what it rests on; `voor` and `na`
    are the figure before and after rounding, both empty where nothing was rounded.
    """

    omschrijving: str
    waarde: str
    formule: str = ""
    cel: str = ""
    bron: str = ""
    artikel: str = ""
    regel: str = ""
    voor: str = ""
    na: str = ""
    excel: str = ""
    kinderen: tuple[Knoop, ...] = ()

    def walk(self) -> Iterator[Knoop]:
        """This figure and everything below it, in reading order."""
        yield self
        for one in self.kinderen:
            yield from one.walk()


@dataclass(frozen=True, slots=True)
class Aandeelregel:
    """What one paying gemeente got of the amount that was divided; amounts in cents, exact figures as text.

    `gewichten` has one text per simple key. `quotum`, `rest` and `rang` are empty and 0 where own amounts are charged.
    """

    gemeente: str
    gewichten: tuple[str, ...]
    cellen: tuple[str, ...]
    quotum: str
    vloer: int
    rest: str
    rang: int
    extra: int
    voet: int
    bedrag: int


@dataclass(frozen=True, slots=True)
class Aandelentabel:
    """The shares of all paying gemeenten in one kostenpost; the amounts add up to `te_verdelen` (cents).

    `gewichten` names the simple keys, `eenheid` is the unit in cents that was divided in, `over` the units left over after
    rounding down.
    """

    te_verdelen: int
    eenheid: int
    over: int
    gewichten: tuple[str, ...]
    regels: tuple[Aandeelregel, ...]


@dataclass(frozen=True, slots=True)
class Uitleg:
    """Where one amount comes from: the bijdrage of one gemeente to one kostenpost, in cents."""

    gemeente: str
    kostenpost: str
    omschrijving: str
    bedrag: int
    wortel: Knoop
    verdeling: Aandelentabel


@dataclass(frozen=True, slots=True)
class Factuuruitleg:
    """Where the total of one factuur comes from, in cents with btw: its lines of one termijn, and its btw."""

    nummer: str
    termijn: str
    bedrag: int
    wortel: Knoop


@dataclass(frozen=True, slots=True)
class Restfeiten:
    """What a gemeente may know of a division besides its own figures.

    How many paid, how many units were left over, its own place among the rests, and the smallest rest that got one as text.
    """

    gemeenten: int
    over: int
    rang: int
    laagste: str
