"""A PostgreSQL server of our own for the tests: made in a temporary folder, reached over a socket, gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

GEBRUIKER = "postgres"
INSTELLINGEN = "-c listen_addresses='' -c fsync=off -c max_connections=60 -c shared_buffers=16MB"


def find_programs() -> Path | None:
    """The folder with initdb and pg_ctl of the newest version that is installed; None when there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


@contextmanager
def run_server() -> Iterator[str]:
    """A server while the block runs; yields the URL of its first database."""
    programs = find_programs()
    if programs is None:
        pytest.skip("PostgreSQL is niet geïnstalleerd (Debian: apt-get install postgresql)")
    if os.geteuid() == 0 and shutil.which("runuser") is None:
        pytest.skip("als root start PostgreSQL alleen met runuser, en dat is er niet")
    folder = Path(tempfile.mkdtemp(prefix="cusd-pg-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, GEBRUIKER, GEBRUIKER)
        _run(programs / "initdb", "-D", folder / "data", "-U", GEBRUIKER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        options = f"{INSTELLINGEN} -k {folder}"
        _run(programs / "pg_ctl", "-D", folder / "data", "-l", folder / "log", "-w", "-o", options, "start")
        try:
            yield f"postgresql+psycopg://{GEBRUIKER}@/postgres?host={folder}"
        finally:
            _run(programs / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(*words: object) -> None:
    as_user = ["runuser", "-u", GEBRUIKER, "--"] if os.geteuid() == 0 else []
    done = subprocess.run([*as_user, *map(str, words)], capture_output=True, text=True, cwd="/", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
