"""The sleutels themselves: each name once, a parameter that can be read, a mix that adds up to one and never bites its tail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.names import key
from cusd_xl.model.begroting import Begroting, Sleutel
from cusd_xl.rules.controles.dubbel import find_dubbel
from cusd_xl.rules.controles.tekst import format_fraction, propose
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.sleutelparameters import parse_inwoners, parse_minimum, parse_mix
from cusd_xl.rules.sleutels.wegend import WEGINGEN

GRONDSLAG = Grondslag(CUSD, "12", TOELICHTING, ("R3", "R8"))
VERWACHT = MappingProxyType(
    {
        "inwoners": "een geheel aantal jaren terug, bijvoorbeeld 2",
        "mix": "sleutels met hun deel, bijvoorbeeld inwoners=0.25;gelijk=0.75",
        "minimum": "bedrag, tarief en sleutel, bijvoorbeeld bedrag=100000;tarief=2.95;sleutel=inwoners",
    }
)


def check_sleutels(begroting: Begroting) -> Iterator[Finding]:
    """The findings on tblSleutels."""
    for one, cel, eerste in find_dubbel(begroting.sleutels, lambda sleutel: key(sleutel.sleutel), "sleutel"):
        yield finding("sleutel-dubbel", cel, sleutel=one.sleutel, eerste=eerste)
    parts = {one.sleutel: _read_parts(one) for one in begroting.sleutels}
    for sleutel in begroting.sleutels:
        cel = sleutel.herkomst.cel("parameter")
        found = _read_parts(sleutel)
        if found is None:
            facts = {"parameter": sleutel.parameter, "sleutel": sleutel.sleutel, "soort": sleutel.soort}
            yield finding("sleutel-parameter-ongeldig", cel, verwacht=VERWACHT[sleutel.soort], **facts)
            continue
        som = sum((deel for _, deel in found), Fraction(0))
        if sleutel.soort == "mix" and som != 1:
            yield finding("mix-niet-een", cel, sleutel=sleutel.sleutel, som=format_fraction(som))
        yield from _check_parts(begroting, sleutel, [naam for naam, _ in found])
        kring = _find_kring(begroting, parts, sleutel.sleutel)
        if kring:
            yield finding("mix-kring", cel, sleutel=sleutel.sleutel, kring=" > ".join(kring))


def _read_parts(sleutel: Sleutel) -> tuple[tuple[str, Fraction], ...] | None:
    """The sleutels that a parameter names, with their part; empty when the kind names none, None when it cannot be read."""
    try:
        if sleutel.soort == "inwoners":
            parse_inwoners(sleutel)
        elif sleutel.soort == "mix":
            return parse_mix(sleutel)
        elif sleutel.soort == "minimum":
            return ((parse_minimum(sleutel).sleutel, Fraction(1)),)
    except ValueError:
        return None
    return ()


def _check_parts(begroting: Begroting, sleutel: Sleutel, namen: list[str]) -> Iterator[Finding]:
    cel = sleutel.herkomst.cel("parameter")
    for naam in namen:
        inner = _resolve(begroting, sleutel, naam)
        if inner is None:
            advies = propose(naam, (one.sleutel for one in begroting.sleutels), "Kies een sleutel van dat blad.")
            yield finding("sleutel-onbekend", cel, sleutel=naam, wat=f"{sleutel.soort} {sleutel.sleutel}", advies=advies)
        elif inner.soort not in WEGINGEN and not (sleutel.soort == inner.soort == "mix"):
            facts = {"sleutel": sleutel.sleutel, "deel": inner.sleutel, "soort": inner.soort}
            yield finding("mix-ongeschikt", cel, geschikt=", ".join(WEGINGEN), **facts)


def _resolve(begroting: Begroting, sleutel: Sleutel, naam: str) -> Sleutel | None:
    """The sleutel that a parameter means; a mix is written freely, a minimum needs the exact name (as the rules read them)."""
    same = key if sleutel.soort == "mix" else str
    return next((one for one in begroting.sleutels if same(one.sleutel) == same(naam)), None)


def _find_kring(
    begroting: Begroting, parts: Mapping[str, tuple[tuple[str, Fraction], ...] | None], start: str
) -> tuple[str, ...]:
    """The way from a mix back to itself, empty when there is none."""
    known = {key(one.sleutel): one for one in begroting.sleutels}
    paths: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while paths:
        path = paths.pop()
        for naam, _ in parts.get(path[-1]) or ():
            inner = known.get(key(naam))
            if inner is None or inner.soort != "mix":
                continue
            if inner.sleutel == start:
                return (*path, start)
            if inner.sleutel not in seen:
                seen.add(inner.sleutel)
                paths.append((*path, inner.sleutel))
    return ()
