"""What a formula refers to in its workbook: addresses, whole columns, table columns and defined names, each as sheet and area."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cusd_xl.base.addresses import Area
from cusd_xl.base.formuletekst import Deel, list_verwijzingen, split_formule
from cusd_xl.model.boekbeeld import Beeldtabel, Bladbeeld, Boekbeeld, Naam

ONDERDEEL = re.compile(r"\[((?:[^\[\]']|'.)*)\]")
GENEST = re.compile(r"(?<!')\[")
DEZE_RIJ = ("#this row", "@")
KAPOT = "de verwijzing is stuk (#VERW!)"
ELDERS = "dat blad staat niet in deze werkmap: het is van een ander bestand, of weg"
GEEN_TABEL = "die tabel of kolom staat niet in deze werkmap"
GEEN_GEBIED = "een naam voor een vaste waarde of een formule, niet voor cellen"


@dataclass(frozen=True, slots=True)
class Plek:
    """A reference as it was written and where it points; without an area `reden` says why not."""

    tekst: str
    blad: str = ""
    gebied: Area | None = None
    reden: str = ""


def list_plekken(boek: Boekbeeld, blad: Bladbeeld, rij: int, formule: str) -> tuple[Plek, ...]:
    """Every place a formula on this sheet and row refers to, each once and in order."""
    return tuple(dict.fromkeys(_list(boek, blad, rij, formule)))


def find_plek(boek: Boekbeeld, blad: Bladbeeld, rij: int, deel: Deel) -> Plek | None:
    """Where one piece of a formula points; None for what is no reference."""
    if deel.verwijzing:
        naam = deel.verwijzing.blad
        gevonden = boek.blad(naam) if naam else blad
        if gevonden is None:
            return Plek(deel.tekst, reden=ELDERS)
        return Plek(deel.tekst, gevonden.naam, deel.verwijzing.gebied)
    if deel.soort == "tabel":
        return _find_tabel(boek, rij, deel.tekst)
    if deel.soort == "kwijt":
        return Plek(deel.tekst, reden=KAPOT)
    found = _find_naam(boek, blad, deel.tekst) if deel.soort == "woord" else None
    return _resolve_naam(boek, found) if found else None


def _list(boek: Boekbeeld, blad: Bladbeeld, rij: int, formule: str) -> Iterator[Plek]:
    for deel in split_formule(formule):
        plek = find_plek(boek, blad, rij, deel)
        if plek:
            yield plek


def _find_naam(boek: Boekbeeld, blad: Bladbeeld, tekst: str) -> Naam | None:
    """The defined name; one of the own sheet goes before one of the workbook."""
    same = [one for one in boek.namen if one.naam.casefold() == tekst.casefold() and one.blad in ("", blad.naam)]
    return max(same, key=lambda one: bool(one.blad), default=None)


def _resolve_naam(boek: Boekbeeld, naam: Naam) -> Plek:
    targets = list_verwijzingen(naam.verwijzing)
    found = boek.blad(targets[0].blad) if len(targets) == 1 else None
    return Plek(naam.naam, found.naam, targets[0].gebied) if found else Plek(naam.naam, reden=GEEN_GEBIED)


def _find_tabel(boek: Boekbeeld, rij: int, tekst: str) -> Plek:
    naam, _, binnen = tekst.partition("[")
    for blad in boek.bladen:
        for tabel in blad.tabellen:
            if tabel.naam.casefold() == naam.casefold():
                area = _cut(tabel, rij, binnen.removesuffix("]"))
                return Plek(tekst, blad.naam, area) if area else Plek(tekst, reden=GEEN_TABEL)
    return Plek(tekst, reden=GEEN_TABEL)


def _cut(tabel: Beeldtabel, rij: int, binnen: str) -> Area | None:
    """The part of a table between the brackets: columns, this row, the headers, everything."""
    delen = [_plain(one) for one in ONDERDEEL.findall(binnen)] if GENEST.search(binnen) else [_plain(binnen)]
    woorden = [one.casefold() for one in delen if one.startswith("#")]
    if binnen.startswith("@"):
        delen, woorden = [one.removeprefix("@") for one in delen], [*woorden, "@"]
    places = [_find_kolom(tabel, one) for one in delen if one and not one.startswith("#")]
    if None in places:
        return None
    kolommen = [one for one in places if one is not None] or [tabel.gebied.eerste_kolom, tabel.gebied.laatste_kolom]
    eerste, laatste = _find_rijen(tabel, rij, woorden)
    return Area(eerste, min(kolommen), laatste, max(kolommen))


def _plain(tekst: str) -> str:
    return re.sub(r"'(.)", r"\1", tekst)


def _find_kolom(tabel: Beeldtabel, kop: str) -> int | None:
    koppen = [one.casefold() for one in tabel.koppen]
    return tabel.gebied.eerste_kolom + koppen.index(kop.casefold()) if kop.casefold() in koppen else None


def _find_rijen(tabel: Beeldtabel, rij: int, woorden: list[str]) -> tuple[int, int]:
    boven, onder = tabel.gebied.eerste_rij, tabel.gebied.laatste_rij
    if any(one in DEZE_RIJ for one in woorden):
        return rij, rij
    if "#all" in woorden:
        return boven, onder
    if "#headers" in woorden:
        return boven, boven
    if "#totals" in woorden:
        return onder, onder
    return boven + 1, onder - tabel.totaalrijen
