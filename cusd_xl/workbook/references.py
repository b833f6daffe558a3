"""Brings names that refer to another table to the spelling of that table, so that later stages can compare them as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cusd_xl.base.findings import finding
from cusd_xl.base.names import key, tidy
from cusd_xl.workbook.layout import DEELNEMERS, INDEXCIJFERS, TABELLEN, TAKENREGISTER, Kolom
from cusd_xl.workbook.rows import Rij

ALLE = "alle"
GEEN = "geen"
TAKEN = "taken"
TAAKVELDEN = (TAKEN, "taak")


def unify_names(rijen: Mapping[str, Sequence[Rij]]) -> None:
    """Replace, in the values of every row, a name that differs in case or spaces only; each replacement is a waarschuwing."""
    known = {tabel.naam: known_names(rijen, tabel.naam) for tabel in TABELLEN}
    known[INDEXCIJFERS.naam] |= {GEEN: GEEN}
    for tabel in TABELLEN:
        for kolom, target in _referring(tabel.kolommen):
            for rij in rijen.get(tabel.naam, ()):
                _unify(rij, kolom, known[target])


def known_names(rijen: Mapping[str, Sequence[Rij]], tabelnaam: str) -> dict[str, str]:
    """The names in the first column of a table, by key; the first spelling counts."""
    tabel = next(one for one in TABELLEN if one.naam == tabelnaam)
    veld = tabel.kolommen[0].veld
    names: dict[str, str] = {}
    for rij in rijen.get(tabelnaam, ()):
        naam = tidy(str(rij.cellen[veld].waarde or "")) if veld in rij.cellen else ""
        names.setdefault(key(naam), naam)
    names.pop("", None)
    return names


def deelnemer_names(rijen: Mapping[str, Sequence[Rij]]) -> dict[str, str]:
    """The names of the deelnemers, by key."""
    return known_names(rijen, DEELNEMERS.naam)


def split_taken(text: str) -> tuple[str, ...]:
    """`J1; W4` as codes; `alle`, and nothing else, as an empty tuple."""
    if key(text) == ALLE:
        return ()
    return tuple(tidy(code) for code in text.split(";") if tidy(code)) or (tidy(text),)


def _referring(kolommen: Sequence[Kolom]) -> Iterator[tuple[Kolom, str]]:
    for kolom in kolommen:
        if kolom.verwijst:
            yield kolom, kolom.verwijst
        elif kolom.veld in TAAKVELDEN and kolom is not TAKENREGISTER.kolommen[0]:
            yield kolom, TAKENREGISTER.naam


def _unify(rij: Rij, kolom: Kolom, names: Mapping[str, str]) -> None:
    text = rij.waarden.get(kolom.veld) if rij.waarden else None
    if rij.waarden is None or not isinstance(text, str) or not text:
        return
    if kolom.veld == TAKEN:
        unified = ";".join(names.get(key(code), code) for code in split_taken(text)) or ALLE
        changed = unified != ";".join(split_taken(text)) and unified != ALLE
    else:
        unified = names.get(key(text), text)
        changed = unified != text
    rij.waarden[kolom.veld] = unified
    cel = rij.herkomst.cel(kolom.veld)
    if changed:
        rij.findings[:] = [one for one in rij.findings if (one.code, one.cel) != ("spatie-in-naam", cel)]
        rij.findings.append(finding("spatie-in-naam", cel, plaats=f"de kolom '{kolom.kop}'", naam=unified))
