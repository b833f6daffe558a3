"""The rows of the sheet Sleutelgewichten: for every kind of key one formula from the input tables to a whole weight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from cusd_xl.base.exactheid import DECIMALEN_GEWICHT
from cusd_xl.base.names import key
from cusd_xl.model.begroting import Begroting
from cusd_xl.model.bijdragen import Component, Jaargewicht
from cusd_xl.workbook.rekenen.bouwer import CENTS, EERSTE_GEMEENTE, Blok, Bouwer, Formule
from cusd_xl.workbook.rekenen.deelname import Deelnameblad, gemeente
from cusd_xl.workbook.rekenen.indexatie import CENTRUM, JAAR
from cusd_xl.workbook.rekenen.onderdeel import SOORTEN_IN_CENTEN, Onderdeel
from cusd_xl.workbook.rekenen.sommen import quote, sum_gewichten, sum_inkoopplan, sum_realisatie
from cusd_xl.workbook.rekenen.verwijzing import Invoer, cel, gebied

BLAD = "Sleutelgewichten"
RIJ_GEMEENTE = 3
K_POSITIE, K_PARAMETER, K_BINNEN = 2, 3, 4
KOPPEN_JAAR = ("Kostenpost", "Sleutel", "Rij", "Peildatum / jaar", "Sleutel binnenin")
TELLINGEN = ("inwoners", "jeugdigen")
SOORTEN_MET_SCHAAL = ("gewichten", "percentage", "budgetaandeel")
CENTRUMGEMEENTE = "centrumgemeente"
Jaarrij: TypeAlias = tuple[Onderdeel, Jaargewicht, int]
"""A year of a gemiddelde: its key, its weights and the row where they stand."""


def has_schaal(component: Component) -> bool:
    """True when the weights may have decimals, and so are scaled to whole numbers."""
    return component.soort in SOORTEN_MET_SCHAAL or component.binnensoort in SOORTEN_MET_SCHAAL


class Gewichtschrijver:
    """Writes the rows of this sheet, each kind of key with one formula."""

    def __init__(self, bouwer: Bouwer, begroting: Begroting, deelname: Deelnameblad, invoer: Invoer, laatste: int) -> None:
        self.bouwer, self.begroting, self.deelname, self.invoer, self.laatste = bouwer, begroting, deelname, invoer, laatste
        self.jaren: tuple[Jaarrij, ...] = ()

    def zet_kop(self, one: Onderdeel) -> None:
        """The left side of a row of weights: kostenpost, sleutel and the place of the kostenpost on the sheet Deelname."""
        component = one.component
        self.bouwer.zet(one.rij, 0, one.kostenpost, "berekening_tekst")
        self.bouwer.zet(one.rij, 1, component.naam, "berekening_tekst")
        positie = f"MATCH({cel(one.rij, 0, 'k')},{self.deelname.betalers.kolomgebied(0)},0)"
        self.bouwer.zet(one.rij, K_POSITIE, one.nummer, "berekening_geheel", positie)
        if component.naam != component.sleutel:
            self.bouwer.zet(one.rij, K_BINNEN, component.sleutel, "berekening_tekst")

    def zet_gemeenten(self, rij: int) -> None:
        """The gemeenten above a block."""
        namen = [one.gemeente for one in self.begroting.deelnemers]
        self.bouwer.zet_rij(rij, EERSTE_GEMEENTE, namen, "kop_midden", gemeente)

    def zet_jaren(self, onderdelen: Sequence[Onderdeel], rij: int) -> int:
        """The weights of every year of a gemiddelde, a row each; returns the next free row."""
        block = [one for one in onderdelen if one.component.jaren]
        if not block:
            return rij
        self.bouwer.zet_ondertitel(rij, "Jaren van een gemiddelde", "Het gewicht van elk jaar; het gemiddelde telt ze op.")
        self.bouwer.zet_koppen(rij + 2, KOPPEN_JAAR)
        self.zet_gemeenten(rij + 2)
        rijen: list[Jaarrij] = []
        for one in block:
            rijen += [(one, jaar, rij + 3 + len(rijen) + nummer) for nummer, jaar in enumerate(one.component.jaren)]
        self.jaren = tuple(rijen)
        for jaarrij in rijen:
            self._zet_jaar(jaarrij)
        return rij + 3 + len(rijen) + 2

    def zet_tellingen(self, onderdelen: Sequence[Onderdeel], rij: int) -> tuple[int, Blok | None]:
        """The inwoners and jeugdigen of the peildatum, and how many figures there are for each (must be one)."""
        rows = [(one, one.rij, one.component.soort) for one in onderdelen if one.component.soort in TELLINGEN]
        rows += [(one, plek, one.component.binnensoort) for one, _, plek in self.jaren if one.component.binnensoort in TELLINGEN]
        if not rows:
            return rij, None
        wat = "inwonertallen" if all(soort == "inwoners" for _, _, soort in rows) else "inwonertallen en aantallen jeugdigen"
        uitleg = "Moet 1 zijn bij elke gemeente die betaalt."
        self.bouwer.zet_ondertitel(rij, f"Aantal {wat} gevonden op de peildatum", uitleg)
        eerste, eens = rij + 2, [1] * len(self.begroting.deelnemers)
        for plaats, (one, bij, soort) in enumerate(rows, start=eerste):
            self.bouwer.zet(plaats, 0, one.kostenpost, "controle_tekst", cel(bij, 0, "k"))
            self.bouwer.zet_rij(plaats, EERSTE_GEMEENTE, eens, "controle_geheel", self._telformule(one, bij, soort))
        return rij + len(rows) + 3, Blok(BLAD, eerste, eerste + len(rows) - 1, EERSTE_GEMEENTE, self.laatste)

    def zet_eenvoudig(self, one: Onderdeel) -> None:
        """The row of a key whose weights are whole numbers as they stand in the tables."""
        soort = one.component.soort
        if soort in TELLINGEN:
            self._zet_peildatum(one)
        schrijf: dict[str, Callable[[Onderdeel], Formule]] = {
            "inwoners": lambda one: self._op_peildatum(one, one.rij, "inwoners"),
            "jeugdigen": lambda one: self._op_peildatum(one, one.rij, "jeugdigen"),
            "controleverklaringen": self._verklaringen,
            "gelijk": lambda one: lambda rij, kolom: self._masker(one, kolom),
            "zorgvolume": self._zorgvolume,
            "gebruik": self._gebruik,
        }
        if soort in schrijf:
            self._zet_gewichten(one, self._maal(one, schrijf[soort](one)))
        elif soort == "gemiddelde" and one.component.binnensoort in TELLINGEN:
            self._zet_gewichten(one, self._maal(one, self._som_van_jaren(one)))

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
            (f"{one.component.naam} ({one.kostenpost})", Blok(BLAD, ruw + offset, ruw + offset, EERSTE_GEMEENTE, self.laatste))
            for offset, one in enumerate(block)
            if one.component.soort == "percentage"
        )
        return rij + 2 * len(block) + 5, percentages

    def _zet_jaar(self, jaarrij: Jaarrij) -> None:
        one, jaar, plek = jaarrij
        component = one.component
        self.bouwer.zet(plek, 0, one.kostenpost, "berekening_tekst", cel(one.rij, 0, "k"))
        self.bouwer.zet(plek, 1, component.naam, "berekening_tekst", cel(one.rij, 1, "k"))
        self.bouwer.zet(plek, K_BINNEN, component.binnen, "berekening_tekst")
        if component.binnensoort in TELLINGEN:
            eerste = next(rij for deel, _, rij in self.jaren if deel is one)
            terug = f"VALUE({self._parameter(cel(plek, K_BINNEN, 'k'))})+ROWS({cel(eerste, 0, 'rk')}:{cel(plek, 0, 'k')})-1"
            formule = f"DATE({JAAR}-({terug}),1,1)"
            self.bouwer.zet(plek, K_PARAMETER, date(jaar.jaar, 1, 1), "berekening_datum", formule)
            formules, stijl = self._op_peildatum(one, plek, component.binnensoort), "berekening_geheel"
        else:
            self.bouwer.zet(plek, K_PARAMETER, jaar.jaar, "berekening_jaar")
            formules, stijl = self._gewicht_van_jaar(one, plek), "berekening_getal"
        waarden = [Fraction(gewicht, jaar.schaal) for gewicht in jaar.gewichten]
        self.bouwer.zet_rij(plek, EERSTE_GEMEENTE, waarden, stijl, formules)

    def _zet_peildatum(self, one: Onderdeel) -> None:
        dag = date(self.begroting.jaar - int(self.begroting.sleutel(one.component.sleutel).parameter), 1, 1)
        terug = self._parameter(self._sleutelcel(one))
        self.bouwer.zet(one.rij, K_PARAMETER, dag, "berekening_datum", f"DATE({JAAR}-VALUE({terug}),1,1)")

    def _parameter(self, sleutelcel: str) -> str:
        return self.invoer.opzoek("tblSleutels", "parameter", self.invoer.positie("tblSleutels", "sleutel", sleutelcel))

    def _criteria(self, plek: int, kolom: int) -> str:
        namen, dagen = (self.invoer.kolom("tblInwoners", veld) for veld in ("gemeente", "peildatum"))
        return f"{namen},{self._naam(kolom)},{dagen},{cel(plek, K_PARAMETER, 'k')}"

    def _op_peildatum(self, one: Onderdeel, plek: int, soort: str) -> Formule:
        bron = self.invoer.kolom("tblInwoners", soort)
        return lambda rij, kolom: f"{self._masker(one, kolom)}*SUMIFS({bron},{self._criteria(plek, kolom)})"

    def _telformule(self, one: Onderdeel, plek: int, soort: str) -> Formule:
        bron = self.invoer.kolom("tblInwoners", soort)
        return lambda rij, kolom: f'IF({self._masker(one, kolom)}=1,COUNTIFS({self._criteria(plek, kolom)},{bron},">0"),1)'

    def _verklaringen(self, one: Onderdeel) -> Formule:
        bron, namen = (self.invoer.kolom("tblControleverklaringen", veld) for veld in ("aantal", "gemeente"))

        def formule(rij: int, kolom: int) -> str:
            naam = self._naam(kolom)
            return f"{self._masker(one, kolom)}*SUMIFS({bron},{namen},{naam})*({naam}<>{CENTRUM})"

        return formule

    def _zorgvolume(self, one: Onderdeel) -> Formule:
        if not self.invoer.heeft("tblInkoopplan"):
            return lambda rij, kolom: "0"
        self.bouwer.zet(one.rij, K_PARAMETER, ", ".join(one.component.keuze) or "alle taken", "berekening_tekst")

        def formule(rij: int, kolom: int) -> str:
            som = sum_inkoopplan(self.invoer, self._naam(kolom), one.component.keuze)
            return f"{self._masker(one, kolom)}*ROUND(({som})*{CENTS},0)"

        return formule

    def _gebruik(self, one: Onderdeel) -> Formule:
        if not self.invoer.heeft("tblRealisatie"):
            return lambda rij, kolom: "0"
        own = one.component.keuze[0] == one.kostenpost
        bron = cel(one.rij, 0, "k") if own else None
        self.bouwer.zet(one.rij, K_PARAMETER, one.component.keuze[0], "berekening_tekst", bron)

        def formule(rij: int, kolom: int) -> str:
            som = sum_realisatie(self.invoer, self._naam(kolom), cel(one.rij, K_PARAMETER, "k"))
            return f"{self._masker(one, kolom)}*ROUND(({som})*{CENTS},0)"

        return formule

    def _som_van_jaren(self, one: Onderdeel) -> Formule:
        rijen = [plek for deel, _, plek in self.jaren if deel is one]
        return lambda rij, kolom: f"SUM({gebied(rijen[0], kolom, rijen[-1], kolom, 'r')})"

    def _gewicht_van_jaar(self, one: Onderdeel, plek: int) -> Formule:
        bron, sleutels, namen, jaren = (
            self.invoer.kolom("tblGewichten", veld) for veld in ("gewicht", "sleutel", "gemeente", "jaar")
        )

        def formule(rij: int, kolom: int) -> str:
            wie = f"{sleutels},{cel(plek, K_BINNEN, 'k')},{namen},{self._naam(kolom)},{jaren},{cel(plek, K_PARAMETER, 'k')}"
            return f"{self._masker(one, kolom)}*SUMIFS({bron},{wie})"

        return formule

    def _zet_ruw(self, one: Onderdeel, ruw: int, dec: int) -> None:
        def ruwformule(rij: int, kolom: int) -> str:
            if one.component.jaren:
                return f"ROUND({self._som_van_jaren(one)(rij, kolom)},{DECIMALEN_GEWICHT})"
            sleutel = cel(ruw, 1, "k") if one.component.naam == one.component.sleutel else self._sleutelcel(one)
            return f"{self._masker(one, kolom)}*{sum_gewichten(self.invoer, sleutel, self._naam(kolom))}"

        for plaats in (ruw, dec):
            self.bouwer.zet(plaats, 0, one.kostenpost, "berekening_tekst", cel(one.rij, 0, "k"))
            self.bouwer.zet(plaats, 1, one.component.naam, "berekening_tekst", cel(one.rij, 1, "k"))
        waarden = [Fraction(gewicht, one.component.schaal) for gewicht in one.component.kale_gewichten]
        decimalen = [_count_decimalen(waarde) for waarde in waarden]
        self.bouwer.zet_rij(ruw, EERSTE_GEMEENTE, waarden, "berekening_getal", ruwformule)
        self.bouwer.zet_rij(
            dec, EERSTE_GEMEENTE, decimalen, "berekening_geheel", lambda rij, kolom: _decimaalformule(cel(rij + ruw - dec, kolom))
        )
        hoogste = f"10^MAX({gebied(dec, EERSTE_GEMEENTE, dec, self.laatste, 'k')})"
        self.bouwer.zet(one.rij, K_PARAMETER, 10 ** max(decimalen), "berekening_geheel", hoogste)
        self._zet_gewichten(
            one,
            self._maal(one, lambda rij, kolom: f"ROUND({cel(rij + ruw - one.rij, kolom)}*{cel(rij, K_PARAMETER, 'k')},0)"),
        )

    def _zet_gewichten(self, one: Onderdeel, formule: Formule) -> None:
        self.bouwer.zet_rij(one.rij, EERSTE_GEMEENTE, one.component.gewichten, "berekening_geheel", formule)

    def _maal(self, one: Onderdeel, formule: Formule) -> Formule:
        """The formula times the days of deelname, where the regeling counts days and the figure is not of the year itself."""
        factor = self.deelname.factor
        if factor is None or one.post.is_eigen or one.component.soort in SOORTEN_IN_CENTEN:
            return formule
        return lambda rij, kolom: f"{formule(rij, kolom)}*{self._op_kostenpost(factor, one, kolom)}"

    def _masker(self, one: Onderdeel, kolom: int) -> str:
        """1 where the gemeente pays and the key does not leave it out, else 0."""
        masker, naam = self._op_kostenpost(self.deelname.betalers, one, kolom), self._naam(kolom)
        return masker + "".join(f"*({naam}<>{self._wie(token)})" for token in one.component.zonder)

    def _wie(self, token: str) -> str:
        if key(token) == CENTRUMGEMEENTE:
            return CENTRUM
        return quote(next((one.gemeente for one in self.begroting.deelnemers if key(one.gemeente) == key(token)), token))

    def _op_kostenpost(self, blok: Blok, one: Onderdeel, kolom: int) -> str:
        return f"INDEX({blok.kolomgebied(kolom, vast='r')},{cel(one.rij, K_POSITIE, 'k')})"

    def _sleutelcel(self, one: Onderdeel) -> str:
        """The cell with the name of the simple key, also where the row is named after who is left out."""
        return cel(one.rij, 1 if one.component.naam == one.component.sleutel else K_BINNEN, "k")

    def _naam(self, kolom: int) -> str:
        return cel(RIJ_GEMEENTE, kolom, "r")


def _count_decimalen(waarde: Fraction) -> int:
    return next((d for d in range(DECIMALEN_GEWICHT) if (waarde * 10**d).denominator == 1), DECIMALEN_GEWICHT)


def _decimaalformule(adres: str) -> str:
    return "+".join(f"(ROUND({adres},{d})<>{adres})" for d in range(DECIMALEN_GEWICHT))
