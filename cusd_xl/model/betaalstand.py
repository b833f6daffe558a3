"""What is known of the payment of one document, and the one rule that gives it its betaalstatus."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Betaalstatus(StrEnum):
    """Where a document stands with the bank; one that asks for no money and owes none has none."""

    OPEN = "open"
    TE_LAAT = "te laat"
    BETAALD = "betaald"
    TE_VEEL_BETAALD = "te veel betaald"
    TERUG_TE_BETALEN = "terug te betalen"
    TERUGBETAALD = "terugbetaald"
    GEEN = ""


@dataclass(frozen=True, slots=True)
class Betaalstand:
    """One document with its amount and what was paid on it, in cents; below zero the gemeente gets money.

    `credit` is the number that took it back, empty when it stands; `vervaldatum` is None for what asks for no payment.
    """

    nummer: str
    gemeente: str
    soort: str
    termijn: str
    factuurdatum: date
    vervaldatum: date | None
    bedrag: int
    credit: str
    betaald: int

    @property
    def verschuldigd(self) -> int:
        """What has to be paid in the end: nothing once the document is credited."""
        return 0 if self.credit or self.vervaldatum is None else self.bedrag

    @property
    def open(self) -> int:
        """What is still to pay; below zero what the gemeente still gets."""
        return self.verschuldigd - self.betaald

    def status(self, op: date) -> Betaalstatus:
        """The betaalstatus on a day: te laat from the day after the vervaldatum."""
        if self.vervaldatum is None:
            return Betaalstatus.GEEN
        if self.open > 0:
            return Betaalstatus.TE_LAAT if op > self.vervaldatum else Betaalstatus.OPEN
        if self.open < 0:
            return Betaalstatus.TE_VEEL_BETAALD if self.verschuldigd > 0 else Betaalstatus.TERUG_TE_BETALEN
        if self.verschuldigd < 0:
            return Betaalstatus.TERUGBETAALD
        return Betaalstatus.GEEN if self.credit else Betaalstatus.BETAALD
