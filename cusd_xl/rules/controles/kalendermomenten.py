"""Lays the moments a regeling expects of a year beside the rows of tblKalender: which row answers which moment, and by when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cusd_xl.base.names import key
from cusd_xl.base.years import add_days, parse_termijn
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.besluiten import Kalendermoment
from cusd_xl.parameters.afspraken import Moment, Uiterste
from cusd_xl.rules.controles.besluitenlijst import find_afspraken
from cusd_xl.rules.controles.gebruik import list_actieve_deelnemers


@dataclass(frozen=True, slots=True)
class Verwacht:
    """One thing that has to be ready: the row that answers it (None: no row), and its latest and earliest day as far as known."""

    moment: Moment
    periode: str
    gemeente: str
    uiterlijk: date | None
    vroegst: date | None
    rij: Kalendermoment | None

    @property
    def gereed(self) -> date | None:
        return self.rij.gereed if self.rij else None


def list_verwacht(begroting: Begroting) -> Iterator[Verwacht]:
    """Everything the regeling expects of the begrotingsjaar, and every further row about one of its moments."""
    for moment in find_afspraken(begroting).list_momenten(begroting.jaar):
        rows = list_rijen(begroting, moment)
        if not moment.per_gemeente:
            yield from _match(begroting, moment, "", rows)
            continue
        for deelnemer in list_actieve_deelnemers(begroting):
            if deelnemer.gemeente != begroting.regeling.centrumgemeente:
                own = [one for one in rows if one.gemeente in ("", deelnemer.gemeente)]
                yield from _match(begroting, moment, deelnemer.gemeente, own)


def list_rijen(begroting: Begroting, moment: Moment) -> list[Kalendermoment]:
    """The rows of tblKalender about a moment of the begrotingsjaar, in the order of the sheet."""
    names = {key(one) for one in moment.list_names()}
    return [one for one in begroting.kalender if one.jaar == begroting.jaar and key(one.moment) in names]


def find_gereed(begroting: Begroting, moment: str, gemeente: str) -> date | None:
    """The last day on which a moment was ready for a gemeente (empty: for anybody); None when it was not."""
    days = [
        one.gereed
        for one in begroting.kalender
        if one.jaar == begroting.jaar and key(one.moment) == key(moment) and (not gemeente or one.gemeente in ("", gemeente))
    ]
    return max((day for day in days if day is not None), default=None)


def _match(begroting: Begroting, moment: Moment, gemeente: str, rows: Sequence[Kalendermoment]) -> Iterator[Verwacht]:
    """A row answers the periode it names; a row that names none that exists answers the first one left open."""
    days = moment.uiterlijk or ((None,) if moment.dagen else ())
    named = {key(one.periode) for one in days if one is not None}
    free = sorted((one for one in rows if key(one.periode) not in named), key=lambda one: one.gereed or date.max)
    used: list[Kalendermoment] = []
    for day in days:
        exact = [one for one in rows if day is not None and key(one.periode) == key(day.periode) and one not in used]
        left = [*exact, *(one for one in free if one not in used)]
        used += left[:1]
        yield _make(begroting, moment, gemeente, day, left[0] if left else None)
    for row in rows:
        if row not in used:
            same = [one for one in days if one is not None and key(one.periode) == key(row.periode)]
            yield _make(begroting, moment, gemeente, same[0] if same else (days[-1] if days else None), row)


def _make(begroting: Begroting, moment: Moment, gemeente: str, day: Uiterste | None, row: Kalendermoment | None) -> Verwacht:
    last = day.on(begroting.jaar) if day is not None else None
    before = find_gereed(begroting, moment.na, gemeente) if moment.dagen else None
    if before is not None:
        last = add_days(before, moment.dagen)
    periode = row.periode if row is not None and row.periode else day.periode if day is not None else ""
    who = row.gemeente if row is not None and row.gemeente else gemeente
    first = _find_vroegst(begroting.jaar, moment, periode)
    return Verwacht(moment, periode, who, row.uiterlijk if row is not None and row.uiterlijk else last, first, row)


def _find_vroegst(jaar: int, moment: Moment, periode: str) -> date | None:
    """The first day of the kwartaal it is about, or of the first year in which it can be ready."""
    if moment.vanaf_jaar is None:
        return None
    try:
        return parse_termijn(periode, jaar).begin
    except ValueError:
        return date(jaar + moment.vanaf_jaar, 1, 1)
