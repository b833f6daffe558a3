"""Puts the cells of a calculation sheet in place: titles, headers, and blocks with one formula each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from types import MappingProxyType
from typing import TypeAlias

from cusd_xl.model.plan import Bladplan, Cel, Gebied, Pagina, Samenvoeging, Waarde
from cusd_xl.workbook.rekenen.opmaak import find_hoogtes, finish_cellen
from cusd_xl.workbook.rekenen.verwijzing import gebied
from cusd_xl.workbook.styles import CONTROLE_GOED, GRIJS, TAB_BEREKENING

EERSTE_GEMEENTE = 7
"""On every calculation sheet the gemeenten start in the same column (H), so that a column is one gemeente everywhere."""
CENTS = 100
ALLES_OK = "Alle controles OK"
NIET_OK = " controle(s) niet in orde: zie het blad Controles"
BANNER, BANNER_TOT = (2, 0), 3
AFWIJKING: Mapping[str, object] = MappingProxyType({"bg_color": "#B3261E", "font_color": "#FFFFFF", "bold": True})
NUL: Mapping[str, object] = MappingProxyType({"font_color": GRIJS})
"""How a zero looks: present, but not in the way of the figures that count."""
Looks: TypeAlias = Mapping[str, object]
Formule: TypeAlias = Callable[[int, int], str]
"""Gives the formula of a cell from its row and column, so that a block has one formula."""


@dataclass(slots=True)
class Bouwer:
    """A sheet under construction; rows and columns count from 0."""

    naam: str
    titel: str
    uitleg: str
    cellen: dict[tuple[int, int], Cel] = field(default_factory=dict)
    samenvoegingen: list[Samenvoeging] = field(default_factory=list)
    voorwaardelijk: list[Gebied] = field(default_factory=list)
    gemeenten: tuple[str, ...] = ()
    tabkleur: str = TAB_BEREKENING
    hoogtes: dict[int, float] = field(default_factory=dict)

    def zet(self, rij: int, kolom: int, waarde: Waarde, stijl: str, formule: str | None = None) -> None:
        """Put one cell in place."""
        self.cellen[rij, kolom] = Cel(waarde, stijl, formule)

    def zet_koppen(self, rij: int, koppen: Sequence[str], kolom: int = 0) -> None:
        """A row of column headers."""
        for offset, kop in enumerate(koppen):
            self.zet(rij, kolom + offset, kop, "kop_tekst")

    def zet_ondertitel(self, rij: int, titel: str, uitleg: str = "") -> None:
        """The title of a block and what it shows."""
        self.zet(rij, 0, titel, "ondertitel_tekst")
        if uitleg:
            self.zet(rij + 1, 0, uitleg, "toelichting_tekst")

    def zet_rij(self, rij: int, kolom: int, waarden: Sequence[Waarde], stijl: str, formule: Formule | None = None) -> None:
        """A run of cells in one row; `formule` gives the formula for a row and a column."""
        for offset, waarde in enumerate(waarden):
            self.zet(rij, kolom + offset, waarde, stijl, formule(rij, kolom + offset) if formule else None)

    def zet_titel(self, controlecel: str, tot: int = BANNER_TOT) -> None:
        """Title, explanation and the banner, up to column `tot`, that says whether all controles are in order."""
        self.zet(0, 0, self.titel, "titel_tekst")
        self.zet(1, 0, self.uitleg, "toelichting_tekst")
        tekst = f'IF({controlecel}=0,"{ALLES_OK}",{controlecel}&"{NIET_OK}")'
        self.zet(*BANNER, ALLES_OK, "controle_tekst_vet", tekst)
        self.samenvoegingen.append(Samenvoeging(*BANNER, BANNER[0], tot))
        self.markeer_afwijking(*BANNER, BANNER[0], tot, ALLES_OK)

    def markeer_afwijking(self, rij: int, kolom: int, laatste_rij: int, laatste_kolom: int, goed: str) -> None:
        """Show cells that do not say `goed` in red, and those that do in green letters."""
        for criterium, looks in (("not equal to", AFWIJKING), ("equal to", {"font_color": CONTROLE_GOED, "bold": True})):
            opties = {"type": "cell", "criteria": criterium, "value": f'"{goed}"', "format": looks}
            self.voorwaardelijk.append(Gebied(rij, kolom, laatste_rij, laatste_kolom, opties))

    def markeer_tekst(self, rij: int, kolom: int, laatste_rij: int, laatste_kolom: int, tekst: str, looks: Looks) -> None:
        """Show the cells that say just this text in these looks."""
        opties = {"type": "cell", "criteria": "equal to", "value": f'"{tekst}"', "format": looks}
        self.voorwaardelijk.append(Gebied(rij, kolom, laatste_rij, laatste_kolom, opties))

    def markeer_getal(self, blok: Blok, criterium: str, looks: Looks) -> None:
        """Show the figures of a block that compare like this with zero in these looks."""
        opties = {"type": "cell", "criteria": criterium, "value": 0, "format": looks}
        self.voorwaardelijk.append(Gebied(blok.rij, blok.kolom, blok.laatste_rij, blok.laatste_kolom, opties))

    def maak_plan(self, breedtes: dict[int, float], titelrijen: int, titelkolommen: int, pagina: Pagina) -> Bladplan:
        """The finished sheet: locked, so that a formula is not overwritten by accident."""
        cellen = finish_cellen(self.cellen, EERSTE_GEMEENTE)
        return Bladplan(
            self.naam, cellen, breedtes, find_hoogtes(cellen, breedtes) | self.hoogtes,
            titelrijen=titelrijen, titelkolommen=titelkolommen, tabkleur=self.tabkleur, beveiligd=True,
            samenvoegingen=tuple(self.samenvoegingen), voorwaardelijk=tuple(self.voorwaardelijk), pagina=pagina,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Blok:
    """Where a block of figures stands: rows by name, columns from `kolom` up to and including `laatste_kolom`."""

    blad: str
    rij: int
    laatste_rij: int
    kolom: int
    laatste_kolom: int

    def kolomgebied(self, kolom: int, *, ander_blad: bool = True, vast: str = "rk") -> str:
        """All rows of the block in one column, as a reference."""
        area = gebied(self.rij, kolom, self.laatste_rij, kolom, vast)
        return f"{self.blad}!{area}" if ander_blad else area

    def rijgebied(self, rij: int) -> str:
        """All columns of the block in one row, as a reference from another sheet."""
        return f"{self.blad}!{gebied(rij, self.kolom, rij, self.laatste_kolom)}"

    def alles(self, *, ander_blad: bool = True) -> str:
        """The whole block, as a reference."""
        area = gebied(self.rij, self.kolom, self.laatste_rij, self.laatste_kolom)
        return f"{self.blad}!{area}" if ander_blad else area


def warn(plan: Bladplan, aantal: int) -> Bladplan:
    """The sheet with a banner that says how many controles are not in order now."""
    banner = replace(plan.cellen[BANNER], waarde=f"{aantal}{NIET_OK}")
    return replace(plan, cellen={**plan.cellen, BANNER: banner})


def euros(cents: int | Fraction) -> Fraction:
    """An amount in cents as euros, exact."""
    return Fraction(cents) / CENTS
