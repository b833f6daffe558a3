"""Use cases `code`: put the Python code of this release into a copy of a workbook, read it, compare it, take it out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cusd_xl.base.errors import ArgumentError, UitvoerError, WerkmapError
from cusd_xl.runs.bundel import build_bundel
from cusd_xl.workbook.files import write_atomically
from cusd_xl.workbook.lite import embed_code, extract_code, is_ours, remove_code
from cusd_xl.workbook.package import Pakket, open_pakket, unpack, write_pakket

GEEN, GELIJK, GEWIJZIGD = "geen code", "gelijk", "gewijzigd"
HANDTEKENING = "_xmlsignatures/"


@dataclass(frozen=True, slots=True)
class Codecontrole:
    """The code of a workbook beside that of this release; `verschillen` are Dutch lines, one for each file that differs."""

    stand: str
    hash_werkmap: str
    hash_release: str
    verschillen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Geschreven:
    """A copy that was written: the parts that were added, changed or left out, and whether a signature lost its worth."""

    delen: tuple[str, ...]
    handtekening_vervalt: bool


def hash_code(code: Mapping[str, str]) -> str:
    """The sha256 of the code: what `sha256sum main.py requirements.txt | sha256sum` says of the files; empty without code."""
    if not code:
        return ""
    lines = [f"{hashlib.sha256(text.encode('utf-8')).hexdigest()}  {bestand}\n" for bestand, text in sorted(code.items())]
    return hashlib.sha256("".join(lines).encode("utf-8")).hexdigest()


def release_hash() -> str:
    """The sha256 of the code of this release."""
    return hash_code(build_bundel())


def run_inbouwen(werkmap: Path, uit: Path, overschrijf: bool = False) -> Geschreven:
    """Write a copy of the workbook with the code of this release inside; WerkmapError for code of somebody else in it."""
    _check_uit(werkmap, uit)
    pakket = open_pakket(werkmap)
    code = build_bundel()
    delen = embed_code(pakket.delen, code, pakket.naam, overschrijf)
    written = extract_code(delen, pakket.naam)
    if {bestand: written.get(bestand) for bestand in code} != dict(code):
        raise UitvoerError(f"De code is niet goed in {uit.name} gekomen; er is niets geschreven. Meld dit aan de beheerder.")
    return _write(pakket, delen, uit)


def run_uithalen(werkmap: Path, uit: Path) -> tuple[Path, ...]:
    """Write every file of code in the workbook as plain text into the folder `uit`; returns the files."""
    code = _read_code(werkmap)
    if not code:
        raise WerkmapError(f"{werkmap.name} bevat geen Python-code. Zet die erin met 'cusd-xl code inbouwen'.")
    paths = {uit / _safe(bestand, werkmap): text for bestand, text in code.items()}
    present = [path.name for path in paths if path.exists()]
    if present:
        raise ArgumentError(f"In de map {uit.name} staat al {', '.join(present)}. Kies bij --uit een lege of nieuwe map.")
    for path, text in paths.items():
        write_atomically(path, text.encode("utf-8"))
    return tuple(paths)


def run_controleren(werkmap: Path) -> Codecontrole:
    """Compare the code in the workbook with that of this release."""
    release = build_bundel()
    code = _read_code(werkmap)
    # xlwings Lite writes requirements-pinned.txt itself; any other file of code is somebody's change
    code = {bestand: text for bestand, text in code.items() if bestand in release or bestand.endswith(".py")}
    verschillen = tuple(_compare(bestand, code, release) for bestand in sorted({*code, *release}) if code)
    verschillen = tuple(one for one in verschillen if one)
    stand = GEEN if not code else GEWIJZIGD if verschillen else GELIJK
    return Codecontrole(stand, hash_code(code), hash_code(release), verschillen)


def as_json(controle: Codecontrole) -> dict[str, object]:
    """The comparison as one JSON object."""
    return {
        "stand": controle.stand,
        "sha256_werkmap": controle.hash_werkmap,
        "sha256_release": controle.hash_release,
        "verschillen": list(controle.verschillen),
    }


def run_verwijderen(werkmap: Path, uit: Path) -> Geschreven:
    """Write a copy of the workbook without our code; WerkmapError when there is none of ours in it."""
    _check_uit(werkmap, uit)
    pakket = open_pakket(werkmap)
    if not is_ours(extract_code(pakket.delen, pakket.naam)):
        raise WerkmapError(f"{pakket.naam} bevat geen code van cusd-xl; er is niets te verwijderen en niets geschreven.")
    return _write(pakket, remove_code(pakket.delen, pakket.naam), uit)


def _read_code(werkmap: Path) -> dict[str, str]:
    pakket = open_pakket(werkmap)
    return extract_code(pakket.delen, pakket.naam)


def _check_uit(werkmap: Path, uit: Path) -> None:
    if uit.exists():
        raise ArgumentError(f"{uit.name} bestaat al en wordt niet overschreven. Geef bij --uit een andere bestandsnaam.")
    if uit.suffix.lower() != werkmap.suffix.lower():
        raise ArgumentError(f"{uit.name} moet eindigen op {werkmap.suffix}, net als {werkmap.name}.")


def _write(pakket: Pakket, delen: Mapping[str, bytes], uit: Path) -> Geschreven:
    content = write_pakket(delen)
    if dict(unpack(uit.name, content).delen) != dict(delen):
        raise UitvoerError(
            f"{uit.name} leest niet terug zoals het is gemaakt; er is niets geschreven. Meld dit aan de beheerder."
        )
    changed = sorted(name for name in {*delen, *pakket.delen} if delen.get(name) != pakket.delen.get(name))
    signed = bool(changed) and any(name.startswith(HANDTEKENING) for name in pakket.delen)
    write_atomically(uit, content)
    return Geschreven(tuple(changed), signed)


def _compare(bestand: str, code: Mapping[str, str], release: Mapping[str, str]) -> str:
    """One Dutch line on how the file differs from the release; empty when it does not."""
    if bestand not in release:
        return f"{bestand}: hoort niet bij de release."
    if bestand not in code:
        return f"{bestand}: ontbreekt in de werkmap."
    if code[bestand] == release[bestand]:
        return ""
    ours, theirs = release[bestand].split("\n"), code[bestand].split("\n")
    same = next((n for n, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), min(len(ours), len(theirs)))
    return f"{bestand}: anders dan de release vanaf regel {same + 1} ({len(theirs)} regels, de release heeft er {len(ours)})."


def _safe(bestand: str, werkmap: Path) -> str:
    if bestand in {"", ".", ".."} or any(sign in bestand for sign in '/\\:*?"<>|\0') or not bestand.isprintable():
        raise WerkmapError(f"{werkmap.name} bevat code onder een naam die geen bestandsnaam is ({bestand!a}); niets geschreven.")
    return bestand
