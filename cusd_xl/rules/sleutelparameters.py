"""The parameter of a sleutel, read from its text: jaren terug, parts, and the fields of every kind that has them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from cusd_xl.base.money import to_cents
from cusd_xl.base.names import key, tidy
from cusd_xl.model.begroting import Sleutel
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(CUSD, "12", TOELICHTING, ("R8",))
GETAL = re.compile(r"\d+(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Inwonersparameter:
    """How many years before the begrotingsjaar the peildatum lies."""

    jaren_terug: int


@dataclass(frozen=True, slots=True)
class Minimumparameter:
    """The floor in cents, the tarief in euros per weight, and the sleutel that gives the weights."""

    bedrag: int
    tarief: Decimal
    sleutel: str


def parse_inwoners(sleutel: Sleutel) -> Inwonersparameter:
    """`2` -> two years back; anything but a whole number raises ValueError."""
    if not re.fullmatch(r"\d{1,2}", sleutel.parameter.strip()):
        raise ValueError("een geheel aantal jaren terug, bijvoorbeeld 2")
    return Inwonersparameter(int(sleutel.parameter))


def parse_mix(sleutel: Sleutel) -> tuple[tuple[str, Fraction], ...]:
    """`sleutelA=0.25;sleutelB=0.75` -> names with their exact parts; bad grammar raises ValueError."""
    parts = _split_pairs(sleutel.parameter, "sleutels met hun deel, bijvoorbeeld inwoners=0.25;gelijk=0.75")
    return tuple((naam, Fraction(_parse_getal(naam, text))) for naam, text in parts.items())


def parse_minimum(sleutel: Sleutel) -> Minimumparameter:
    """`bedrag=100000;tarief=2.95;sleutel=inwoners`, in any order, all three required; bad grammar raises ValueError."""
    expected = "bedrag, tarief en sleutel, bijvoorbeeld bedrag=100000;tarief=2.95;sleutel=inwoners"
    parts = read_velden(sleutel, expected, ("bedrag", "tarief", "sleutel"))
    return Minimumparameter(read_bedrag("bedrag", parts["bedrag"]), _parse_getal("tarief", parts["tarief"]), parts["sleutel"])


def read_velden(sleutel: Sleutel, verwacht: str, verplicht: tuple[str, ...], vrij: tuple[str, ...] = ()) -> Mapping[str, str]:
    """`bedrag=1000;sleutel=inwoners` -> the fields by name, in any order and any case; ValueError says what was expected.

    Every field of `verplicht` must be there and be filled, those of `vrij` may be; anything else is refused.
    """
    velden = {key(naam): text for naam, text in _split_pairs(sleutel.parameter, verwacht).items()}
    if not set(verplicht) <= set(velden) <= {*verplicht, *vrij} or not all(velden.values()):
        raise ValueError(verwacht)
    return velden


def read_bedrag(naam: str, text: str) -> int:
    """An amount in euros as whole cents; more than two decimals raise ValueError."""
    try:
        return to_cents(_parse_getal(naam, text))
    except ValueError as error:
        raise ValueError(f"achter {naam}= een bedrag met hoogstens twee decimalen, bijvoorbeeld {naam}=100000") from error


def read_deel(naam: str, text: str) -> Fraction:
    """A percentage from 0 up to and including 100 as an exact part of one; anything else raises ValueError."""
    deel = Fraction(_parse_getal(naam, text)) / 100
    if deel > 1:
        raise ValueError(f"achter {naam}= een percentage van 0 tot en met 100, bijvoorbeeld {naam}=40")
    return deel


def read_jaren(naam: str, text: str) -> int:
    """A whole number of years, from 1 up to 99; anything else raises ValueError."""
    if not re.fullmatch(r"\d{1,2}", text) or int(text) < 1:
        raise ValueError(f"achter {naam}= een geheel getal vanaf 1, bijvoorbeeld {naam}=3")
    return int(text)


def read_jaar(naam: str, text: str) -> int:
    """A year in four figures; anything else raises ValueError."""
    if not re.fullmatch(r"[12]\d{3}", text):
        raise ValueError(f"achter {naam}= een jaar, bijvoorbeeld {naam}=2026")
    return int(text)


def _split_pairs(text: str, expected: str) -> Mapping[str, str]:
    pairs: dict[str, str] = {}
    for part in filter(None, map(tidy, text.split(";"))):
        naam, is_sign, value = (tidy(one) for one in part.partition("="))
        if not is_sign or not naam or naam in pairs:
            raise ValueError(expected)
        pairs[naam] = value
    if not pairs:
        raise ValueError(expected)
    return pairs


def _parse_getal(naam: str, text: str) -> Decimal:
    if not GETAL.fullmatch(text):
        raise ValueError(f"een getal achter {naam}=, bijvoorbeeld {naam}=0.25")
    return Decimal(text.replace(",", "."))
