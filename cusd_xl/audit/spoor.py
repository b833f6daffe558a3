"""The trace of a cell: its formula and value, and everything it was made from, down to the cells that somebody filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from cusd_xl.audit.opschrift import find_bron, name_cel, name_gebied, show_cel, show_getal, tell_formule
from cusd_xl.audit.verwijzing import Plek, list_plekken
from cusd_xl.base.addresses import Area, quote_blad
from cusd_xl.base.money import format_number
from cusd_xl.model.boekbeeld import Beeldcel, Bladbeeld, Boekbeeld, Soort
from cusd_xl.model.uitleg import Knoop

RUIM = 24
"""Of a run of at most so many cells every formula is followed; a longer one is its count and its sum."""
MEESTE = 200
INVOER = "ingevuld, geen formule"
AL_GETOOND = "staat hierboven al"


def trace(boek: Boekbeeld, blad: Bladbeeld, rij: int, kolom: int, artikelen: Mapping[str, str], diepte: int) -> Knoop:
    """The tree of one cell, at most `diepte` formulas deep, every cell once; `artikelen` gives the article of a sheet."""
    return _Spoor(boek, artikelen).show(blad, rij, kolom, diepte)


@dataclass(slots=True)
class _Spoor:
    """What has been shown so far, and how many more cells may be."""

    boek: Boekbeeld
    artikelen: Mapping[str, str]
    gezien: set[tuple[str, int, int]] = field(default_factory=set)

    def show(self, blad: Bladbeeld, rij: int, kolom: int, diepte: int) -> Knoop:
        """One cell and what it was made from."""
        cel, plek = blad.cellen.get((rij, kolom)), (blad.naam, rij, kolom)
        naam, adres = name_cel(blad, rij, kolom), _address(blad, Area(rij, kolom, rij, kolom))
        waarde, artikel = show_cel(cel, self.boek.vanaf_1904), self.artikelen.get(blad.naam, "")
        if cel is None or cel.formule is None:
            return Knoop(naam, waarde, "" if cel is None else INVOER, adres, find_bron(blad, rij, kolom))
        if plek in self.gezien:
            return Knoop(naam, waarde, AL_GETOOND, adres, artikel=artikel)
        self.gezien.add(plek)
        kinderen = tuple(self._list(blad, cel, diepte))
        woorden, excel = tell_formule(self.boek, blad, cel), f"={cel.formule}"
        return Knoop(naam, waarde, woorden, adres, artikel=artikel, excel=excel, kinderen=kinderen)

    def _list(self, blad: Bladbeeld, cel: Beeldcel, diepte: int) -> Iterator[Knoop]:
        plekken = list_plekken(self.boek, blad, cel.rij, cel.formule or "")
        if plekken and (diepte <= 0 or len(self.gezien) >= MEESTE):
            yield _stop(len(plekken), _address(blad, Area(cel.rij, cel.kolom, cel.rij, cel.kolom)))
            return
        for plek in plekken:
            yield from self._show_plek(plek, diepte - 1)

    def _show_plek(self, plek: Plek, diepte: int) -> Iterator[Knoop]:
        doel = self.boek.blad(plek.blad) if plek.gebied else None
        if doel is None or plek.gebied is None:
            yield Knoop(plek.tekst, "niet te volgen", plek.reden)
            return
        gebied = plek.gebied
        if (gebied.eerste_rij, gebied.eerste_kolom) == (gebied.laatste_rij, gebied.laatste_kolom):
            yield self.show(doel, gebied.eerste_rij, gebied.eerste_kolom, diepte)
        else:
            yield self._sum_up(doel, gebied, diepte)

    def _sum_up(self, blad: Bladbeeld, gebied: Area, diepte: int) -> Knoop:
        """A run of cells as one figure: how many hold what, the sum of the numbers, and where those come from."""
        aantal = (gebied.laatste_rij - gebied.eerste_rij + 1) * (gebied.laatste_kolom - gebied.eerste_kolom + 1)
        cellen = sorted(
            (cel for plaats, cel in blad.cellen.items() if gebied.overlaps(Area(*plaats, *plaats))),
            key=lambda one: (one.rij, one.kolom),
        )
        getallen = [one for one in cellen if one.soort is Soort.GETAL and isinstance(one.waarde, Decimal)]
        formules = sum(one.formule is not None for one in cellen)
        teksten = sum(one.soort is Soort.TEKST for one in cellen)
        leeg = format_number(aantal - len(cellen))
        formule = f"{format_number(aantal)} cellen: {len(getallen)} getallen, {teksten} teksten, {leeg} leeg; {formules} formules"
        som = sum((one.waarde for one in getallen if isinstance(one.waarde, Decimal)), Decimal(0))
        naam, adres = name_gebied(blad, gebied), _address(blad, gebied)
        volgt = getallen if len(cellen) <= RUIM and len(self.gezien) < MEESTE else []
        kinderen = tuple(self.show(blad, one.rij, one.kolom, diepte) for one in volgt)
        waarde = f"som {show_getal(som)}" if getallen else "geen getallen"
        return Knoop(naam, waarde, formule, adres, artikel=self.artikelen.get(blad.naam, ""), kinderen=kinderen)


def _stop(aantal: int, adres: str) -> Knoop:
    woord = "verwijzing" if aantal == 1 else "verwijzingen"
    return Knoop("Dieper", f"nog {aantal} {woord}", f'vraag deze cel zelf op: --cel "{adres}", of geef een grotere --diepte')


def _address(blad: Bladbeeld, gebied: Area) -> str:
    return f"{quote_blad(blad.naam)}!{gebied}"
