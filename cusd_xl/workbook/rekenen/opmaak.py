"""The finishing of a calculation sheet: margins inside cells, headers over their figures, tables without holes, room to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from cusd_xl.model.plan import Cel
from cusd_xl.workbook.styles import get_familie
from cusd_xl.workbook.tekstmaat import text_height

TITELHOOGTE, KOPRUIMTE = 24.0, 6.0
MARGE = 2
"""Characters of a column that the margins and the borders of a cell take."""
LANG_GETAL = 10**9
"""From here a whole number may not fit its column; it then shrinks."""
RECHTS = (
    "bedrag", "euro", "verschil", "geheel", "volume", "getal", "percentage", "procent", "afwijking", "factor", "rechts",
)  # fmt: skip
MIDDEN = ("jaar", "datum", "einddatum", "midden")
TABELFAMILIES, TABELMERKEN = ("kop", "berekening", "uitvoer", "controle"), frozenset(("kader", "totaal"))
"""What makes a cell part of a table: its family, or a mark on a cell of another family."""
Cellen = Mapping[tuple[int, int], Cel]


def finish_cellen(cellen: Cellen, eerste_figuur: int) -> dict[tuple[int, int], Cel]:
    """The same cells with table looks; what misses in a table row to the left of `eerste_figuur` becomes an empty cell."""
    filled = _fill_holes(cellen, eerste_figuur)
    return {
        (rij, kolom): replace(cel, stijl=_finish_stijl(cel, filled.get((rij + 1, kolom)))) for (rij, kolom), cel in filled.items()
    }


def find_hoogtes(cellen: Cellen, breedtes: Mapping[int, float]) -> dict[int, float]:
    """Row heights in points: the title, headers with all their lines, and table rows as high as on the input sheets."""
    hoogtes = {0: TITELHOOGTE}
    for (rij, kolom), cel in cellen.items():
        familie = get_familie(cel.stijl)
        if familie not in TABELFAMILIES:
            continue
        wraps = familie == "kop" or "terugloop" in cel.stijl
        nodig = text_height(cel.waarde if wraps else None, max(1, breedtes.get(kolom, MARGE) - MARGE))
        hoogtes[rij] = max(hoogtes.get(rij, 0.0), nodig + KOPRUIMTE if familie == "kop" else nodig)
    return hoogtes


def _fill_holes(cellen: Cellen, eerste_figuur: int) -> dict[tuple[int, int], Cel]:
    filled = dict(cellen)
    for rij in {rij for rij, kolom in cellen if kolom >= eerste_figuur and (rij, 0) in cellen}:
        familie = get_familie(cellen[rij, 0].stijl)
        if familie in TABELFAMILIES:
            for kolom in range(1, eerste_figuur):
                filled.setdefault((rij, kolom), Cel(None, f"{familie}_tekst_open"))
    return filled


def _finish_stijl(cel: Cel, eronder: Cel | None) -> str:
    """Figures and texts keep clear of the border, a long figure shrinks rather than shows ###, a header stands as its column."""
    familie, formaat, *merken = cel.stijl.split("_")
    if familie not in TABELFAMILIES and TABELMERKEN.isdisjoint(merken):
        return cel.stijl
    if familie == "kop":
        formaat = _kopformaat(formaat, eronder)
    if formaat not in MIDDEN:
        merken += ["inspring", "krimp"] if isinstance(cel.waarde, int) and cel.waarde >= LANG_GETAL else ["inspring"]
    return "_".join((familie, formaat, *merken))


def _kopformaat(formaat: str, eronder: Cel | None) -> str:
    if eronder is None or get_familie(eronder.stijl) == "kop":
        return formaat
    onder = eronder.stijl.split("_")[1]
    if onder in RECHTS:
        return "rechts"
    return "midden" if onder in MIDDEN else "tekst"
