"""What the sheets of every report share: the heading, columns by name, sums, controles, and how they print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from cusd_xl.model.kring import Kring
from cusd_xl.model.plan import Bladplan, Gebied, Grafiek, Pagina, Samenvoeging
from cusd_xl.workbook.rekenen.bouwer import AFWIJKING, Blok, Bouwer
from cusd_xl.workbook.rekenen.opmaak import find_hoogtes, finish_cellen
from cusd_xl.workbook.rekenen.verwijzing import gebied
from cusd_xl.workbook.styles import HUISKLEUR

OK, SLUIT_NIET, MELDEN = "OK", "SLUIT NIET", "melden"
RIJ_STAND, EERSTE_BLOK = 2, 4
CONCEPT_TOT = 3
HOOGTE_STEMPEL = 22.0
HUISKLEUREN = (HUISKLEUR, "#E3B23C", "#3E8E5A", "#6B7A8C")
"""The colours of the series of a chart, in their order."""


@dataclass(frozen=True, slots=True)
class Rapportkolom:
    """One column of a report: the name the code uses, the header, the width."""

    veld: str
    kop: str
    breedte: float


@dataclass(frozen=True, slots=True)
class Kolommen:
    """The columns of one table, from the left edge of the sheet."""

    kolommen: tuple[Rapportkolom, ...]

    def plek(self, veld: str) -> int:
        """The column (from 0) of a name; ValueError when the table has no such column."""
        return [one.veld for one in self.kolommen].index(veld)

    def heeft(self, veld: str) -> bool:
        """True when the table has a column of this name."""
        return any(one.veld == veld for one in self.kolommen)

    @property
    def koppen(self) -> tuple[str, ...]:
        return tuple(one.kop for one in self.kolommen)

    @property
    def breedtes(self) -> dict[int, float]:
        return {plek: one.breedte for plek, one in enumerate(self.kolommen)}

    def blok(self, blad: str, rij: int, aantal: int) -> Blok:
        """The rows of the table on its sheet, for references."""
        return Blok(blad, rij, rij + aantal - 1, 0, len(self.kolommen) - 1)


def begin_blad(naam: str, titel: str, regeling: str, stand: str, concept: bool = False) -> Bouwer:
    """A sheet with its heading: title, regeling, and what it stands on; a concept says so in a stamp."""
    bouwer = Bouwer(naam, titel, regeling)
    bouwer.zet(0, 0, titel, "titel_tekst")
    bouwer.zet(1, 0, regeling, "toelichting_tekst")
    if concept:
        bouwer.hoogtes[RIJ_STAND] = HOOGTE_STEMPEL
        bouwer.zet(RIJ_STAND, 0, stand, "stempel_tekst")
        for kolom in range(1, CONCEPT_TOT + 1):
            bouwer.zet(RIJ_STAND, kolom, None, "stempel_tekst")
        bouwer.samenvoegingen.append(Samenvoeging(RIJ_STAND, 0, RIJ_STAND, CONCEPT_TOT))
    else:
        bouwer.zet(RIJ_STAND, 0, stand, "blad_tekst_vet")
    return bouwer


def finish_blad(
    bouwer: Bouwer,
    breedtes: Mapping[int, float],
    titelrijen: int = 0,
    herhaal: int | None = None,
    grafieken: Sequence[Grafiek] = (),
    hoog: int = 0,
) -> Bladplan:
    """The finished sheet: locked but for the input cells, A4 landscape, one page wide and `hoog` high (0: as many as needed)."""
    cellen = finish_cellen(bouwer.cellen, 0)
    return Bladplan(
        bouwer.naam, cellen, dict(breedtes),
        rijhoogtes=find_hoogtes(cellen, breedtes) | bouwer.hoogtes, titelrijen=titelrijen, tabkleur=HUISKLEUR, beveiligd=True,
        samenvoegingen=tuple(bouwer.samenvoegingen), voorwaardelijk=tuple(bouwer.voorwaardelijk), grafieken=tuple(grafieken),
        pagina=Pagina(hoog=hoog, herhaal_rijen=(herhaal, herhaal) if herhaal is not None else None, marges=(0.4, 0.4, 0.6, 0.6)),
    )  # fmt: skip


def zet_totaalrij(bouwer: Bouwer, rij: int, kolommen: int, naam: str = "Totaal") -> None:
    """The empty cells of a row of totals, with its name in front."""
    for kolom in range(kolommen):
        bouwer.zet(rij, kolom, None if kolom else naam, "blad_tekst_totaal")


def zet_controle(bouwer: Bouwer, rij: int, kolom: int, etiket: str, voorwaarde: str) -> None:
    """A line that says OK as long as a condition holds, and that it does not tie when it fails."""
    bouwer.zet(rij, 0, etiket, "blad_tekst")
    bouwer.zet(rij, kolom, OK, "controle_midden_vet", f'IF({voorwaarde},"{OK}","{SLUIT_NIET}")')
    bouwer.markeer_afwijking(rij, kolom, rij, kolom, OK)


def mark_melden(bouwer: Bouwer, rij: int, kolom: int, laatste_rij: int) -> None:
    """Show the cells of a column that say `melden` in red."""
    opties = {"type": "cell", "criteria": "equal to", "value": f'"{MELDEN}"', "format": AFWIJKING}
    bouwer.voorwaardelijk.append(Gebied(rij, kolom, laatste_rij, kolom, opties))


def sum_kolom(rij: int, aantal: int, kolom: int) -> str:
    """The sum of the `aantal` rows from `rij` in a column of the same sheet."""
    return f"SUM({gebied(rij, kolom, rij + aantal - 1, kolom, '')})"


def sum_waar(blok: Blok, kolom: int, naam_kolom: int, naam: str) -> str:
    """The sum of a column of a block for the rows whose name equals a cell, compared as text."""
    return f"SUMPRODUCT(({blok.kolomgebied(naam_kolom)}={naam})*1,{blok.kolomgebied(kolom)})"


def describe_kring(kring: Kring) -> str:
    """For whom a report is, as the heading says it."""
    if not kring.gemeente:
        return "alle gemeenten, met dezelfde rekenstaat"
    return f"{kring.gemeente}, met het totaal van de andere gemeenten"


def maak_staven(
    plek: tuple[int, int],
    titel: str,
    reeksen: Iterable[tuple[str, int]],
    gebied_van: Callable[[int], list[object]],
    maat: tuple[int, int] = (980, 320),
) -> Grafiek:
    """A native column chart at a row and column: per series its name and column, whose area `gebied_van` gives."""
    series = [
        {
            "name": naam,
            "categories": gebied_van(0),
            "values": gebied_van(kolom),
            "fill": {"color": HUISKLEUREN[nummer % len(HUISKLEUREN)]},
            "gap": 60,
        }
        for nummer, (naam, kolom) in enumerate(reeksen)
    ]
    opties: dict[str, Mapping[str, object]] = {
        "title": {"name": titel, "name_font": {"size": 12, "color": HUISKLEUR}},
        "legend": {"position": "bottom"},
        "y_axis": {"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#DCE6F1"}}},
        "x_axis": {"num_font": {"size": 9}, "line": {"color": "#BFC7D1"}},
        "chartarea": {"border": {"none": True}},
    }
    beschrijving = f"Staafdiagram: {titel}, in euro's"
    return Grafiek(*plek, {"type": "column"}, titel, series, *maat, opties, beschrijving)
