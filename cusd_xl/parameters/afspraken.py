"""What the gemeenten of a regeling agreed about deciding and planning, each part with its artikel and source."""

from __future__ import annotations

import tomllib
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files
from typing import Any

MAP = "afspraken"


@dataclass(frozen=True, slots=True)
class Vindplaats:
    """Where an afspraak stands: the artikel, and the source in a few Dutch words."""

    artikel: str
    bron: str


@dataclass(frozen=True, slots=True)
class Wachttijd(Vindplaats):
    """When a gemeente may leave or join: not in the first `jaren`, and `wachtjaren` whole years after the year of the besluit.

    `kostenvergoeding` is true where leaving waits for overeenstemming about what it costs.
    """

    jaren: int = 0
    wachtjaren: int = 0
    kostenvergoeding: bool = False


@dataclass(frozen=True, slots=True)
class Meerderheid(Vindplaats):
    """Which part of the deelnemers must agree to these kinds of besluit; `plan` says who makes the plan that goes with it."""

    soorten: tuple[str, ...]
    deel: Fraction
    plan: str = ""


@dataclass(frozen=True, slots=True)
class Uiterste:
    """The latest day of one `periode`: without `dag` the last of the month, `jaar` years after the year it is about."""

    maand: int
    dag: int = 0
    jaar: int = 0
    periode: str = ""
    variant: str = ""

    def on(self, jaar: int) -> date:
        """The day itself, for what is about `jaar`."""
        year = jaar + self.jaar
        return date(year, self.maand, self.dag or monthrange(year, self.maand)[1])


@dataclass(frozen=True, slots=True)
class Keuzedag(Vindplaats):
    """The latest day for a choice about the next year."""

    uiterste: Uiterste


@dataclass(frozen=True, slots=True)
class Variant:
    """A form a moment can have, and how many of them a year has; 0 as `hoogstens` means: no limit."""

    naam: str
    minstens: int = 0
    hoogstens: int = 0


@dataclass(frozen=True, slots=True)
class Moment(Vindplaats):
    """Something that has to be ready: one latest day per `periode`, or at most `dagen` after the moment `na`.

    `vanaf_jaar` is the first year, counted from the year it is about, in which it can be ready at all; None sets no bound.
    `eerste_jaar` and `iedere` make it come back once in so many years; 0 and 0 is every year. `voor_besluit` names the kind of
    besluit it must come before, `per_gemeente` means once for every deelnemer but the centrumgemeente.
    """

    moment: str
    uiterlijk: tuple[Uiterste, ...] = ()
    vanaf_jaar: int | None = None
    na: str = ""
    dagen: int = 0
    per_gemeente: bool = False
    voor_besluit: str = ""
    varianten: tuple[Variant, ...] = ()
    eerste_jaar: int = 0
    iedere: int = 0

    def returns_in(self, jaar: int) -> bool:
        """True when the moment belongs to the year."""
        if not self.eerste_jaar or jaar <= self.eerste_jaar:
            return not self.eerste_jaar or jaar == self.eerste_jaar
        return self.iedere > 0 and (jaar - self.eerste_jaar) % self.iedere == 0

    def list_names(self) -> tuple[str, ...]:
        """How a row of the kalender may call it: by its own name, or with one of its varianten behind it."""
        return (self.moment, *(f"{self.moment} {one.naam}" for one in self.varianten))


@dataclass(frozen=True, slots=True)
class Gemeentelijst:
    """The gemeenten that take part from a day on."""

    vanaf: date
    namen: tuple[str, ...]
    bron: str


@dataclass(frozen=True, slots=True)
class Afspraken:
    """Everything that was agreed in one regeling; a part that is None or empty was not agreed, and is not checked."""

    regeling: str = ""
    start: date | None = None
    bron: str = ""
    uittreding: Wachttijd | None = None
    toetreding: Wachttijd | None = None
    vrijstelling: Vindplaats | None = None
    subsidie: Vindplaats | None = None
    financieel_protocol: Vindplaats | None = None
    addendum: Vindplaats | None = None
    inkoopplan: Vindplaats | None = None
    rijksmiddelen: Vindplaats | None = None
    risicodeling: Keuzedag | None = None
    meerderheden: tuple[Meerderheid, ...] = ()
    gemeenten: tuple[Gemeentelijst, ...] = ()
    momenten: tuple[Moment, ...] = ()

    def find_meerderheid(self, soort: str) -> Meerderheid | None:
        """Who must agree to this kind of besluit; None when nothing was agreed about it."""
        return next((one for one in self.meerderheden if soort in one.soorten), None)

    def find_gemeenten(self, jaar: int) -> Gemeentelijst | None:
        """The list of gemeenten that holds in the year; None when there is none."""
        return next((one for one in reversed(self.gemeenten) if one.vanaf.year <= jaar), None)

    def list_momenten(self, jaar: int) -> tuple[Moment, ...]:
        """The moments of a year; none before the regeling began."""
        if self.start is not None and jaar < self.start.year:
            return ()
        return tuple(one for one in self.momenten if one.returns_in(jaar))


@lru_cache(maxsize=8)
def load_afspraken(profiel: str) -> Afspraken:
    """The afspraken of the regeling with this profiel; nothing at all for `leeg` and for a name nobody knows."""
    known = {one.name: one for one in files(__package__).joinpath(MAP).iterdir()}
    if f"{profiel}.toml" not in known:
        return Afspraken()
    source = tomllib.loads(known[f"{profiel}.toml"].read_text(encoding="utf-8"))
    makers = {"uittreding": Wachttijd, "toetreding": Wachttijd, "risicodeling": _make_keuzedag}
    makers |= {"meerderheden": _make_meerderheid, "gemeenten": _make_gemeenten, "momenten": _make_moment}
    return Afspraken(**{veld: _make(makers.get(veld, Vindplaats), value) for veld, value in source.items()})


def _make(maker: Any, value: Any) -> Any:
    if isinstance(value, list):
        return tuple(maker(**one) for one in value)
    return maker(**value) if isinstance(value, dict) else value


def _make_keuzedag(artikel: str, bron: str, **uiterste: Any) -> Keuzedag:
    return Keuzedag(artikel, bron, Uiterste(**uiterste))


def _make_meerderheid(artikel: str, bron: str, soorten: list[str], deel: str, plan: str = "") -> Meerderheid:
    return Meerderheid(artikel, bron, tuple(soorten), Fraction(deel), plan)


def _make_gemeenten(vanaf: date, namen: list[str], bron: str) -> Gemeentelijst:
    return Gemeentelijst(vanaf, tuple(namen), bron)


def _make_moment(uiterlijk: Any = (), varianten: Any = (), **values: Any) -> Moment:
    days, forms = tuple(Uiterste(**one) for one in uiterlijk), tuple(Variant(**one) for one in varianten)
    return Moment(uiterlijk=days, varianten=forms, **values)
