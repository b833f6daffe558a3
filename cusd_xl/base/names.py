"""Names as people type them: compared without case and stray spaces, with the nearest known name, as a safe file name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

WINDOWS_RESERVED = frozenset(["con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))])
LONGEST_SLUG = 60


def tidy(text: str) -> str:
    """The text without stray white space (also the hard space) around and doubled inside."""
    return " ".join(text.split())


def key(text: str) -> str:
    """What two spellings of one name have in common: white space tidied, case folded."""
    return tidy(text).casefold()


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that looks most like `name`, or None when nothing looks like it."""
    by_key = {key(one): one for one in known}
    found = get_close_matches(key(name), by_key, n=1)
    return by_key[found[0]] if found else None


def slug(text: str, fallback: str) -> str:
    """A safe file name part of ASCII letters, digits and hyphens, 60 characters at most; `fallback` when nothing is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_SLUG].strip("-")
    return made if made and made not in WINDOWS_RESERVED else re.sub(r"[^a-z0-9]+", "-", fallback.lower()).strip("-")
