"""The parameter of a sleutel, read from its text: jaren terug, the parts of a mix, the floor and tarief of a minimum."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from cusd_xl.base.money import to_cents
from cusd_xl.base.names import key, tidy
from cusd_xl.model.begroting import Begroting, Sleutel
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
    parts = {key(naam): text for naam, text in _split_pairs(sleutel.parameter, expected).items()}
    if set(parts) != {"bedrag", "tarief", "sleutel"} or not parts["sleutel"]:
        raise ValueError(expected)
    try:
        bedrag = to_cents(_parse_getal("bedrag", parts["bedrag"]))
    except ValueError as error:
        raise ValueError("achter bedrag= een bedrag met hoogstens twee decimalen, bijvoorbeeld bedrag=100000") from error
    return Minimumparameter(bedrag, _parse_getal("tarief", parts["tarief"]), parts["sleutel"])


def flatten_mix(begroting: Begroting, naam: str, boven: tuple[str, ...] = ()) -> tuple[tuple[str, Fraction], ...]:
    """The simple keys inside a key with their part of the whole; a key that is no mix is itself with part 1.

    A mix inside a mix is taken apart, the same key found twice is added up. A circle raises ValueError, an unknown name
    KeyError (the controles report both).
    """
    sleutel = begroting.sleutel(naam)
    if sleutel.soort != "mix":
        return ((naam, Fraction(1)),)
    if naam in boven:
        raise ValueError(" > ".join((*boven, naam)))
    known = {key(one.sleutel): one.sleutel for one in begroting.sleutels}
    flat: dict[str, Fraction] = {}
    for inner, deel in parse_mix(sleutel):
        for leaf, share in flatten_mix(begroting, known.get(key(inner), inner), (*boven, naam)):
            flat[leaf] = flat.get(leaf, Fraction(0)) + deel * share
    return tuple(flat.items())


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
