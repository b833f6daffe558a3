"""What is bought for one gemeente of one taak in a year: units and money."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Inkoop:
    """The volume in units and the bedrag in cents."""

    volume: Decimal
    bedrag: int


GEEN_INKOOP = Inkoop(Decimal(0), 0)
