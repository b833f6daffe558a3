"""Shares by weights that were agreed: zorgvolume, jeugdigen, cliënten, budgetaandeel, or fixed percentages."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from cusd_xl.model.begroting import Begroting, Sleutel
from cusd_xl.rules.grondslag import Grondslag
from cusd_xl.rules.sleutels.gewogen import Gewogen, scale_to_whole

GRONDSLAG = Grondslag("Dienstverleningshandvest Flevoland", "13.1", "Dienstverleningshandvest Flevoland 2022", ("R60",))


def weigh_gewichten(begroting: Begroting, sleutel: Sleutel, betalers: Sequence[bool]) -> Gewogen:
    """Each paying gemeente weighs its row in tblGewichten; no row weighs 0 (a finding tells)."""
    found = {one.gemeente: one for one in begroting.gewichten if one.sleutel == sleutel.sleutel}
    gewichten, cellen = [], []
    for deelnemer, pays in zip(begroting.deelnemers, betalers, strict=True):
        row = found.get(deelnemer.gemeente)
        gewichten.append(Fraction(row.gewicht) if row and pays else Fraction(0))
        cellen.append(row.herkomst.cel("gewicht") if row else "")
    return scale_to_whole(gewichten, cellen)
