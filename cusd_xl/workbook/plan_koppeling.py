"""Plans the sheet Koppeling: what the program found of our tables in the workbook of the user, to be corrected there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from cusd_xl.base.names import key
from cusd_xl.model.plan import Bladplan, Cel, Gebied, Pagina, Tabelplan
from cusd_xl.workbook.invoerblad import FEWEST_ROWS, RUIMTE
from cusd_xl.workbook.koppeling import KOLOMMEN, KOPPELBLAD, KOPPELTABEL, Koppeling, Koppelregel
from cusd_xl.workbook.layout import TABELLEN, Tabel
from cusd_xl.workbook.styles import HUISKLEUR
from cusd_xl.workbook.tables import GevondenTabel

TITEL = "Koppeling"
UITLEG = (
    "Waar de gegevens van cusd-xl in deze werkmap staan. Het programma deed dit voorstel; verbeter het waar het niet klopt.",
    "Blad: de naam van het blad. Bereik: de koprij met alle gegevensrijen, bijvoorbeeld A4:E12. Kop: de koptekst die daar staat.",
    "Een Excel-tabel groeit vanzelf mee. Komen er rijen bij onder een gewoon bereik, vergroot het bereik dan hier in elke regel.",
    "Een tabel die hier niet staat, wordt gevonden op haar naam of haar koppen. Een regel zonder Blad en Bereik telt niet mee.",
)
KOPRIJ = len(UITLEG) + 2
BREEDTES = (24, 24, 28, 16, 32)
TITELHOOGTE, KOPHOOGTE = 24.0, 22.0


def list_regels(tabellen: Mapping[str, GevondenTabel], onze: Sequence[str], koppeling: Koppeling) -> tuple[Koppelregel, ...]:
    """A row for every column of each table that stands somewhere else than the layout says; `onze` are sheets we made.

    What the user typed and the program could not follow stays as it is, so that it can be mended.
    """
    found: list[Koppelregel] = []
    for tabel in TABELLEN:
        gevonden = tabellen.get(tabel.naam)
        typed = [one for one in koppeling.regels if key(one.tabel) == key(tabel.naam)]
        if tabel.naam in koppeling.tabellen or (not typed and gevonden is not None and _is_elders(tabel, gevonden, onze)):
            found += _describe(tabel, gevonden, _list_unread(tabel, gevonden, typed)) if gevonden else typed
        else:
            found += typed
    known = {key(tabel.naam) for tabel in TABELLEN}
    return (*found, *(one for one in koppeling.regels if key(one.tabel) not in known))


def plan_koppeling(regels: Sequence[Koppelregel]) -> Bladplan:
    """The sheet with its explanation and one row per column; empty rows when there is nothing to link."""
    rows = [(one.tabel, one.kolom, one.blad, one.bereik, one.kop) for one in regels]
    rows += [("",) * len(KOLOMMEN)] * (FEWEST_ROWS - len(rows))  # type: ignore[list-item]
    cellen = {(0, 0): Cel(TITEL, "titel_tekst")}
    cellen |= {(row, 0): Cel(text, "toelichting_tekst") for row, text in enumerate(UITLEG, start=1)}
    cellen |= {(KOPRIJ, index): Cel(kop, "kop_tekst_inspring") for index, kop in enumerate(KOLOMMEN)}
    for row, texts in enumerate(rows, start=KOPRIJ + 1):
        cellen |= {(row, index): Cel(text or None, "invoer_code") for index, text in enumerate(texts)}
    return Bladplan(
        naam=KOPPELBLAD,
        cellen=cellen,
        kolombreedtes=dict(enumerate(BREEDTES)),
        rijhoogtes={0: TITELHOOGTE, KOPRIJ: KOPHOOGTE},
        titelrijen=KOPRIJ + 1,
        tabkleur=HUISKLEUR,
        tabellen=(Tabelplan(KOPPELTABEL, KOPRIJ, 0, KOLOMMEN, len(rows)),),
        validaties=(_list_tabelnamen(len(rows)),),
        pagina=Pagina(herhaal_rijen=(KOPRIJ, KOPRIJ)),
    )


def _is_elders(tabel: Tabel, gevonden: GevondenTabel, onze: Sequence[str]) -> bool:
    """True for a table of the user that has another name or other headers than ours, or is a plain range."""
    if gevonden.blad in onze:
        return False
    own = all(key(gevonden.koppen[kolom.veld]) == key(kolom.kop) for kolom in tabel.kolommen if kolom.veld in gevonden.koppen)
    return not (own and gevonden.is_tabel and key(gevonden.naam) == key(tabel.naam))


def _list_unread(tabel: Tabel, gevonden: GevondenTabel, typed: Sequence[Koppelregel]) -> list[Koppelregel]:
    """What the user typed about a table that was found, and that could not be followed."""
    kolommen, koppen = ({key(kolom.kop) for kolom in tabel.kolommen}, {key(kop) for kop in gevonden.koppen.values()})
    return [one for one in typed if key(one.kolom) not in kolommen or (one.kop and key(one.kop) not in koppen)]


def _describe(tabel: Tabel, gevonden: GevondenTabel, unread: Sequence[Koppelregel]) -> list[Koppelregel]:
    """The rows of one table; a header the program did not find stays as the user typed it."""
    typed = {key(one.kolom): one for one in unread}
    rows = [
        replace(typed.pop(key(kolom.kop)), cel="")
        if key(kolom.kop) in typed
        else Koppelregel(tabel.naam, kolom.kop, gevonden.blad, str(gevonden.gebied), gevonden.koppen.get(kolom.veld, ""))
        for kolom in tabel.kolommen
    ]
    return [*rows, *typed.values()]


def _list_tabelnamen(aantal: int) -> Gebied:
    namen = [tabel.naam for tabel in TABELLEN if not tabel.bijkomend]
    text = "Kies de tabel van cusd-xl uit de lijst."
    opties = {"validate": "list", "source": namen, "error_title": "Onbekende tabel", "error_message": text}
    return Gebied(KOPRIJ + 1, 0, KOPRIJ + aantal + RUIMTE, 0, opties)
