"""Art. 12: the amount to divide: begroot, index, dekking, one rounding, then the ceiling and the fixed foot of the key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from cusd_xl.model.begroting import Begroting, Kostenpost
from cusd_xl.rules.afronding import get_eenheid, round_to_eenheid
from cusd_xl.rules.dekking import deduct_dekking, round_netto, sum_begroot, sum_dekking
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.indexatie import calculate_factor, find_percentages
from cusd_xl.rules.opbouw import Opbouw
from cusd_xl.rules.sleutels.zonder import find_uitgesloten

GRONDSLAG = Grondslag(CUSD, "12 en 14", f"{TOELICHTING}; praktijk van jeugdregio's", ("R2", "R3", "R101", "R103"))


@dataclass(frozen=True, slots=True)
class Bedragen:
    """A kostenpost from gross to the amount to divide; cents, `netto` exact.

    `boven_plafond` is what a ceiling keeps out of the division; `voeten` is the fixed foot per deelnemer, part of `te_verdelen`.
    """

    begroot: int
    factor: Fraction
    dekking: int
    netto: Fraction
    te_verdelen: int
    boven_plafond: int
    voeten: tuple[int, ...]
    percentages: tuple[tuple[int, Fraction, str], ...]

    @property
    def met_sleutel(self) -> int:
        """What is left for the key after the feet, in cents; below zero is a finding."""
        return self.te_verdelen - sum(self.voeten)


def calculate_bedragen(begroting: Begroting, kostenpost: Kostenpost, opbouw: Opbouw, betalers: Sequence[bool]) -> Bedragen:
    """The amount to divide of a kostenpost: Bedrag x part x index - dekking, rounded once, never above the ceiling.

    A ceiling that is no whole unit is rounded down, so that it is never passed; a foot is rounded half up to the unit.
    A missing index year raises KeyError.
    """
    eenheid = get_eenheid(begroting)
    percentages = find_percentages(begroting, kostenpost.index, kostenpost.prijspeil)
    factor = calculate_factor(percentage for _, percentage, _ in percentages)
    begroot, dekking = sum_begroot(begroting, kostenpost), sum_dekking(begroting, kostenpost.kostenpost)
    netto = deduct_dekking(begroot * opbouw.deel_van_bedrag * factor, dekking)
    afgerond = round_netto(netto, eenheid) * eenheid
    te_verdelen = afgerond if opbouw.plafond is None else min(afgerond, opbouw.plafond // eenheid * eenheid)
    voeten = sum_voeten(begroting, opbouw, betalers)
    return Bedragen(begroot, factor, dekking, netto, te_verdelen, afgerond - te_verdelen, voeten, percentages)


def sum_voeten(begroting: Begroting, opbouw: Opbouw, betalers: Sequence[bool]) -> tuple[int, ...]:
    """The fixed foot of each deelnemer in cents, 0 for who does not pay; empty when the key has no foot."""
    if not opbouw.voeten:
        return ()
    eenheid = get_eenheid(begroting)
    feet = [(round_to_eenheid(voet.bedrag, eenheid), find_uitgesloten(begroting, voet.zonder)) for voet in opbouw.voeten]
    return tuple(
        sum(bedrag for bedrag, uitgesloten in feet if one.gemeente not in uitgesloten) if pays else 0
        for one, pays in zip(begroting.deelnemers, betalers, strict=True)
    )
