"""Who a report is for: every gemeente beside the others, or one gemeente beside the others together."""

from __future__ import annotations

from dataclasses import dataclass

OVERIGE = "Overige gemeenten"


@dataclass(frozen=True, slots=True)
class Kring:
    """The names a report shows, and the kostenposten and taken it may hold.

    `gemeente` is empty for a report to all. Else only that gemeente is named, the others are one sum, and what it is
    vrijgesteld of is left out (protocol, vrijstelling 1).
    """

    gemeente: str
    gemeenten: tuple[str, ...]
    kostenposten: frozenset[str]
    taken: frozenset[str]

    def find_naam(self, gemeente: str) -> str:
        """The name under which a gemeente stands in the report."""
        return gemeente if self.gemeente in ("", gemeente) else OVERIGE

    def has_taak(self, taak: str) -> bool:
        """True when the report may hold this taak: any taak for all, for one gemeente those it takes part in."""
        return not self.gemeente or taak in self.taken

    def is_own(self, gemeente: str) -> bool:
        """True when the report may name what only this gemeente has."""
        return self.gemeente in ("", gemeente)
