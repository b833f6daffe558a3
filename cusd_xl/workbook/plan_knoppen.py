"""Plans the sheet Knoppen of a workbook with macros: a cell to choose a button in, and what each button does.

The buttons are read from the source of the code, as on the sheet Functies: the sheet lists just what the code can do.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass

from cusd_xl.base.addresses import letter_of
from cusd_xl.model.plan import Bladplan, Cel, Gebied
from cusd_xl.workbook.styles import HUISKLEUR
from cusd_xl.workbook.tekstmaat import text_height

KNOPPEN = "Knoppen"
KNOPCEL = "CUSD_Knop"
"""The name of the cell in which the user chooses; udfs/macros.py reads the cell by this name."""
KEUZE, KNOPPLEK, KOPRIJ = (4, 1), (6, 1), 9
"""Row and column, from 0, of the cell to choose in and of the shape to click on; the row of the list."""
KOPPEN = ("Knop", "Wat er gebeurt")
BREEDTES = (22, 90)
TITELHOOGTE, KOPHOOGTE = 30.0, 20.0
INLEIDING = (
    "Voor Excel op Windows met Python en xlwings op de eigen computer. Hoe u dat klaarzet staat in workbooks/HANDLEIDING.md.",
    "Kies een knop en klik op Voer uit. Er wordt pas iets geschreven nadat u op het blad Voorbeeld hebt gezien wat er komt.",
)
DECORATOR = "script"


@dataclass(frozen=True, slots=True)
class Knop:
    """One button: its name and, in one or two sentences, what it does."""

    naam: str
    doel: str


def read_knoppen(bron: str) -> tuple[Knop, ...]:
    """The buttons in the source of a module: its functions with the decorator `script(name=...)`, in the order of the source."""
    return tuple(
        Knop(ast.literal_eval(keyword.value), (ast.get_docstring(node) or "").partition("\n")[0])
        for node in ast.parse(bron).body
        if isinstance(node, ast.FunctionDef)
        for call in node.decorator_list
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == DECORATOR
        for keyword in call.keywords
        if keyword.arg == "name"
    )


def plan_knoppen(knoppen: tuple[Knop, ...]) -> Bladplan:
    """The sheet Knoppen for these buttons; the first one stands ready in the cell."""
    cellen = {(0, 0): Cel("Knoppen van cusd-xl", "titel_tekst"), (KEUZE[0], 0): Cel("Kies een knop", "blad_tekst_vet")}
    cellen |= {(rij, 0): Cel(regel, "toelichting_tekst") for rij, regel in enumerate(INLEIDING, start=1)}
    cellen[KEUZE] = Cel(knoppen[0].naam, "invoer_tekst")
    cellen |= {(KOPRIJ, kolom): Cel(kop, "kop_tekst") for kolom, kop in enumerate(KOPPEN)}
    hoogtes = {0: TITELHOOGTE, KOPRIJ: KOPHOOGTE}
    for rij, knop in enumerate(knoppen, start=KOPRIJ + 1):
        cellen[rij, 0] = Cel(knop.naam, "blad_terugloop_vet_regel")
        cellen[rij, 1] = Cel(knop.doel, "blad_terugloop_regel")
        hoogtes[rij] = text_height(knop.doel, BREEDTES[1])
    keuzes = {"validate": "list", "source": [knop.naam for knop in knoppen]}
    return Bladplan(
        naam=KNOPPEN,
        cellen=cellen,
        kolombreedtes=dict(enumerate(BREEDTES)),
        rijhoogtes=hoogtes,
        tabkleur=HUISKLEUR,
        validaties=(Gebied(*KEUZE, *KEUZE, keuzes),),
    )


def knopcel_reference() -> str:
    """Where the cell to choose in stands, as a defined name says it."""
    return f"{KNOPPEN}!${letter_of(KEUZE[1] + 1)}${KEUZE[0] + 1}"
