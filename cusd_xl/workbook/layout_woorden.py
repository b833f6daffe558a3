"""The words of the layout: what a column, a table and a parameter are, and the columns that several tables share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto


class Kolomsoort(Enum):
    """What a column holds, and so how it is read, shown and validated."""

    TEKST = auto()
    NAAM = auto()
    CODE = auto()
    BEDRAG = auto()
    GEHEEL = auto()
    GETAL = auto()
    PERCENTAGE = auto()
    JAAR = auto()
    DATUM = auto()
    KEUZE = auto()
    VRIJ = auto()


@dataclass(frozen=True, slots=True)
class Kolom:
    """One column: its header, the field it fills, its kind; `verplicht` means every row needs a value.

    `optioneel` means the column itself may be absent; `verwijst` names the table whose first column lists the allowed names.
    """

    kop: str
    veld: str
    soort: Kolomsoort
    hint: str
    verplicht: bool = True
    keuzes: tuple[str, ...] = ()
    breedte: int = 16
    optioneel: bool = False
    negatief: bool = False
    verwijst: str = ""


@dataclass(frozen=True, slots=True)
class Tabel:
    """One input table on its own sheet; `veld` is the field of Begroting it fills with `rijtype`.

    `kruisveld` is the field filled by the columns per gemeente, empty when there are none. A table that is `bijkomend` may be
    absent without a word, and is only known by its own name or sheet.
    """

    blad: str
    naam: str
    veld: str
    rijtype: type | None
    doel: str
    kolommen: tuple[Kolom, ...]
    verplicht: bool = False
    kruisveld: str = ""
    kruishint: str = ""
    bijkomend: bool = False

    def kolom(self, veld: str) -> Kolom:
        """The column that fills `veld`; StopIteration when the table has no such column."""
        return next(one for one in self.kolommen if one.veld == veld)


class Parametersoort(Enum):
    """What a parameter holds, and so how it is read."""

    TEKST = auto()
    GETAL = auto()
    PROCENT = auto()
    DATUM = auto()


@dataclass(frozen=True, slots=True)
class Parameter:
    """One row of tblRegeling: its name, whether it must be filled in, the allowed values, and what it is for."""

    naam: str
    verplicht: bool
    uitleg: str
    keuzes: tuple[str, ...] = ()
    soort: Parametersoort = Parametersoort.TEKST


S = Kolomsoort
GEMEENTE = Kolom(
    "Gemeente",
    "gemeente",
    S.NAAM,
    "Naam van de gemeente, precies zoals op het blad Deelnemers.",
    breedte=18,
    verwijst="tblDeelnemers",
)
BRON = Kolom(
    "Bron",
    "bron",
    S.TEKST,
    "Waar het gegeven vandaan komt. Zet hier 'voorbeeldbedrag' zolang het niet is vastgesteld.",
    verplicht=False,
    breedte=44,
    optioneel=True,
)
BRON_SMAL = replace(BRON, breedte=26)
KOSTENPOST = Kolom(
    "Kostenpost", "kostenpost", S.NAAM, "Code van de kostenpost, zoals op het blad Kosten.", breedte=12, verwijst="tblKosten"
)
INDEX = Kolom(
    "Index", "index", S.KEUZE, "De indexreeks van het blad Indexcijfers, of 'geen'.", breedte=15, verwijst="tblIndexcijfers"
)
PRIJSPEIL = Kolom(
    "Prijspeil", "prijspeil", S.JAAR, "Het jaar waarin het bedrag is uitgedrukt. Indexatie loopt vanaf het jaar erna.", breedte=10
)
STATUSSEN = ("definitief", "voorlopig")
BESLUITSTATUSSEN = ("concept", "vastgesteld", "ingetrokken")
KOSTENSOORTEN = (
    "organisatiekosten", "accountantskosten", "zorgadministratie", "hulpkosten", "uitvoeringskosten", "meerwerk", "overig",
)  # fmt: skip
BTWCODES = ("O", "E", "S", "D")
TAAK = Kolom("Taak", "taak", S.NAAM, "Taakcode van het takenregister.", breedte=10)


def make_optional(kolom: Kolom, hint: str) -> Kolom:
    """The same column where a row may leave it empty, with a hint of its own."""
    return replace(kolom, hint=hint, verplicht=False)
