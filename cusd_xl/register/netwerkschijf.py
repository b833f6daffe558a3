"""Whether a file lies on a drive of the network, where the locks of SQLite cannot be relied on; a best effort, never a proof."""

from __future__ import annotations

import sys
from pathlib import Path

MOUNTS = Path("/proc/mounts")
SOORTEN = frozenset({"nfs", "nfs4", "cifs", "smb", "smb3", "smbfs", "fuse.sshfs", "fuse.smbnetfs", "ncpfs", "afs", "9p", "davfs"})
DRIVE_REMOTE = 4


def is_netwerkschijf(path: Path, mounts: str | None = None) -> bool:
    """True for a path below a mount of a network kind, a UNC path or a mapped drive of Windows.

    `mounts` is the text of /proc/mounts; without it that file is read where there is one.
    """
    if sys.platform == "win32":
        return _is_remote_drive(path)
    full = path.resolve()
    found = [one for one in _parse_mounts(_read_mounts() if mounts is None else mounts) if full.is_relative_to(one[0])]
    return bool(found) and max(found, key=lambda one: len(one[0].parts))[1] in SOORTEN


def _parse_mounts(text: str) -> list[tuple[Path, str]]:
    rows = [line.split() for line in text.splitlines()]
    return [(Path(row[1].replace("\\040", " ")), row[2]) for row in rows if len(row) > 2]


def _read_mounts() -> str:
    try:
        return MOUNTS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _is_remote_drive(path: Path) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    full = path.resolve()
    return full.drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(f"{full.drive}\\") == DRIVE_REMOTE
