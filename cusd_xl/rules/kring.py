"""Protocol: one rekenstaat for all; who is vrijgesteld of a taak does not receive what concerns that taak."""

from __future__ import annotations

from cusd_xl.model.begroting import Begroting
from cusd_xl.model.kring import OVERIGE, Kring
from cusd_xl.rules.deelname import find_betalers, is_active
from cusd_xl.rules.grondslag import CUSD, PROTOCOL, Grondslag

GRONDSLAG = Grondslag(CUSD, "protocol 4 en vrijstelling 1", PROTOCOL, ("R95", "R99"))


def make_kring(begroting: Begroting, gemeente: str = "") -> Kring:
    """The circle of a report: all deelnemers of the year with everything, or one gemeente beside the sum of the others.

    For one gemeente only the kostenposten it pays for and the taken it takes part in remain.
    """
    actief = [is_active(one.vanaf, one.tot_en_met, begroting.jaar) for one in begroting.deelnemers]
    namen = tuple(one.gemeente for one, is_in in zip(begroting.deelnemers, actief, strict=True) if is_in)
    taken = [one for one in begroting.taken if is_active(one.vanaf, one.tot_en_met, begroting.jaar)]
    if not gemeente:
        return Kring("", namen, frozenset(one.kostenpost for one in begroting.kosten), frozenset(one.taak for one in taken))
    plaats = [one.gemeente for one in begroting.deelnemers].index(gemeente)
    posten = frozenset(one.kostenpost for one in begroting.kosten if find_betalers(begroting, one)[plaats])
    return Kring(gemeente, (gemeente, OVERIGE), posten, frozenset(one.taak for one in taken if gemeente in one.deelname))
