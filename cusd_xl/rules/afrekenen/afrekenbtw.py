"""Wet OB art. 35a: the btw of an eindafrekening is that over what is owed, less that of the facturen already sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from cusd_xl.base.money import round_half_up
from cusd_xl.model.afrekening import Afrekenbtw, Voorschotpost
from cusd_xl.model.factuur import Specificatieregel
from cusd_xl.parameters import get_parameter
from cusd_xl.parameters.btwcodes import load_btwcodes
from cusd_xl.rules.grondslag import Grondslag

GRONDSLAG = Grondslag("Wet op de omzetbelasting 1968", "9 en 35a", "regels.md, §5", ("R107", "R109"))


def make_afrekenbtw(
    specificatie: Sequence[Specificatieregel], posten: Sequence[Voorschotpost], datum: date
) -> tuple[Afrekenbtw, ...]:
    """One line per btw-code that occurs; tax is rounded half up once over what is owed, and once per factuur already sent."""
    lines = []
    for code in load_btwcodes().values():
        own = [one for one in posten if one.btw == code.code]
        grondslag = sum(one.jaarbedrag for one in specificatie if one.btw == code.code)
        if not own and not any(one.btw == code.code for one in specificatie):
            continue
        percentage = Fraction(get_parameter(code.parameter, datum).waarde) if code.parameter else None
        gefactureerd = sum(calculate_btw(code.parameter, one, datum) for one in group_facturen(own))
        verschuldigd = round_half_up(grondslag * percentage / 100) if percentage is not None else 0
        lines.append(Afrekenbtw(code.code, code.omschrijving, percentage, grondslag, verschuldigd, gefactureerd))
    return tuple(lines)


def group_facturen(posten: Sequence[Voorschotpost]) -> tuple[tuple[Voorschotpost, ...], ...]:
    """The amounts that stood on one factuur together: by number, else by termijn."""
    grouped: dict[tuple[str, str], tuple[Voorschotpost, ...]] = {}
    for one in posten:
        where = (one.nummer, "" if one.nummer else one.termijn)
        grouped[where] = (*grouped.get(where, ()), one)
    return tuple(grouped.values())


def calculate_btw(parameter: str, posten: Sequence[Voorschotpost], datum: date) -> int:
    """The btw in cents on amounts of one btw-code that stood on one factuur, at the tarief of its factuurdatum."""
    if not parameter:
        return 0
    percentage = Fraction(get_parameter(parameter, posten[0].factuurdatum or datum).waarde)
    return round_half_up(sum(one.bedrag for one in posten) * percentage / 100)
