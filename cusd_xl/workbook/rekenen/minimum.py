"""The key `minimum` in formulas: the larger of a floor and a tarief times a weight, rounded half up in whole numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cusd_xl.base.names import key
from cusd_xl.model.begroting import Begroting, Sleutel
from cusd_xl.model.bijdragen import VerdeeldeKostenpost
from cusd_xl.workbook.rekenen.bouwer import CENTS, Bouwer
from cusd_xl.workbook.rekenen.gewichtrijen import BLAD as GEWICHTENBLAD
from cusd_xl.workbook.rekenen.gewichtrijen import K_PARAMETER, has_schaal
from cusd_xl.workbook.rekenen.indexatie import EENHEID
from cusd_xl.workbook.rekenen.onderdeel import Onderdeel
from cusd_xl.workbook.rekenen.sleutelgewichten import K_GROOTSTE, Gewichtenblad
from cusd_xl.workbook.rekenen.verwijzing import cel

BLAD = "Verdeling"
K_MINIMUM, K_TARIEF, K_DELEN, K_SCHAAL = range(3, 7)
KOPPEN = ("Minimum in centen", "Tarief in delen", "Delen per cent", "Schaal gewicht")


@dataclass(frozen=True, slots=True)
class Minimumregel:
    """Where one kostenpost with a minimum stands: its row, the row of its weights, and the largest product it makes now."""

    rij: int
    gewichtrij: int
    grootste: int

    @property
    def productformule(self) -> str:
        """The largest whole number that the row makes, as a formula on another sheet."""
        tarief, delen, schaal = (f"{BLAD}!{cel(self.rij, kolom, 'rk')}" for kolom in (K_TARIEF, K_DELEN, K_SCHAAL))
        return f"2*({tarief}*{GEWICHTENBLAD}!{cel(self.gewichtrij, K_GROOTSTE, 'rk')}+{delen}*{schaal}*{EENHEID})"


def zet_minimum(
    bouwer: Bouwer, koprij: int, rij: int, begroting: Begroting, posten: Sequence[VerdeeldeKostenpost], gewichten: Gewichtenblad
) -> Iterator[Minimumregel]:
    """Per row the floor in cents, the tarief in whole parts of a cent, the parts in a cent, and the scale of the weights."""
    bouwer.zet_koppen(koprij, KOPPEN, K_MINIMUM)
    for plaats, post in enumerate(posten, start=rij):
        yield _zet_regel(bouwer, plaats, begroting, post, gewichten)


def minimumformule(rij: int, kolom: int, kostenpost: str, gewichten: Gewichtenblad, masker: str) -> str:
    """The amount in cents of one gemeente: both candidates in whole units, the larger one, times who pays."""
    gewicht = f"{GEWICHTENBLAD}!{cel(find_onderdeel(gewichten, kostenpost)[1], kolom)}"
    minimum, tarief, delen, schaal = (cel(rij, one, "k") for one in (K_MINIMUM, K_TARIEF, K_DELEN, K_SCHAAL))
    bodem = f"INT((2*{minimum}+{EENHEID})/(2*{EENHEID}))"
    deler = f"{delen}*{schaal}*{EENHEID}"
    product = f"INT((2*{tarief}*{gewicht}+{deler})/(2*{deler}))"
    return f"{masker}*MAX({bodem},{product})*{EENHEID}"


def find_onderdeel(gewichten: Gewichtenblad, kostenpost: str) -> tuple[Onderdeel, int]:
    """The one part of a kostenpost with a minimum, and the row of its weights among all weights."""
    eerste = gewichten.gewichten.rij if gewichten.gewichten else 0
    found = enumerate(gewichten.onderdelen)
    return next((one, eerste + nummer) for nummer, one in found if one.kostenpost == kostenpost)


def _zet_regel(
    bouwer: Bouwer, rij: int, begroting: Begroting, post: VerdeeldeKostenpost, gewichten: Gewichtenblad
) -> Minimumregel:
    parts = _read_parameter(begroting.sleutel(post.kostenpost.verdeelsleutel))
    bodem, tarief = (int(parts["bedrag"] * CENTS), parts["tarief"] * CENTS)
    delen = 10 ** max(0, -int(tarief.as_tuple().exponent))
    onderdeel, gewichtrij = find_onderdeel(gewichten, post.kostenpost.kostenpost)
    schaal = onderdeel.component.schaal
    for kolom, waarde in ((K_MINIMUM, bodem), (K_TARIEF, int(tarief * delen)), (K_DELEN, delen)):
        bouwer.zet(rij, kolom, waarde, "berekening_geheel")
    schaalformule = f"{GEWICHTENBLAD}!{cel(onderdeel.rij, K_PARAMETER, 'rk')}" if has_schaal(onderdeel.component) else None
    bouwer.zet(rij, K_SCHAAL, schaal, "berekening_geheel", schaalformule)
    grootste = 2 * (int(tarief * delen) * max(onderdeel.tellers) + delen * schaal * post.eenheid)
    return Minimumregel(rij, gewichtrij, grootste)


def _read_parameter(sleutel: Sleutel) -> Mapping[str, Decimal]:
    """The numbers of `bedrag=100000;tarief=2.95;sleutel=inwoners`; a price per piece has no bedrag, so 0."""
    pairs = (part.partition("=") for part in sleutel.parameter.split(";"))
    parts = {key(naam): waarde.strip().replace(",", ".") for naam, _, waarde in pairs}
    return {naam: Decimal(parts.get(naam, "0")) for naam in ("bedrag", "tarief")}
