"""Transparantie (protocol 4): two outcomes beside each other, per gemeente and kostenpost, to the cent."""

from __future__ import annotations

from collections.abc import Mapping

from cusd_xl.model.bijdragen import VerdeeldeKostenpost, Verdeling
from cusd_xl.model.vooruit import Vergelijking, Vergelijkregel
from cusd_xl.rules.grondslag import PROTOCOL, Grondslag

GRONDSLAG = Grondslag("Bestuurlijk protocol", "4", PROTOCOL, ("R99",))


def compare(eerst: Verdeling, straks: Verdeling, namen: tuple[str, str], wijzigingen: tuple[str, ...] = ()) -> Vergelijking:
    """Every gemeente and kostenpost of either outcome; who or what is missing on one side owes 0 there.

    Gemeenten stand in the order of the first outcome, new ones behind them; so do the kostenposten.
    """
    gemeenten = tuple(dict.fromkeys((*eerst.per_gemeente(), *straks.per_gemeente())))
    before, after = _by_place(eerst), _by_place(straks)
    posten = {post.kostenpost.kostenpost: post for post in (*straks.kostenposten, *eerst.kostenposten)}
    order = dict.fromkeys((*_list_codes(eerst), *_list_codes(straks)))
    regels = tuple(
        _make_regel(gemeente, posten[code], before.get((gemeente, code), 0), after.get((gemeente, code), 0))
        for code in order
        for gemeente in gemeenten
    )
    return Vergelijking(*namen, gemeenten, regels, wijzigingen)


def _make_regel(gemeente: str, post: VerdeeldeKostenpost, eerst: int, straks: int) -> Vergelijkregel:
    one = post.kostenpost
    return Vergelijkregel(gemeente, one.kostenpost, one.omschrijving, one.soort, eerst, straks)


def _by_place(verdeling: Verdeling) -> Mapping[tuple[str, str], int]:
    return {(one.gemeente, one.kostenpost): one.bedrag for one in verdeling.bijdragen}


def _list_codes(verdeling: Verdeling) -> list[str]:
    return [post.kostenpost.kostenpost for post in verdeling.kostenposten]
