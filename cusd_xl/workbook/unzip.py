"""Unpacks a zip within limits that hold while unpacking, whatever its headers promise."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from cusd_xl.base.errors import WerkmapError

LARGEST_FILE = 200_000_000
LARGEST_TOTAL = 200_000_000
MOST_PARTS = 2_000
HIGHEST_RATIO = 200
SMALLEST_SUSPECT = 100_000
CHUNK = 1 << 20
ENCRYPTED_FLAG = 0x1
ZIP_ERRORS = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError,
    OverflowError, IndexError,
)  # fmt: skip
"""What zipfile raises on damaged bytes; RuntimeError holds NotImplementedError, ValueError holds UnicodeDecodeError."""


def unzip_parts(content: bytes, naam: str) -> dict[str, bytes]:
    """All parts of a zip by name, in its order; WerkmapError for a damaged, encrypted, suspect or oversized one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = [info for info in archive.infolist() if not info.orig_filename.endswith("/")]
            _check_names(infos, naam)
            return _unpack(archive, infos, naam)
    except ZIP_ERRORS as error:
        raise WerkmapError(
            f"{naam} is beschadigd of onvolledig opgeslagen en kan niet worden uitgepakt. "
            "Haal het bestand opnieuw op, of open het in Excel en sla het opnieuw op."
        ) from error


def _check_names(infos: list[zipfile.ZipInfo], naam: str) -> None:
    if len(infos) > MOST_PARTS:
        raise _refused(naam, f"het heeft {len(infos)} onderdelen, meer dan {MOST_PARTS}")
    seen: set[str] = set()
    for info in infos:
        part = info.orig_filename
        if part.startswith("/") or "\\" in part or "\0" in part or ":" in part or ".." in part.split("/"):
            raise _refused(naam, f"de naam van onderdeel {part[:60]!a} is niet toegestaan")
        if part.casefold() in seen:
            raise _refused(naam, f"onderdeel {part[:60]!a} komt dubbel voor")
        if info.flag_bits & ENCRYPTED_FLAG:
            raise WerkmapError(f"{naam} is beveiligd met een wachtwoord. Sla het zonder wachtwoord op.")
        seen.add(part.casefold())


def _unpack(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo], naam: str) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    room = LARGEST_TOTAL
    for info in infos:
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise zipfile.BadZipFile("compression that a workbook does not use")
        parts[info.orig_filename] = _unpack_part(archive, info, room, naam)
        room -= len(parts[info.orig_filename])
    return parts


def _unpack_part(archive: zipfile.ZipFile, info: zipfile.ZipInfo, room: int, naam: str) -> bytes:
    pieces: list[bytes] = []
    size = 0
    with archive.open(info) as part:
        while piece := part.read(CHUNK):
            pieces.append(piece)
            size += len(piece)
            if size > room:
                raise _refused(naam, f"uitgepakt is het groter dan {LARGEST_TOTAL // 1_000_000} MB")
            if size > SMALLEST_SUSPECT and size > HIGHEST_RATIO * max(info.compress_size, 1):
                raise _refused(naam, f"onderdeel {info.orig_filename[:60]!a} is verdacht sterk samengeperst")
    return b"".join(pieces)


def _refused(naam: str, reden: str) -> WerkmapError:
    return WerkmapError(f"{naam} wordt geweigerd: {reden}. Open het bestand in Excel en sla het op als nieuwe werkmap.")
