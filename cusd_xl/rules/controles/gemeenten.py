"""Every gemeente that a table names is a deelnemer, and every deelnemer has its column in the takenregister."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.names import key, nearest
from cusd_xl.model.begroting import Begroting, Controleverklaring, Gewicht, Inwonertal, Realisatie, Werkproces
from cusd_xl.rules.controles.gebruik import list_actieve_deelnemers
from cusd_xl.rules.controles.register import find_kop
from cusd_xl.rules.controles.tekst import propose
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(CUSD, "1 en 6", TOELICHTING, ("R1", "R25"))
RijMetGemeente: TypeAlias = Inwonertal | Gewicht | Controleverklaring | Werkproces | Realisatie
ADVIES = "Kies een gemeente van het blad Deelnemers, of voeg haar daar toe."


def check_gemeenten(begroting: Begroting) -> Iterator[Finding]:
    """Unknown gemeenten in any table, and deelnemers without a column in the takenregister."""
    known = [one.gemeente for one in begroting.deelnemers]
    if not known:
        return
    rows: tuple[RijMetGemeente, ...] = (
        *begroting.inwoners, *begroting.gewichten, *begroting.controleverklaringen, *begroting.werkprocessen,
        *begroting.realisatie,
    )  # fmt: skip
    for row in rows:
        if row.gemeente not in known:
            cel = row.herkomst.cel("gemeente")
            yield finding("gemeente-onbekend", cel, gemeente=row.gemeente, advies=propose(row.gemeente, known, ADVIES))
    yield from _check_registerkolommen(begroting)


def _check_registerkolommen(begroting: Begroting) -> Iterator[Finding]:
    """A column that looks like a deelnemer without a column is a misspelling; other extra columns are the user's own."""
    present = {key(kop) for kop in begroting.registerkolommen}
    missing = [one.gemeente for one in list_actieve_deelnemers(begroting) if key(one.gemeente) not in present]
    if not begroting.taken or not missing:
        return
    known = {key(one.gemeente) for one in begroting.deelnemers}
    proposed = set()
    for kop in begroting.registerkolommen:
        guess = None if key(kop) in known else nearest(kop, missing)
        if guess is not None:
            proposed.add(guess)
            yield finding("gemeente-onbekend", find_kop(begroting, kop), gemeente=kop, advies=f"Bedoelt u '{guess}'?")
    for gemeente in missing:
        if gemeente not in proposed:
            yield finding("takenregister-kolom-ontbreekt", begroting.taken[0].herkomst.cel("taak"), gemeente=gemeente)
