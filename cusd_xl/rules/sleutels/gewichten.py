"""Shares by weights that were agreed: zorgvolume, jeugdigen, cliënten, budgetaandeel, or fixed percentages."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from cusd_xl.model.begroting import Begroting, Gewicht, Sleutel
from cusd_xl.rules.grondslag import Grondslag
from cusd_xl.rules.sleutels.gewogen import Gewogen, scale_to_whole

GRONDSLAG = Grondslag("Dienstverleningshandvest Flevoland", "13.1", "Dienstverleningshandvest Flevoland 2022", ("R60",))
SOORTEN_PER_JAAR = ("gewichten", "budgetaandeel")
"""The kinds that may have a weight for each year in tblGewichten."""


def weigh_gewichten(begroting: Begroting, sleutel: Sleutel, betalers: Sequence[bool]) -> Gewogen:
    """Each paying gemeente weighs its row in tblGewichten; no row weighs 0 (a finding tells)."""
    return _weigh(begroting, [one for one in list_gewichten(begroting) if one.sleutel == sleutel.sleutel], betalers)


def weigh_jaar(begroting: Begroting, sleutel: Sleutel, jaar: int, betalers: Sequence[bool]) -> Gewogen:
    """The same for the rows of one year, and of no other."""
    return _weigh(begroting, [one for one in begroting.gewichten if (one.sleutel, one.jaar) == (sleutel.sleutel, jaar)], betalers)


def list_gewichten(begroting: Begroting) -> tuple[Gewicht, ...]:
    """The rows of tblGewichten that count when no other year is asked for: without Jaar, or of the begrotingsjaar."""
    return tuple(one for one in begroting.gewichten if one.jaar in (None, begroting.jaar))


def _weigh(begroting: Begroting, rows: Sequence[Gewicht], betalers: Sequence[bool]) -> Gewogen:
    found = {one.gemeente: one for one in rows}
    gewichten, cellen = [], []
    for deelnemer, pays in zip(begroting.deelnemers, betalers, strict=True):
        row = found.get(deelnemer.gemeente)
        gewichten.append(Fraction(row.gewicht) if row and pays else Fraction(0))
        cellen.append(row.herkomst.cel("gewicht") if row else "")
    return scale_to_whole(gewichten, cellen)
