"""The cells of the takenregister: the header of a gemeente, and the crossing of a task with a gemeente."""

from __future__ import annotations

from cusd_xl.base.names import key
from cusd_xl.model.begroting import Begroting, Taak
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(CUSD, "6", f"{TOELICHTING}, bijlage Takenregister", ("R25",))


def find_kop(begroting: Begroting, kop: str) -> str:
    """The cell of a header: the row above the first task."""
    first = begroting.taken[0].herkomst
    return f"{first.blad}!{begroting.registerkolommen[kop]}{first.rij - 1}" if first.rij > 1 else "tblTakenregister"


def find_kruisje(begroting: Begroting, taak: Taak, gemeente: str) -> str:
    """The cell where the row of a task meets the column of a gemeente; the task itself when there is no such column."""
    letter = {key(kop): letter for kop, letter in begroting.registerkolommen.items()}.get(key(gemeente))
    return f"{taak.herkomst.blad}!{letter}{taak.herkomst.rij}" if letter and taak.herkomst.blad else taak.herkomst.cel("taak")
