"""Art. 6: a cross where the toelichting names a vrijstelling deserves a second look."""

from __future__ import annotations

from collections.abc import Iterator

from cusd_xl.base.findings import Finding, finding
from cusd_xl.model.begroting import Begroting, Taak
from cusd_xl.parameters import Vrijstelling
from cusd_xl.rules.controles.profiel import find_profiel
from cusd_xl.rules.controles.register import find_kruisje
from cusd_xl.rules.deelname import is_active
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(CUSD, "6", TOELICHTING, ("R7", "R26", "R27"))


def check_vrijstellingen(begroting: Begroting) -> Iterator[Finding]:
    """The crosses of the begrotingsjaar that the profiel does not expect; each cross once."""
    vrijstellingen = find_profiel(begroting).vrijstellingen
    for taak in begroting.taken:
        if is_active(taak.vanaf, taak.tot_en_met, begroting.jaar):
            named = dict.fromkeys(one.gemeente for one in vrijstellingen if _covers(one, taak))
            for gemeente in named:
                if gemeente in taak.deelname:
                    cel = find_kruisje(begroting, taak, gemeente)
                    yield finding("vrijstelling-wijkt-af", cel, gemeente=gemeente, taak=taak.taak)


def _covers(vrijstelling: Vrijstelling, taak: Taak) -> bool:
    return vrijstelling.taak == taak.taak or (vrijstelling.wet != "" and vrijstelling.wet == taak.wet)
