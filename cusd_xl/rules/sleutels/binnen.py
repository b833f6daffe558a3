"""The key that a parameter means: names in a parameter are read without regard to case and stray spaces."""

from __future__ import annotations

from cusd_xl.base.names import key
from cusd_xl.model.begroting import Begroting, Sleutel


def find_binnen(begroting: Begroting, naam: str) -> Sleutel:
    """The sleutel with this name, however it is spelled; KeyError when there is none (a finding reports that first)."""
    exact = {one.sleutel: one for one in begroting.sleutels}
    return exact[naam] if naam in exact else {key(one.sleutel): one for one in begroting.sleutels}[key(naam)]
