"""What some tests borrow: npm packages run by Node, and wheels by name; a test is skipped where they cannot be had."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest

PACKAGES = Path(__file__).parents[1] / "pyodide" / "package.json"
LONGEST = 300
PYODIDE_TAGS = ("--python-version", "3.14", "--implementation", "cp", "--platform", "pyemscripten_2026_0_wasm32")


def install_npm() -> Path:
    """The node_modules with the pinned packages of tests/pyodide/package.json, kept between runs."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        pytest.skip("node of npm is niet geïnstalleerd, dus Pyodide en de Open XML-controle draaien hier niet")

    def fill(folder: Path) -> None:
        shutil.copy(PACKAGES, folder)
        run([npm, "install", "--ignore-scripts", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"], folder)

    return keep(f"npm-{hashlib.sha256(PACKAGES.read_bytes()).hexdigest()[:12]}", fill) / "node_modules"


def download_wheel(requirement: str, *options: str) -> Path:
    """The wheel of a pinned requirement (`xlwings==0.37.8`), kept between runs; `options` are those of pip download."""

    def fill(folder: Path) -> None:
        run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:", *options, requirement], folder)

    return next(keep(f"wheel-{requirement}-{len(options)}", fill).glob("*.whl"))


def keep(name: str, fill: Callable[[Path], None]) -> Path:
    """The folder `name` in the cache (CUSD_CACHE, else ~/.cache/cusd_xl-tests), filled when it is not there yet."""
    cache = Path(os.environ.get("CUSD_CACHE") or Path.home() / ".cache" / "cusd_xl-tests")
    if not (cache / name).is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=cache))
        fill(made)
        if not (cache / name).is_dir():  # another worker may have been first
            made.replace(cache / name)
    return cache / name


def run(command: list[str], folder: Path) -> None:
    """Run an installer; the test is skipped with its last words when it does not succeed."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=LONGEST, check=False)
    if done.returncode:
        words = (done.stderr.strip().splitlines() or ["geen uitleg"])[-1]
        pytest.skip(f"{Path(command[0]).name} kon niet halen wat deze test nodig heeft: {words}")


def run_node(script: Path, job: object) -> dict[str, object]:
    """What a Node script answers (JSON on stdout) to a job (JSON on stdin)."""
    done = subprocess.run(
        [str(shutil.which("node")), str(script)],
        input=json.dumps(job),
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def ooxml_errors(path: Path) -> Counter[str]:
    """The complaints of Microsoft's Open XML SDK about a workbook file, each with how often it is made."""
    return _validate(path, hashlib.sha256(path.read_bytes()).hexdigest())


@lru_cache(maxsize=64)
def _validate(path: Path, _content: str) -> Counter[str]:
    command = [
        str(shutil.which("node")),
        str(install_npm() / "@xarsh" / "ooxml-validator" / "dist" / "src" / "cli.js"),
        str(path),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST, check=False)
    report = json.loads(done.stdout)
    return Counter(json.dumps({**one, "file": ""}, sort_keys=True) for one in report["errors"])
