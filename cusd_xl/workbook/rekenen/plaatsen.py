"""Where the steps of the largest remainder stand on the sheet Verdeling, and the headers above them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cusd_xl.base.exactheid import STAPPEN
from cusd_xl.workbook.rekenen.bouwer import EERSTE_GEMEENTE, Blok, Bouwer
from cusd_xl.workbook.rekenen.deelname import gemeente
from cusd_xl.workbook.rekenen.onderdeel import Onderdeel, find_rekenwijze

K_EENHEID, K_DEELNOEMER, K_DEELREST, K_TOTHIER, K_MAAL = range(2, 7)
K_GEMEEN, K_OVER = 3, 4
KOPPEN_POST = ("Kostenpost", "Verdeelsleutel", "Te verdelen in eenheden", "Gemene noemer", "Over na stap 3")
KOPPEN_DEEL = (
    "Kostenpost",
    "Sleutel",
    "Te verdelen in eenheden",
    "Noemer",
    "Rest bij noemer",
    "Noemer tot hier",
    "Factor",
)
KOPHOOGTE = 3


@dataclass(frozen=True, slots=True)
class Stappen:
    """Where the steps stand: per part of a key (delen, resten) and per kostenpost (vloer, rest, rang, bijdrage).

    `voeten` holds the fixed feet. By part of a key: the first row of a product in steps, and of a fine rest with its level:
    0 for the finest but one, 1 for the part that is counted in the denominator of that one as well.
    """

    delen: Blok
    resten: Blok
    vloer: Blok
    rest: Blok
    rang: Blok
    bijdrage: Blok
    voeten: Blok | None
    producten: Mapping[int, int]
    fijn: Mapping[int, tuple[int, int]]
    einde: int

    @property
    def tussen(self) -> Blok | None:
        """The rows from the first to the last product in steps; None when there is none."""
        if not self.producten:
            return None
        laatste = self.einde - 2
        return Blok(self.delen.blad, min(self.producten.values()), laatste, self.delen.kolom, self.delen.laatste_kolom)


def plan_plaatsen(blad: str, rij: int, onderdelen: Sequence[Onderdeel], posten: int, voeten: int, laatste: int) -> Stappen:
    """Give every step its rows, from `rij` downwards; fixed feet and large numbers come after the steps of all."""
    blokken = []
    for hoogte in (len(onderdelen), len(onderdelen), posten, posten, posten, posten):
        rij += KOPHOOGTE
        blokken.append(Blok(blad, rij, rij + hoogte - 1, EERSTE_GEMEENTE, laatste))
        rij += hoogte + 1
    blok = Blok(blad, rij + KOPHOOGTE, rij + KOPHOOGTE + voeten - 1, EERSTE_GEMEENTE, laatste) if voeten else None
    rij = blok.laatste_rij + 2 if blok else rij
    wijzen = [(find_rekenwijze(one.post.componenten), list(one.post.componenten).index(one.component)) for one in onderdelen]
    stappen = [nummer for nummer, (wijze, place) in enumerate(wijzen) if wijze.in_stappen[place]]
    fijn = {nummer: wijze.fijn.index(place) for nummer, (wijze, place) in enumerate(wijzen) if place in wijze.fijn}
    producten = {nummer: rij + KOPHOOGTE + STAPPEN * place for place, nummer in enumerate(stappen)}
    rij += KOPHOOGTE + STAPPEN * len(stappen) + 1 if stappen else 0
    fijne, rij = {}, rij + (KOPHOOGTE if fijn else 0)
    for nummer, niveau in fijn.items():
        fijne[nummer] = (rij, niveau)
        rij += STAPPEN * (niveau + 1) + 1
    rij += 1 if fijn else 0
    delen, resten, vloer, rest, rang, bijdrage = blokken
    return Stappen(delen, resten, vloer, rest, rang, bijdrage, blok, producten, fijne, rij)


def zet_blokkop(bouwer: Bouwer, blok: Blok, titel: str, uitleg: str, koppen: Sequence[str], aantal: int) -> None:
    """Title, explanation and headers above a block; the gemeenten stand above their columns."""
    bouwer.zet_ondertitel(blok.rij - KOPHOOGTE, titel, uitleg)
    bouwer.zet_koppen(blok.rij - 1, koppen)
    for kolom in range(EERSTE_GEMEENTE, EERSTE_GEMEENTE + aantal):
        bouwer.zet(blok.rij - 1, kolom, bouwer.gemeenten[kolom - EERSTE_GEMEENTE], "kop_midden", gemeente(blok.rij, kolom))
