"""One oorzaak a step: each takes its own tables of the new begroting and leaves all others as they were."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Protocol, TypeAlias, TypeVar

from cusd_xl.model.begroting import Begroting, Inwonertal, Taak
from cusd_xl.rules.grondslag import PROTOCOL, Grondslag
from cusd_xl.rules.ontwikkelen.verschuiven import chain_indexcijfers

GRONDSLAG = Grondslag("Bestuurlijk protocol", "4", PROTOCOL, ("R99",))
Stap: TypeAlias = Callable[[Begroting, Begroting, Begroting], Begroting]
"""What counts so far, the earlier begroting as it was read, and the new one -> what counts from here on."""


class _VanGemeente(Protocol):
    @property
    def gemeente(self) -> str: ...


Rij = TypeVar("Rij", bound=_VanGemeente)


def take_index(stand: Begroting, vorig: Begroting, nieuw: Begroting) -> Begroting:
    """Prices go on to the level of the new year, with the percentages the new begroting knows."""
    return replace(stand, indexcijfers=chain_indexcijfers(vorig, nieuw))


def take_kosten(stand: Begroting, vorig: Begroting, nieuw: Begroting) -> Begroting:
    """Amounts, tarieven and begrotingswijzigingen; a kostenpost of both years keeps its sleutel and its taken for now.

    New kostenposten bring the sleutels and taken that were not there yet, a process its normbedrag.
    """
    del vorig
    before = {one.kostenpost: one for one in stand.kosten}
    kosten = tuple(
        replace(one, verdeelsleutel=before[one.kostenpost].verdeelsleutel, taken=before[one.kostenpost].taken)
        if one.kostenpost in before
        else one
        for one in nieuw.kosten
    )
    sleutels = {one.sleutel for one in stand.sleutels}
    is_new = any(one.kostenpost not in before for one in nieuw.kosten)
    added = {one.sleutel for one in nieuw.sleutels} - sleutels if is_new else set()
    processen, taken = {one.proces for one in nieuw.normbedragen}, {one.taak for one in stand.taken}
    names, codes = _list_namen(stand), {one.kostenpost for one in kosten}
    return replace(
        stand,
        kosten=kosten,
        wijzigingen=tuple(one for one in nieuw.wijzigingen if not one.gemeente or one.gemeente in names),
        normbedragen=(*nieuw.normbedragen, *(one for one in stand.normbedragen if one.proces not in processen)),
        indexcijfers=(*nieuw.indexcijfers, *stand.indexcijfers),
        dekking=tuple(one for one in stand.dekking if one.kostenpost in codes),
        sleutels=(*stand.sleutels, *(one for one in nieuw.sleutels if one.sleutel in added)),
        gewichten=(*stand.gewichten, *(one for one in nieuw.gewichten if one.sleutel in added and one.gemeente in names)),
        taken=(*stand.taken, *(_keep_deelname(one, names) for one in nieuw.taken if one.taak not in taken)),
    )


def take_dekking(stand: Begroting, vorig: Begroting, nieuw: Begroting) -> Begroting:
    """Subsidies and other money that comes off first."""
    del vorig
    return replace(stand, dekking=nieuw.dekking)


def take_inwoners(stand: Begroting, vorig: Begroting, nieuw: Begroting) -> Begroting:
    """The inwoners of the new peildatum; who is not there any more keeps the earlier figure until the last step."""
    del vorig
    earlier = {(one.gemeente, one.peildatum): one for one in stand.inwoners}
    rows = {(one.gemeente, one.peildatum): _fill_jeugdigen(one, earlier) for one in _of(stand, nieuw.inwoners)}
    return replace(stand, inwoners=tuple({**earlier, **rows}.values()))


def take_aantallen(stand: Begroting, vorig: Begroting, nieuw: Begroting) -> Begroting:
    """What was counted or used: controleverklaringen, werkprocessen, realisatie and the inkoopplan."""
    del vorig
    known = {one.kostenpost for one in stand.kosten}
    return replace(
        stand,
        controleverklaringen=_merge(stand, nieuw, stand.controleverklaringen, nieuw.controleverklaringen),
        werkprocessen=_merge(stand, nieuw, stand.werkprocessen, nieuw.werkprocessen),
        realisatie=tuple(one for one in _merge(stand, nieuw, stand.realisatie, nieuw.realisatie) if one.kostenpost in known),
        inkoopplan=_merge(stand, nieuw, stand.inkoopplan, nieuw.inkoopplan),
    )


def take_sleutels(stand: Begroting, vorig: Begroting, nieuw: Begroting) -> Begroting:
    """Which sleutel divides what, how each is made up, and its gewichten."""
    del vorig
    taken = {one.kostenpost: one.taken for one in stand.kosten}
    return replace(
        stand,
        kosten=tuple(replace(one, taken=taken[one.kostenpost]) for one in nieuw.kosten),
        sleutels=nieuw.sleutels,
        gewichten=_merge(stand, nieuw, stand.gewichten, nieuw.gewichten),
    )


def _list_namen(begroting: Begroting) -> frozenset[str]:
    return frozenset(one.gemeente for one in begroting.deelnemers)


def _of(begroting: Begroting, rows: Iterable[Rij]) -> tuple[Rij, ...]:
    """The rows of gemeenten that are deelnemer."""
    names = _list_namen(begroting)
    return tuple(one for one in rows if one.gemeente in names)


def _merge(stand: Begroting, nieuw: Begroting, before: Iterable[Rij], after: Iterable[Rij]) -> tuple[Rij, ...]:
    """The new rows of who was deelnemer already, and the earlier rows of who has left."""
    still = _list_namen(nieuw)
    return (*_of(stand, after), *(one for one in _of(stand, before) if one.gemeente not in still))


def _keep_deelname(taak: Taak, names: frozenset[str]) -> Taak:
    return replace(taak, deelname=taak.deelname & names)


def _fill_jeugdigen(row: Inwonertal, earlier: Mapping[tuple[str, date], Inwonertal]) -> Inwonertal:
    """A new figure without jeugdigen keeps the earlier number of them, for a sleutel that still asks for it."""
    known = earlier.get((row.gemeente, row.peildatum))
    return row if row.jeugdigen is not None or known is None else replace(row, jeugdigen=known.jeugdigen)
