"""The key `minimum` in formulas: the larger of a floor and a tarief times a weight, rounded half up in whole numbers."""

from __future__ import annotations

from decimal import Decimal

from cusd_xl.model.begroting import Begroting
from cusd_xl.model.bijdragen import VerdeeldeKostenpost
from cusd_xl.workbook.rekenen.bouwer import CENTS, Bouwer
from cusd_xl.workbook.rekenen.indexatie import EENHEID
from cusd_xl.workbook.rekenen.verwijzing import cel

K_MINIMUM, K_TARIEF, K_SCHAAL = 3, 4, 5


def zet_minimumwaarden(bouwer: Bouwer, koprij: int, rij: int, begroting: Begroting, post: VerdeeldeKostenpost) -> None:
    """The floor in cents, the tarief in whole parts of a cent and how many parts go in a cent, from the sleutel's parameter."""
    bouwer.zet_koppen(koprij, ("Minimum in centen", "Tarief in delen", "Delen per cent"), K_MINIMUM)
    parts = dict(
        part.replace(" ", "").split("=")
        for part in begroting.sleutel(post.kostenpost.verdeelsleutel).parameter.split(";")
        if part.strip()
    )
    bedrag, tarief = (Decimal(parts[naam].replace(",", ".")) for naam in ("bedrag", "tarief"))
    decimalen = max(0, -int(tarief.as_tuple().exponent))
    schaal = 10**decimalen * post.componenten[0].schaal
    for kolom, waarde in ((K_MINIMUM, int(bedrag * CENTS)), (K_TARIEF, int(tarief * CENTS * 10**decimalen)), (K_SCHAAL, schaal)):
        bouwer.zet(rij, kolom, waarde, "berekening_geheel")


def minimumformule(rij: int, gewicht: str, masker: str) -> str:
    """The amount in cents of one gemeente: both candidates in whole units, the larger one, times who pays."""
    minimum, tarief, schaal = (cel(rij, kolom, "k") for kolom in (K_MINIMUM, K_TARIEF, K_SCHAAL))
    bodem = f"INT((2*{minimum}+{EENHEID})/(2*{EENHEID}))"
    deler = f"{schaal}*{EENHEID}"
    product = f"INT((2*{tarief}*{gewicht}+{deler})/(2*{deler}))"
    return f"{masker}*MAX({bodem},{product})*{EENHEID}"
