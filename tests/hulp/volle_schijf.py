"""Runs commands on a disk that really is full, in a mount of its own; prints as JSON what happened at every size.

Run it under `unshare -rm`, with the workbook, an empty folder to mount on and the sizes in kilobytes.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

from tests.hulp.opdracht import geef

RUIM = "64m"


def list_opdrachten(werkmap: Path, schijf: Path) -> dict[str, tuple[object, ...]]:
    """What is done on the disk, in this order."""
    vast, kwartaal = ("--register", schijf / "r.sqlite"), ("--termijn", "Q1", "--datum", "2026-01-05")
    datum = ("--datum", "2026-02-02")
    return {
        "concept": ("factureer", werkmap, *kwartaal, "--uit", schijf / "concept"),
        "definitief": ("factureer", werkmap, *kwartaal, "--uit", schijf / "Q1", "--definitief", *vast),
        "credit": ("register", "credit", "CUSD-2026-00001", "--reden", "Fout", *datum, "--uit", schijf / "c", *vast),
        "revisie": ("factureer", werkmap, *kwartaal[:2], *datum, "--uit", schijf / "Q1", "--definitief", "--revisie", "2", *vast),
        "afreken": (
            "afreken", werkmap, "--uit", schijf / "af", "--status", "definitief", "--datum", "2027-03-20", *vast,
        ),
        "export": ("register", "export", "--uit", schijf / "r.xlsx", "--op", "2027-04-01", *vast),
    }  # fmt: skip


def list_bestanden(schijf: Path) -> dict[str, str]:
    """The sha256 of every file but the register, hidden ones included."""
    paths = [path for path in schijf.rglob("*") if path.is_file() and not path.name.startswith("r.sqlite")]
    return {path.relative_to(schijf).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(paths)}


def mount(schijf: Path, size: str, again: bool = False) -> None:
    """Give the disk a size."""
    opties = f"{'remount,' if again else ''}size={size}"
    subprocess.run(["mount", "-t", "tmpfs", "-o", opties, "none", str(schijf)], check=True)


def run(werkmap: Path, schijf: Path, size: str) -> dict[str, object]:
    """Every command until one fails for lack of room; then that one again, and the rest, with room."""
    mount(schijf, size)
    mislukt, nog = None, list_opdrachten(werkmap, schijf)
    for naam, woorden in list(nog.items()):
        uitkomst = geef(*woorden)
        if uitkomst.status:
            mislukt = {"opdracht": naam, "status": uitkomst.status, "err": uitkomst.err, "bestanden": list_bestanden(schijf)}
            break
        del nog[naam]
    mount(schijf, RUIM, again=True)
    statussen = [geef(*woorden).status for woorden in nog.values()]
    check = geef("register", "check", schijf, "--register", schijf / "r.sqlite").status
    found = {"mislukt": mislukt, "statussen": statussen, "check": check, "bestanden": list_bestanden(schijf)}
    subprocess.run(["umount", str(schijf)], check=True)
    return found


if __name__ == "__main__":
    print(json.dumps({size: run(Path(sys.argv[1]), Path(sys.argv[2]), size) for size in sys.argv[3:]}))
