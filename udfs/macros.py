"""The buttons of cusd-xl in Excel: each is one call to cusd_xl.api.boek and one message; nothing is decided here.

In xlwings Lite every button is a script; in Excel on the desktop `RunPython` calls `main`, which reads from the cell named
CUSD_Knop which button is meant. The first click shows on the sheet Voorbeeld what will happen, the second one does it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from xlwings import Book, script

from cusd_xl.api import boek as api_boek
from cusd_xl.api import describe_versie

TITEL = "cusd-xl"
KNOPCEL = "CUSD_Knop"
Actie = Callable[[], str]


@script(name="Controleer")
def controleer(book: Book) -> None:
    """Controleert alle invoer. De bevindingen komen op het blad Bevindingen; de cellen krijgen een kleur."""
    _voer_uit(book, lambda: api_boek.controleer_boek(book))


@script(name="Bereken")
def bereken(book: Book, bevestig: bool = False) -> None:
    """Berekent de bijdragen. Eerst ziet u op het blad Voorbeeld wat er komt; na uw bevestiging komen de rekenbladen."""
    _voer_uit(book, lambda: api_boek.bereken_boek(book, bevestig, _toon_voortgang(book)))


@script(name="Maak facturen")
def maak_facturen(book: Book, termijn: str = "", bevestig: bool = False) -> None:
    """Maakt per gemeente een conceptfactuur met specificatie. Kies de termijn: jaar, Q1 tot en met Q4 of M01 tot en met M12."""
    vandaag = dt.date.today()
    _voer_uit(book, lambda: api_boek.factureer_boek(book, vandaag, termijn, bevestig, _toon_voortgang(book)))


@script(name="Terugdraaien")
def terugdraaien(book: Book, bevestig: bool = False) -> None:
    """Zet de bladen van cusd-xl terug zoals zij waren vóór de laatste wijziging. Uw eigen bladen blijven zoals zij zijn."""
    _voer_uit(book, lambda: api_boek.draai_boek_terug(book, bevestig, _toon_voortgang(book)))


@script(name="Over")
def over(book: Book) -> None:
    """Toont de versie en het kenmerk van de code waarmee in deze werkmap wordt gerekend."""
    _voer_uit(book, describe_versie)


def main() -> None:
    """Voert de knop uit die in de cel CUSD_Knop staat; zonder keuze ziet u de versie. Dit is de ingang voor RunPython."""
    book = Book.caller()
    gekozen = str(book.names[KNOPCEL].refers_to_range.value or "").strip().casefold()
    vandaag = dt.date.today()
    voortgang = _toon_voortgang(book)
    acties: dict[str, Actie] = {
        "controleer": lambda: api_boek.controleer_boek(book),
        "bereken": lambda: api_boek.bereken_boek(book, voortgang=voortgang),
        "maak facturen": lambda: api_boek.factureer_boek(book, vandaag, voortgang=voortgang),
        "terugdraaien": lambda: api_boek.draai_boek_terug(book, voortgang=voortgang),
    }
    _voer_uit(book, acties.get(gekozen, describe_versie))


def _voer_uit(book: Book, actie: Actie) -> None:
    boodschap = actie()
    _zet_statusbalk(book, False)
    book.app.alert(boodschap, TITEL)


def _toon_voortgang(book: Book) -> Callable[[int, int, str], None]:
    return lambda klaar, totaal, naam: _zet_statusbalk(book, f"{TITEL}: {klaar} van {totaal}, {naam}")


def _zet_statusbalk(book: Book, tekst: str | bool) -> None:
    try:
        book.app.status_bar = tekst
    except (AttributeError, NotImplementedError):  # xlwings Lite has no status bar
        return
