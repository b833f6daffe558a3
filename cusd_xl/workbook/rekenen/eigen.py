"""The own amounts on the sheet Verdeling: werkprocessen, werkelijke kosten, vaste bedragen, minimumbedragen (art. 12 and 13)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from cusd_xl.model.begroting import Begroting
from cusd_xl.model.bijdragen import Bijdrage, VerdeeldeKostenpost
from cusd_xl.workbook.rekenen.bouwer import CENTS, EERSTE_GEMEENTE, Blok, Bouwer, euros
from cusd_xl.workbook.rekenen.gewichtrijen import BLAD as GEWICHTENBLAD
from cusd_xl.workbook.rekenen.gewichtrijen import RIJ_GEMEENTE
from cusd_xl.workbook.rekenen.indexatie import EENHEID, K_EENHEDEN, Indexatieblad
from cusd_xl.workbook.rekenen.minimum import Minimumregel, minimumformule, zet_minimum
from cusd_xl.workbook.rekenen.sleutelgewichten import Gewichtenblad
from cusd_xl.workbook.rekenen.sommen import sum_gewichten, sum_inkoopplan, sum_inkoopwijzigingen, sum_realisatie
from cusd_xl.workbook.rekenen.verwijzing import Invoer, cel, gebied

BLAD = "Verdeling"
K_POSITIE, K_TARIEF = 2, 3
KOPPEN = ("Kostenpost", "Verdeelsleutel", "Rij")
TITELS = MappingProxyType(
    {
        "werkprocessen": "Zorgadministratie: werkprocessen maal normbedrag, in centen",
        "werkelijk": "Werkelijke kosten uit tblRealisatie, in centen",
        "vast": "Vaste bedragen uit tblGewichten, in centen",
        "minimum": "Minimumbedrag of tarief maal gewicht, in centen",
        "stuk": "Tarief per stuk maal aantal, in centen",
        "inkoopplan": "Inkoopplan met zijn vastgestelde wijzigingen, voor de taken van de kostenpost, in centen",
    }
)
BRONNEN = MappingProxyType(
    {
        "werkprocessen": "tblWerkprocessen",
        "werkelijk": "tblRealisatie",
        "vast": "tblGewichten",
        "minimum": "tblSleutels",
        "stuk": "tblSleutels",
        "inkoopplan": "tblKosten",
    }
)
Centenformule: TypeAlias = Callable[[int, int, VerdeeldeKostenpost], str]


@dataclass(frozen=True, slots=True)
class Eigenblokken:
    """The own amounts in euros, the numbers of werkprocessen, and the rows with a minimum."""

    eigen: Blok | None
    processen: Blok | None
    minima: tuple[Minimumregel, ...]


def zet_eigen(
    bouwer: Bouwer, begroting: Begroting, posten: Sequence[VerdeeldeKostenpost], plaats: tuple[int, int, Blok], invoer: Invoer,
    indexatie: Indexatieblad, gewichten: Gewichtenblad,
) -> Eigenblokken:  # fmt: skip
    """Place the blocks from a row on."""
    if not posten:
        return Eigenblokken(None, None, ())
    rij, laatste, betalers = plaats
    schrijver = _Schrijver(bouwer, begroting, betalers, invoer, laatste)
    eigen = Blok(BLAD, rij + 3, rij + 2 + len(posten), EERSTE_GEMEENTE, laatste)
    rij = eigen.laatste_rij + 3
    processen: Blok | None = None
    minima: tuple[Minimumregel, ...] = ()
    centen: list[Blok] = []
    for soort, titel in TITELS.items():
        wanted = [post for post in posten if post.sleutelsoort == soort]
        if not wanted:
            continue
        if soort == "werkprocessen" and indexatie.normbedragen and invoer.heeft("tblWerkprocessen"):
            processen = schrijver.zet_processen(rij, wanted[0], indexatie.normbedragen, indexatie.tarieven)
            rij = processen.laatste_rij + 3
        centen.append(schrijver.zet_centen(rij, titel, wanted, schrijver.kies_formule(soort, processen, gewichten)))
        if soort in ("minimum", "stuk"):
            minima += tuple(zet_minimum(bouwer, rij + 1, rij + 2, begroting, wanted, gewichten))
        rij += len(wanted) + 4
    schrijver.zet_euros(eigen, posten, centen)
    return Eigenblokken(eigen, processen, minima)


class _Schrijver:
    """Writes the blocks of own amounts, one formula per block."""

    def __init__(self, bouwer: Bouwer, begroting: Begroting, betalers: Blok, invoer: Invoer, laatste: int) -> None:
        self.bouwer, self.begroting, self.betalers, self.invoer, self.laatste = bouwer, begroting, betalers, invoer, laatste

    def zet_processen(self, rij: int, post: VerdeeldeKostenpost, normen: Blok, tarieven: Mapping[str, int]) -> Blok:
        """The number of runs per proces and gemeente, beside the indexed normbedrag in cents."""
        self.bouwer.zet_ondertitel(rij, "Aantal werkprocessen", "Het geïndexeerde normbedrag in centen staat in de kolom ervoor.")
        self.bouwer.zet_koppen(rij + 2, ("Proces", "Kostenpost", "Rij", "Normbedrag in centen"))
        self._zet_gemeenten(rij + 2)
        bron, namen, processen = (self.invoer.kolom("tblWerkprocessen", veld) for veld in ("aantal", "gemeente", "proces"))

        def formule(rij: int, kolom: int) -> str:
            criteria = f"{namen},{self._naam(rij, kolom)},{processen},{cel(rij, 0, 'k')}"
            return f"{self._masker(rij, kolom)}*SUMIFS({bron},{criteria})"

        eerste = rij + 3
        for nummer, norm in enumerate(self.begroting.normbedragen):
            plaats, bij = eerste + nummer, normen.rij + nummer
            self.bouwer.zet(plaats, 0, norm.proces, "berekening_tekst", f"{normen.blad}!{cel(bij, 0, 'k')}")
            self.bouwer.zet(plaats, 1, post.kostenpost.kostenpost, "berekening_tekst")
            self._zet_positie(plaats, 1, post.kostenpost.kostenpost)
            self.bouwer.zet(plaats, K_TARIEF, tarieven[norm.proces], "berekening_geheel", f"{normen.blad}!{cel(bij, K_EENHEDEN)}")
            aantallen = [self._count(bijdrage, norm.proces) for bijdrage in post.bijdragen]
            self.bouwer.zet_rij(plaats, EERSTE_GEMEENTE, aantallen, "berekening_geheel", formule)
        return Blok(BLAD, eerste, eerste + len(self.begroting.normbedragen) - 1, EERSTE_GEMEENTE, self.laatste)

    def kies_formule(self, soort: str, processen: Blok | None, gewichten: Gewichtenblad) -> Centenformule:
        """The formula of a block of cents: (row, column, kostenpost) -> formula."""
        if not self.invoer.heeft(BRONNEN[soort]) or (soort == "werkprocessen" and processen is None):
            return lambda rij, kolom, post: "0"
        if processen and soort == "werkprocessen":
            tarieven = processen.kolomgebied(K_TARIEF, ander_blad=False)
            return lambda rij, kolom, post: f"SUMPRODUCT({tarieven},{processen.kolomgebied(kolom, ander_blad=False, vast='r')})"
        if soort == "werkelijk":
            return lambda rij, kolom, post: self._centen(
                rij, kolom, sum_realisatie(self.invoer, self._naam(rij, kolom), cel(rij, 0, "k"))
            )
        if soort == "inkoopplan":
            return self._sum_inkoop
        if soort == "vast":
            return lambda rij, kolom, post: self._centen(
                rij, kolom, sum_gewichten(self.invoer, cel(rij, 1, "k"), self._naam(rij, kolom))
            )
        return lambda rij, kolom, post: minimumformule(
            rij, kolom, post.kostenpost.kostenpost, gewichten, self._masker(rij, kolom)
        )

    def _sum_inkoop(self, rij: int, kolom: int, post: VerdeeldeKostenpost) -> str:
        naam, taken = self._naam(rij, kolom), post.kostenpost.taken
        plan = sum_inkoopplan(self.invoer, naam, taken) if self.invoer.heeft("tblInkoopplan") else "0"
        return self._centen(rij, kolom, f"{plan}+{sum_inkoopwijzigingen(self.invoer, naam, cel(rij, 0, 'k'))}")

    def zet_centen(self, rij: int, titel: str, posten: Sequence[VerdeeldeKostenpost], formule: Centenformule) -> Blok:
        """A block of own amounts in cents, before rounding to the unit."""
        self.bouwer.zet_ondertitel(rij, titel)
        self.bouwer.zet_koppen(rij + 1, KOPPEN)
        self._zet_gemeenten(rij + 1)
        eerste = rij + 2
        for plaats, post in enumerate(posten, start=eerste):
            one = post.kostenpost
            self.bouwer.zet(plaats, 0, one.kostenpost, "berekening_tekst")
            self.bouwer.zet(plaats, 1, one.verdeelsleutel, "berekening_tekst")
            self._zet_positie(plaats, 0, one.kostenpost)
            centen = [sum(line.bedrag for line in bijdrage.eigen) for bijdrage in post.bijdragen]
            self.bouwer.zet_rij(
                plaats, EERSTE_GEMEENTE, centen, "berekening_geheel", lambda rij, kolom: formule(rij, kolom, posten[rij - eerste])
            )
        return Blok(BLAD, eerste, eerste + len(posten) - 1, EERSTE_GEMEENTE, self.laatste)

    def zet_euros(self, blok: Blok, posten: Sequence[VerdeeldeKostenpost], centen: Sequence[Blok]) -> None:
        """The own amounts in euros, each rounded half up to the unit, with their sum."""

        def formule(rij: int, kolom: int) -> str:
            bronnen = [
                (one.kolomgebied(0, ander_blad=False), one.kolomgebied(kolom, ander_blad=False, vast="r")) for one in centen
            ]
            som = "+".join(f"2*SUMIF({namen},{cel(rij, 0, 'k')},{waarden})" for namen, waarden in bronnen)
            return f"INT(({som}+{EENHEID})/(2*{EENHEID}))*{EENHEID}/{CENTS}"

        self.bouwer.zet_ondertitel(
            blok.rij - 3, "Eigen bedragen", "Geen verdeling: elke gemeente betaalt wat voor haar is gemaakt of afgesproken."
        )
        self.bouwer.zet_koppen(blok.rij - 1, KOPPEN[:2])
        self._zet_gemeenten(blok.rij - 1)
        self.bouwer.zet(blok.rij - 1, self.laatste + 1, "Totaal", "kop_midden")
        for rij, post in enumerate(posten, start=blok.rij):
            self.bouwer.zet(rij, 0, post.kostenpost.kostenpost, "berekening_tekst")
            self.bouwer.zet(rij, 1, post.kostenpost.verdeelsleutel, "berekening_tekst")
            bedragen = [euros(bijdrage.bedrag) for bijdrage in post.bijdragen]
            self.bouwer.zet_rij(rij, EERSTE_GEMEENTE, bedragen, "berekening_bedrag", formule)
            self.bouwer.zet(
                rij,
                self.laatste + 1,
                sum(bedragen),
                "berekening_bedrag",
                f"SUM({gebied(rij, EERSTE_GEMEENTE, rij, self.laatste, '')})",
            )

    def _zet_gemeenten(self, rij: int) -> None:
        self.bouwer.zet_rij(rij, EERSTE_GEMEENTE, self.bouwer.gemeenten, "kop_midden", self._naam)

    def _zet_positie(self, rij: int, kolom: int, kostenpost: str) -> None:
        nummer = [one.kostenpost for one in self.begroting.kosten].index(kostenpost) + 1
        formule = f"MATCH({cel(rij, kolom, 'k')},{self.betalers.kolomgebied(0)},0)"
        self.bouwer.zet(rij, K_POSITIE, nummer, "berekening_geheel", formule)

    def _masker(self, rij: int, kolom: int) -> str:
        return f"INDEX({self.betalers.kolomgebied(kolom, vast='r')},{cel(rij, K_POSITIE, 'k')})"

    def _centen(self, rij: int, kolom: int, som: str) -> str:
        som = f"({som})" if {"-", "+"} & set(som) else som
        return f"{self._masker(rij, kolom)}*ROUND({som}*{CENTS},0)"

    def _naam(self, rij: int, kolom: int) -> str:
        del rij
        return f"{GEWICHTENBLAD}!{cel(RIJ_GEMEENTE, kolom, 'r')}"

    def _count(self, bijdrage: Bijdrage, proces: str) -> int:
        return sum(int(one.aantal or 0) for one in bijdrage.eigen if one.omschrijving == proces)
