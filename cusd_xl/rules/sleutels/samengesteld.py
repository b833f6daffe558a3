"""The keys that are made of other keys, by their Soort in tblSleutels: composites with parts, and wrappers around one key."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import TypeAlias

from cusd_xl.model.begroting import Begroting, Sleutel
from cusd_xl.rules.sleutels.bandbreedte import unfold_bandbreedte
from cusd_xl.rules.sleutels.ingroeipad import unfold_ingroeipad
from cusd_xl.rules.sleutels.macrobudget import unfold_macrobudget
from cusd_xl.rules.sleutels.mix import unfold_mix
from cusd_xl.rules.sleutels.omhulsel import Omhulsel
from cusd_xl.rules.sleutels.plafond import unfold_plafond
from cusd_xl.rules.sleutels.solidair import unfold_solidair
from cusd_xl.rules.sleutels.voet import unfold_voet
from cusd_xl.rules.sleutels.zonder import unfold_zonder

Ontvouwing: TypeAlias = Callable[[Begroting, Sleutel], Omhulsel]
MENGSELS: MappingProxyType[str, Ontvouwing] = MappingProxyType(
    {"mix": unfold_mix, "solidair": unfold_solidair, "ingroeipad": unfold_ingroeipad}
)
"""Composites: every key inside gets a part, so none of them may change the amount."""
OMHULSELS: MappingProxyType[str, Ontvouwing] = MappingProxyType(
    {
        **MENGSELS,
        "zonder": unfold_zonder,
        "plafond": unfold_plafond,
        "macrobudget": unfold_macrobudget,
        "voet": unfold_voet,
        "bandbreedte": unfold_bandbreedte,
    }
)
MET_BEDRAG = ("plafond", "macrobudget", "voet", "bandbreedte")
"""Wrappers that work on the amount of the whole kostenpost, and so stand outside every mix."""
