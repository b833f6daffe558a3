"""Art. 13: costs of hulp en ondersteuning go to the gemeente by what was really spent, without any key."""

from __future__ import annotations

from collections.abc import Mapping

from cusd_xl.model.begroting import Begroting, Kostenpost, Sleutel
from cusd_xl.model.bijdragen import EigenBedrag
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(CUSD, "13", TOELICHTING, ("R13", "R47"))


def charge_werkelijk(begroting: Begroting, kostenpost: Kostenpost, sleutel: Sleutel) -> Mapping[str, tuple[EigenBedrag, ...]]:
    """Per gemeente its rows of tblRealisatie for this kostenpost; opbrengsten come off, a correction may be negative."""
    del sleutel
    charged: dict[str, tuple[EigenBedrag, ...]] = {}
    for row in begroting.realisatie:
        if row.kostenpost == kostenpost.kostenpost:
            naam = " ".join(part for part in ("Realisatie", row.taak, row.periode) if part)
            line = EigenBedrag(naam, row.netto, cel=row.herkomst.cel("bedrag"))
            charged[row.gemeente] = (*charged.get(row.gemeente, ()), line)
    return charged
