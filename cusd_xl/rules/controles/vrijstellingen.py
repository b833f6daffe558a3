"""Art. 6: a cross where the toelichting names a vrijstelling deserves a second look, unless the gemeente gave it up."""

from __future__ import annotations

from collections.abc import Iterator

from cusd_xl.base.findings import Finding, finding
from cusd_xl.model.begroting import Begroting
from cusd_xl.rules.controles.besluitenlijst import OPGAVE, find_stand
from cusd_xl.rules.controles.profiel import find_profiel, list_vrijgesteld
from cusd_xl.rules.controles.register import find_kruisje
from cusd_xl.rules.deelname import is_active
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(CUSD, "6", TOELICHTING, ("R7", "R26", "R27"))


def check_vrijstellingen(begroting: Begroting) -> Iterator[Finding]:
    """The crosses of the begrotingsjaar that the profiel does not expect; each cross once."""
    profiel = find_profiel(begroting)
    for taak in begroting.taken:
        if is_active(taak.vanaf, taak.tot_en_met, begroting.jaar):
            for gemeente in list_vrijgesteld(profiel, taak):
                stand = find_stand(begroting, gemeente, taak.taak)
                if gemeente in taak.deelname and (stand is None or stand.soort != OPGAVE):
                    cel = find_kruisje(begroting, taak, gemeente)
                    yield finding("vrijstelling-wijkt-af", cel, gemeente=gemeente, taak=taak.taak)
