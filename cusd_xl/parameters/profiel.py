"""The profiel of a regeling: the rows a new workbook starts with, and the rules of that regeling that the checks hold."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any, TypeAlias

from cusd_xl.base.errors import ArgumentError
from cusd_xl.base.names import key, nearest
from cusd_xl.base.years import peildatum
from cusd_xl.parameters.afspraken import Moment, Uiterste, load_afspraken
from cusd_xl.parameters.cijfers import find_inwoners, load_gm_codes, load_indexcijfers

Waarde: TypeAlias = str | int | Decimal | date | None
Rij: TypeAlias = Mapping[str, Waarde]

PEILDATA = 5
"""How many peildata a new workbook holds: the last five before the begrotingsjaar."""
STANDAARDPARAMETERS = ("profiel", "begrotingsjaar", "afronding", "betaaltermijn_dagen", "termijnen")
"""What an empty workbook still says: the choices made when it was made, and defaults that hold for everybody."""
JAAR = re.compile(r"@jaar(-\d+)?")


@dataclass(frozen=True, slots=True)
class Kostensoort:
    """What the regeling says of one kostensoort: its kind of verdeelsleutel, the article and, for inwoners, the years back."""

    soort: str
    sleutelsoort: str
    artikel: str
    jaren_terug: int | None = None


@dataclass(frozen=True, slots=True)
class Vrijstelling:
    """A vrijstelling that the regeling names: of every task of a `wet`, or of one `taak` (the other one is empty)."""

    gemeente: str
    bron: str
    wet: str = ""
    taak: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A kostensoort that is settled over `jaren` years together, deviations below `band` percent left as they are."""

    soort: str
    band: Decimal
    jaren: int
    bron: str


@dataclass(frozen=True, slots=True)
class Profiel:
    """One regeling for one begrotingsjaar.

    `rijen` gives per table the rows by header: amounts in euros and percentages as Decimal, None for an empty cell.
    `spuk_iza` is the first and last year of that subsidie (art. 6 h). The profiel holds from `ingang` up to and including
    `einde`, as far as these are known. `schaduwjaren` are the years in which real costs are examined beside the begroting.
    """

    naam: str
    jaar: int
    gemeenten: tuple[str, ...] = ()
    rijen: Mapping[str, tuple[Rij, ...]] = field(default_factory=dict)
    kostensoorten: Mapping[str, Kostensoort] = field(default_factory=dict)
    vrijstellingen: tuple[Vrijstelling, ...] = ()
    bbp_reeks: str = ""
    geen_bbp_soorten: tuple[str, ...] = ()
    ingang: date | None = None
    einde: date | None = None
    banden: tuple[Band, ...] = ()
    schaduwjaren: tuple[int, ...] = ()
    spuk_iza: tuple[int, int] | None = None

    @property
    def is_in_force(self) -> bool:
        """True when the profiel holds in its begrotingsjaar, if only for a day."""
        begun = self.ingang is None or self.ingang <= date(self.jaar, 12, 31)
        return begun and (self.einde is None or self.einde >= date(self.jaar, 1, 1))

    def without_rijen(self) -> Profiel:
        """The same regeling with empty tables; of tblRegeling only what holds without data stays."""
        blijft = tuple(rij for rij in self.rijen.get("tblRegeling", ()) if rij["Parameter"] in STANDAARDPARAMETERS)
        return replace(self, rijen={"tblRegeling": blijft})


