"""Art. 6: a gemeente takes part in a task where the takenregister has a cross; no cross is a vrijstelling and costs nothing."""

from __future__ import annotations

from datetime import date

from cusd_xl.model.begroting import Begroting, Kostenpost
from cusd_xl.rules.grondslag import CUSD, PROTOCOL, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(CUSD, "6", f"{TOELICHTING}; {PROTOCOL}, vrijstelling 2", ("R25", "R26", "R27", "R30", "R31", "R92"))


def find_betalers(begroting: Begroting, kostenpost: Kostenpost) -> tuple[bool, ...]:
    """Who pays for the kostenpost, per deelnemer in the order of tblDeelnemers.

    A gemeente pays when it is deelnemer in the begrotingsjaar and has a cross in at least one valid task of the kostenpost;
    with taken `alle` every deelnemer pays.
    """
    jaar = begroting.jaar
    crossed: set[str] = set()
    for taak in begroting.taken:
        if taak.taak in kostenpost.taken and is_active(taak.vanaf, taak.tot_en_met, jaar):
            crossed |= taak.deelname
    return tuple(
        is_active(one.vanaf, one.tot_en_met, jaar) and (not kostenpost.taken or one.gemeente in crossed)
        for one in begroting.deelnemers
    )


def is_active(vanaf: date, tot_en_met: date | None, jaar: int) -> bool:
    """True when the period overlaps the year, if only for a day."""
    return vanaf <= date(jaar, 12, 31) and (tot_en_met is None or tot_en_met >= date(jaar, 1, 1))


def is_active_all_year(vanaf: date, tot_en_met: date | None, jaar: int) -> bool:
    """True when the period covers the whole year."""
    return vanaf <= date(jaar, 1, 1) and (tot_en_met is None or tot_en_met >= date(jaar, 12, 31))
