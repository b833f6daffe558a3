"""Who must agree before a besluit holds: all deelnemers, or the part of them that the regeling names."""

from __future__ import annotations

from dataclasses import dataclass

from cusd_xl.base.names import key
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.besluiten import Besluit
from cusd_xl.parameters.afspraken import Meerderheid
from cusd_xl.rules.controles.besluitenlijst import find_afspraken
from cusd_xl.rules.controles.gebruik import list_actieve_deelnemers
from cusd_xl.rules.grondslag import CUSD, PROTOCOL, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(
    f"{CUSD}; Centrumregeling Sociaal Domein Flevoland", "hoofdstuk 5 en 6; Flevoland 12",
    f"{TOELICHTING}; {PROTOCOL}, punt 2", ("R40", "R41", "R46", "R77", "R83", "R98", "R105"),
)  # fmt: skip
TOETREDING = "toetreding"


@dataclass(frozen=True, slots=True)
class Tekort:
    """Too few akkoorden: who did not agree, how many agreed out of how many, how many it takes, and who says so."""

    ontbreekt: tuple[str, ...]
    akkoord: int
    deelnemers: int
    nodig: int
    meerderheid: Meerderheid


def find_tekort(begroting: Begroting, besluit: Besluit) -> Tekort | None:
    """What a besluit lacks in akkoorden; None when it has enough, or when the regeling asks for none.

    The part that must agree is counted exactly and rounded up to whole gemeenten. Those who decide are the deelnemers on the
    besluitdatum, else those of the begrotingsjaar; who joins does not decide about joining.
    """
    meerderheid = find_afspraken(begroting).find_meerderheid(besluit.soort)
    voters = [one for one in _list_voters(begroting, besluit) if besluit.soort != TOETREDING or one != besluit.gemeente]
    if meerderheid is None or not voters:
        return None
    agreed = {key(one) for one in besluit.akkoord}
    missing = tuple(one for one in voters if key(one) not in agreed)
    deel = meerderheid.deel
    needed = -(-len(voters) * deel.numerator // deel.denominator)
    present = len(voters) - len(missing)
    return Tekort(missing, present, len(voters), needed, meerderheid) if present < needed else None


def find_akkoord(begroting: Begroting, besluit: Besluit, gemeente: str) -> str:
    """The cell where a gemeente puts its x behind a besluit; the besluit itself when there is no such column."""
    letter = {key(kop): letter for kop, letter in begroting.akkoordkolommen.items()}.get(key(gemeente))
    place = besluit.herkomst
    return f"{place.blad}!{letter}{place.rij}" if letter and place.blad else place.cel("nummer")


def _list_voters(begroting: Begroting, besluit: Besluit) -> tuple[str, ...]:
    day = besluit.besluitdatum or besluit.ingangsdatum
    on_day = tuple(
        one.gemeente
        for one in begroting.deelnemers
        if day is not None and one.vanaf <= day and (one.tot_en_met is None or day <= one.tot_en_met)
    )
    return tuple(dict.fromkeys(on_day or (one.gemeente for one in list_actieve_deelnemers(begroting))))
