"""The profiel a begroting names, as far as it is known: an unknown name expects nothing (the reader reports it)."""

from __future__ import annotations

from cusd_xl.base.errors import ArgumentError
from cusd_xl.model.begroting import Begroting, Taak
from cusd_xl.parameters import Profiel, load_profiel


def find_profiel(begroting: Begroting) -> Profiel:
    """The profiel of the regeling for the begrotingsjaar; an empty one when nobody knows its name."""
    try:
        return load_profiel(begroting.regeling.profiel, begroting.jaar)
    except ArgumentError:
        return Profiel(begroting.regeling.profiel, begroting.jaar)


def list_vrijgesteld(profiel: Profiel, taak: Taak) -> tuple[str, ...]:
    """The gemeenten for which the regeling itself names a vrijstelling of this taak, each once."""
    named = (one for one in profiel.vrijstellingen if one.taak == taak.taak or (one.wet != "" and one.wet == taak.wet))
    return tuple(dict.fromkeys(one.gemeente for one in named))
