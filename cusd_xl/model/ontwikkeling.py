"""Why the bijdragen changed since an earlier begroting: per gemeente an amount per oorzaak that adds up exactly."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ontwikkelingsregel:
    """One gemeente, or all together: `vorig` plus the `verschillen` (one per oorzaak) is `nieuw`; all in cents."""

    gemeente: str
    vorig: int
    verschillen: tuple[int, ...]
    nieuw: int

    @property
    def verschil(self) -> int:
        return self.nieuw - self.vorig


@dataclass(frozen=True, slots=True)
class Ontwikkeling:
    """The change between two begrotingen; `samengenomen` names the oorzaken that had to be counted with the next one."""

    vorig_jaar: int
    jaar: int
    oorzaken: tuple[str, ...]
    regels: tuple[Ontwikkelingsregel, ...]
    totaal: Ontwikkelingsregel
    samengenomen: tuple[str, ...] = ()
