"""The days of deelname on the sheet Deelname, where who takes part for a part of the year pays by the day (R96)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cusd_xl.base.names import key
from cusd_xl.model.begroting import Begroting, Deelnemer, Taak
from cusd_xl.model.bijdragen import VerdeeldeKostenpost
from cusd_xl.workbook.rekenen.bouwer import EERSTE_GEMEENTE, Blok, Bouwer, Formule
from cusd_xl.workbook.rekenen.indexatie import JAAR
from cusd_xl.workbook.rekenen.verwijzing import Invoer, cel, gebied

BLAD = "Deelname"
K_KOLOM, K_EINDE = 2, 3
BEGIN_JAAR, EINDE_JAAR = f"DATE({JAAR},1,1)", f"DATE({JAAR},12,31)"
OPGAVE, VASTGESTELD = "opgave vrijstelling", "vastgesteld"


@dataclass(frozen=True, slots=True)
class Koppen:
    """The rows above the columns of the sheet: name, first and last day per gemeente."""

    gemeente: int
    vanaf: int
    tot: int


@dataclass(frozen=True, slots=True)
class Taakblokken:
    """The blocks gemeente x taak and kostenpost x taak, the row of the codes and the codes; None when there are no taken."""

    register: Blok
    keuze: Blok
    koprij: int
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dagblokken:
    """The days per kostenpost and gemeente, and the whole number each weight is multiplied by."""

    dagen: Blok
    factor: Blok


class Dagschrijver:
    """Writes the blocks with days, one formula per block."""

    def __init__(self, bouwer: Bouwer, begroting: Begroting, invoer: Invoer, koppen: Koppen, taken: Taakblokken | None) -> None:
        self.bouwer, self.begroting, self.invoer, self.koppen, self.taken = bouwer, begroting, invoer, koppen, taken

    def zet_dagen(self, rij: int, posten: Sequence[VerdeeldeKostenpost], betaalrij: int) -> Dagblokken:
        """Place the blocks from a row on: first day, days per taak, days per kostenpost, factor; `betaalrij` is of the payers."""
        per_taak = None
        if self.taken:
            eerste = self._zet_eerste_dag(rij)
            per_taak = self._zet_dagen_per_taak(eerste.laatste_rij + 3, eerste)
            rij = per_taak.laatste_rij + 3
        return self._zet_per_kostenpost(rij, posten, betaalrij, per_taak)

    def _zet_eerste_dag(self, rij: int) -> Blok:
        uitleg = "1 januari, de eerste dag als deelnemer, of de ingang van een opgegeven vrijstelling: de laatste van deze drie."
        blok = self._zet_kop(rij, "Eerste dag per gemeente en taak", uitleg, self.begroting.deelnemers)
        for nummer, deelnemer in enumerate(self.begroting.deelnemers):
            waarden = [self._first(deelnemer, code) for code in self._codes]
            stijl = "berekening_datum"
            self.bouwer.zet_rij(blok.rij + nummer, EERSTE_GEMEENTE, waarden, stijl, self._eerste_formule(nummer))
        return blok

    def _eerste_formule(self, nummer: int) -> Formule:
        vanaf = cel(self.koppen.vanaf, EERSTE_GEMEENTE + nummer, "rk")

        def formule(rij: int, kolom: int) -> str:
            terms = [BEGIN_JAAR, vanaf]
            if self.invoer.heeft("tblBesluiten"):
                dag, soort, status, naam, taak = (
                    self.invoer.kolom("tblBesluiten", veld) for veld in ("ingangsdatum", "soort", "status", "gemeente", "taak")
                )
                wie = f"{naam},{cel(rij, 0, 'k')},{taak},{cel(self._koprij, kolom, 'r')}"
                terms.append(f'SUMIFS({dag},{soort},"{OPGAVE}",{status},"{VASTGESTELD}",{wie})')
            return f"MAX({','.join(terms)})"

        return formule

    def _zet_dagen_per_taak(self, rij: int, eerste: Blok) -> Blok:
        uitleg = "Dagen van het begrotingsjaar met een kruisje, van de eerste dag tot en met de laatste dag van deelname of taak."
        blok = self._zet_kop(rij, "Dagen per gemeente en taak", uitleg, self.begroting.deelnemers)
        self.bouwer.zet(blok.rij - 1, K_EINDE, "Laatste dag", "kop_tekst")
        for nummer, deelnemer in enumerate(self.begroting.deelnemers):
            plaats, tot = blok.rij + nummer, cel(self.koppen.tot, EERSTE_GEMEENTE + nummer, "rk")
            einde = f"IF({tot}=0,{EINDE_JAAR},MIN({EINDE_JAAR},{tot}))"
            self.bouwer.zet(plaats, K_EINDE, self._last(deelnemer), "berekening_datum", einde)
            waarden = [self._count(deelnemer, code) for code in self._codes]
            self.bouwer.zet_rij(plaats, EERSTE_GEMEENTE, waarden, "berekening_midden", self._dagformule(nummer, eerste))
        return blok

    def _dagformule(self, nummer: int, eerste: Blok) -> Formule:
        taak, vanaf, tot = (self.invoer.kolom("tblTakenregister", veld) for veld in ("taak", "vanaf", "tot_en_met"))
        kruisjes = self.invoer.gemeentekolom("tblTakenregister", cel(self._register.rij + nummer, K_KOLOM, "k"))

        def formule(rij: int, kolom: int) -> str:
            dag, laatste = cel(eerste.rij + nummer, kolom), cel(rij, K_EINDE, "k")
            begin = f"({vanaf}>{dag})*({vanaf}-{dag})+{dag}"
            einde = f"{laatste}-({tot}>0)*({tot}<{laatste})*({laatste}-{tot})"
            dagen = f"({einde}-({begin})+1)"
            return f'SUMPRODUCT(({taak}={cel(self._koprij, kolom, "r")})*({kruisjes}="x")*({dagen}>0)*{dagen})'

        return formule

    def _zet_per_kostenpost(
        self, rij: int, posten: Sequence[VerdeeldeKostenpost], betaalrij: int, per_taak: Blok | None
    ) -> Dagblokken:
        uitleg = "Dagen deelname in het begrotingsjaar; van meer taken telt die met de meeste dagen."
        dagen = self._zet_postkop(rij, "Dagen per gemeente en kostenpost", uitleg, posten)
        uitleg = "Waarmee het gewicht wordt vermenigvuldigd: de dagen, of 1 als iedereen die betaalt evenveel dagen deelneemt."
        factor = self._zet_postkop(dagen.laatste_rij + 3, "Vermenigvuldiging per gemeente en kostenpost", uitleg, posten)

        def dagformule(rij: int, kolom: int) -> str:
            alle = cel(betaalrij + rij - dagen.rij, K_EINDE, "k")
            vanaf, tot = (cel(one, kolom, "r") for one in (self.koppen.vanaf, self.koppen.tot))
            heel = f"MAX(0,IF({tot}=0,{EINDE_JAAR},MIN({EINDE_JAAR},{tot}))-MAX({BEGIN_JAAR},{vanaf})+1)"
            if self.taken is None or per_taak is None:
                return f"{alle}*{heel}"
            keuze = self.taken.keuze
            keuzerij = keuze.rij + rij - dagen.rij
            gekozen = gebied(keuzerij, keuze.kolom, keuzerij, keuze.laatste_kolom, "k")
            nummer = f"COLUMNS({cel(self.koppen.gemeente, EERSTE_GEMEENTE, 'rk')}:{cel(self.koppen.gemeente, kolom, 'r')})"
            return f"IF({alle}=1,{heel},SUMPRODUCT(MAX({gekozen}*INDEX({per_taak.alles(ander_blad=False)},{nummer},0))))"

        def factorformule(rij: int, kolom: int) -> str:
            bron = rij + dagen.rij - factor.rij
            deze, alle = cel(bron, kolom), gebied(bron, dagen.kolom, bron, dagen.laatste_kolom, "k")
            return f'IF(COUNTIF({alle},">0")=COUNTIF({alle},MAX({alle})),1,{deze})'

        for nummer, post in enumerate(posten):
            maal = post.dagen if len({one for one in post.dagen if one}) > 1 else (1,) * len(post.dagen)
            self.bouwer.zet_rij(dagen.rij + nummer, EERSTE_GEMEENTE, post.dagen, "berekening_midden", dagformule)
            self.bouwer.zet_rij(factor.rij + nummer, EERSTE_GEMEENTE, maal, "berekening_midden", factorformule)
        return Dagblokken(dagen, factor)

    def _zet_kop(self, rij: int, titel: str, uitleg: str, deelnemers: Sequence[Deelnemer]) -> Blok:
        """A block with a row per gemeente and a column per taak."""
        self.bouwer.zet_ondertitel(rij, titel, uitleg)
        self.bouwer.zet(rij + 2, 0, "Gemeente", "kop_tekst")
        self.bouwer.zet_rij(rij + 2, EERSTE_GEMEENTE, self._codes, "kop_midden", lambda rij, kolom: cel(self._koprij, kolom, "r"))
        for nummer, deelnemer in enumerate(deelnemers):
            naam = cel(self.koppen.gemeente, EERSTE_GEMEENTE + nummer, "rk")
            self.bouwer.zet(rij + 3 + nummer, 0, deelnemer.gemeente, "berekening_tekst", naam)
        laatste = EERSTE_GEMEENTE + len(self._codes) - 1
        return Blok(BLAD, rij + 3, rij + 2 + len(deelnemers), EERSTE_GEMEENTE, laatste)

    def _zet_postkop(self, rij: int, titel: str, uitleg: str, posten: Sequence[VerdeeldeKostenpost]) -> Blok:
        """A block with a row per kostenpost and a column per gemeente."""
        namen = [one.gemeente for one in self.begroting.deelnemers]
        self.bouwer.zet_ondertitel(rij, titel, uitleg)
        self.bouwer.zet(rij + 2, 0, "Kostenpost", "kop_tekst")
        self.bouwer.zet_rij(
            rij + 2, EERSTE_GEMEENTE, namen, "kop_midden", lambda rij, kolom: cel(self.koppen.gemeente, kolom, "r")
        )
        for nummer, post in enumerate(posten):
            self.bouwer.zet(rij + 3 + nummer, 0, post.kostenpost.kostenpost, "berekening_tekst")
        return Blok(BLAD, rij + 3, rij + 2 + len(posten), EERSTE_GEMEENTE, EERSTE_GEMEENTE + len(namen) - 1)

    @property
    def _codes(self) -> tuple[str, ...]:
        return self.taken.codes if self.taken else ()

    @property
    def _koprij(self) -> int:
        return self.taken.koprij if self.taken else 0

    @property
    def _register(self) -> Blok:
        if self.taken is None:
            raise LookupError("no taken")
        return self.taken.register

    def _first(self, deelnemer: Deelnemer, code: str) -> date:
        opgave = (
            one.ingangsdatum
            for one in self.begroting.besluiten
            if (one.soort, one.status, key(one.gemeente), key(one.taak))
            == (OPGAVE, VASTGESTELD, key(deelnemer.gemeente), key(code))
        )
        return max((date(self.begroting.jaar, 1, 1), deelnemer.vanaf, *(dag for dag in opgave if dag)))

    def _last(self, deelnemer: Deelnemer) -> date:
        einde = date(self.begroting.jaar, 12, 31)
        return min(einde, deelnemer.tot_en_met or einde)

    def _count(self, deelnemer: Deelnemer, code: str) -> int:
        rows = [one for one in self.begroting.taken if one.taak == code and deelnemer.gemeente in one.deelname]
        return sum(_overlap(one, self._first(deelnemer, code), self._last(deelnemer)) for one in rows)


def _overlap(taak: Taak, eerste: date, laatste: date) -> int:
    """The days of a taak from the first up to and including the last day."""
    einde = min(laatste, taak.tot_en_met or laatste)
    return max(0, (einde - max(eerste, taak.vanaf)) // timedelta(days=1) + 1)
