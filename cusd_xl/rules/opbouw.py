"""Art. 12: a key taken apart to the simple keys that weigh, with everything its wrappers do to the amount."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from cusd_xl.model.begroting import Begroting, Kostenpost
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.sleutels.binnen import find_binnen
from cusd_xl.rules.sleutels.omhulsel import Bandbreedte, Omhulsel
from cusd_xl.rules.sleutels.samengesteld import OMHULSELS

GRONDSLAG = Grondslag(CUSD, "12", f"{TOELICHTING}; praktijk van jeugdregio's", ("R8", "R84", "R85", "R86", "R103"))


@dataclass(frozen=True, slots=True)
class Deelsleutel:
    """A simple key inside a key: its name, its exact part of the whole, and who weighs 0 in it, as typed."""

    sleutel: str
    deel: Fraction
    zonder: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Voet:
    """A fixed foot in cents for each paying gemeente, except for those in `zonder`."""

    bedrag: int
    zonder: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opbouw:
    """A key taken apart: its simple keys (parts add up to 1 in a begroting without fouten) and what happens to the amount.

    `deel_van_bedrag` is the part of Bedrag that counts; of several ceilings (cents) the lowest holds, feet add up. `sleutels`
    names every key on the way, itself first.
    """

    delen: tuple[Deelsleutel, ...]
    deel_van_bedrag: Fraction = Fraction(1)
    plafond: int | None = None
    voeten: tuple[Voet, ...] = ()
    bandbreedte: Bandbreedte | None = None
    sleutels: tuple[str, ...] = ()


def unfold_sleutel(begroting: Begroting, naam: str) -> Opbouw:
    """Take a key apart; a simple key or one of own amounts is itself, with part 1.

    Keys inside keys are taken apart as well; a simple key found twice is added up, a part of 0 is left out. A circle or a
    parameter that cannot be read raises ValueError, an unknown name KeyError (the controles report all three).
    """
    return _unfold(begroting, naam, ())


def find_bandbreedte(begroting: Begroting, kostenpost: Kostenpost) -> Bandbreedte | None:
    """The band and the years in which the settlement of a kostenpost runs; None when its key has no bandbreedte (R103)."""
    return unfold_sleutel(begroting, kostenpost.verdeelsleutel).bandbreedte


def _unfold(begroting: Begroting, naam: str, boven: tuple[str, ...]) -> Opbouw:
    sleutel = find_binnen(begroting, naam)
    if sleutel.sleutel in boven:
        raise ValueError(" > ".join((*boven, sleutel.sleutel)))
    if sleutel.soort not in OMHULSELS:
        return Opbouw((Deelsleutel(sleutel.sleutel, Fraction(1)),), sleutels=(sleutel.sleutel,))
    omhulsel = OMHULSELS[sleutel.soort](begroting, sleutel)
    binnen = [(deel, _unfold(begroting, inner, (*boven, sleutel.sleutel))) for inner, deel in omhulsel.delen if deel]
    names = dict.fromkeys(naam for _, opbouw in binnen for naam in opbouw.sleutels)
    return replace(_wrap(omhulsel, binnen), sleutels=(sleutel.sleutel, *names))


def _wrap(omhulsel: Omhulsel, binnen: list[tuple[Fraction, Opbouw]]) -> Opbouw:
    flat: dict[tuple[str, tuple[str, ...]], Fraction] = {}
    for deel, opbouw in binnen:
        for one in opbouw.delen:
            place = one.sleutel, _join(omhulsel.zonder, one.zonder)
            flat[place] = flat.get(place, Fraction(0)) + deel * one.deel
    deel_van_bedrag = omhulsel.deel_van_bedrag
    for _, opbouw in binnen:
        deel_van_bedrag *= opbouw.deel_van_bedrag
    plafonds = [one for one in (omhulsel.plafond, *(opbouw.plafond for _, opbouw in binnen)) if one is not None]
    banden = [one for one in (omhulsel.bandbreedte, *(opbouw.bandbreedte for _, opbouw in binnen)) if one is not None]
    return Opbouw(
        tuple(Deelsleutel(sleutel, deel, zonder) for (sleutel, zonder), deel in flat.items()),
        deel_van_bedrag,
        min(plafonds, default=None),
        tuple(_list_voeten(omhulsel, binnen)),
        banden[0] if banden else None,
    )


def _list_voeten(omhulsel: Omhulsel, binnen: list[tuple[Fraction, Opbouw]]) -> Iterator[Voet]:
    if omhulsel.voet:
        yield Voet(omhulsel.voet, omhulsel.zonder)
    for _, opbouw in binnen:
        for voet in opbouw.voeten:
            yield replace(voet, zonder=_join(omhulsel.zonder, voet.zonder))


def _join(buiten: tuple[str, ...], binnen: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*buiten, *binnen)))
