"""A key in which some gemeenten do not count: the centrumgemeente, or gemeenten by name."""

from __future__ import annotations

from collections.abc import Iterable

from cusd_xl.base.names import key, tidy
from cusd_xl.model.begroting import Begroting, Sleutel
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.sleutelparameters import read_velden
from cusd_xl.rules.sleutels.omhulsel import Omhulsel, wrap

GRONDSLAG = Grondslag(CUSD, "12", TOELICHTING, ("R5",))
VERWACHT = "sleutel en gemeente, bijvoorbeeld sleutel=inwoners;gemeente=centrumgemeente"
CENTRUMGEMEENTE = "centrumgemeente"
"""The word that stands for the centrumgemeente of the regeling, whoever that is."""


def unfold_zonder(begroting: Begroting, sleutel: Sleutel) -> Omhulsel:
    """`sleutel=inwoners;gemeente=centrumgemeente`, or names parted by commas: these weigh 0 in the key."""
    del begroting
    velden = read_velden(sleutel, VERWACHT, ("sleutel", "gemeente"))
    namen = tuple(filter(None, (tidy(naam) for naam in velden["gemeente"].split(","))))
    if not namen:
        raise ValueError(VERWACHT)
    return Omhulsel(wrap(velden["sleutel"]), zonder=tuple(dict.fromkeys(namen)))


def find_uitgesloten(begroting: Begroting, namen: Iterable[str]) -> frozenset[str]:
    """The gemeenten that `namen` mean, as tblDeelnemers writes them; a name that is no deelnemer means nobody (a finding)."""
    known = {key(one.gemeente): one.gemeente for one in begroting.deelnemers}
    known[CENTRUMGEMEENTE] = begroting.regeling.centrumgemeente
    return frozenset(known[key(naam)] for naam in namen if key(naam) in known)
