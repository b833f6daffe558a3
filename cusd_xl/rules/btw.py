"""Btw per code: the user chose the code of each kostenpost, the tarief is the one of the factuurdatum, rounded once per code."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from cusd_xl.base.money import round_half_up
from cusd_xl.model.factuur import Btwregel, Factuurregel
from cusd_xl.parameters import get_parameter
from cusd_xl.parameters.btwcodes import Btwcode, load_btwcodes
from cusd_xl.rules.grondslag import Grondslag

GRONDSLAG = Grondslag("Wet op de omzetbelasting 1968", "9 en 35a", "regels.md, §5", ("R107", "R109"))


def make_btwregels(regels: Sequence[Factuurregel], op: date) -> tuple[Btwregel, ...]:
    """One Btwregel per code that occurs, with its base and tax in cents; the tax is rounded half up per code.

    A code without a tarief carries no tax. An unknown code raises KeyError (the controles report it first), a date without
    tarief raises ParameterError.
    """
    return tuple(
        _make_btwregel(code, sum(regel.bedrag for regel in regels if regel.btw == code.code), op)
        for code in load_btwcodes().values()
        if any(regel.btw == code.code for regel in regels)
    )


def _make_btwregel(code: Btwcode, grondslag: int, op: date) -> Btwregel:
    if not code.parameter:
        return Btwregel(code.code, code.omschrijving, None, grondslag, 0)
    percentage = Fraction(get_parameter(code.parameter, op).waarde)
    return Btwregel(code.code, code.omschrijving, percentage, grondslag, round_half_up(grondslag * percentage / 100))
