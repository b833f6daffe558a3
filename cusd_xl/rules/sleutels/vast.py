"""Amounts that were agreed per gemeente, in euros."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from cusd_xl.base.money import CENTS_PER_EURO, round_half_up
from cusd_xl.model.begroting import Begroting, Kostenpost, Sleutel
from cusd_xl.model.bijdragen import EigenBedrag
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.sleutels.gewichten import list_gewichten

GRONDSLAG = Grondslag(CUSD, "12", TOELICHTING, ("R8",))


def charge_vast(begroting: Begroting, kostenpost: Kostenpost, sleutel: Sleutel) -> Mapping[str, tuple[EigenBedrag, ...]]:
    """Per gemeente its Gewicht in tblGewichten as an amount in euros, rounded half up to cents."""
    del kostenpost
    return {
        row.gemeente: (
            EigenBedrag("Vast bedrag", round_half_up(Fraction(row.gewicht) * CENTS_PER_EURO), cel=row.herkomst.cel("gewicht")),
        )
        for row in list_gewichten(begroting)
        if row.sleutel == sleutel.sleutel
    }
