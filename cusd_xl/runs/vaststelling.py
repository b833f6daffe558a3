"""What every definitive run does: numbers from the register, in one transaction, before a file is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from cusd_xl.base.names import key
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.factuur import Factuur
from cusd_xl.model.plan import Bladplan
from cusd_xl.register.adres import BESTAND, parse_plek, sqlite_path
from cusd_xl.register.opening import Register, open_register
from cusd_xl.register.registratie import PREFIX, Registratie, make_ontwerpen
from cusd_xl.register.stand import find_dag, list_standen
from cusd_xl.register.vaststellen import Vaststelling, finalise
from cusd_xl.workbook.plan_betaalstatus import plan_betaalstatus


@dataclass(frozen=True, slots=True)
class Definitief:
    """How to bill definitively: the register (None: beside the output), what the number begins with, the highest revisie."""

    register: str | None = None
    prefix: str = PREFIX
    revisie: int = 1

    def plek(self, uit: Path) -> str:
        """The register for output in this folder."""
        return self.register or str(uit.resolve().parent / BESTAND)

    def find(self, uit: Path) -> Register | None:
        """The register as it stands; None where the first definitive run still has to make it."""
        path = sqlite_path(parse_plek(self.plek(uit)))
        return None if path and not path.exists() else open_register(self.plek(uit))


def finalise_facturen(
    definitief: Definitief, uit: Path, facturen: Sequence[Factuur], invoer: str, weergave: Callable[[Factuur], Mapping[str, Any]]
) -> tuple[Register, Vaststelling]:
    """Give all facturen of one run their numbers, in their order; `invoer` is the sha256 of the workbook they came from.

    `weergave` gives what is frozen beside a factuur.
    """
    register = open_register(definitief.plek(uit), maak=True)
    ontwerpen = make_ontwerpen(facturen, definitief.prefix, definitief.revisie, invoer, weergave)
    return register, finalise(register, ontwerpen, volledig=True)


def plan_betalingen(register: Register, begroting: Begroting, datum: date) -> Bladplan:
    """The sheet Betaalstatus of everything billed for this regeling and year, up to the latest payment that is known.

    `datum` is that of the run: the day stands no earlier, and no clock is read.
    """
    naam, jaar = begroting.regeling.naam, begroting.jaar
    standen = [one for one in list_standen(register) if (one.registratie.regeling, one.registratie.jaar) == (key(naam), jaar)]
    return plan_betaalstatus([one.betaling for one in standen], find_dag(standen, datum), f"{naam} {jaar}")


def tell_stand(registraties: Sequence[Registratie]) -> dict[str, object] | None:
    """Where the register stood with the last of these documents, for the manifest; None without documents."""
    laatste = max(registraties, key=lambda one: one.id, default=None)
    return {"document": laatste.id, "keten": laatste.keten} if laatste else None
