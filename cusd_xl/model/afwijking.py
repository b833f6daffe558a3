"""A figure beside the begroting: what was begroot, where it stands, and whether the difference must be told."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Afwijking:
    """Cents: `begroot` (None: not known), the `stand` beside it, the part of the stand `zonder` begroting, and the signal."""

    begroot: int | None
    stand: int
    zonder: int = 0
    signaal: bool = False

    @property
    def verschil(self) -> int | None:
        """The stand minus what was begroot, as far as it was begroot; None when nothing is known."""
        return None if self.begroot is None else self.stand - self.zonder - self.begroot

    @property
    def deel(self) -> Fraction | None:
        """The difference as an exact part of what was begroot; None when that is nothing or not known."""
        return Fraction(self.verschil, self.begroot) if self.begroot and self.verschil is not None else None
