"""The keys that give each gemeente an own amount instead of a share, by their Soort in tblSleutels."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from cusd_xl.model.begroting import Begroting, Kostenpost, Sleutel
from cusd_xl.model.bijdragen import EigenBedrag
from cusd_xl.rules.sleutels.inkoopplan import charge_inkoopplan
from cusd_xl.rules.sleutels.minimum import charge_minimum
from cusd_xl.rules.sleutels.stuk import charge_stuk
from cusd_xl.rules.sleutels.vast import charge_vast
from cusd_xl.rules.sleutels.werkelijk import charge_werkelijk
from cusd_xl.rules.sleutels.werkprocessen import charge_werkprocessen

Toerekening: TypeAlias = Callable[[Begroting, Kostenpost, Sleutel], Mapping[str, tuple[EigenBedrag, ...]]]
TOEREKENINGEN: MappingProxyType[str, Toerekening] = MappingProxyType(
    {
        "werkprocessen": charge_werkprocessen,
        "werkelijk": charge_werkelijk,
        "minimum": charge_minimum,
        "vast": charge_vast,
        "stuk": charge_stuk,
        "inkoopplan": charge_inkoopplan,
    }
)


def charge(begroting: Begroting, kostenpost: Kostenpost) -> Mapping[str, tuple[EigenBedrag, ...]]:
    """The own amounts per gemeente of a kostenpost whose key gives own amounts."""
    sleutel = begroting.sleutel(kostenpost.verdeelsleutel)
    return TOEREKENINGEN[sleutel.soort](begroting, kostenpost, sleutel)
