"""Art. 13: from the day a taak is doorgedecentraliseerd its costs are for the gemeente itself, not for the rijksmiddelen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from cusd_xl.base.perioden import guess_periode
from cusd_xl.model.begroting import Begroting, Kostenpost, Realisatie
from cusd_xl.model.besluiten import Besluit
from cusd_xl.rules.afrekenen.realisatie import divides
from cusd_xl.rules.dekking import VASTGESTELD
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(CUSD, "13", TOELICHTING, ("R16",))
DOORDECENTRALISATIE = "doordecentralisatie"


@dataclass(frozen=True, slots=True)
class Gesplitst:
    """The realisatie before and after doordecentralisatie; rows in `over_de_datum` lie on both sides of the ingangsdatum."""

    gezamenlijk: tuple[Realisatie, ...]
    eigen: tuple[Realisatie, ...]
    over_de_datum: tuple[tuple[Realisatie, date], ...] = ()


def list_doordecentralisaties(begroting: Begroting) -> tuple[Besluit, ...]:
    """The vastgestelde besluiten that name a taak and an ingangsdatum; one without gemeente holds for all of them."""
    return tuple(
        one
        for one in begroting.besluiten
        if (one.soort, one.status) == (DOORDECENTRALISATIE, VASTGESTELD) and one.taak and one.ingangsdatum
    )


def split_realisatie(begroting: Begroting, rows: Iterable[Realisatie]) -> Gesplitst:
    """The rows apart: what is still carried together, and what has come for the account of the gemeente of the row."""
    besluiten = list_doordecentralisaties(begroting)
    by_code = {one.kostenpost: one for one in begroting.kosten}
    gezamenlijk, eigen, over = [], [], []
    for row in rows:
        ingang = find_ingangsdatum(besluiten, row, by_code)
        periode = guess_periode(row.periode, begroting.jaar)
        if ingang is not None and periode.begin >= ingang:
            eigen.append(row)
            continue
        gezamenlijk.append(row)
        if ingang is not None and periode.einde >= ingang:
            over.append((row, ingang))
    return Gesplitst(tuple(gezamenlijk), tuple(eigen), tuple(over))


def charge_doordecentralisatie(begroting: Begroting, rows: Iterable[Realisatie]) -> Mapping[str, tuple[Realisatie, ...]]:
    """By kostenpost the rows that leave a divided kostenpost; where each gemeente bears its own rows nothing has to move."""
    charged: dict[str, tuple[Realisatie, ...]] = {}
    dividing = {one.kostenpost for one in begroting.kosten if divides(begroting, one)}
    for row in rows:
        if row.kostenpost in dividing:
            charged[row.kostenpost] = (*charged.get(row.kostenpost, ()), row)
    return charged


def name_direct(kostenpost: str) -> str:
    """The code of what leaves a divided kostenpost for the account of single gemeenten."""
    return f"{kostenpost}-D"


def find_taak(row: Realisatie, kosten: Mapping[str, Kostenpost]) -> str:
    """The taak of a row: its own, else the only one of its kostenpost; empty when that is not clear."""
    kostenpost = kosten.get(row.kostenpost)
    if row.taak or kostenpost is None:
        return row.taak
    return kostenpost.taken[0] if len(kostenpost.taken) == 1 else ""


def find_ingangsdatum(besluiten: Iterable[Besluit], row: Realisatie, kosten: Mapping[str, Kostenpost]) -> date | None:
    """The day from which the taak of the row is for its gemeente; None when there is no such besluit."""
    taak = find_taak(row, kosten)
    dagen = [one.ingangsdatum for one in besluiten if one.taak == taak and one.gemeente in ("", row.gemeente)]
    return min((dag for dag in dagen if dag is not None), default=None)