def list_profielen() -> tuple[str, ...]:
    """The names `load_profiel` knows, in alphabetical order."""
    names = (entry.name for entry in files(__package__).joinpath("profielen").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def load_profiel(naam: str, jaar: int) -> Profiel:
    """The profiel with this name for a begrotingsjaar; ArgumentError when nobody knows the name.

    A regeling of which several versions are known (`flevoland`) gives the version that holds in the begrotingsjaar, the last
    one when none does.
    """
    known = list_profielen()
    versies = {} if naam in known else list_versies()
    if naam in versies:
        built = [_build(versie, jaar, _load_toml(versie)) for versie in versies[naam]]
        return next((one for one in built if one.is_in_force), built[-1])
    if naam not in known:
        names = sorted((*known, *versies))
        guess = nearest(naam, names)
        hint = f" Bedoelt u '{guess}'?" if guess else ""
        raise ArgumentError(f"De regeling '{naam}' is niet bekend.{hint} Kies uit: {', '.join(names)}.")
    return _build(naam, jaar, _load_toml(naam))


def list_versies() -> Mapping[str, tuple[str, ...]]:
    """The regelingen of which several versions are known, each with its profielen from old to new."""
    found: dict[str, tuple[str, ...]] = {}
    for naam in list_profielen():
        regeling = _load_toml(naam).get("regeling")
        if regeling:
            found[regeling] = (*found.get(regeling, ()), naam)
    return found


@lru_cache(maxsize=8)
def _load_toml(naam: str) -> Mapping[str, Any]:
    text = files(__package__).joinpath("profielen", f"{naam}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text, parse_float=Decimal)


def _build(naam: str, jaar: int, source: Mapping[str, Any]) -> Profiel:
    regels = source.get("regels", {})
    gemeenten = tuple(source["gemeenten"])
    rijen = {tabel: _read_rijen(entry["koppen"], entry["rijen"], jaar) for tabel, entry in source["tabellen"].items()}
    if gemeenten:
        rijen |= {"tblInwoners": _inwoners(gemeenten, jaar), "tblIndexcijfers": _indexcijfers()}
        centrum = next((rij["Waarde"] for rij in rijen["tblRegeling"] if rij["Parameter"] == "centrumgemeente"), None)
        rijen |= {"tblKalender": _kalender(naam, jaar, tuple(one for one in gemeenten if one != centrum))}
    soorten = (Kostensoort(**one) for one in regels.get("kostensoorten", ()))
    spuk = regels.get("spuk_iza")
    return Profiel(
        naam=naam,
        jaar=jaar,
        gemeenten=gemeenten,
        rijen=rijen,
        kostensoorten={one.soort: one for one in soorten},
        vrijstellingen=tuple(Vrijstelling(**one) for one in regels.get("vrijstellingen", ())),
        bbp_reeks=regels.get("bbp_reeks", ""),
        geen_bbp_soorten=tuple(regels.get("geen_bbp_soorten", ())),
        ingang=regels.get("ingang"),
        einde=regels.get("einde"),
        banden=tuple(Band(**one | {"band": Decimal(one["band"])}) for one in regels.get("banden", ())),
        schaduwjaren=tuple(regels.get("schaduwjaren", ())),
        spuk_iza=(spuk[0], spuk[1]) if spuk else None,
    )


def _read_rijen(koppen: list[str], rijen: list[list[Waarde]], jaar: int) -> tuple[Rij, ...]:
    return tuple({kop: _fill_in(waarde, jaar) for kop, waarde in zip(koppen, rij, strict=True)} for rij in rijen)


def _fill_in(waarde: Waarde, jaar: int) -> Waarde:
    """`""` is an empty cell; `@jaar` and `@jaar-1` stand for the begrotingsjaar and the year before it."""
    if not isinstance(waarde, str):
        return waarde
    whole = JAAR.fullmatch(waarde)
    if whole:
        return jaar + int(whole[1] or 0)
    return JAAR.sub(lambda found: str(jaar + int(found[1] or 0)), waarde) or None


def _inwoners(gemeenten: tuple[str, ...], jaar: int) -> tuple[Rij, ...]:
    peildata = {peildatum(jaar, terug) for terug in range(1, PEILDATA + 1)}
    return tuple(
        {
            "Gemeente": one.gemeente,
            "Peildatum": one.peildatum,
            "Inwoners": one.inwoners,
            "Status": one.status,
            "Bron": one.bron,
            "Jeugdigen": one.jeugdigen,
        }
        for gemeente in gemeenten
        for one in find_inwoners(load_gm_codes().get(key(gemeente), ""))
        if one.peildatum in peildata
    )


def _indexcijfers() -> tuple[Rij, ...]:
    return tuple(
        {
            "Reeks": one.reeks,
            "Jaar": one.jaar,
            "Percentage": one.percentage,
            "Editie": one.editie,
            "Status": one.status,
            "Bron": one.bron,
        }
        for one in load_indexcijfers()
    )


def _kalender(naam: str, jaar: int, gemeenten: tuple[str, ...]) -> tuple[Rij, ...]:
    """The moments of the regeling in this year with their latest day, so that the user sees what is to come."""
    return tuple(
        _kalenderrij(moment, jaar, day, gemeente)
        for moment in load_afspraken(naam).list_momenten(jaar)
        for gemeente in (gemeenten if moment.per_gemeente else (None,))
        for day in moment.uiterlijk or ((None,) if moment.dagen else ())
    )


def _kalenderrij(moment: Moment, jaar: int, day: Uiterste | None, gemeente: str | None) -> Rij:
    return {
        "Moment": f"{moment.moment} {day.variant}" if day and day.variant else moment.moment,
        "Jaar": jaar,
        "Periode": (day.periode or None) if day else None,
        "Gemeente": gemeente,
        "Uiterlijk": day.on(jaar) if day else None,
        "Gereed op": None,
        "Opmerking": moment.bron,
        "Bron": f"art. {moment.artikel}" if moment.artikel[:1].isdigit() else moment.artikel,
    }
