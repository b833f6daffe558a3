"""Large numbers behind the own share: a product in steps of two digits, a row per simple key, as on the sheet Verdeling."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cusd_xl.base.exactheid import STAP, STAPPEN
from cusd_xl.model.factuur import Specificatieregel
from cusd_xl.workbook.factuurblad.plaatsing import Deel
from cusd_xl.workbook.rekenen.bouwer import Bouwer
from cusd_xl.workbook.rekenen.verwijzing import cel

K_EERSTE, K_TWEEDE = 2, 2 + STAPPEN
KOPPEN_TUSSEN = (
    "Kosten-\npost", "Gewicht", *(f"Stap {nummer}" for nummer in range(1, STAPPEN + 1)),
    *(f"Rest, stap {nummer}" for nummer in range(1, STAPPEN + 1)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Keten:
    """rest x getal / noemer in six cells next to each other: what the formulas refer to, and the numbers now."""

    rij: int
    kolom: int
    machten: int
    rest: str
    getal: str
    noemer: str
    waarden: tuple[int, int, int]

    def quotient(self) -> str:
        """The formula of the whole part."""
        kolommen = range(self.kolom, self.kolom + STAPPEN)
        return "+".join(f"INT({cel(self.rij, k)}/{self.noemer})*{cel(self.machten, k, 'rk')}" for k in kolommen)

    def over(self) -> str:
        """The formula of what is left."""
        return f"MOD({cel(self.rij, self.kolom + STAPPEN - 1)},{self.noemer})"

    @property
    def getal_over(self) -> int:
        rest, getal, noemer = self.waarden
        return rest * getal % noemer

    @property
    def getal_quotient(self) -> int:
        rest, getal, noemer = self.waarden
        return rest * getal // noemer

    def zet(self, bouwer: Bouwer) -> None:
        """Place the six cells."""
        rest, getal, noemer = self.waarden
        vorige, stap = 0, cel(self.machten, self.kolom + STAPPEN - 2, "rk")
        for nummer in range(STAPPEN):
            macht, hier = STAP ** (STAPPEN - 1 - nummer), self.kolom + nummer
            vorige = vorige % noemer * STAP + rest * (getal // macht % STAP if nummer else getal // macht)
            cijfers = f"INT({self.getal}/{cel(self.machten, hier, 'rk')})"
            formule = f"{self.rest}*{cijfers}"
            if nummer:
                formule = f"MOD({cel(self.rij, hier - 1)},{self.noemer})*{stap}+{self.rest}*MOD({cijfers},{stap})"
            bouwer.zet(self.rij, hier, vorige, "berekening_geheel_krimp", formule)


@dataclass(frozen=True, slots=True)
class Stappen:
    """The steps of one kostenpost: the first row of its simple keys, the row of the places, and the first row of its steps."""

    delen: int
    machten: int
    tussen: int
    post: Specificatieregel

    def quotient(self, nummer: int) -> str:
        """The whole part of rest times weight for one simple key; empty when it needs no steps."""
        return self._product(nummer).quotient() if self._has_stappen(nummer) else ""

    def rest(self, nummer: int) -> str:
        """The formula of the rest of one simple key in the common denominator; empty when it needs no steps."""
        if not self._has_stappen(nummer):
            return ""
        if nummer not in self.post.rekenwijze.fijn:
            samen, noemer = cel(self.delen + nummer, Deel.GEZAMENLIJK), cel(self.delen + nummer, Deel.NOEMER)
            return f"{self._product(nummer).over()}*({samen}/{noemer})"
        grof, tweede = self._grof(nummer), self._tweede(nummer)
        if tweede is None:
            return grof.quotient()
        eerste = self._grof(self.post.rekenwijze.fijn[0])
        return f"{grof.quotient()}+INT(({eerste.over()}+{tweede.quotient()})/{tweede.getal})"

    def waarde_rest(self, nummer: int) -> int:
        """The number that the rest of one simple key is now."""
        deel, wijze = self.post.onderdelen[nummer], self.post.rekenwijze
        over = self.post.eenheden * deel.teller % deel.noemer
        tweede = self._tweede(nummer)
        if tweede is None:
            return over * wijze.gemeen // deel.noemer
        eerste = self._grof(wijze.fijn[0])
        return over * wijze.gemeen // deel.noemer + (eerste.getal_over + tweede.getal_quotient) // tweede.waarden[1]

    def list_ketens(self) -> Iterator[tuple[int, Keten]]:
        """All chains, with the number of the simple key each belongs to."""
        for nummer in range(len(self.post.onderdelen)):
            if self._has_stappen(nummer):
                yield nummer, self._product(nummer)
            if nummer in self.post.rekenwijze.fijn and self._has_stappen(nummer):
                yield nummer, self._grof(nummer)
                tweede = self._tweede(nummer)
                if tweede is not None:
                    yield nummer, tweede

    def _has_stappen(self, nummer: int) -> bool:
        return self.post.rekenwijze.is_exact and self.post.rekenwijze.in_stappen[nummer]

    def _rij(self, nummer: int) -> int:
        return self.tussen + sum(self.post.rekenwijze.in_stappen[:nummer])

    def _product(self, nummer: int) -> Keten:
        deel, rij = self.post.onderdelen[nummer], self.delen + nummer
        totaal, teller, noemer = (cel(rij, kolom, "rk") for kolom in (Deel.EENHEDEN, Deel.TELLER, Deel.NOEMER))
        waarden = self.post.eenheden % deel.noemer, deel.teller, deel.noemer
        return Keten(self._rij(nummer), K_EERSTE, self.machten, f"MOD({totaal},{noemer})", teller, noemer, waarden)

    def _grof(self, nummer: int) -> Keten:
        product, gemeen = self._product(nummer), self.post.rekenwijze.gemeen
        samen = cel(self.delen + nummer, Deel.GEZAMENLIJK, "rk")
        waarden = product.getal_over, gemeen, product.waarden[2]
        return Keten(product.rij, K_TWEEDE, self.machten, product.over(), samen, product.noemer, waarden)

    def _tweede(self, nummer: int) -> Keten | None:
        """The fine rest of the second of two keys in the denominator of the first, in a row of its own below the others."""
        fijn = self.post.rekenwijze.fijn
        if len(fijn) < 2 or nummer != fijn[1]:
            return None
        grof, radix = self._grof(nummer), self.post.onderdelen[fijn[0]].noemer
        rij = self.tussen + sum(self.post.rekenwijze.in_stappen)
        waarden = grof.getal_over, radix, grof.waarden[2]
        return Keten(rij, K_EERSTE, self.machten, grof.over(), cel(self.delen + fijn[0], Deel.NOEMER, "rk"), grof.noemer, waarden)


def zet_machten(bouwer: Bouwer, rij: int) -> None:
    """The row with the places of the digits, above all chains."""
    bouwer.zet(rij, 1, "Plaats van de cijfers", "blad_terugloop_kader_centraal")
    bouwer.zet(rij, 0, None, "blad_code_kader")
    for kolom in range(K_EERSTE, K_TWEEDE + STAPPEN):
        bouwer.zet(rij, kolom, STAP ** (STAPPEN - 1 - (kolom - K_EERSTE) % STAPPEN), "blad_geheel_kader_krimp")


def zet_stappen(bouwer: Bouwer, stappen: Stappen) -> int:
    """Put the rows with steps of one kostenpost in place; returns the next free row."""
    rij = stappen.tussen
    for nummer, keten in stappen.list_ketens():
        keten.zet(bouwer)
        bouwer.zet(keten.rij, 0, stappen.post.kostenpost, "blad_code_kader")
        bouwer.zet(keten.rij, 1, stappen.post.onderdelen[nummer].omschrijving, "blad_terugloop_kader_centraal")
        rij = max(rij, keten.rij + 1)
    return rij
