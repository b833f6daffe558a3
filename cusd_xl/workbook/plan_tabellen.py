"""Plans a workbook of tables only: one sheet per table, with filter buttons, that prints on A4."""

from __future__ import annotations

from collections.abc import Sequence

from cusd_xl.model.plan import Bladplan, Cel, Pagina, Tabelplan, Werkmapplan
from cusd_xl.model.rapporttabel import Rapporttabel
from cusd_xl.workbook.styles import HUISKLEUR
from cusd_xl.workbook.tekstmaat import text_height

KOP = 3
TITELHOOGTE, KOPHOOGTE = 26.0, 22.0
LANGSTE = 32_000
"""A cell of a spreadsheet holds little more."""


def plan_tabellen(titel: str, ondertitel: str, tabellen: Sequence[Rapporttabel]) -> Werkmapplan:
    """The sheets in the order of the tables; an empty table says so."""
    return Werkmapplan(
        tuple(_plan_blad(one, titel, ondertitel, nummer) for nummer, one in enumerate(tabellen, 1)), titel, ondertitel
    )


def _plan_blad(one: Rapporttabel, titel: str, ondertitel: str, nummer: int) -> Bladplan:
    cellen = {(0, 0): Cel(f"{titel}: {one.titel}", "titel_tekst"), (1, 0): Cel(ondertitel, "toelichting_tekst")}
    hoogtes = {0: TITELHOOGTE, KOP: KOPHOOGTE}
    for kolom, kop in enumerate(one.koppen):
        cellen[KOP, kolom] = Cel(kop, "kop_tekst")
    for rij, teksten in enumerate(one.rijen, start=KOP + 1):
        for kolom, tekst in enumerate(teksten):
            cellen[rij, kolom] = Cel(tekst[:LANGSTE], "blad_terugloop")
        hoogtes[rij] = max(text_height(tekst, one.breedtes[kolom]) for kolom, tekst in enumerate(teksten))
    if not one.rijen:
        cellen[KOP + 1, 0] = Cel(one.leeg, "blad_tekst")
    return Bladplan(
        one.naam,
        cellen,
        dict(enumerate(one.breedtes)),
        hoogtes,
        titelrijen=KOP + 1,
        tabkleur=HUISKLEUR,
        tabellen=(Tabelplan(f"tblRapport{nummer}", KOP, 0, one.koppen, max(len(one.rijen), 1)),),
        pagina=Pagina(herhaal_rijen=(KOP, KOP)),
    )
