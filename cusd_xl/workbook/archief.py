"""The memory inside an open workbook: our sheets as they are now and as they were before the last change, on a hidden sheet.

Each version of a sheet is one text (JSON, packed) spread over cells that are not too long for Excel.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any, TypeAlias

from cusd_xl.base.errors import WerkmapError
from cusd_xl.model.plan import Bladplan, Cel, Gebied, Samenvoeging, Waarde

ARCHIEF = "CUSD archief"
KOPPEN = ("Stand", "Blad", "Deel", "Inhoud")
NU, VORIGE = "nu", "vorige"
UITLEG = "Verborgen geheugen van cusd-xl, voor de knop Terugdraaien: de bladen van cusd-xl zoals zij nu en hiervoor waren."
KOPRIJ = 2
PIECE = 30_000
MARK = "z:"
"""Before every piece, so that Excel never takes it for a formula or a number."""
MAKERS: Mapping[str, Callable[[str], Waarde]] = MappingProxyType(
    {"": lambda _: None, "t": str, "d": date.fromisoformat, "n": Fraction}
)
Versies: TypeAlias = Mapping[str, Bladplan | None]


@dataclass(frozen=True, slots=True)
class Archief:
    """Our sheets as they are (`nu`), and those of the last change as they were before it (`vorige`; None: not there)."""

    nu: Mapping[str, Bladplan] = field(default_factory=dict)
    vorige: Versies = field(default_factory=dict)


def read_archief(rijen: Sequence[Sequence[object]]) -> Archief:
    """The memory from the rows of its sheet; WerkmapError when it is damaged."""
    pieces: dict[tuple[str, str], str] = {}
    for stand, blad, _, inhoud in (rij[: len(KOPPEN)] for rij in rijen if len(rij) >= len(KOPPEN)):
        if stand in (NU, VORIGE):
            pieces[str(stand), str(blad)] = pieces.get((str(stand), str(blad)), "") + str(inhoud or "").removeprefix(MARK)
    try:
        versies = {plek: _unpack(text) for plek, text in pieces.items()}
    except (ValueError, KeyError, TypeError, zlib.error, binascii.Error) as error:
        raise WerkmapError(
            f"Het verborgen blad '{ARCHIEF}' is beschadigd; terugdraaien kan niet. Verwijder dat blad en probeer het opnieuw."
        ) from error
    return Archief(
        {blad: plan for (stand, blad), plan in versies.items() if stand == NU and plan is not None},
        {blad: plan for (stand, blad), plan in versies.items() if stand == VORIGE},
    )


def plan_archief(archief: Archief) -> Bladplan:
    """The hidden sheet that holds this memory."""
    cellen = {(0, 0): Cel(UITLEG, "toelichting_tekst")}
    cellen |= {(KOPRIJ, kolom): Cel(kop, "kop_tekst") for kolom, kop in enumerate(KOPPEN)}
    rij = KOPRIJ
    for stand, versies in ((NU, archief.nu), (VORIGE, archief.vorige)):
        for blad, plan in versies.items():
            text = _pack(plan)
            for deel, start in enumerate(range(0, len(text), PIECE), start=1):
                rij += 1
                cellen[rij, 0] = Cel(stand, "blad_code")
                cellen[rij, 1] = Cel(blad, "blad_code")
                cellen[rij, 2] = Cel(deel, "blad_geheel")
                cellen[rij, 3] = Cel(MARK + text[start : start + PIECE], "blad_code")
    return Bladplan(ARCHIEF, cellen, {0: 10, 1: 30, 2: 8, 3: 60})


def describe_plan(plan: Bladplan | None) -> list[Any] | None:
    """A sheet as plain lists, the same for the same sheet: what is kept, and what a hash is made of."""
    if plan is None:
        return None
    cellen = [[rij, kolom, *_describe_cel(cel)] for (rij, kolom), cel in sorted(plan.cellen.items())]
    maten = [sorted(plan.kolombreedtes.items()), sorted(plan.rijhoogtes.items())]
    samen = [[one.rij, one.kolom, one.laatste_rij, one.laatste_kolom] for one in plan.samenvoegingen]
    regels = [[one.rij, one.kolom, one.laatste_rij, one.laatste_kolom, _plain(one.opties)] for one in plan.voorwaardelijk]
    return [plan.naam, cellen, maten, plan.titelrijen, plan.titelkolommen, samen, regels]


def _pack(plan: Bladplan | None) -> str:
    text = json.dumps(describe_plan(plan), ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode("utf-8"), 9)).decode("ascii")


def _unpack(text: str) -> Bladplan | None:
    kept = json.loads(zlib.decompress(base64.b64decode(text, validate=True)))
    if kept is None:
        return None
    naam, cellen, (breedtes, hoogtes), rijen, kolommen, samen, regels = kept
    return Bladplan(
        naam,
        {(rij, kolom): _make_cel(*rest) for rij, kolom, *rest in cellen},
        dict(breedtes),
        dict(hoogtes),
        titelrijen=rijen,
        titelkolommen=kolommen,
        samenvoegingen=[Samenvoeging(*one) for one in samen],
        voorwaardelijk=[Gebied(*one) for one in regels],
    )


def _describe_cel(cel: Cel) -> list[str | None]:
    soort, text = _describe_waarde(cel.waarde)
    return [soort, text, cel.stijl, cel.formule]


def _describe_waarde(waarde: Waarde) -> tuple[str, str]:
    if waarde is None:
        return "", ""
    if isinstance(waarde, str):
        return "t", waarde
    if isinstance(waarde, date):
        return "d", waarde.isoformat()
    return "n", str(Fraction(waarde))


def _make_cel(soort: str, text: str, stijl: str, formule: str | None) -> Cel:
    return Cel(MAKERS[soort](text), stijl, formule)


def _plain(opties: Mapping[str, object]) -> dict[str, object]:
    return {
        naam: _plain(one) if isinstance(one, Mapping) else str(one) if isinstance(one, Decimal) else one
        for naam, one in opties.items()
    }
