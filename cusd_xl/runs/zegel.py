"""Closes a run: the manifest names the one before it, keeps that beside itself, and carries a signature when a key is given."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from cusd_xl.runs.handtekening import sign

MANIFEST = "manifest.json"
VORIGE = "vorige"
KORT = 12
"""How many characters of a sha256 stand in a file name; the whole of it stands in the manifest."""


def hash_content(content: bytes) -> str:
    """The sha256 of a file's content, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def name_ouder(content: bytes) -> str:
    """The name under which a manifest is kept once another takes its place."""
    return f"manifest-{hash_content(content)[:KORT]}.json"


def name_handtekening(content: bytes) -> str:
    """The name of the signature on a manifest; it follows the content, so that it never belongs to another one."""
    return f"{name_ouder(content)}.sig"


def seal(uit: Path, manifest: Mapping[str, object], sleutel: Path | None = None) -> dict[str, bytes]:
    """The files that close a run in `uit`, the manifest last: the one before it under its own name, and the signature.

    The same run once more leaves the manifest as it stands. What stands there and cannot be read is kept all the same.
    """
    path = uit / MANIFEST
    staand = path.read_bytes() if path.is_file() else None
    made: dict[str, bytes] = {}
    content = staand
    if content is None or _read_zonder_vorige(content) != dict(manifest):
        ouder = None if staand is None else {"bestand": name_ouder(staand), "sha256": hash_content(staand)}
        content = (json.dumps({**manifest, VORIGE: ouder}, ensure_ascii=False, indent=2) + "\n").encode()
        made |= {} if staand is None else {name_ouder(staand): staand}
    if sleutel and not (uit / name_handtekening(content)).is_file():
        made[name_handtekening(content)] = sign(content, sleutel)
    return {**made, MANIFEST: content}


def _read_zonder_vorige(content: bytes) -> object:
    try:
        values = json.loads(content)
    except ValueError:
        return None
    return {naam: value for naam, value in values.items() if naam != VORIGE} if isinstance(values, dict) else None
