"""Whatever was read as plain lists and texts, the same in every process: to compare two readers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any


def maak_plat(iets: Any) -> Any:
    """Dataclasses by field, sets in order, everything else as text."""
    if is_dataclass(iets) and not isinstance(iets, type):
        return {one.name: maak_plat(getattr(iets, one.name)) for one in fields(iets)}
    if isinstance(iets, Mapping):
        return {str(naam): maak_plat(one) for naam, one in iets.items()}
    if isinstance(iets, set | frozenset):
        return sorted(str(one) for one in iets)
    return [maak_plat(one) for one in iets] if isinstance(iets, list | tuple) else repr(iets)
