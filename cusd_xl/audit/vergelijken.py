"""Lays three calculators side by side, cell by cell: what the file says, what we compute, what an independent engine computes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Context, Decimal
from types import MappingProxyType

from cusd_xl.base.formuletekst import normalize_formule
from cusd_xl.model.narekening import (
    Afwijkingsoort,
    Celbeeld,
    Celverschil,
    Herberekend,
    Nietberekend,
    Plek,
    Rekenwaarde,
    Vergelijking,
)

EXACT = Context(prec=15, rounding=ROUND_HALF_UP)
"""A spreadsheet shows and compares fifteen significant digits."""
CENT = Decimal("0.01")
RELATIEF = Decimal("1e-9")
NIET_VAN_ONS = "geen cel van cusd-xl"
GEEN_WAARDE = "—"


@dataclass(frozen=True, slots=True)
class Gegeven:
    """A workbook as it stands, as we make it (only our sheets), as the independent engine computes it, and article per sheet."""

    bestand: str
    cellen: Mapping[Plek, Celbeeld]
    eigen: Mapping[Plek, Celbeeld]
    onafhankelijk: Herberekend
    rekenaar: str
    artikelen: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def compare(gegeven: Gegeven) -> Vergelijking:
    """Every formula cell of the file against both calculators, and every cell of our sheets against what we make.

    Numbers agree within 1e-9 of their size, amounts to the cent as well; texts, truths and error values exactly. Whatever one
    calculator cannot compute is listed with the reason.
    """
    formules = {plek: one for plek, one in gegeven.cellen.items() if one.formule is not None}
    onze = frozenset(blad for blad, _ in gegeven.eigen)
    verschillen = [one for plek, cel in gegeven.cellen.items() for one in _judge(gegeven, onze, plek, cel)]
    verschillen += [_tell(gegeven, plek, Afwijkingsoort.WEG) for plek in gegeven.eigen if plek not in gegeven.cellen]
    drievoudig = sum(plek in gegeven.eigen and _can_tell(gegeven, plek) for plek in formules)
    niet = tuple(_list_niet_berekend(gegeven, formules))
    return Vergelijking(gegeven.bestand, len(formules), drievoudig, tuple(verschillen), niet)


def consult(gegeven: Gegeven, tweede: Mapping[Plek, Rekenwaarde]) -> Gegeven:
    """The same with a second engine asked where the first cannot say, or says something else than the file.

    Where the second agrees with the file its word counts, and the cell is no longer in doubt; what is wrong is so for both.
    """
    waarden, onzeker = dict(gegeven.onafhankelijk.waarden), dict(gegeven.onafhankelijk.onzeker)
    for plek, cel in gegeven.cellen.items():
        is_eens = plek in tweede and agree(cel.waarde, tweede[plek], cel.is_bedrag)
        if cel.formule is not None and cel.berekend and is_eens:
            onzeker.pop(plek, None)
            waarden[plek] = tweede[plek]
    return replace(gegeven, onafhankelijk=Herberekend(waarden, onzeker))


def agree(een: Rekenwaarde, ander: Rekenwaarde, is_bedrag: bool) -> bool:
    """Whether two calculators say the same."""
    if isinstance(een, Decimal) and isinstance(ander, Decimal):
        if is_bedrag and _to_cents(een) != _to_cents(ander):
            return False
        return abs(een - ander) <= RELATIEF * max(abs(een), abs(ander), Decimal(1))
    return type(een) is type(ander) and een == ander


def _to_cents(waarde: Decimal) -> Decimal:
    """Fifteen digits first, as a spreadsheet rounds (facts/snelheid.md, finding 6)."""
    return EXACT.plus(waarde).quantize(CENT, ROUND_HALF_UP)


def _judge(gegeven: Gegeven, onze: frozenset[str], plek: Plek, cel: Celbeeld) -> Iterator[Celverschil]:
    eigen = gegeven.eigen.get(plek)
    if eigen is None:
        if plek[0] in onze and (cel.formule is not None or isinstance(cel.waarde, Decimal)):
            yield _tell(gegeven, plek, Afwijkingsoort.ERBIJ)
        elif cel.formule is not None:
            yield from _judge_formule(gegeven, plek, cel)
    elif eigen.formule is not None and cel.formule is None:
        yield _tell(gegeven, plek, Afwijkingsoort.VERVANGEN)
    elif eigen.formule != cel.formule and normalize_formule(eigen.formule or "") != normalize_formule(cel.formule or ""):
        yield _tell(gegeven, plek, Afwijkingsoort.FORMULE)
    elif cel.formule is not None:
        yield from _judge_formule(gegeven, plek, cel)
    elif not agree(cel.waarde, eigen.waarde, cel.is_bedrag):
        yield _tell(gegeven, plek, Afwijkingsoort.INHOUD)


def _judge_formule(gegeven: Gegeven, plek: Plek, cel: Celbeeld) -> Iterator[Celverschil]:
    eigen = gegeven.eigen.get(plek)
    gezegd = [eigen.waarde] if eigen is not None else []
    if _can_tell(gegeven, plek):
        gezegd.append(gegeven.onafhankelijk.waarden.get(plek))
    if not cel.berekend:
        yield _tell(gegeven, plek, Afwijkingsoort.NOOIT)
    elif not all(agree(cel.waarde, one, cel.is_bedrag) for one in gezegd):
        yield _tell(gegeven, plek, Afwijkingsoort.WAARDE)


def _can_tell(gegeven: Gegeven, plek: Plek) -> bool:
    return not gegeven.onafhankelijk.reden and plek not in gegeven.onafhankelijk.onzeker


def _list_niet_berekend(gegeven: Gegeven, formules: Mapping[Plek, Celbeeld]) -> Iterator[Nietberekend]:
    vreemd = tuple(_show_plek(plek) for plek in formules if plek not in gegeven.eigen)
    if vreemd:
        yield Nietberekend(gegeven.bestand, "cusd-xl", vreemd, NIET_VAN_ONS)
    if gegeven.onafhankelijk.reden:
        alle = tuple(map(_show_plek, formules))
        yield Nietberekend(gegeven.bestand, gegeven.rekenaar, alle, gegeven.onafhankelijk.reden)
        return
    redenen: dict[str, list[str]] = {}
    for plek in formules:
        if plek in gegeven.onafhankelijk.onzeker:
            redenen.setdefault(gegeven.onafhankelijk.onzeker[plek], []).append(_show_plek(plek))
    for reden, cellen in redenen.items():
        yield Nietberekend(gegeven.bestand, gegeven.rekenaar, tuple(cellen), reden)


def _tell(gegeven: Gegeven, plek: Plek, soort: Afwijkingsoort) -> Celverschil:
    cel, eigen = gegeven.cellen.get(plek), gegeven.eigen.get(plek)
    formule = (cel.formule if cel else None) or (eigen.formule if eigen else None) or ""
    return Celverschil(
        gegeven.bestand,
        *plek,
        soort,
        f"={formule}" if formule else "",
        gegeven.artikelen.get(plek[0], ""),
        show_waarde(cel.waarde) if cel and cel.berekend else GEEN_WAARDE,
        show_waarde(eigen.waarde) if eigen else GEEN_WAARDE,
        show_waarde(gegeven.onafhankelijk.waarden.get(plek)) if _can_tell(gegeven, plek) else GEEN_WAARDE,
    )


def show_waarde(waarde: Rekenwaarde) -> str:
    """A value as a Dutch reader writes it: decimal comma, WAAR and ONWAAR; a dash for nothing."""
    if isinstance(waarde, bool):
        return "WAAR" if waarde else "ONWAAR"
    if isinstance(waarde, Decimal):
        return f"{EXACT.plus(waarde).normalize():f}".replace(".", ",")
    return waarde or GEEN_WAARDE


def _show_plek(plek: Plek) -> str:
    return "!".join(plek)
