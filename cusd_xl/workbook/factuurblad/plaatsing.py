"""Where every block of the sheet Specificatie stands: first data rows and columns, counted from 0."""

from __future__ import annotations

from dataclasses import dataclass

from cusd_xl.model.factuur import Factuur
from cusd_xl.model.plan import Samenvoeging
from cusd_xl.workbook.rekenen.bouwer import Bouwer
from cusd_xl.workbook.rekenen.verwijzing import cel, gebied

BLAD = "Specificatie"
KOPRIJEN = 2
"""A title and a header row stand above the first data row of a block."""
TITELRIJEN = 4
AANTAL_CONTROLES = 3


class Post:
    """Columns of the block kostenposten."""

    CODE, OMSCHRIJVING, SOORT, BTW, SLEUTEL, BEGROOT, INDEX = range(7)
    GEINDEXEERD, DEKKING, REGIONAAL, AANDEEL, VLOER, EXTRA, BIJDRAGE = range(7, 14)


class Deel:
    """Columns of the block verdeelsleutels; a deel of the share is one simple key."""

    CODE, OMSCHRIJVING, DEEL_TELLER, DEEL_NOEMER, EIGEN, SOM, SCHAAL = range(7)
    TELLER, NOEMER, EENHEDEN, AANDEEL, VLOER, GEZAMENLIJK, REST = range(7, 14)


class Eigen:
    """Columns of the block eigen bedragen."""

    CODE, OMSCHRIJVING, AANTAL, MAAL, TARIEF, BEDRAG = range(6)


class Regel:
    """Columns of the block termijn."""

    OMSCHRIJVING = 0
    SOORT, BTW, JAAR, CENTEN, OVER, VLOER, EXTRA, BEDRAG = range(2, 10)


class Btw:
    """Columns of the block btw."""

    OMSCHRIJVING = 0
    CODE, TARIEF, GRONDSLAG, CENTEN, BTWCENTEN, BEDRAG = range(2, 8)


class Gegeven:
    """Rows of the block rekengegevens; the value stands in column WAARDE."""

    EENHEID, CENTEN, PER_EURO, HALF, DECIMALEN, AANTAL, NUMMER, GRENS, PROCENT, HALVE_CENT = range(10)
    WAARDE = 2


@dataclass(frozen=True, slots=True)
class Plaatsing:
    """The first data row of each block."""

    posten: int
    delen: int
    eigen: int
    regels: int
    btw: int
    gegevens: int
    controles: int
    tussen: int

    def gegeven(self, rij: int) -> str:
        """The cell of one rekengegeven."""
        return cel(self.gegevens + rij, Gegeven.WAARDE, "rk")


def bepaal_plaatsing(factuur: Factuur) -> Plaatsing:
    """Lay the blocks out one below the other; a block without rows takes no room."""
    posten = TITELRIJEN + KOPRIJEN
    delen = posten + len(factuur.specificatie) + 3 + KOPRIJEN
    aantal_delen = sum(len(post.onderdelen) + len(post.toevoegingen) for post in factuur.specificatie)
    eigen = delen + (aantal_delen + 1 + KOPRIJEN if aantal_delen else 0)
    aantal_eigen = sum(len(post.eigen) for post in factuur.specificatie)
    regels = eigen + (aantal_eigen + 1 + KOPRIJEN if aantal_eigen else 0)
    btw = regels + len(factuur.regels) + 2 + KOPRIJEN
    gegevens = btw + len(factuur.btwregels) + KOPRIJEN
    controles = gegevens + Gegeven.HALVE_CENT + 1 + KOPRIJEN
    return Plaatsing(posten, delen, eigen, regels, btw, gegevens, controles, controles + AANTAL_CONTROLES + 1 + KOPRIJEN)


def find_eenheid(factuur: Factuur) -> int:
    """The unit in cents in which the costs of the factuur were divided."""
    return max(post.eenheid for post in factuur.specificatie)


def zet_breed(bouwer: Bouwer, rij: int, tekst: str, stijl: str) -> None:
    """A text over the first two columns."""
    bouwer.zet(rij, 0, tekst, stijl)
    bouwer.zet(rij, 1, None, stijl)
    bouwer.samenvoegingen.append(Samenvoeging(rij, 0, rij, 1))


def bereik(rij: int, aantal: int, kolom: int) -> str:
    """`aantal` cells below each other, as a fixed reference."""
    return gebied(rij, kolom, rij + aantal - 1, kolom)
