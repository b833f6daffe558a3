"""The report of `herreken` as tables: the checks, the findings, and cell by cell what the calculators say."""

from __future__ import annotations

from cusd_xl import __version__
from cusd_xl.base.money import format_number
from cusd_xl.model.rapporttabel import Rapporttabel
from cusd_xl.runs.herreken_uitkomst import Herrekening


def describe_herrekening(uitkomst: Herrekening) -> tuple[str, str, tuple[Rapporttabel, ...]]:
    """Title, subtitle and tables of the report."""
    ondertitel = f"Nagerekend met cusd-xl {__version__}; sha256 van {uitkomst.wat}: {uitkomst.sha256 or 'onbekend'}"
    tabellen = (_list_controles(uitkomst), _list_bevindingen(uitkomst), _list_werkmappen(uitkomst), _list_verschillen(uitkomst))
    return f"Herrekening van {uitkomst.naam}", ondertitel, (*tabellen, _list_niet_berekend(uitkomst))


def _list_controles(uitkomst: Herrekening) -> Rapporttabel:
    rijen = [(one.onderwerp, one.toelichting, str(one.uitkomst)) for one in uitkomst.controles]
    return Rapporttabel(
        "Controles", "wat is nagegaan", "Er is niets nagegaan.", ("Controle", "Waarmee", "Uitkomst"), (16, 70, 16), rijen
    )


def _list_bevindingen(uitkomst: Herrekening) -> Rapporttabel:
    rijen = [(str(one.ernst), one.cel, one.melding, one.artikel) for one in uitkomst.findings]
    koppen = ("Ernst", "Cel", "Bevinding", "Artikel")
    return Rapporttabel("Bevindingen", "wat niet klopt", "Er zijn geen bevindingen.", koppen, (14, 24, 90, 10), rijen)


def _list_werkmappen(uitkomst: Herrekening) -> Rapporttabel:
    rijen = [
        (one.bestand, format_number(one.formules), format_number(one.drievoudig), format_number(len(one.verschillen)))
        for one in uitkomst.vergelijkingen
    ]
    koppen = ("Werkmap", "Formulecellen", "Met drie rekenmachines", "Verschillen")
    getallen = frozenset({1, 2, 3})
    return Rapporttabel(
        "Werkmappen", "hoeveel er is nagerekend", "Er is geen werkmap.", koppen, (48, 16, 24, 14), rijen, getallen
    )


def _list_verschillen(uitkomst: Herrekening) -> Rapporttabel:
    rijen = [
        (
            one.bestand,
            f"{one.blad}!{one.cel}",
            str(one.soort),
            one.opgeslagen,
            one.eigen,
            one.onafhankelijk,
            one.artikel,
            one.formule,
        )
        for vergelijking in uitkomst.vergelijkingen
        for one in vergelijking.verschillen
    ]
    koppen = ("Werkmap", "Cel", "Wat", "In het bestand", "cusd-xl", "Onafhankelijk", "Artikel", "Formule")
    leeg = "Alle rekenmachines zijn het eens."
    return Rapporttabel(
        "Verschillen", "waar de rekenmachines het niet eens zijn", leeg, koppen, (34, 20, 22, 18, 18, 18, 9, 60), rijen,
        frozenset({3, 4, 5}),
    )  # fmt: skip


def _list_niet_berekend(uitkomst: Herrekening) -> Rapporttabel:
    rijen = [
        (one.bestand, one.rekenaar, format_number(len(one.cellen)), one.reden, ", ".join(one.cellen))
        for vergelijking in uitkomst.vergelijkingen
        for one in vergelijking.niet_berekend
    ]
    koppen = ("Werkmap", "Rekenmachine", "Aantal", "Reden", "Cellen")
    leeg = "Elke cel is met elke rekenmachine nagerekend."
    return Rapporttabel(
        "Niet nagerekend", "wat een rekenmachine niet kon", leeg, koppen, (34, 16, 10, 44, 90), rijen, frozenset({2})
    )
