"""Iv3 as facts: what a gemeente settles per taakveld and categorie, so that it can take the amounts over in its own Iv3."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cusd_xl.base.findings import Finding
from cusd_xl.model.herkomst import NERGENS, Herkomst


@dataclass(frozen=True, slots=True)
class Iv3post:
    """One settled kostenpost of one gemeente in cents, with the codes of tblKosten; an empty code was not filled in."""

    kostenpost: str
    taakveld: str
    categorie: str
    bedrag: int
    herkomst: Herkomst = NERGENS


@dataclass(frozen=True, slots=True)
class Iv3afrekening:
    """The settlement of one gemeente over one boekjaar, kostenpost by kostenpost."""

    gemeente: str
    gm_code: str
    posten: tuple[Iv3post, ...]

    @property
    def totaal(self) -> int:
        return sum(one.bedrag for one in self.posten)


@dataclass(frozen=True, slots=True)
class Iv3regel:
    """One filled cell: taakveld and categorie as text, the side (`lasten` or `baten`), the amount in cents."""

    taakveld: str
    categorie: str
    zijde: str
    bedrag: int


@dataclass(frozen=True, slots=True)
class Iv3matrix:
    """The filled cells of one gemeente over one boekjaar, in the order of the code list."""

    gemeente: str
    gm_code: str
    boekjaar: int
    regels: tuple[Iv3regel, ...]

    @property
    def totaal(self) -> int:
        return sum(one.bedrag for one in self.regels)


@dataclass(frozen=True, slots=True)
class Iv3uitkomst:
    """A matrix per regiogemeente and the mirror in the books of the centrumgemeente; both absent while there is a fout."""

    matrices: tuple[Iv3matrix, ...]
    spiegel: Iv3matrix | None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Iv3levering:
    """What an Iv3 file says beside the amounts: day, period (0 begroting, 5 the whole year) and whom to ask."""

    dag: date
    begroting: bool
    naam: str
    email: str
    telefoon: str = ""
    financieel_pakket: str = ""
