"""The sleutels themselves: each name once, a parameter that can be read, parts that add up, and none that bites its tail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.names import key
from cusd_xl.model.begroting import Begroting, Sleutel
from cusd_xl.rules.controles.dubbel import find_dubbel
from cusd_xl.rules.controles.gebruik import find_opbouw
from cusd_xl.rules.controles.tekst import format_fraction, propose
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag
from cusd_xl.rules.sleutelparameters import parse_inwoners, parse_minimum
from cusd_xl.rules.sleutels.gebruik import parse_gebruik
from cusd_xl.rules.sleutels.gemiddelde import GESCHIKT, parse_gemiddelde
from cusd_xl.rules.sleutels.samengesteld import MENGSELS, MET_BEDRAG, OMHULSELS
from cusd_xl.rules.sleutels.stuk import parse_stuk
from cusd_xl.rules.sleutels.wegend import WEGINGEN
from cusd_xl.rules.sleutels.zonder import find_uitgesloten
from cusd_xl.rules.sleutels.zorgvolume import parse_zorgvolume

GRONDSLAG = Grondslag(CUSD, "12", TOELICHTING, ("R3", "R8", "R86"))
Delen = tuple[tuple[str, Fraction], ...]


def check_sleutels(begroting: Begroting) -> Iterator[Finding]:
    """The findings on tblSleutels."""
    for one, cel, eerste in find_dubbel(begroting.sleutels, lambda sleutel: key(sleutel.sleutel), "sleutel"):
        yield finding("sleutel-dubbel", cel, sleutel=one.sleutel, eerste=eerste)
    parts: dict[str, Delen] = {}
    for sleutel in begroting.sleutels:
        try:
            parts[sleutel.sleutel] = _read_parts(begroting, sleutel)
        except ValueError as error:
            facts = {"parameter": sleutel.parameter, "sleutel": sleutel.sleutel, "soort": sleutel.soort}
            yield finding("sleutel-parameter-ongeldig", sleutel.herkomst.cel("parameter"), verwacht=error, **facts)
    for sleutel in begroting.sleutels:
        if sleutel.sleutel in parts:
            yield from _check_sleutel(begroting, sleutel, parts)


def _check_sleutel(begroting: Begroting, sleutel: Sleutel, parts: Mapping[str, Delen]) -> Iterator[Finding]:
    cel, found = sleutel.herkomst.cel("parameter"), parts[sleutel.sleutel]
    som = sum((deel for _, deel in found), Fraction(0))
    if sleutel.soort == "mix" and som != 1:
        yield finding("mix-niet-een", cel, sleutel=sleutel.sleutel, som=format_fraction(som))
    yield from _check_parts(begroting, sleutel, [naam for naam, _ in found])
    yield from _check_namen(begroting, sleutel)
    kring = _find_kring(begroting, parts, sleutel.sleutel)
    if kring:
        yield finding("mix-kring", cel, sleutel=sleutel.sleutel, kring=" > ".join(kring))


def _read_parts(begroting: Begroting, sleutel: Sleutel) -> Delen:
    """The sleutels that a parameter names, with their part; empty when the kind names none, ValueError when unreadable."""
    if sleutel.soort in OMHULSELS:
        return OMHULSELS[sleutel.soort](begroting, sleutel).delen
    if sleutel.soort == "minimum":
        return ((parse_minimum(sleutel).sleutel, Fraction(1)),)
    if sleutel.soort == "stuk":
        return ((parse_stuk(sleutel).sleutel, Fraction(1)),)
    if sleutel.soort == "gemiddelde":
        return ((parse_gemiddelde(sleutel).sleutel, Fraction(1)),)
    for soorten, parse in ((("inwoners", "jeugdigen"), parse_inwoners), (("zorgvolume",), parse_zorgvolume)):
        if sleutel.soort in soorten:
            parse(sleutel)
    if sleutel.soort == "gebruik":
        parse_gebruik(sleutel)
    return ()


def _check_parts(begroting: Begroting, sleutel: Sleutel, namen: list[str]) -> Iterator[Finding]:
    cel = sleutel.herkomst.cel("parameter")
    for naam in namen:
        inner = next((one for one in begroting.sleutels if key(one.sleutel) == key(naam)), None)
        if inner is None:
            advies = propose(naam, (one.sleutel for one in begroting.sleutels), "Kies een sleutel van dat blad.")
            yield finding("sleutel-onbekend", cel, sleutel=naam, wat=f"{sleutel.soort} {sleutel.sleutel}", advies=advies)
        elif inner.soort not in _list_geschikt(sleutel.soort) or (sleutel.soort in MENGSELS and _has_bedrag(begroting, inner)):
            facts = {"sleutel": sleutel.sleutel, "deel": inner.sleutel, "soort": inner.soort}
            yield finding("mix-ongeschikt", cel, geschikt=", ".join(_list_geschikt(sleutel.soort)), **facts)


def _list_geschikt(soort: str) -> tuple[str, ...]:
    """The kinds that a key of this kind may hold."""
    if soort == "gemiddelde":
        return GESCHIKT
    if soort in MENGSELS:
        return (*WEGINGEN, *(one for one in OMHULSELS if one not in MET_BEDRAG))
    return (*WEGINGEN, *OMHULSELS) if soort in OMHULSELS else tuple(WEGINGEN)


def _has_bedrag(begroting: Begroting, inner: Sleutel) -> bool:
    """True when a key inside a mix changes the amount of the whole kostenpost, deeper inside."""
    opbouw = find_opbouw(begroting, inner.sleutel)
    return opbouw is not None and bool(
        opbouw.plafond is not None or opbouw.voeten or opbouw.bandbreedte or opbouw.deel_van_bedrag != 1
    )


def _check_namen(begroting: Begroting, sleutel: Sleutel) -> Iterator[Finding]:
    """The gemeenten, taken and kostenpost that a parameter names."""
    cel = sleutel.herkomst.cel("parameter")
    if sleutel.soort == "zonder":
        namen = [one.gemeente for one in begroting.deelnemers]
        for naam in OMHULSELS["zonder"](begroting, sleutel).zonder:
            if not find_uitgesloten(begroting, (naam,)):
                yield finding(
                    "zonder-onbekend",
                    cel,
                    gemeente=naam,
                    sleutel=sleutel.sleutel,
                    advies=propose(naam, namen, "Kies een deelnemer."),
                )
    if sleutel.soort == "zorgvolume":
        taken = [one.taak for one in begroting.taken]
        for taak in parse_zorgvolume(sleutel):
            if key(taak) not in map(key, taken):
                advies = propose(taak, taken, "Kies codes van het blad Takenregister, met een komma ertussen.")
                yield finding("taak-onbekend", cel, taak=taak, wat=f"sleutel {sleutel.sleutel}", advies=advies)
    code = parse_gebruik(sleutel) if sleutel.soort == "gebruik" else ""
    if code and key(code) not in [key(one.kostenpost) for one in begroting.kosten]:
        advies = propose(code, (one.kostenpost for one in begroting.kosten), "Kies een code van het blad Kosten.")
        yield finding("gebruik-kostenpost-onbekend", cel, kostenpost=code, sleutel=sleutel.sleutel, advies=advies)


def _find_kring(begroting: Begroting, parts: Mapping[str, Delen], start: str) -> tuple[str, ...]:
    """The way from a key back to itself, empty when there is none."""
    known = {key(one.sleutel): one for one in begroting.sleutels}
    paths: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while paths:
        path = paths.pop()
        for naam, _ in parts.get(path[-1]) or ():
            inner = known.get(key(naam))
            if inner is None or inner.soort not in OMHULSELS:
                continue
            if inner.sleutel == start:
                return (*path, start)
            if inner.sleutel not in seen:
                seen.add(inner.sleutel)
                paths.append((*path, inner.sleutel))
    return ()
