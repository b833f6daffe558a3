"""A prognose of the year per gemeente and kostenpost, beside the begroting and beside the prognose before it (art. 13)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cusd_xl.model.afwijking import Afwijking
from cusd_xl.model.begroting import Kostenpost
from cusd_xl.model.jaargang import Prognose
from cusd_xl.model.kring import Kring


@dataclass(frozen=True, slots=True)
class Prognosemoment:
    """One numbered prognose and the day its figures were known up to: the latest one its rows name."""

    nummer: str
    peildatum: date


@dataclass(frozen=True, slots=True)
class Prognoseregel:
    """What one name of the kring is expected to cost for one kostenpost; `maatstaf` says what `begroot` rests on.

    `vorige` is the prognose before this one in cents, None where that had no figure.
    """

    gemeente: str
    kostenpost: Kostenpost
    maatstaf: str
    afwijking: Afwijking
    vorige: int | None = None


@dataclass(frozen=True, slots=True)
class Prognosestaat:
    """One prognose: its lines, its sums, the rows left out for an own contract, and the kostenposten it does not cover."""

    jaar: int
    regeling: str
    moment: Prognosemoment
    vorige: Prognosemoment | None
    drempel: Decimal | None
    kring: Kring
    regels: tuple[Prognoseregel, ...]
    per_gemeente: Mapping[str, Afwijking]
    per_kostenpost: Mapping[str, Afwijking]
    totaal: Afwijking
    buiten: tuple[Prognose, ...] = ()
    zonder_prognose: tuple[str, ...] = ()
