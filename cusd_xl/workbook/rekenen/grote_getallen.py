"""Large numbers on the sheet Verdeling: products that are made in steps, and rests too fine to share a denominator.

Of the parts of a key that stay out of the common denominator G, each rest m/N becomes q whole parts of G and a fine rest b/N
(m x G = q x N + b). Of two such parts the fine rest of the second is counted in the denominator of the first in the same way.
So the rest of a gemeente is written as whole numbers in falling order of size, and rests can be compared exactly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cusd_xl.base.exactheid import STAPPEN
from cusd_xl.model.bijdragen import VerdeeldeKostenpost
from cusd_xl.workbook.rekenen.bouwer import EERSTE_GEMEENTE, Blok, Bouwer, Formule
from cusd_xl.workbook.rekenen.onderdeel import Onderdeel, find_rekenwijze
from cusd_xl.workbook.rekenen.plaatsen import (
    K_DEELNOEMER,
    K_DEELREST,
    K_EENHEID,
    K_GEMEEN,
    K_MAAL,
    Stappen,
    zet_blokkop,
)
from cusd_xl.workbook.rekenen.tussenstappen import Celfunctie, Product, zet_product
from cusd_xl.workbook.rekenen.verwijzing import cel

FIJNE_REST = "fijne rest"


@dataclass(frozen=True, slots=True)
class Groot:
    """The formulas of the whole units and of the rest of a part, and how much is carried into that rest now."""

    heel: Formule
    rest: Formule
    over: Sequence[int]


def zet_grote_getallen(bouwer: Bouwer, stappen: Stappen, onderdelen: Sequence[Onderdeel], gewichten: Blok) -> Mapping[int, Groot]:
    """Place the steps; by the number of each part that is calculated in steps its formulas for step 1 and step 2."""
    if not stappen.producten:
        return {}
    zet_koppen(bouwer, stappen, len(onderdelen[0].tellers))
    schrijver = _Schrijver(bouwer, stappen, onderdelen, gewichten)
    producten = {nummer: schrijver.zet_product(nummer) for nummer in stappen.producten}
    resten = {nummer: schrijver.rest_in_gemene_noemer(product, nummer) for nummer, product in producten.items()}
    eerste = {nummer: schrijver.zet_fijn(nummer, product) for nummer, product in producten.items() if nummer in stappen.fijn}
    over = {nummer: [0] * len(onderdelen[nummer].tellers) for nummer in producten}
    for nummer, fijn in eerste.items():
        resten[nummer] = schrijver.as_formule(fijn.quotient)
    for nummer, (_, niveau) in stappen.fijn.items():
        if niveau:
            resten[nummer], over[nummer] = schrijver.zet_fijnste(nummer, eerste)
    return {nummer: Groot(schrijver.heel(one, nummer), resten[nummer], over[nummer]) for nummer, one in producten.items()}


def list_fijne_rijen(bouwer: Bouwer, stappen: Stappen, post: VerdeeldeKostenpost) -> list[int]:
    """The rows with the fine rests of a kostenpost, the coarsest first; none when its rests share one denominator."""
    found = sorted((niveau, rij + STAPPEN * (niveau + 1)) for rij, niveau in stappen.fijn.values())
    return [rij for _, rij in found if bouwer.cellen[rij, 0].waarde == post.kostenpost.kostenpost]


def zet_koppen(bouwer: Bouwer, stappen: Stappen, aantal: int) -> None:
    """Titles above the steps of large numbers, where there are any."""
    blad, laatste = stappen.delen.blad, stappen.delen.laatste_kolom
    teksten = (
        (min(stappen.producten.values(), default=0), "Tussenstappen bij stap 1: grote getallen",
         "Rest maal gewicht, twee cijfers tegelijk zoals in een staartdeling, zodat elk getal exact blijft."),
        (min((rij for rij, _ in stappen.fijn.values()), default=0), "Tussenstappen bij stap 2: fijne rest",
         "De rest van de grootste noemer in delen van de gemene noemer; wat dan overblijft, beslist bij gelijke resten."),
    )  # fmt: skip
    for rij, titel, uitleg in teksten:
        if rij:
            blok = Blok(blad, rij, rij, EERSTE_GEMEENTE, laatste)
            zet_blokkop(bouwer, blok, titel, uitleg, ("Kostenpost", "Sleutel", "Plaats van de cijfers"), aantal)


@dataclass(slots=True)
class _Schrijver:
    """Writes the steps of all parts; parts are known by their number among all weights."""

    bouwer: Bouwer
    stappen: Stappen
    onderdelen: Sequence[Onderdeel]
    gewichten: Blok

    def zet_product(self, nummer: int) -> Product:
        """What is left of the amount times the weight, divided by the denominator."""
        one, rest = self.onderdelen[nummer], self._links(nummer, K_DEELREST)
        resten = [one.post.eenheden % one.noemer] * len(one.tellers)
        plek, noemer = self.stappen.producten[nummer], self._links(nummer, K_DEELNOEMER)
        product = Product(
            plek, lambda kolom: rest, lambda kolom: self._gewicht(nummer, kolom), noemer, resten, one.tellers, one.noemer
        )
        zet_product(self.bouwer, product, one.kostenpost, one.component.naam)
        return product

    def heel(self, product: Product, nummer: int) -> Formule:
        """The whole units of a part."""
        totaal, noemer, rest = (self._links(nummer, kolom) for kolom in (K_EENHEID, K_DEELNOEMER, K_DEELREST))
        return lambda rij, kolom: f"({totaal}-{rest})/{noemer}*{self._gewicht(nummer, kolom)}+{product.quotient(kolom)}"

    def rest_in_gemene_noemer(self, product: Product, nummer: int) -> Formule:
        """The rest of a part whose denominator fits in the common one."""
        maal = self._links(nummer, K_MAAL)
        return lambda rij, kolom: f"{product.over(kolom)}*{maal}"

    def zet_fijn(self, nummer: int, product: Product) -> Product:
        """The rest of a part in the common denominator of the others; below it what is then left."""
        one = self.onderdelen[nummer]
        rij, _ = self.stappen.fijn[nummer]
        resten = [one.post.eenheden * teller % one.noemer for teller in one.tellers]
        gemeen, gemene = find_rekenwijze(one.post.componenten).gemeen, self._find_gemene(cel(rij, 0, "rk"))
        fijn = Product(rij, product.over, lambda kolom: gemene, product.noemer, resten, [gemeen] * len(resten), one.noemer)
        zet_product(self.bouwer, fijn, one.kostenpost, one.component.naam)
        self._zet_rest(rij + STAPPEN, one, _list_over(fijn), self.as_formule(fijn.over))
        return fijn

    def zet_fijnste(self, nummer: int, eerste: Mapping[int, Product]) -> tuple[Formule, list[int]]:
        """The fine rest of the second part in the denominator of the first; gives the rest of this part, and what is carried."""
        one, grof = self.onderdelen[nummer], eerste[nummer]
        ander = next(nr for nr in eerste if nr != nummer and self.onderdelen[nr].kostenpost == one.kostenpost)
        radix, deler = self._links(ander, K_DEELNOEMER), self.onderdelen[ander].noemer
        rij, over = grof.rij + STAPPEN, _list_over(grof)
        fijn = Product(rij, grof.over, lambda kolom: radix, grof.noemer, over, [deler] * len(over), one.noemer)
        zet_product(self.bouwer, fijn, one.kostenpost, one.component.naam)
        self._zet_rest(rij + STAPPEN, one, _list_over(fijn), self.as_formule(fijn.over))
        samen = [a + rest * deler // one.noemer for a, rest in zip(_list_over(eerste[ander]), over, strict=True)]

        def som(kolom: int) -> str:
            return f"{eerste[ander].over(kolom)}+{fijn.quotient(kolom)}"

        plek = eerste[ander].rij + STAPPEN
        self._zet_rest(plek, one, [a % deler for a in samen], lambda rij, kolom: f"MOD({som(kolom)},{radix})")
        carried = [a // deler for a in samen]
        return (lambda rij, kolom: f"{grof.quotient(kolom)}+INT(({som(kolom)})/{radix})"), carried

    def as_formule(self, per_kolom: Celfunctie) -> Formule:
        """A formula that depends on the column only."""
        return lambda rij, kolom: per_kolom(kolom)

    def _zet_rest(self, rij: int, one: Onderdeel, resten: Sequence[int], formule: Formule) -> None:
        self.bouwer.zet(rij, 0, one.kostenpost, "berekening_tekst")
        self.bouwer.zet(rij, 1, FIJNE_REST, "berekening_tekst")
        self.bouwer.zet_rij(rij, EERSTE_GEMEENTE, resten, "berekening_geheel", formule)

    def _links(self, nummer: int, kolom: int) -> str:
        return cel(self.stappen.delen.rij + nummer, kolom, "rk")

    def _gewicht(self, nummer: int, kolom: int) -> str:
        return f"{self.gewichten.blad}!{cel(self.gewichten.rij + nummer, kolom)}"

    def _find_gemene(self, code: str) -> str:
        namen, gemeen = (self.stappen.vloer.kolomgebied(kolom, ander_blad=False) for kolom in (0, K_GEMEEN))
        return f"INDEX({gemeen},MATCH({code},{namen},0))"


def _list_over(product: Product) -> list[int]:
    """What is left of a product now, per gemeente."""
    return [rest * getal % product.deler for rest, getal in zip(product.resten, product.getallen, strict=True)]
