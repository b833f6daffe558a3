"""The earlier begroting as if nothing had changed but the calendar: every figure at the same distance from its year."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TypeAlias, TypeVar

from cusd_xl.model.begroting import Begroting, Deelnemer, Indexcijfer, Kostenpost, Normbedrag, Sleutel, Taak
from cusd_xl.model.besluiten import Besluit
from cusd_xl.model.regeling import ZONDER_PROFIEL
from cusd_xl.rules.deelname import is_opgave
from cusd_xl.rules.grondslag import PROTOCOL, Grondslag
from cusd_xl.rules.indexatie import GEEN_INDEX, list_cijfers
from cusd_xl.rules.sleutelparameters import read_jaar, read_velden
from cusd_xl.rules.sleutels.ingroeipad import VERWACHT

GRONDSLAG = Grondslag("Bestuurlijk protocol", "4", PROTOCOL, ("R99",))
Periodiek = TypeVar("Periodiek", Deelnemer, Taak)
Prijs: TypeAlias = Kostenpost | Normbedrag
Cijfers: TypeAlias = Mapping[int, Indexcijfer]


def move_to_jaar(begroting: Begroting, jaar: int) -> Begroting:
    """The begroting with the same outcome in a later year, up to the days of a leap year; only what the outcome needs is kept.

    Prices stand still: every price has a reeks of its own that says 0 for the years in between. What a
    profiel demands was checked in the begroting itself; a mixture of two begrotingen is only computed, so it has none.
    """
    delta = jaar - begroting.jaar
    return replace(
        keep_rekendeel(begroting),
        regeling=replace(begroting.regeling, begrotingsjaar=jaar, profiel=ZONDER_PROFIEL),
        deelnemers=tuple(_move_periode(one, delta) for one in begroting.deelnemers),
        taken=tuple(_move_periode(one, delta) for one in begroting.taken),
        besluiten=tuple(_move_besluit(one, delta) for one in begroting.besluiten if is_opgave(one)),
        kosten=tuple(replace(one, index=_name_reeks(one)) for one in begroting.kosten),
        normbedragen=tuple(replace(one, index=_name_reeks(one)) for one in begroting.normbedragen),
        indexcijfers=_freeze_indexcijfers(begroting, jaar),
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


def chain_indexcijfers(oud: Begroting, nieuw: Begroting) -> tuple[Indexcijfer, ...]:
    """Per price of the earlier begroting its percentages up to the new year, as the new begroting knows them.

    What that does not have is as it was known then. A price that follows another reeks now does so after the earlier year. A year
    nobody knows is 0: the whole change of the price is then one of the amount.
    """
    reeksen = {_name_prijs(one): one.index for one in _list_prijzen(nieuw)}

    def find(prijs: Prijs) -> Cijfers:
        now = list_cijfers(nieuw, reeksen.get(_name_prijs(prijs), GEEN_INDEX))
        later = {year: one for year, one in now.items() if year > oud.jaar}
        return {**list_cijfers(oud, prijs.index), **later, **list_cijfers(nieuw, prijs.index)}

    return _chain(oud, nieuw.jaar, find)


def _freeze_indexcijfers(begroting: Begroting, jaar: int) -> tuple[Indexcijfer, ...]:
    """Per price its percentages up to its own year, and 0 in the years after that."""

    def find(prijs: Prijs) -> Cijfers:
        return {year: one for year, one in list_cijfers(begroting, prijs.index).items() if year <= begroting.jaar}

    return _chain(begroting, jaar, find)


def _chain(begroting: Begroting, jaar: int, find: Callable[[Prijs], Cijfers]) -> tuple[Indexcijfer, ...]:
    return tuple(
        Indexcijfer(_name_reeks(prijs), year, cijfers[year].percentage if year in cijfers else Decimal(0), "", "definitief", "")
        for prijs, cijfers in ((one, find(one)) for one in _list_prijzen(begroting) if one.index != GEEN_INDEX)
        for year in range(prijs.prijspeil + 1, jaar + 1)
    )


def _list_prijzen(begroting: Begroting) -> tuple[Prijs, ...]:
    return (*begroting.kosten, *begroting.normbedragen)


def _name_prijs(prijs: Prijs) -> str:
    return f"kostenpost {prijs.kostenpost}" if isinstance(prijs, Kostenpost) else f"normbedrag {prijs.proces}"


def _name_reeks(prijs: Prijs) -> str:
    """The reeks that is of this price alone."""
    return prijs.index if prijs.index == GEEN_INDEX else f"{prijs.index} – {_name_prijs(prijs)}"


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
