"""Plans the sheet Functies: every Excel function with its arguments and an example, read from the source of the functions.

The source is read as text, so that the sheet can be made without xlwings and lists just what the code in a workbook has.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

from cusd_xl.model.plan import Bladplan, Cel, Pagina
from cusd_xl.workbook.styles import HUISKLEUR
from cusd_xl.workbook.tekstmaat import RIJMARGE, text_height

FUNCTIES = "Functies"
KOPPEN = ("Functie", "Wat u krijgt", "Argumenten", "Voorbeeld", "Grondslag")
BREEDTES = (22, 48, 66, 42, 18)
TITELHOOGTE, KOPHOOGTE = 30.0, 20.0
INLEIDING = (
    "Deze functies rekenen zoals cusd-xl zelf, waar de code van cusd-xl in de werkmap staat.",
    "Een argument tussen [ ] mag u weglaten.",
    "Geen bedrag op een factuur hangt ervan af: dat zijn gewone Excel-formules.",
    "Zonder de code blijft in een cel de laatste uitkomst staan, tot Excel opnieuw rekent.",
)
VOORBEELD, GRONDSLAG = "Voorbeeld", "Grondslag"
DECORATOR, ARGUMENT = "func", "arg"


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument as Excel shows it."""

    naam: str
    uitleg: str
    optioneel: bool

    @property
    def in_aanroep(self) -> str:
        """The name as it stands between the brackets of a call."""
        return f"[{self.naam}]" if self.optioneel else self.naam


@dataclass(frozen=True, slots=True)
class Functie:
    """One Excel function: its name in capitals, what it gives, its arguments, an example and what it rests on."""

    naam: str
    doel: str
    argumenten: tuple[Argument, ...]
    voorbeeld: str
    grondslag: str


def read_functies(bron: str) -> tuple[Functie, ...]:
    """The functions in the source of a module that carry the decorator `func`, in the order of the source."""
    functions = (node for node in ast.parse(bron).body if isinstance(node, ast.FunctionDef))
    return tuple(_read_functie(node) for node in functions if any(_decorator(one) == DECORATOR for one in node.decorator_list))


def plan_functies(bron: str) -> Bladplan:
    """The sheet Functies for the functions in this source."""
    cellen = {(0, 0): Cel("Functies van cusd-xl", "titel_tekst")}
    cellen |= {(rij, 0): Cel(regel, "toelichting_tekst") for rij, regel in enumerate(INLEIDING, start=1)}
    koprij = len(INLEIDING) + 2
    cellen |= {(koprij, kolom): Cel(kop, "kop_tekst") for kolom, kop in enumerate(KOPPEN)}
    hoogtes = {0: TITELHOOGTE, koprij: KOPHOOGTE}
    for rij, functie in enumerate(read_functies(bron), start=koprij + 1):
        teksten = _list_teksten(functie)
        cellen |= {(rij, kolom): Cel(tekst, _stijl(kolom)) for kolom, tekst in enumerate(teksten)}
        hoogtes[rij] = max(_height(tekst, breedte) for tekst, breedte in zip(teksten, BREEDTES, strict=True))
    return Bladplan(
        naam=FUNCTIES,
        cellen=cellen,
        kolombreedtes=dict(enumerate(BREEDTES)),
        rijhoogtes=hoogtes,
        titelrijen=koprij + 1,
        titelkolommen=1,
        tabkleur=HUISKLEUR,
        pagina=Pagina(herhaal_rijen=(koprij, koprij)),
    )


def _read_functie(node: ast.FunctionDef) -> Functie:
    doel, _, rest = (ast.get_docstring(node) or "").partition("\n")
    gegevens = dict(re.findall(r"^(\w+): (.+)$", rest, re.MULTILINE))
    calls = [one for one in node.decorator_list if isinstance(one, ast.Call) and _decorator(one) == ARGUMENT]
    uitleg = {_text(call.args[0]): _keyword(call, "doc") for call in calls}
    verplicht = len(node.args.args) - len(node.args.defaults)
    argumenten = tuple(Argument(one.arg, uitleg[one.arg], nummer >= verplicht) for nummer, one in enumerate(node.args.args))
    return Functie(node.name.upper(), doel, argumenten, gegevens[VOORBEELD], gegevens[GRONDSLAG])


def _decorator(node: ast.expr) -> str:
    called = node.func if isinstance(node, ast.Call) else node
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def _keyword(call: ast.Call, naam: str) -> str:
    return next((_text(one.value) for one in call.keywords if one.arg == naam), "")


def _text(node: ast.expr) -> str:
    return str(ast.literal_eval(node))


def _list_teksten(functie: Functie) -> tuple[str, ...]:
    uitleg = "\n".join(f"{one.in_aanroep}: {one.uitleg}" for one in functie.argumenten) or "geen"
    return functie.naam, functie.doel, uitleg, functie.voorbeeld, functie.grondslag


def _stijl(kolom: int) -> str:
    return "blad_terugloop_vet_regel" if kolom == 0 else "blad_terugloop_regel"


def _height(tekst: str, breedte: float) -> float:
    regels = tekst.split("\n")
    return sum(text_height(regel, breedte) for regel in regels) - RIJMARGE * (len(regels) - 1)
