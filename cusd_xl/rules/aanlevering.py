"""Handvest art. 15.3: centrumgemeente and regiogemeenten give each other the data every kwartaal; who did not is named."""

from __future__ import annotations

from cusd_xl.base.names import key
from cusd_xl.base.perioden import find_kwartaal
from cusd_xl.base.years import Termijn
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.besluiten import Kalendermoment
from cusd_xl.model.kring import Kring
from cusd_xl.model.kwartaal import Aanlevering
from cusd_xl.rules.deelname import is_active
from cusd_xl.rules.grondslag import CUSD, HANDVEST, Grondslag

GRONDSLAG = Grondslag(CUSD, "handvest 15.3", HANDVEST, ("R70",))
MOMENT = "aanlevering gegevens"
OP_TIJD, TE_LAAT, VERZUIM, NOG_NIET = "aangeleverd", "te laat aangeleverd", "niet aangeleverd", "nog niet verwacht"


def list_aanleveringen(begroting: Begroting, kwartaal: Termijn, kring: Kring) -> tuple[Aanlevering, ...]:
    """What the kalender says of every regiogemeente for a kwartaal; without a row, or a day it was ready, it is a verzuim.

    A day that `stand_per` has not reached yet is no verzuim. The centrumgemeente gathers the data and is left out, unless it
    has a row of its own.
    """
    rows = {
        one.gemeente: one
        for one in sorted(begroting.kalender, key=lambda one: one.gereed is not None)
        if key(one.moment) == MOMENT and one.jaar == begroting.jaar and find_kwartaal(one.periode, one.jaar) == kwartaal.nummer
    }
    return tuple(
        _judge(begroting, one.gemeente, rows.get(one.gemeente))
        for one in begroting.deelnemers
        if is_active(one.vanaf, one.tot_en_met, begroting.jaar)
        and kring.is_own(one.gemeente)
        and (one.gemeente != begroting.regeling.centrumgemeente or one.gemeente in rows)
    )


def _judge(begroting: Begroting, gemeente: str, row: Kalendermoment | None) -> Aanlevering:
    if row is None:
        return Aanlevering(gemeente, VERZUIM)
    stand_per = begroting.regeling.stand_per
    if row.gereed is not None:
        late = row.uiterlijk is not None and row.gereed > row.uiterlijk
        oordeel = TE_LAAT if late else OP_TIJD
    else:
        due = stand_per is None or row.uiterlijk is None or row.uiterlijk < stand_per
        oordeel = VERZUIM if due else NOG_NIET
    return Aanlevering(gemeente, oordeel, row.uiterlijk, row.gereed, row.herkomst.cel("gereed"))
