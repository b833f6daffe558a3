"""One split of a bedrag over weights, as cells ask for it, and its explanation in one Dutch text."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from cusd_xl.api.cellen import Bereik, Cel, read_cents, read_getal, read_lijst, read_tekst
from cusd_xl.base.decimalen import show_breuk
from cusd_xl.base.errors import ArgumentError
from cusd_xl.base.money import CENTS_PER_EURO, Aandeel, format_euro, split_by_largest_remainder
from cusd_xl.base.names import key
from cusd_xl.rules.dekking import round_netto

EENHEDEN = MappingProxyType({"": 1, "cent": 1, "euro": CENTS_PER_EURO})
WOORDEN = MappingProxyType({1: ("cent", "centen"), CENTS_PER_EURO: ("euro", "euro's")})


@dataclass(frozen=True, slots=True)
class Split:
    """A bedrag in cents and its shares in units of `eenheid` cents, in the order of the weights."""

    bedrag: int
    eenheid: int
    gewichten: tuple[Fraction, ...]
    aandelen: tuple[Aandeel, ...]

    @property
    def bedragen(self) -> tuple[int, ...]:
        """The shares in cents."""
        return tuple(one.eenheden * self.eenheid for one in self.aandelen)


def split_bedrag(bedrag: Cel, gewichten: Bereik, eenheid: Cel) -> Split:
    """Split a bedrag in euros by largest remainder; ArgumentError for less than zero and when nobody pays."""
    cents = read_cents("bedrag", bedrag)
    unit = EENHEDEN.get(key(read_tekst("eenheid", eenheid)))
    weights = tuple(Fraction(read_getal(naam, waarde)) for naam, waarde in read_lijst("gewichten", gewichten))
    if unit is None:
        raise ArgumentError("eenheid: kies 'cent' of 'euro'.")
    if cents < 0:
        raise ArgumentError("bedrag: is negatief; dat wordt niet verdeeld.")
    if min(weights) < 0:
        raise ArgumentError("gewichten: een gewicht is negatief.")
    if not any(weights):
        raise ArgumentError("gewichten: zijn samen 0, niemand betaalt.")
    return Split(cents, unit, weights, split_by_largest_remainder(round_netto(Fraction(cents), unit), weights))


def explain_split(split: Split, plaats: int) -> str:
    """From the weight at `plaats` (counted from 0) to its share, in words."""
    aandeel, unit = split.aandelen[plaats], split.eenheid
    _, meer = WOORDEN[unit]
    whole = sum(split.bedragen)
    van = format_euro(split.bedrag) + ("" if whole == split.bedrag else f", afgerond {format_euro(whole)},")
    exact = show_breuk(aandeel.quotum * unit / CENTS_PER_EURO)
    return (
        f"gewicht {show_breuk(split.gewichten[plaats])} van samen {show_breuk(sum(split.gewichten, Fraction(0)))}. "
        f"Van {van} is dat exact € {exact}, "
        f"naar beneden op hele {meer} {format_euro(aandeel.vloer * unit)}. "
        f"{_explain_rest(split, aandeel)} Aandeel: {format_euro(split.bedragen[plaats])} (art. 12)."
    )


def _explain_rest(split: Split, aandeel: Aandeel) -> str:
    een, meer = WOORDEN[split.eenheid]
    over = sum(one.extra for one in split.aandelen)
    if not over:
        return "Na het afronden is er niets over."
    left = f"Er is 1 {een}" if over == 1 else f"Er zijn {over} {meer}"
    extra = f"plus 1 {een}" if aandeel.extra else f"geen extra {een}"
    return f"{left} over voor de grootste resten; deze rest is nummer {aandeel.rang}: {extra}."
