"""What if: a begroting with another key, another reeks, a gemeente more or less, or a vrijstelling given up (R40, R96, R106)."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from cusd_xl.base.names import key
from cusd_xl.model.begroting import Begroting, Deelnemer
from cusd_xl.parameters.cijfers import load_gm_codes, load_inwoners
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(CUSD, "H5", TOELICHTING, ("R40", "R96", "R106"))


def change_sleutel(begroting: Begroting, kostenpost: str, sleutel: str) -> Begroting:
    """The kostenpost divided by another sleutel of the workbook."""
    return replace(
        begroting,
        kosten=tuple(replace(one, verdeelsleutel=sleutel) if one.kostenpost == kostenpost else one for one in begroting.kosten),
    )


def change_reeks(begroting: Begroting, oud: str, nieuw: str) -> Begroting:
    """Everything that follows one reeks follows another one: another editie of the same index.

    An editie seldom has every year; for a year it does not have, the first reeks keeps counting.
    """
    known = {one.jaar for one in begroting.indexcijfers if one.reeks == nieuw}
    kept = (one for one in begroting.indexcijfers if one.reeks == oud and one.jaar not in known)
    return replace(
        begroting,
        indexcijfers=(*begroting.indexcijfers, *(replace(one, reeks=nieuw) for one in kept)),
        kosten=tuple(replace(one, index=nieuw) if one.index == oud else one for one in begroting.kosten),
        normbedragen=tuple(replace(one, index=nieuw) if one.index == oud else one for one in begroting.normbedragen),
    )


def add_gemeente(begroting: Begroting, gemeente: str) -> Begroting:
    """The gemeente takes part in every taak from the start, with her shipped inwoners (CBS); KeyError for an unknown one."""
    gm_code = load_gm_codes()[key(gemeente)]
    naam = next(one.gemeente for one in load_inwoners() if key(one.gemeente) == key(gemeente))
    days = {one.peildatum for one in begroting.inwoners}
    known = tuple(one for one in load_inwoners() if one.gemeente == naam and one.peildatum in days)
    return replace(
        begroting,
        deelnemers=(*begroting.deelnemers, Deelnemer(naam, gm_code, min(one.vanaf for one in begroting.deelnemers))),
        inwoners=(*begroting.inwoners, *known),
        taken=tuple(replace(one, deelname=one.deelname | {naam}) for one in begroting.taken),
        registerkolommen={**begroting.registerkolommen, naam: ""},
    )


def remove_gemeente(begroting: Begroting, gemeente: str) -> Begroting:
    """The gemeente is no deelnemer any more, and no row of any table is hers."""
    tables = {one.name: getattr(begroting, one.name) for one in fields(begroting)}
    changes: dict[str, Any] = {
        naam: tuple(row for row in rows if getattr(row, "gemeente", None) != gemeente)
        for naam, rows in tables.items()
        if isinstance(rows, tuple)
    }
    changes["taken"] = tuple(replace(one, deelname=one.deelname - {gemeente}) for one in begroting.taken)
    kolommen = begroting.registerkolommen
    changes["registerkolommen"] = {kop: letter for kop, letter in kolommen.items() if key(kop) != key(gemeente)}
    return replace(begroting, **changes)


def give_up_vrijstelling(begroting: Begroting, gemeente: str, taak: str) -> Begroting:
    """The gemeente takes part in a taak it was vrijgesteld of, for the whole year (protocol, vrijstelling 3)."""
    return replace(
        begroting,
        taken=tuple(replace(one, deelname=one.deelname | {gemeente}) if one.taak == taak else one for one in begroting.taken),
    )
