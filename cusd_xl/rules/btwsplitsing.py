"""Btw of another regime stands on a factuur of its own: what is outside the btw never shares one with what is inside it."""

from __future__ import annotations

from dataclasses import replace

from cusd_xl.model.factuur import Factuur
from cusd_xl.parameters.btwcodes import load_btwcodes
from cusd_xl.rules.grondslag import Grondslag

GRONDSLAG = Grondslag("EN 16931-1", "BR-O-11 en BR-O-12", "EN 16931-1; regels.md, §5", ("R107", "R109"))


def split_regimes(factuur: Factuur) -> tuple[Factuur, ...]:
    """One factuur per btw-regime, in the order of the btw-codes; a factuur of one regime stays as it is.

    Lines, btw and specification go along by their btw-code, so nothing is rounded again and the parts add up to the whole.
    Only a factuur that is split gets the name of the regime behind its number. What is intern is not sent and stays whole. What
    was billed before cannot be told apart here: a factuur of two regimes with voorschotten raises ValueError, for on both parts
    they would be set off twice.
    """
    regimes = list_regimes(factuur)
    if len(regimes) == 1 or factuur.soort.is_intern:
        return (factuur,)
    if factuur.voorschotten:
        raise ValueError(f"{factuur.nummer} has two btw-regimes and voorschotten; make it per regime with its own voorschotten")
    return tuple(take_regime(factuur, regime) for regime in regimes)


def list_regimes(factuur: Factuur) -> tuple[str, ...]:
    """The regimes on a factuur, in the order of the btw-codes."""
    used = {regel.btw for regel in factuur.regels}
    return tuple(dict.fromkeys(code.regime for code in load_btwcodes().values() if code.code in used))


def take_regime(factuur: Factuur, regime: str) -> Factuur:
    """The part of a factuur that is of one regime; the voorschotten are the caller's to divide."""
    codes = {code.code for code in load_btwcodes().values() if code.regime == regime}
    states = any(regel.btw in codes and load_btwcodes()[regel.btw].opgave for regel in factuur.regels)
    return replace(
        factuur,
        nummer=f"{factuur.nummer}-{regime}",
        regels=tuple(one for one in factuur.regels if one.btw in codes),
        btwregels=tuple(one for one in factuur.btwregels if one.code in codes),
        specificatie=tuple(one for one in factuur.specificatie if one.btw in codes),
        doorschuifbtw=factuur.doorschuifbtw if states else None,
    )
