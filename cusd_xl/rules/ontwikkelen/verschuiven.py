"""The earlier begroting as if nothing had changed but the calendar: every figure at the same distance from its year."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from cusd_xl.model.begroting import Begroting, Deelnemer, Indexcijfer, Kostenpost, Normbedrag, Sleutel, Taak
from cusd_xl.model.besluiten import Besluit
from cusd_xl.rules.deelname import is_opgave
from cusd_xl.rules.grondslag import PROTOCOL, Grondslag
from cusd_xl.rules.indexatie import GEEN_INDEX, list_cijfers
from cusd_xl.rules.sleutelparameters import read_jaar, read_velden
from cusd_xl.rules.sleutels.ingroeipad import VERWACHT

GRONDSLAG = Grondslag("Bestuurlijk protocol", "4", PROTOCOL, ("R99",))
Periodiek = TypeVar("Periodiek", Deelnemer, Taak)
ZONDER_PROFIEL = "leeg"
"""What a profiel demands was checked in both begrotingen; a mixture of the two is only computed."""


def move_to_jaar(begroting: Begroting, jaar: int) -> Begroting:
    """The begroting with the same outcome in a later year, up to the days of a leap year; only what the outcome needs is kept.

    Prices stand still: every price has a reeks of its own (see `name_reeks`) that says 0 for the years in between.
    """
    delta = jaar - begroting.jaar
    return replace(
        keep_rekendeel(begroting),
        regeling=replace(begroting.regeling, begrotingsjaar=jaar, profiel=ZONDER_PROFIEL),
        deelnemers=tuple(_move_periode(one, delta) for one in begroting.deelnemers),
        taken=tuple(_move_periode(one, delta) for one in begroting.taken),
        besluiten=tuple(_move_besluit(one, delta) for one in begroting.besluiten if is_opgave(one)),
        kosten=tuple(replace(one, index=name_reeks(one)) for one in begroting.kosten),
        normbedragen=tuple(replace(one, index=name_reeks(one)) for one in begroting.normbedragen),
        indexcijfers=chain_indexcijfers(begroting, begroting, jaar),
        dekking=tuple(
            replace(one, vanaf_jaar=one.vanaf_jaar + delta, tot_en_met_jaar=one.tot_en_met_jaar + delta)
            for one in begroting.dekking
        ),
        sleutels=tuple(_move_sleutel(one, delta) for one in begroting.sleutels),
        inwoners=tuple(replace(one, peildatum=_move(one.peildatum, delta)) for one in begroting.inwoners),
        gewichten=tuple(replace(one, jaar=one.jaar + delta) if one.jaar else one for one in begroting.gewichten),
        inkoopplan=tuple(replace(one, jaar=one.jaar + delta) for one in begroting.inkoopplan),
        realisatie=tuple(replace(one, periode="") for one in begroting.realisatie),
    )


def keep_rekendeel(begroting: Begroting) -> Begroting:
    """The begroting without what does not count in a bijdrage."""
    return replace(
        begroting, rijksmiddelen=(), kalender=(), contracten=(), risicodeling=(), prognoses=(), voorschotten=(), verrekeningen=(),
        eerdere_jaren=(), uittreding=(), akkoordkolommen={},
    )  # fmt: skip


def name_reeks(row: Kostenpost | Normbedrag) -> str:
    """The reeks that is of this price alone."""
    naam = row.kostenpost if isinstance(row, Kostenpost) else row.proces
    return row.index if row.index == GEEN_INDEX else f"{row.index} – {naam}"


def chain_indexcijfers(oud: Begroting, bron: Begroting, jaar: int) -> tuple[Indexcijfer, ...]:
    """Per price of the earlier begroting its percentages up to `jaar`, as `bron` knows them, else as they were known then.

    After its own year the earlier begroting itself knows nothing. A later begroting may have given the price another reeks, which
    then counts from there on. What nobody knows is 0: the whole change of the price is then one of the amount.
    """
    now = _index_rows(bron)
    rows = []
    for naam, one in _index_rows(oud).items():
        if one.index == GEEN_INDEX:
            continue
        then, same = list_cijfers(oud, one.index), list_cijfers(bron, one.index)
        other = list_cijfers(bron, now[naam].index) if naam in now else {}
        for year in range(one.prijspeil + 1, jaar + 1):
            known = (same.get(year) or then.get(year)) if year <= oud.jaar else same.get(year) or other.get(year)
            percentage = known.percentage if known and (bron is not oud or year <= oud.jaar) else Decimal(0)
            rows.append(Indexcijfer(name_reeks(one), year, percentage, "", "definitief", ""))
    return tuple(rows)


def _index_rows(begroting: Begroting) -> Mapping[tuple[str, str], Kostenpost | Normbedrag]:
    """Every price of a begroting by what it is the price of."""
    rows: Iterable[Kostenpost | Normbedrag] = (*begroting.kosten, *begroting.normbedragen)
    return {("K", one.kostenpost) if isinstance(one, Kostenpost) else ("N", one.proces): one for one in rows}


def _move_sleutel(sleutel: Sleutel, delta: int) -> Sleutel:
    """A path of years begins as many years later."""
    if sleutel.soort != "ingroeipad":
        return sleutel
    velden = read_velden(sleutel, VERWACHT, ("van", "naar", "begin", "jaren"))
    velden = {**velden, "begin": str(read_jaar("begin", velden["begin"]) + delta)}
    return replace(sleutel, parameter=";".join(f"{naam}={text}" for naam, text in velden.items()))


def _move_besluit(besluit: Besluit, delta: int) -> Besluit:
    return replace(besluit, ingangsdatum=_move(besluit.ingangsdatum, delta) if besluit.ingangsdatum else None)


def _move_periode(row: Periodiek, delta: int) -> Periodiek:
    return replace(row, vanaf=_move(row.vanaf, delta), tot_en_met=_move(row.tot_en_met, delta) if row.tot_en_met else None)


def _move(day: date, delta: int) -> date:
    """The same day in another year; 29 February becomes the last day of February."""
    year = day.year + delta
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))
