"""Which code computes: the version, and a hash over the source that is the same in a workbook and in the release."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator
from functools import lru_cache
from importlib.abc import InspectLoader
from importlib.util import find_spec

PAKKET = "cusd_xl"
INGANGEN = (f"{PAKKET}.api", f"{PAKKET}.api.boek")
"""What the functions and what the buttons call."""


@lru_cache(maxsize=1)
def hash_code() -> str:
    """The sha256 over the source of what functions and buttons call and of every module that leans on, by name."""
    sources: dict[str, str] = {}
    for ingang in INGANGEN:
        _gather(ingang, sources)
    text = "".join(f"{name}\n{source}\n" for name, source in sorted(sources.items()))
    return hashlib.sha256(text.encode()).hexdigest()


def _gather(name: str, sources: dict[str, str]) -> None:
    """Add the source of a module and of what it imports; a name that is no module adds nothing."""
    source = None if name in sources else _get_source(name)
    if source is None:
        return
    sources[name] = source
    for imported in _imports(source):
        _gather(imported, sources)


def _get_source(name: str) -> str | None:
    try:
        spec = find_spec(name)
    except ModuleNotFoundError:
        return None
    return spec.loader.get_source(name) if spec and isinstance(spec.loader, InspectLoader) else None


def _imports(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == PAKKET:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
