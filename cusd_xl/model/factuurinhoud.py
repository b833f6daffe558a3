"""The frozen content of a factuur: one canonical JSON text, exact both ways, from which every later file is made."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from cusd_xl.model.factuur import Factuur
from cusd_xl.model.herkomst import NERGENS, Herkomst

Verschil = tuple[str, object, object]
READERS: Mapping[Any, Callable[[str], Any]] = MappingProxyType({date: date.fromisoformat, Fraction: Fraction})


def canonical_json(values: object) -> str:
    """JSON in one spelling: keys sorted, no spaces, letters as they are; equal values give equal texts."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def encode_factuur(factuur: Factuur) -> dict[str, Any]:
    """The factuur as plain JSON values: cents as whole numbers, a Fraction as `n/d`, a date as `2026-01-05`.

    The place of the deelnemer in the workbook is left out: a row that moves does not make another factuur.
    """
    encoded: dict[str, Any] = _encode(factuur)
    return encoded


def decode_factuur(values: Mapping[str, Any]) -> Factuur:
    """The factuur that `encode_factuur` wrote down; a field that is missing takes its default, an unknown one is a ValueError."""
    decoded: Factuur = _decode(Factuur, values)
    return decoded


def without_herkomst(factuur: Factuur) -> Factuur:
    """The factuur as it can be frozen: without the place in the workbook where the deelnemer was read."""
    return replace(factuur, afnemer=replace(factuur.afnemer, herkomst=NERGENS))


def compare_facturen(eerste: Factuur, tweede: Factuur) -> tuple[Verschil, ...]:
    """Every field that differs, as (path, first, second) in JSON values; empty when both say the same."""
    return tuple(_compare("", encode_factuur(eerste), encode_factuur(tweede)))


def _encode(value: Any) -> Any:
    if is_dataclass(value):
        parts = {one.name: getattr(value, one.name) for one in fields(value)}
        return {naam: _encode(part) for naam, part in parts.items() if not isinstance(part, Herkomst)}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_encode(one) for one in value]
    if value is None or type(value) in (str, int, bool):
        return value
    raise TypeError(f"{type(value).__name__} cannot be frozen")


def _decode(kind: Any, value: Any) -> Any:
    if isinstance(kind, UnionType):
        return None if value is None else _decode(next(one for one in get_args(kind) if one is not type(None)), value)
    if get_origin(kind) is tuple:
        return tuple(_decode(get_args(kind)[0], one) for one in value)
    if is_dataclass(kind):
        return _decode_dataclass(kind, value)
    if kind in (str, int, bool):
        if type(value) is not kind:
            raise ValueError(f"{value!r} is no {kind.__name__}")
        return value
    return READERS[kind](value) if kind in READERS else kind(value)


def _decode_dataclass(kind: Any, values: Mapping[str, Any]) -> Any:
    hints = _hints(kind)
    if unknown := set(values) - set(hints):
        raise ValueError(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
    return kind(**{naam: _decode(hints[naam], value) for naam, value in values.items()})


@lru_cache(maxsize=32)
def _hints(kind: Any) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _compare(pad: str, eerste: Any, tweede: Any) -> Iterator[Verschil]:
    if isinstance(eerste, Mapping) and isinstance(tweede, Mapping):
        for naam in dict.fromkeys((*eerste, *tweede)):
            yield from _compare(f"{pad} {naam}".strip(), eerste.get(naam), tweede.get(naam))
    elif isinstance(eerste, list) and isinstance(tweede, list) and len(eerste) == len(tweede):
        for nummer, (one, other) in enumerate(zip(eerste, tweede, strict=True), start=1):
            yield from _compare(f"{pad} {nummer}", one, other)
    elif eerste != tweede:
        yield pad, eerste, tweede
