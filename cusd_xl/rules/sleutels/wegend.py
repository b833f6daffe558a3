"""The keys that give each paying gemeente a weight, by their Soort in tblSleutels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TypeAlias

from cusd_xl.base.years import peildatum, short_datum
from cusd_xl.model.begroting import Begroting, Sleutel
from cusd_xl.model.bijdragen import Component
from cusd_xl.rules.sleutelparameters import parse_inwoners
from cusd_xl.rules.sleutels.controleverklaringen import weigh_controleverklaringen
from cusd_xl.rules.sleutels.gebruik import weigh_gebruik
from cusd_xl.rules.sleutels.gelijk import weigh_gelijk
from cusd_xl.rules.sleutels.gemiddelde import weigh_gemiddelde
from cusd_xl.rules.sleutels.gewichten import weigh_gewichten
from cusd_xl.rules.sleutels.gewogen import Gewogen
from cusd_xl.rules.sleutels.inwoners import weigh_inwoners
from cusd_xl.rules.sleutels.jeugdigen import weigh_jeugdigen
from cusd_xl.rules.sleutels.zorgvolume import weigh_zorgvolume

Weging: TypeAlias = Callable[[Begroting, Sleutel, Sequence[bool]], Gewogen]
WEGINGEN: MappingProxyType[str, Weging] = MappingProxyType(
    {
        "inwoners": weigh_inwoners,
        "jeugdigen": weigh_jeugdigen,
        "controleverklaringen": weigh_controleverklaringen,
        "gewichten": weigh_gewichten,
        "budgetaandeel": weigh_gewichten,
        "percentage": weigh_gewichten,
        "gelijk": weigh_gelijk,
        "zorgvolume": weigh_zorgvolume,
        "gebruik": weigh_gebruik,
        "gemiddelde": weigh_gemiddelde,
    }
)
GEMETEN_IN_JAAR = ("zorgvolume", "gebruik")
"""Kinds that count what was bought or used in the year itself: a part of the year is in the figure already."""
NAMEN = MappingProxyType({"controleverklaringen": "Controleverklaringen", "gelijk": "Gelijke delen"})


def weigh(begroting: Begroting, sleutel: Sleutel, betalers: Sequence[bool], kostenpost: str = "") -> Gewogen:
    """The weights of the paying gemeenten in one simple key; a kind that gives no weights raises KeyError.

    `kostenpost` is the code of the kostenpost that uses the key, which a key by gebruik without a parameter looks at.
    """
    return WEGINGEN[sleutel.soort](begroting, fill_in(sleutel, kostenpost), betalers)


def fill_in(sleutel: Sleutel, kostenpost: str) -> Sleutel:
    """A key by gebruik that names no kostenpost means the one that uses it; every other key stays as it is."""
    if sleutel.soort == "gebruik" and not sleutel.parameter.strip():
        return replace(sleutel, parameter=f"kostenpost={kostenpost}")
    return sleutel


def describe_gewicht(begroting: Begroting, component: Component) -> str:
    """What a weight in this key counts, in Dutch: `Inwoners op 01-01-2024`, `Gewicht in sleutel zorgvolume`."""
    return describe_soort(begroting, component) + describe_bijzonder(component)


def describe_soort(begroting: Begroting, component: Component) -> str:
    """What a weight counts, without who is left out."""
    soort = component.soort
    if soort in ("inwoners", "jeugdigen"):
        dag = peildatum(begroting.jaar, parse_inwoners(begroting.sleutel(component.sleutel)).jaren_terug)
        return f"{soort.capitalize()} op {short_datum(dag)}"
    if soort == "zorgvolume":
        taken = f" voor {', '.join(component.keuze)}" if component.keuze else ""
        return f"Zorgvolume {begroting.jaar}{taken} in centen"
    if soort == "gebruik":
        return f"Gebruik van kostenpost {', '.join(component.keuze)} in centen"
    if soort == "budgetaandeel":
        return f"Budgetaandeel volgens sleutel {component.sleutel}"
    if soort == "gemiddelde":
        jaren = ", ".join(str(one.jaar) for one in reversed(component.jaren))
        return f"Gewicht volgens sleutel {component.binnen}, {jaren} samen"
    return NAMEN.get(soort, f"Gewicht in sleutel {component.sleutel}")


def describe_bijzonder(component: Component) -> str:
    """Who is left out of a key and whether days count, as the end of a sentence; mostly nothing."""
    zonder = f", zonder {' en '.join(component.zonder)}" if component.zonder else ""
    return zonder + (", maal de dagen deelname" if component.dagen else "")
