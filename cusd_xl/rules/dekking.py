"""Art. 12: subsidies come off the organisatiekosten first; what is left is divided, rounded once to a whole unit."""

from __future__ import annotations

from fractions import Fraction

from cusd_xl.base.money import round_half_up
from cusd_xl.model.begroting import Begroting, Dekking, Kostenpost
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(CUSD, "12", TOELICHTING, ("R2", "R12", "R34"))
VASTGESTELD = "vastgesteld"


def deduct_dekking(bruto: Fraction, dekking: int) -> Fraction:
    """The exact net amount in cents: the indexed gross amount minus the nominal dekking of the begrotingsjaar."""
    return bruto - dekking


def round_netto(netto: Fraction, eenheid: int) -> int:
    """The net amount in whole units of `eenheid` cents, half up: the one rounding of the total."""
    return round_half_up(netto / eenheid)


def list_dekking(begroting: Begroting, kostenpost: str) -> tuple[Dekking, ...]:
    """The dekking rows of a kostenpost that cover the begrotingsjaar."""
    jaar = begroting.jaar
    return tuple(
        one for one in begroting.dekking if one.kostenpost == kostenpost and one.vanaf_jaar <= jaar <= one.tot_en_met_jaar
    )


def sum_dekking(begroting: Begroting, kostenpost: str) -> int:
    """The dekking of a kostenpost in the begrotingsjaar, in cents."""
    return sum(one.bedrag for one in list_dekking(begroting, kostenpost))


def sum_begroot(begroting: Begroting, kostenpost: Kostenpost) -> int:
    """The begroot amount in cents: Bedrag plus the vastgestelde begrotingswijzigingen, at the price level of the kostenpost."""
    mutaties = (
        one.mutatie for one in begroting.wijzigingen if one.kostenpost == kostenpost.kostenpost and one.status == VASTGESTELD
    )
    return (kostenpost.bedrag or 0) + sum(mutaties)
