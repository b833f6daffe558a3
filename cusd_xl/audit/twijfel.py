"""Which cells an engine has no say in: where it is known to go wrong, and everything that is computed from there."""

from __future__ import annotations

from collections.abc import Mapping

from cusd_xl.base.formuletekst import list_verwijzingen, split_formule
from cusd_xl.model.boekbeeld import Boekbeeld
from cusd_xl.model.narekening import Herberekend, Plek, Rekenwaarde

FOUTWAARDE = "#"
ONBEKENDE_NAAM = "#NAME?"
NIET_GEKEND = "een functie of naam in deze formule is onbekend"
EEN_CEL = "een bereik van één cel wordt niet als bereik gelezen"
VOLGT = "de formule rekent verder met een cel die niet is nagerekend"


def mark_twijfel(gemaakt: Herberekend, boek: Boekbeeld) -> Herberekend:
    """The same with its doubtful cells named.

    In doubt are a formula with a name the engine does not know, one with a range of a single cell that gives an error (ironcalc
    0.9), and every formula that uses such a cell.
    """
    onzeker, klein = dict(gemaakt.onzeker), _list_klein(boek)
    for blad, cel in boek.formulecellen():
        plek = (blad, cel.adres)
        waarde = gemaakt.waarden.get(plek)
        if waarde == ONBEKENDE_NAAM != cel.waarde:
            onzeker[plek] = NIET_GEKEND
        elif _is_fout(waarde) and not _is_fout(cel.waarde) and _has_een_cel(cel.formule or "", klein):
            onzeker[plek] = EEN_CEL
    return Herberekend(gemaakt.waarden, _follow(onzeker, boek) if onzeker else onzeker, gemaakt.reden)


def _is_fout(waarde: Rekenwaarde) -> bool:
    return isinstance(waarde, str) and waarde.startswith(FOUTWAARDE)


def _list_klein(boek: Boekbeeld) -> frozenset[str]:
    """The tables with one row: a column of theirs is a range of one cell."""
    tabellen = (one for blad in boek.bladen for one in blad.tabellen)
    return frozenset(
        one.naam.casefold() for one in tabellen if one.gebied.laatste_rij - one.gebied.eerste_rij - one.totaalrijen <= 1
    )


def _has_een_cel(formule: str, klein: frozenset[str]) -> bool:
    """True when it names a range that begins and ends in the same cell: `A$12:A$12`, or a column of a table of one row."""
    return any(
        (one.verwijzing is not None and ":" in one.tekst and one.verwijzing.gebied.is_een_cel)
        or (one.soort == "tabel" and one.tekst.partition("[")[0].casefold() in klein)
        for one in split_formule(formule)
    )


def _follow(onzeker: Mapping[Plek, str], boek: Boekbeeld) -> dict[Plek, str]:
    """Add what is computed from a cell in doubt, until nothing is added."""
    found = dict(onzeker)
    formules = [(blad, cel, list_verwijzingen(cel.formule or "")) for blad, cel in boek.formulecellen()]
    plaatsen = {(blad, cel.adres): (cel.rij, cel.kolom) for blad, cel, _ in formules}
    nieuw = {plek: plaatsen[plek] for plek in onzeker if plek in plaatsen}
    while nieuw:
        geraakt = {}
        for blad, cel, verwijzingen in formules:
            plek = (blad, cel.adres)
            if plek not in found and any(
                (one.blad or blad).casefold() == naam.casefold() and one.gebied.holds(*plaats)
                for one in verwijzingen
                for (naam, _), plaats in nieuw.items()
            ):
                found[plek] = VOLGT
                geraakt[plek] = (cel.rij, cel.kolom)
        nieuw = geraakt
    return found
