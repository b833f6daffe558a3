"""What goes into the register and what comes out: a draft without a number, and a document that no longer changes."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.engine import RowMapping

from cusd_xl import __version__
from cusd_xl.base.errors import RegisterError
from cusd_xl.base.names import key
from cusd_xl.model.factuur import Factuur, Factuursoort
from cusd_xl.model.factuurinhoud import canonical_json, decode_factuur, encode_factuur

PREFIX = "CUSD"
VERREKENING = "IV"
VORM = 1
CIJFERS = 5
AFREKENING = "eindafrekening"
"""What stands as termijn of the eindafrekening of a year, for the centrumgemeente too."""
VOORSCHOTTEN = (Factuursoort.FACTUUR, Factuursoort.INTERNE_VERREKENING)
"""The kinds that bill a termijn before the real kosten are known."""
AFREKENINGEN = (Factuursoort.EINDAFREKENING, Factuursoort.INTERNE_AFREKENING)
PREFIXVORM = re.compile(r"[A-Z0-9]([A-Z0-9-]{0,18}[A-Z0-9])?")


@dataclass(frozen=True, slots=True)
class Ontwerp:
    """A draft: the factuur as a concept and how it is to be numbered.

    `prefix` opens the number; `revisie` is the highest revisie that may be made, 2 or more after a creditfactuur; `crediteert`
    is the number a creditfactuur takes back; `deel` tells apart the facturen of one gemeente over one termijn, one per
    btw-regime; `invoer` is the sha256 of the workbook the amounts came from. `weergave` is what else the files are made from, as
    plain JSON values: it is frozen beside the factuur, but the factuur alone decides whether two contents are the same.
    """

    factuur: Factuur
    prefix: str = PREFIX
    revisie: int = 1
    crediteert: str | None = None
    deel: int = 1
    invoer: str = ""
    weergave: Mapping[str, Any] = field(default_factory=dict)

    @property
    def termijn(self) -> str:
        """What is billed, as the register tells runs apart: the termijn, the eindafrekening, or the factuur taken back."""
        if self.crediteert:
            return f"credit {self.crediteert}"
        return AFREKENING if self.factuur.soort.is_afrekening else self.factuur.termijn.code

    @property
    def sleutel(self) -> dict[str, object]:
        """The idempotency key without its revisie: regeling, year, termijn, gemeente and deel."""
        factuur = self.factuur
        return {
            "regeling": key(factuur.regeling),
            "jaar": factuur.termijn.jaar,
            "termijn": self.termijn,
            "gm_code": factuur.afnemer.gm_code,
            "deel": self.deel,
        }

    def encode(self, factuur: Factuur) -> str:
        """The frozen content under its number: canonical JSON with the version of the program and the hash of the workbook."""
        gemaakt = {"vorm": VORM, "versie": __version__, "invoer": self.invoer, "weergave": dict(self.weergave)}
        return canonical_json({**gemaakt, "factuur": encode_factuur(factuur)})


def make_ontwerpen(
    facturen: Sequence[Factuur],
    prefix: str,
    revisie: int,
    invoer: str,
    weergave: Callable[[Factuur], Mapping[str, Any]] = lambda factuur: {},
) -> tuple[Ontwerp, ...]:
    """A draft of every factuur of one run, in the same order; facturen of one gemeente are numbered as its delen."""
    seen: Counter[str] = Counter()
    ontwerpen = []
    for factuur in facturen:
        seen[factuur.afnemer.gm_code] += 1
        deel = seen[factuur.afnemer.gm_code]
        ontwerpen.append(Ontwerp(factuur, prefix, revisie, deel=deel, invoer=invoer, weergave=weergave(factuur)))
    return tuple(ontwerpen)


@dataclass(frozen=True, slots=True)
class Registratie:
    """A finalised document as it stands in the register; `bedrag` in cents is what it adds to the debt of the gemeente."""

    id: int
    reeks: str
    volgnummer: int
    nummer: str
    soort: Factuursoort
    regeling: str
    jaar: int
    termijn: str
    gm_code: str
    deel: int
    revisie: int
    factuurdatum: date
    bedrag: int
    crediteert: str | None
    inhoud: str
    keten: str

    @property
    def sleutel(self) -> dict[str, object]:
        """The idempotency key without its revisie, as a draft has it."""
        return {naam: getattr(self, naam) for naam in ("regeling", "jaar", "termijn", "gm_code", "deel")}

    @property
    def factuur(self) -> Factuur:
        """The factuur, read from the frozen content and from nothing else; RegisterError when somebody made it unreadable."""
        try:
            return decode_factuur(json.loads(self.inhoud)["factuur"])
        except (ValueError, KeyError, TypeError) as problem:
            raise _unreadable(self.nummer) from problem

    @property
    def weergave(self) -> Mapping[str, Any]:
        """What else the files are made from, as it was when the document was finalised."""
        weergave: Mapping[str, Any] = json.loads(self.inhoud).get("weergave", {})
        return weergave


def choose_reeks(prefix: str, factuur: Factuur, gecrediteerd: Registratie | None = None) -> str:
    """The series of a document: prefix and year of the factuurdatum; an interne verrekening has one of its own (R29).

    A creditfactuur stands in the series of the document it takes back. RegisterError for a prefix no number can begin with.
    """
    if not PREFIXVORM.fullmatch(prefix) or prefix.split("-")[-1] == VERREKENING or prefix.startswith("CONCEPT"):
        raise RegisterError(
            f"Een factuurnummer kan niet met '{prefix}' beginnen. Kies hoofdletters, cijfers en streepjes, bijvoorbeeld {PREFIX}."
        )
    soort = gecrediteerd.reeks.rsplit("-", 1)[0] if gecrediteerd else prefix
    is_intern = factuur.soort.is_intern
    return f"{soort}{f'-{VERREKENING}' if is_intern else ''}-{factuur.factuurdatum.year}"


def make_nummer(reeks: str, volgnummer: int) -> str:
    """The factuurnummer: `CUSD-2026-00001`."""
    return f"{reeks}-{volgnummer:0{CIJFERS}d}"


def read_registratie(row: RowMapping | Mapping[str, Any]) -> Registratie:
    """A row of the table as a value; RegisterError when somebody changed it into something that is none."""
    waarden: dict[str, Any] = {str(naam): one for naam, one in row.items() if naam != "vorige"}
    try:
        datum, soort = date.fromisoformat(row["factuurdatum"]), Factuursoort(row["soort"])
    except ValueError as problem:
        raise _unreadable(row["nummer"]) from problem
    return Registratie(**waarden | {"soort": soort, "factuurdatum": datum})


def _unreadable(nummer: str) -> RegisterError:
    return RegisterError(
        f"{nummer} is in het register onleesbaar gemaakt. Draai 'register check'; vergelijk met een reservekopie."
    )
