"""A manifest read back as it stands: what it says of files, amounts, inputs and of the manifest before it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from cusd_xl.base.money import to_cents
from cusd_xl.runs.manifest import Invoerbestand
from cusd_xl.runs.zegel import MANIFEST, VORIGE

PROGRAMMA = "cusd_xl"
DELEN = ("controletotalen", "parameters", "register", "termijn")
"""What is looked up by name, where it is there."""


@dataclass(frozen=True, slots=True)
class Beschreven:
    """A file as the manifest describes it; of a factuur also its number, gemeente and amounts in cents."""

    bestand: str
    bytes: int
    sha256: str
    nummer: str = ""
    gemeente: str = ""
    totaal: int = 0
    te_betalen: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest: its content, its values, and the parts that are checked; `vorige` is name and sha256, or None for the first."""

    inhoud: bytes
    waarden: Mapping[str, Any]
    bestanden: tuple[Beschreven, ...]
    invoer: tuple[Invoerbestand, ...]
    vorige: tuple[str, str] | None

    @property
    def is_afrekening(self) -> bool:
        return self.waarden.get("soort") == "eindafrekening"

    @property
    def facturen(self) -> dict[str, Beschreven]:
        """Every factuur once, by number."""
        return {one.nummer: one for one in self.bestanden if one.nummer}


def load_manifest(path: Path) -> Manifest:
    """The manifest at a path; ValueError with the reason in Dutch when it is not there or says nothing that can be checked."""
    try:
        inhoud = path.read_bytes()
        waarden = json.loads(inhoud)
        if waarden["programma"] != PROGRAMMA or not all(isinstance(waarden.get(naam, {}), dict) for naam in DELEN):
            raise ValueError
        return Manifest(
            inhoud,
            waarden,
            tuple(_read_bestand(one) for one in waarden["bestanden"]),
            tuple(Invoerbestand(_check_naam(one["bestand"]), one["bytes"], str(one["sha256"])) for one in waarden["invoer"]),
            (_check_naam(waarden[VORIGE]["bestand"]), str(waarden[VORIGE]["sha256"])) if waarden.get(VORIGE) else None,
        )
    except OSError as problem:
        raise ValueError(f"{path.name} is niet gevonden of niet leesbaar") from problem
    except (ValueError, KeyError, TypeError, AttributeError, InvalidOperation) as problem:
        raise ValueError(f"{path.name} is geen manifest van cusd-xl, of is beschadigd") from problem


def _read_bestand(one: Mapping[str, Any]) -> Beschreven:
    kop = (_check_naam(one["bestand"]), one["bytes"], str(one["sha256"]))
    if "nummer" not in one:
        return Beschreven(*kop)
    bedragen = [to_cents(Decimal(one[naam])) for naam in ("totaal", "te_betalen")]
    return Beschreven(*kop, str(one["nummer"]), str(one["gemeente"]), *bedragen)


def _check_naam(naam: str) -> str:
    if Path(naam).name != naam or naam == MANIFEST:
        raise ValueError
    return naam
