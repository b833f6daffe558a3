"""Art. 6: a gemeente takes part in a task where the takenregister has a cross; no cross is a vrijstelling and costs nothing."""

from __future__ import annotations

from datetime import date

from cusd_xl.base.names import key
from cusd_xl.model.begroting import Begroting, Deelnemer, Kostenpost, Taak
from cusd_xl.model.besluiten import Besluit
from cusd_xl.rules.grondslag import CUSD, PROTOCOL, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(
    CUSD, "6", f"{TOELICHTING}; {PROTOCOL}, vrijstelling 2 en 3", ("R25", "R26", "R27", "R30", "R31", "R40", "R92", "R96", "R106")
)
DAGEN = "dagen"
OPGAVE, VASTGESTELD = "opgave vrijstelling", "vastgesteld"


def find_betalers(begroting: Begroting, kostenpost: Kostenpost) -> tuple[bool, ...]:
    """Who pays for the kostenpost, per deelnemer in the order of tblDeelnemers.

    A gemeente pays when it is deelnemer in the begrotingsjaar and has a cross in at least one valid task of the kostenpost;
    with taken `alle` every deelnemer pays. Where the regeling counts days, it must take part for at least one.
    """
    if counts_dagen(begroting):
        return tuple(dagen > 0 for dagen in count_dagen(begroting, kostenpost))
    jaar = begroting.jaar
    crossed: set[str] = set()
    for taak in begroting.taken:
        if taak.taak in kostenpost.taken and is_active(taak.vanaf, taak.tot_en_met, jaar):
            crossed |= taak.deelname
    return tuple(
        is_active(one.vanaf, one.tot_en_met, jaar) and (not kostenpost.taken or one.gemeente in crossed)
        for one in begroting.deelnemers
    )


def counts_dagen(begroting: Begroting) -> bool:
    """True when a gemeente that takes part for a part of the year pays by the day."""
    return begroting.regeling.deel_van_jaar == DAGEN


def count_dagen(begroting: Begroting, kostenpost: Kostenpost) -> tuple[int, ...]:
    """The days in the begrotingsjaar that each deelnemer takes part in the kostenpost, in the order of tblDeelnemers.

    Of several tasks the one with the most days counts; with taken `alle` only the period of the deelnemer does. Who gave up
    its vrijstelling takes part from the ingangsdatum of that besluit on, never before (protocol, vrijstelling 3).
    """
    return tuple(_count(begroting, kostenpost, one) for one in begroting.deelnemers)


def weigh_dagen(begroting: Begroting, kostenpost: Kostenpost) -> tuple[int, ...]:
    """The days by which weights are multiplied; empty when nobody takes part for a part of the year only."""
    dagen = count_dagen(begroting, kostenpost) if counts_dagen(begroting) else ()
    return dagen if len({one for one in dagen if one}) > 1 else ()


def find_ingang(begroting: Begroting, gemeente: str, taak: str) -> date | None:
    """From when a gemeente takes part in a task because it gave up its vrijstelling; None when no besluit says so."""
    days = [
        one.ingangsdatum
        for one in begroting.besluiten
        if one.ingangsdatum and is_opgave(one) and (key(one.gemeente), key(one.taak)) == (key(gemeente), key(taak))
    ]
    return max(days, default=None)


def is_opgave(besluit: Besluit) -> bool:
    """True for a besluit that gives up a vrijstelling and holds."""
    return (besluit.soort, besluit.status) == (OPGAVE, VASTGESTELD)


def is_active(vanaf: date, tot_en_met: date | None, jaar: int) -> bool:
    """True when the period overlaps the year, if only for a day."""
    return vanaf <= date(jaar, 12, 31) and (tot_en_met is None or tot_en_met >= date(jaar, 1, 1))


def is_active_all_year(vanaf: date, tot_en_met: date | None, jaar: int) -> bool:
    """True when the period covers the whole year."""
    return vanaf <= date(jaar, 1, 1) and (tot_en_met is None or tot_en_met >= date(jaar, 12, 31))


def _count(begroting: Begroting, kostenpost: Kostenpost, deelnemer: Deelnemer) -> int:
    if not kostenpost.taken:
        return _overlap(begroting.jaar, deelnemer)
    crossed = [one for one in begroting.taken if one.taak in kostenpost.taken and deelnemer.gemeente in one.deelname]
    per_taak: dict[str, int] = {}
    for taak in crossed:
        ingang = find_ingang(begroting, deelnemer.gemeente, taak.taak)
        per_taak[taak.taak] = per_taak.get(taak.taak, 0) + _overlap(begroting.jaar, deelnemer, taak, ingang)
    return max(per_taak.values(), default=0)


def _overlap(jaar: int, deelnemer: Deelnemer, taak: Taak | None = None, ingang: date | None = None) -> int:
    """The days of the year in which the deelnemer and the task are both there, from `ingang` on; both ends included."""
    begin, einde = date(jaar, 1, 1), date(jaar, 12, 31)
    starts = [begin, deelnemer.vanaf, *([taak.vanaf] if taak else []), *([ingang] if ingang else [])]
    ends = [einde, deelnemer.tot_en_met, taak.tot_en_met if taak else None]
    return max(0, (min(end for end in ends if end is not None) - max(starts)).days + 1)
