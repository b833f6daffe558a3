"""Turns one cell into the value its column asks for; what cannot be turned is a problem with a code of the catalogue."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType
from typing import TypeAlias

from cusd_xl.base.money import to_cents
from cusd_xl.base.names import key, nearest, tidy
from cusd_xl.base.years import MAANDEN, short_datum
from cusd_xl.workbook.celwaarde import Celsoort, Celwaarde, number_text, parse_iso_date
from cusd_xl.workbook.layout import Kolom, Kolomsoort

Veldwaarde: TypeAlias = str | int | Decimal | date | None
Warn = Callable[..., None]
LARGEST = Decimal(10) ** 11
LARGEST_SHOWN = "100.000.000.000"
EURO_DECIMALS = 2
MOST_DECIMALS = 15
FIRST_YEAR, LAST_YEAR = 1900, 2200
LONGEST_QUOTE = 30
PERSONAL = re.compile(r"\d[\d .]{6,}\d")
DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
SHORT_YEAR = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{2})")
DAY_MONTH_NAME = re.compile(r"(\d{1,2}) ([a-z]+) (\d{4})")
LAST_MONTH = 12
PATROON = re.compile(r"[*?~]|^[<>=]")
"""Signs that the criteria of SUMIFS and MATCH read as a pattern."""


class CelProbleem(Exception):
    """A cell that cannot be read; `code` and `feiten` make the finding."""

    def __init__(self, code: str, **feiten: object) -> None:
        super().__init__(code)
        self.code = code
        self.feiten = {name: str(value) for name, value in feiten.items()}


EERSTE_JAAR = 1950
"""A year typed in a date cell, 2024, is a day in 1905 to Excel; no date of a regeling lies that far back."""


def convert(kolom: Kolom, cel: Celwaarde, warn: Warn) -> Veldwaarde:
    """The value of a cell for this column: text, whole cents, whole number, Decimal or date; None or "" when it may be empty.

    Raises CelProbleem; calls `warn(code, **feiten)` for what is readable but not as it should be.
    """
    if cel.soort is Celsoort.FOUT:
        raise CelProbleem("excel-fout", kolom=kolom.kop, fout=cel.waarde)
    if cel.soort is Celsoort.NIET_BEREKEND:
        raise CelProbleem("niet-berekend", kolom=kolom.kop)
    is_text = kolom.soort in TEXTS
    if cel.is_leeg:
        if kolom.verplicht:
            raise CelProbleem("cel-leeg", kolom=kolom.kop)
        return "" if is_text else None
    return CONVERTERS[kolom.soort](kolom, cel, warn)


def as_text(cel: Celwaarde) -> str:
    """The content of a cell as tidy text: numbers without exponent, dates as dd-mm-jjjj."""
    if isinstance(cel.waarde, bool):
        return "WAAR" if cel.waarde else "ONWAAR"
    if isinstance(cel.waarde, date):
        return short_datum(cel.waarde)
    if isinstance(cel.waarde, Decimal):
        return number_text(cel.waarde)
    return tidy(cel.waarde or "")


def show(cel: Celwaarde) -> str:
    """The content for a message, in Dutch notation; long text and anything like a personal number is not repeated."""
    if isinstance(cel.waarde, Decimal):
        return dutch(cel.waarde)
    text = as_text(cel)
    if cel.soort is Celsoort.TEKST and (len(text) > LONGEST_QUOTE or PERSONAL.search(text)):
        return "een tekst"
    return f"de datum {text}" if cel.soort is Celsoort.DATUM else f"'{text}'"


def dutch(number: Decimal) -> str:
    """A number with a decimal comma and no thousands separators, as it is typed in a Dutch Excel."""
    return number_text(number).replace(".", ",")


def read_number_text(text: str) -> Decimal | None:
    """What number a text most likely means in Dutch notation: 1.234,56 and € 1234,56 are 1234.56; None when it is no number."""
    bare = re.sub(r"(?i)€|eur(o)?|\s|'", "", text)
    negative = bare.startswith("(") and bare.endswith(")")
    bare = re.sub(r",(-+|=)$", "", bare.strip("()").rstrip("%"))
    if bare.endswith("-"):
        negative, bare = True, bare[:-1]
    if re.fullmatch(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?|[+-]?\d+(,\d+)?", bare):
        bare = bare.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", bare):
        bare = bare.replace(",", "")
    elif not re.fullmatch(r"[+-]?\d+\.\d+", bare):
        return None
    return -Decimal(bare) if negative else Decimal(bare)


def _number(kolom: Kolom, cel: Celwaarde) -> Decimal:
    if cel.soort is Celsoort.TEKST:
        meant = read_number_text(as_text(cel))
        if meant is None:
            raise CelProbleem("geen-getal", kolom=kolom.kop, waarde=show(cel))
        raise CelProbleem("getal-als-tekst", kolom=kolom.kop, waarde=as_text(cel), voorstel=dutch(meant))
    if not isinstance(cel.waarde, Decimal):
        raise CelProbleem("geen-getal", kolom=kolom.kop, waarde=show(cel))
    if abs(cel.waarde) > LARGEST:
        raise CelProbleem("bedrag-te-groot", kolom=kolom.kop, waarde=_short(cel.waarde), grens=LARGEST_SHOWN)
    if cel.waarde < 0 and not kolom.negatief:
        raise CelProbleem("negatief", kolom=kolom.kop, waarde=dutch(cel.waarde))
    return cel.waarde


def _check_decimals(kolom: Kolom, number: Decimal, most: int) -> Decimal:
    rounded = number.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP)
    if rounded != number:
        raise CelProbleem("te-veel-decimalen", kolom=kolom.kop, waarde=_short(number), aantal=most, voorstel=dutch(rounded))
    return number


def _short(number: Decimal) -> str:
    text = dutch(number)
    return text if len(text) <= LONGEST_QUOTE else f"{number:.3E}".replace(".", ",")


def _bedrag(kolom: Kolom, cel: Celwaarde, warn: Warn) -> int:
    return to_cents(_check_decimals(kolom, _number(kolom, cel), EURO_DECIMALS))


def _getal(kolom: Kolom, cel: Celwaarde, warn: Warn) -> Decimal:
    return _check_decimals(kolom, _number(kolom, cel), MOST_DECIMALS)


def _percentage(kolom: Kolom, cel: Celwaarde, warn: Warn) -> Decimal:
    if cel.procent and isinstance(cel.waarde, Decimal):
        meant = dutch(cel.waarde * 100)
        raise CelProbleem("percentage-opmaak", kolom=kolom.kop, getoond=meant + "%", waarde=dutch(cel.waarde), voorstel=meant)
    return _getal(kolom, cel, warn)


def _geheel(kolom: Kolom, cel: Celwaarde, warn: Warn) -> int:
    number = _number(kolom, cel)
    if number != number.to_integral_value():
        raise CelProbleem("geen-geheel-getal", kolom=kolom.kop, waarde=_short(number))
    return int(number)


def _jaar(kolom: Kolom, cel: Celwaarde, warn: Warn) -> int:
    year = _geheel(kolom, cel, warn)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CelProbleem("geen-jaar", kolom=kolom.kop, waarde=year)
    return year


def _datum(kolom: Kolom, cel: Celwaarde, warn: Warn) -> date:
    if isinstance(cel.waarde, date):
        dag = cel.waarde.date() if isinstance(cel.waarde, datetime) else cel.waarde
        if dag.year < EERSTE_JAAR:
            raise CelProbleem("jaar-als-datum", kolom=kolom.kop, datum=short_datum(dag))
        return dag
    if cel.soort is not Celsoort.TEKST:
        raise CelProbleem("geen-datum", kolom=kolom.kop, waarde=show(cel))
    text = as_text(cel).lower()
    found = parse_iso_date(text) or _day_month_name(text) or _day_first(kolom, text)
    if found is None:
        raise CelProbleem("geen-datum", kolom=kolom.kop, waarde=show(cel))
    warn("datum-als-tekst", kolom=kolom.kop, datum=short_datum(found))
    return found


def _day_month_name(text: str) -> date | None:
    match = DAY_MONTH_NAME.fullmatch(text)
    if match is None or match[2] not in MAANDEN:
        return None
    return _make_date(int(match[3]), MAANDEN.index(match[2]) + 1, int(match[1]))


def _day_first(kolom: Kolom, text: str) -> date | None:
    match = DAY_FIRST.fullmatch(text) or SHORT_YEAR.fullmatch(text)
    if match is None:
        return None
    day, month, year = int(match[1]), int(match[2]), int(match[3])
    short = match.re is SHORT_YEAR
    found = _make_date(year + 2000 if short else year, month, day)
    if found is not None and (short or (day <= LAST_MONTH and day != month)):
        raise CelProbleem("datum-dubbelzinnig", kolom=kolom.kop, waarde=text, voorstel=f"{found.day}-{found.month}-{found.year}")
    return found


def _make_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _tekst(kolom: Kolom, cel: Celwaarde, warn: Warn) -> str:
    return as_text(cel)


def _naam(kolom: Kolom, cel: Celwaarde, warn: Warn) -> str:
    if cel.soort is not Celsoort.TEKST:
        raise CelProbleem("code-als-getal", kolom=kolom.kop, waarde=show(cel))
    naam = as_text(cel)
    if naam != cel.waarde:
        warn("spatie-in-naam", plaats=f"de kolom '{kolom.kop}'", naam=naam)
    if kolom.soort is not Kolomsoort.CODE and PATROON.search(naam):
        warn("naam-is-patroon", plaats=f"de kolom '{kolom.kop}'", naam=naam)
    return naam


def _keuze(kolom: Kolom, cel: Celwaarde, warn: Warn) -> str:
    if not kolom.keuzes:
        return _naam(kolom, cel, warn)
    known = {key(one): one for one in kolom.keuzes}
    text = as_text(cel)
    if key(text) not in known:
        close = nearest(text, kolom.keuzes)
        quote = show(cel).strip("'")
        suggestion = f" Bedoelt u '{close}'?" if close else ""
        raise CelProbleem("ongeldige-keuze", kolom=kolom.kop, waarde=quote, voorstel=suggestion, keuzes=", ".join(kolom.keuzes))
    if text != cel.waarde and cel.soort is Celsoort.TEKST:
        warn("spatie-in-naam", plaats=f"de kolom '{kolom.kop}'", naam=known[key(text)])
    return known[key(text)]


TEXTS = frozenset((Kolomsoort.TEKST, Kolomsoort.NAAM, Kolomsoort.CODE, Kolomsoort.KEUZE, Kolomsoort.VRIJ))
CONVERTERS: Mapping[Kolomsoort, Callable[[Kolom, Celwaarde, Warn], Veldwaarde]] = MappingProxyType(
    {
        Kolomsoort.TEKST: _tekst,
        Kolomsoort.VRIJ: _tekst,
        Kolomsoort.NAAM: _naam,
        Kolomsoort.CODE: _naam,
        Kolomsoort.KEUZE: _keuze,
        Kolomsoort.BEDRAG: _bedrag,
        Kolomsoort.GEHEEL: _geheel,
        Kolomsoort.GETAL: _getal,
        Kolomsoort.PERCENTAGE: _percentage,
        Kolomsoort.JAAR: _jaar,
        Kolomsoort.DATUM: _datum,
    }
)
