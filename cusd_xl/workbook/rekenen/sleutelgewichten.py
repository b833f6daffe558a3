"""The sheet Sleutelgewichten: the weight of every paying gemeente in every key, as whole numbers (art. 12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from cusd_xl.base.exactheid import DECIMALEN_GEWICHT
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.bijdragen import Component, VerdeeldeKostenpost
from cusd_xl.model.plan import Bladplan, Pagina, Waarde
from cusd_xl.workbook.rekenen.bouwer import EERSTE_GEMEENTE, Blok, Bouwer, Formule
from cusd_xl.workbook.rekenen.deelname import gemeente
from cusd_xl.workbook.rekenen.indexatie import CENTRUM, JAAR
from cusd_xl.workbook.rekenen.verwijzing import Invoer, cel, gebied

BLAD = "Sleutelgewichten"
RIJ_GEMEENTE, RIJ_EERSTE = 3, 5
K_POSITIE, K_PARAMETER = 2, 3
K_TELLER, K_DEEL, K_SOM, K_NOEMER, K_GROOTSTE = range(2, 7)
KOPPEN = ("Kostenpost", "Sleutel", "Rij", "Peildatum / schaal")
KOPPEN_SAMEN = ("Kostenpost", "Sleutel", "Teller deel", "Noemer deel", "Som", "Noemer", "Grootste")
SOORTEN_MET_SCHAAL = ("gewichten", "percentage")
GROEPEN = MappingProxyType(
    {
        "Inwoners op de peildatum": ("inwoners",),
        "Controleverklaringen, zonder de centrumgemeente": ("controleverklaringen",),
        "Gelijke delen": ("gelijk",),
        "Gewichten en percentages in hele getallen": SOORTEN_MET_SCHAAL,
    }
)


@dataclass(frozen=True, slots=True)
class Onderdeel:
    """One simple key of one kostenpost, as the engine weighed it; `rij` is where its weights stand, `nummer` its kostenpost."""

    post: VerdeeldeKostenpost
    component: Component
    nummer: int
    rij: int

    @property
    def kostenpost(self) -> str:
        return self.post.kostenpost.kostenpost

    @property
    def tellers(self) -> tuple[int, ...]:
        """Weight times the numerator of the part of the mix, per deelnemer."""
        return tuple(gewicht * self.component.deel.numerator for gewicht in self.component.gewichten)

    @property
    def noemer(self) -> int:
        """Sum of the weights times the denominator of the part of the mix."""
        return sum(self.component.gewichten) * self.component.deel.denominator


@dataclass(frozen=True, slots=True)
class Gewichtenblad:
    """The finished sheet, the block of all whole weights, and what the controles look at.

    `gevonden` counts the inwonertallen per paying gemeente; `percentages` are rows of percentages with their sleutel.
    """

    plan: Bladplan
    gewichten: Blok | None
    gevonden: Blok | None
    percentages: tuple[tuple[str, Blok], ...]
    onderdelen: tuple[Onderdeel, ...]


def plan_sleutelgewichten(
    begroting: Begroting, posten: Sequence[VerdeeldeKostenpost], betalers: Blok, invoer: Invoer, controlecel: str
) -> Gewichtenblad:
    """Plan the sheet: a block per kind of key, and below it all weights together in the order of the kostenposten."""
    bouwer = Bouwer(
        BLAD,
        "Sleutelgewichten",
        "Het gewicht van elke betalende gemeente per sleutel, in hele getallen; wie niet betaalt weegt 0.",
    )
    bouwer.zet_titel(controlecel)
    laatste = EERSTE_GEMEENTE + len(begroting.deelnemers) - 1
    bouwer.zet(RIJ_GEMEENTE, 0, "Gemeente", "kop_tekst")
    bouwer.zet_rij(RIJ_GEMEENTE, EERSTE_GEMEENTE, [one.gemeente for one in begroting.deelnemers], "kop_rechts", gemeente)
    groepen, rij = _assign_rijen(posten)
    schrijver = _Schrijver(bouwer, begroting, betalers, invoer, laatste)
    for titel, block in groepen.items():
        bouwer.zet_ondertitel(block[0].rij - 2, titel)
        bouwer.zet_koppen(block[0].rij - 1, KOPPEN)
        schrijver.zet_gemeenten(block[0].rij - 1)
        for one in block:
            schrijver.zet_kop(one)
    einde = rij
    rij, gevonden = schrijver.zet_inwoners(
        [one for block in groepen.values() for one in block if one.component.soort == "inwoners"], rij
    )
    schrijver.zet_tellingen([one for block in groepen.values() for one in block])
    rij, percentages = schrijver.zet_gewichten(
        [one for block in groepen.values() for one in block if one.component.soort in SOORTEN_MET_SCHAAL], rij
    )
    volgorde = {id(one): place for place, one in enumerate(one for post in posten for one in post.componenten)}
    alle = (one for block in groepen.values() for one in block)
    onderdelen = tuple(sorted(alle, key=lambda one: (one.post.is_eigen, volgorde[id(one.component)])))
    samen = schrijver.zet_samen(onderdelen, rij, einde) if onderdelen else None
    breedtes: dict[int, float] = {
        **dict(enumerate((14, 26, 12, 20, 13, 13, 13))),
        **dict.fromkeys(range(EERSTE_GEMEENTE, laatste + 1), 13),
    }
    plan = bouwer.maak_plan(breedtes, RIJ_GEMEENTE + 1, 2, Pagina(herhaal_rijen=(RIJ_GEMEENTE, RIJ_GEMEENTE)))
    return Gewichtenblad(plan, samen, gevonden, percentages, onderdelen)


def _assign_rijen(posten: Sequence[VerdeeldeKostenpost]) -> tuple[dict[str, list[Onderdeel]], int]:
    groepen: dict[str, list[Onderdeel]] = {}
    rij = RIJ_EERSTE + 2
    for titel, soorten in GROEPEN.items():
        block = []
        for nummer, post in enumerate(posten, start=1):
            for component in post.componenten:
                if component.soort in soorten:
                    block.append(Onderdeel(post, component, nummer, rij))
                    rij += 1
        if block:
            groepen[titel] = block
            rij += 3
    return groepen, rij - 2


class _Schrijver:
    """Writes the rows of this sheet with one formula per block."""

    def __init__(self, bouwer: Bouwer, begroting: Begroting, betalers: Blok, invoer: Invoer, laatste: int) -> None:
        self.bouwer, self.begroting, self.betalers, self.invoer, self.laatste = bouwer, begroting, betalers, invoer, laatste

    def zet_kop(self, one: Onderdeel) -> None:
        """The left side of a row of weights: kostenpost, sleutel and the place of the kostenpost on the sheet Deelname."""
        self.bouwer.zet(one.rij, 0, one.kostenpost, "berekening_tekst")
        self.bouwer.zet(one.rij, 1, one.component.sleutel, "berekening_tekst")
        positie = f"MATCH({cel(one.rij, 0, 'k')},{self.betalers.kolomgebied(0)},0)"
        self.bouwer.zet(one.rij, K_POSITIE, one.nummer, "berekening_geheel", positie)

    def zet_gemeenten(self, rij: int) -> None:
        """The gemeenten above a block."""
        namen = [one.gemeente for one in self.begroting.deelnemers]
        self.bouwer.zet_rij(rij, EERSTE_GEMEENTE, namen, "kop_midden", gemeente)

    def zet_inwoners(self, block: Sequence[Onderdeel], rij: int) -> tuple[int, Blok | None]:
        """The inwoners of the peildatum, and how many figures there are for each (must be one)."""
        if not block:
            return rij, None
        eerste = rij + 2
        bron, namen, dagen = (self.invoer.kolom("tblInwoners", veld) for veld in ("inwoners", "gemeente", "peildatum"))

        def criteria(rij: int, kolom: int) -> str:
            return f"{namen},{self._naam(kolom)},{dagen},{cel(rij, K_PARAMETER, 'k')}"

        def telformule(rij: int, kolom: int) -> str:
            bij = rij - eerste + block[0].rij
            return f'IF({self._masker(bij, kolom)}=1,COUNTIFS({criteria(bij, kolom)},{bron},">0"),1)'

        self.bouwer.zet_ondertitel(
            rij, "Aantal inwonertallen gevonden op de peildatum", "Moet 1 zijn bij elke gemeente die betaalt."
        )
        for plaats, one in enumerate(block, start=eerste):
            positie = self.invoer.positie("tblSleutels", "sleutel", cel(one.rij, 1, "k"))
            terug = self.invoer.opzoek("tblSleutels", "parameter", positie)
            dag = date(self.begroting.jaar - int(self.begroting.sleutel(one.component.sleutel).parameter), 1, 1)
            self.bouwer.zet(one.rij, K_PARAMETER, dag, "berekening_datum", f"DATE({JAAR}-VALUE({terug}),1,1)")
            self._zet_gewichten(one, lambda rij, kolom: f"{self._masker(rij, kolom)}*SUMIFS({bron},{criteria(rij, kolom)})")
            self.bouwer.zet(plaats, 0, one.kostenpost, "controle_tekst", cel(one.rij, 0, "k"))
            eens = [1] * len(self.begroting.deelnemers)
            self.bouwer.zet_rij(plaats, EERSTE_GEMEENTE, eens, "controle_geheel", telformule)
        return rij + len(block) + 3, Blok(BLAD, eerste, eerste + len(block) - 1, EERSTE_GEMEENTE, self.laatste)

    def zet_tellingen(self, onderdelen: Sequence[Onderdeel]) -> None:
        """Controleverklaringen (never of the centrumgemeente) and equal shares."""

        def verklaringen(rij: int, kolom: int) -> str:
            bron, namen = (self.invoer.kolom("tblControleverklaringen", veld) for veld in ("aantal", "gemeente"))
            naam = self._naam(kolom)
            return f"{self._masker(rij, kolom)}*SUMIFS({bron},{namen},{naam})*({naam}<>{CENTRUM})"

        for one in onderdelen:
            if one.component.soort == "controleverklaringen":
                self._zet_gewichten(one, verklaringen)
            elif one.component.soort == "gelijk":
                self._zet_gewichten(one, self._masker)

    def zet_gewichten(self, block: Sequence[Onderdeel], rij: int) -> tuple[int, tuple[tuple[str, Blok], ...]]:
        """Weights with decimals: as filled in, their number of decimals, and scaled to whole numbers."""
        if not block:
            return rij, ()
        ruw, dec = rij + 1, rij + len(block) + 3
        self.bouwer.zet_ondertitel(rij, "Gewichten zoals ingevuld")
        self.bouwer.zet_ondertitel(dec - 1, "Aantal decimalen van het gewicht")
        for offset, one in enumerate(block):
            self._zet_ruw(one, ruw + offset, dec + offset)
        percentages = tuple(
            (f"{one.component.sleutel} ({one.kostenpost})", Blok(BLAD, ruw + offset, ruw + offset, EERSTE_GEMEENTE, self.laatste))
            for offset, one in enumerate(block)
            if one.component.soort == "percentage"
        )
        return rij + 2 * len(block) + 5, percentages

    def zet_samen(self, onderdelen: Sequence[Onderdeel], rij: int, einde: int) -> Blok:
        """All weights in the order of the kostenposten, with the part of the mix, the sum and the denominator."""
        uitleg = "Gewicht maal de teller van het deel in de mix; een sleutel die geen mix is heeft deel 1/1."
        self.bouwer.zet_ondertitel(rij, "Alle gewichten samen", uitleg)
        self.bouwer.zet_koppen(rij + 2, KOPPEN_SAMEN)
        self.zet_gemeenten(rij + 2)
        eerste = rij + 3
        kosten, sleutels = gebied(RIJ_EERSTE, 0, einde, 0), gebied(RIJ_EERSTE, 1, einde, 1)

        def formule(rij: int, kolom: int) -> str:
            vind = f"{kosten},{cel(rij, 0, 'k')},{sleutels},{cel(rij, 1, 'k')}"
            return f"{cel(rij, K_TELLER, 'k')}*SUMIFS({gebied(RIJ_EERSTE, kolom, einde, kolom, 'r')},{vind})"

        for plaats, one in enumerate(onderdelen, start=eerste):
            tellers, deel = one.tellers, one.component.deel
            cellen = gebied(plaats, EERSTE_GEMEENTE, plaats, self.laatste, "k")
            noemer = f"{cel(plaats, K_SOM)}/{cel(plaats, K_TELLER)}*{cel(plaats, K_DEEL)}"
            links: tuple[tuple[Waarde, str | None], ...] = (
                (one.kostenpost, None), (one.component.sleutel, None), (deel.numerator, None), (deel.denominator, None),
                (sum(tellers), f"SUM({cellen})"), (one.noemer, noemer), (max(tellers), f"MAX({cellen})"),
            )  # fmt: skip
            for kolom, (waarde, som) in enumerate(links):
                self.bouwer.zet(plaats, kolom, waarde, "berekening_tekst" if kolom < K_TELLER else "berekening_geheel", som)
            self.bouwer.zet_rij(plaats, EERSTE_GEMEENTE, tellers, "berekening_geheel", formule)
        return Blok(BLAD, eerste, eerste + len(onderdelen) - 1, EERSTE_GEMEENTE, self.laatste)

    def _zet_ruw(self, one: Onderdeel, ruw: int, dec: int) -> None:
        bron, sleutels, namen = (self.invoer.kolom("tblGewichten", veld) for veld in ("gewicht", "sleutel", "gemeente"))

        def ruwformule(rij: int, kolom: int) -> str:
            som = f"SUMIFS({bron},{sleutels},{cel(rij, 1, 'k')},{namen},{self._naam(kolom)})"
            return f"{self._masker(rij + one.rij - ruw, kolom)}*{som}"

        for plaats in (ruw, dec):
            self.bouwer.zet(plaats, 0, one.kostenpost, "berekening_tekst", cel(one.rij, 0, "k"))
            self.bouwer.zet(plaats, 1, one.component.sleutel, "berekening_tekst", cel(one.rij, 1, "k"))
        waarden = [Fraction(gewicht, one.component.schaal) for gewicht in one.component.gewichten]
        decimalen = [_count_decimalen(waarde) for waarde in waarden]
        self.bouwer.zet_rij(ruw, EERSTE_GEMEENTE, waarden, "berekening_getal", ruwformule)
        self.bouwer.zet_rij(
            dec, EERSTE_GEMEENTE, decimalen, "berekening_geheel", lambda rij, kolom: _decimaalformule(cel(rij + ruw - dec, kolom))
        )
        hoogste = f"10^MAX({gebied(dec, EERSTE_GEMEENTE, dec, self.laatste, 'k')})"
        self.bouwer.zet(one.rij, K_PARAMETER, 10 ** max(decimalen), "berekening_geheel", hoogste)
        self._zet_gewichten(one, lambda rij, kolom: f"ROUND({cel(rij + ruw - one.rij, kolom)}*{cel(rij, K_PARAMETER, 'k')},0)")

    def _zet_gewichten(self, one: Onderdeel, formule: Formule) -> None:
        self.bouwer.zet_rij(one.rij, EERSTE_GEMEENTE, one.component.gewichten, "berekening_geheel", formule)

    def _masker(self, rij: int, kolom: int) -> str:
        return f"INDEX({self.betalers.kolomgebied(kolom, vast='r')},{cel(rij, K_POSITIE, 'k')})"

    def _naam(self, kolom: int) -> str:
        return cel(RIJ_GEMEENTE, kolom, "r")


def _count_decimalen(waarde: Fraction) -> int:
    return next((d for d in range(DECIMALEN_GEWICHT) if (waarde * 10**d).denominator == 1), DECIMALEN_GEWICHT)


def _decimaalformule(adres: str) -> str:
    return "+".join(f"(ROUND({adres},{d})<>{adres})" for d in range(DECIMALEN_GEWICHT))
