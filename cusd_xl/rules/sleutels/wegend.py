"""The keys that give each paying gemeente a weight, by their Soort in tblSleutels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import MappingProxyType
from typing import TypeAlias

from cusd_xl.base.years import peildatum, short_datum
from cusd_xl.model.begroting import Begroting, Sleutel
from cusd_xl.model.bijdragen import Component
from cusd_xl.rules.sleutelparameters import parse_inwoners
from cusd_xl.rules.sleutels.controleverklaringen import weigh_controleverklaringen
from cusd_xl.rules.sleutels.gelijk import weigh_gelijk
from cusd_xl.rules.sleutels.gewichten import weigh_gewichten
from cusd_xl.rules.sleutels.gewogen import Gewogen
from cusd_xl.rules.sleutels.inwoners import weigh_inwoners

Weging: TypeAlias = Callable[[Begroting, Sleutel, Sequence[bool]], Gewogen]
WEGINGEN: MappingProxyType[str, Weging] = MappingProxyType(
    {
        "inwoners": weigh_inwoners,
        "controleverklaringen": weigh_controleverklaringen,
        "gewichten": weigh_gewichten,
        "percentage": weigh_gewichten,
        "gelijk": weigh_gelijk,
    }
)


def weigh(begroting: Begroting, sleutel: Sleutel, betalers: Sequence[bool]) -> Gewogen:
    """The weights of the paying gemeenten in one simple key; a kind that gives no weights raises KeyError."""
    return WEGINGEN[sleutel.soort](begroting, sleutel, betalers)


def describe_gewicht(begroting: Begroting, component: Component) -> str:
    """What a weight in this key counts, in Dutch: `inwoners op 01-01-2024`, `gewicht in sleutel zorgvolume`."""
    if component.soort == "inwoners":
        dag = peildatum(begroting.jaar, parse_inwoners(begroting.sleutel(component.sleutel)).jaren_terug)
        return f"Inwoners op {short_datum(dag)}"
    names = {"controleverklaringen": "Controleverklaringen", "gelijk": "Gelijke delen"}
    return names.get(component.soort, f"Gewicht in sleutel {component.sleutel}")
