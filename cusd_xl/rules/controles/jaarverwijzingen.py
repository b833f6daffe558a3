"""Every gemeente and taak that the tables of the year name exists; the nearest known name is proposed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from cusd_xl.base.findings import Finding, finding
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.besluiten import Besluit, Contract, Inkoopvolume, Kalendermoment, Risicodeling
from cusd_xl.model.herkomst import Herkomst
from cusd_xl.rules.controles.akkoorden import TOETREDING
from cusd_xl.rules.controles.tekst import propose
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(CUSD, "6", TOELICHTING, ("R25", "R31"))
Jaarrij: TypeAlias = Besluit | Kalendermoment | Contract | Inkoopvolume | Risicodeling


def check_jaarverwijzingen(begroting: Begroting) -> Iterator[Finding]:
    """Unknown names in tblBesluiten, tblKalender, tblContracten, tblInkoopplan and tblRisicodeling; empty names nothing."""
    rows: tuple[Jaarrij, ...] = (
        *begroting.besluiten,
        *begroting.kalender,
        *begroting.contracten,
        *begroting.inkoopplan,
        *begroting.risicodeling,
    )
    gemeenten, taken = [one.gemeente for one in begroting.deelnemers], [one.taak for one in begroting.taken]
    for row in rows:
        if getattr(row, "soort", "") != TOETREDING:
            yield from _check(row.herkomst, "gemeente", getattr(row, "gemeente", ""), gemeenten, "Deelnemers")
        yield from _check(row.herkomst, "taak", getattr(row, "taak", ""), taken, "Takenregister")


def _check(herkomst: Herkomst, veld: str, naam: str, known: list[str], blad: str) -> Iterator[Finding]:
    if naam and naam not in known:
        advies = propose(naam, known, f"Kies een {veld} van dat blad, of vul het blad aan.")
        facts = {"veld": veld.capitalize(), "naam": naam, "blad": blad, "advies": advies}
        yield finding("jaarverwijzing-onbekend", herkomst.cel(veld), **facts)
