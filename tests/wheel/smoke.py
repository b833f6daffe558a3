"""The built wheel, installed and alone: it holds all data and no tests, and does the main job outside the repository.

Run by `tox -e wheel` as `python -I smoke.py REPOSITORY`, in an empty directory.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import sysconfig
from decimal import Decimal
from importlib.metadata import files, version
from pathlib import Path

WERKMAP = "begroting-amersfoort-2026.xlsx"
AANTAL_GEMEENTEN = 8


def main() -> None:
    """Check the contents of the wheel, then run the main job on the shipped workbook."""
    repository = Path(sys.argv[1])
    check_contents(repository / "cusd_xl")
    shutil.copy(repository / "workbooks" / WERKMAP, WERKMAP)
    check_main_job()
    print(f"cusd-xl {version('cusd-xl')}: the wheel does the main job")


def check_contents(source: Path) -> None:
    """Every file of the package is in the wheel, and nothing of the tests is."""
    installed = {str(path) for path in files("cusd-xl") or ()}
    expected = {
        f"cusd_xl/{path.relative_to(source).as_posix()}" for path in source.rglob("*") if path.is_file() and path.suffix != ".pyc"
    }
    expect(expected - installed, set(), "files missing from the wheel")
    expect({path for path in installed if path.startswith("tests/")}, set(), "tests inside the wheel")


def check_main_job() -> None:
    """Compute and bill the shipped workbook with the installed command."""
    computed = json.loads(run("bereken", WERKMAP, "--json"))
    expect(len(computed["per_gemeente"]), AANTAL_GEMEENTEN, "gemeenten in bereken --json")
    expect(sum(map(Decimal, computed["per_gemeente"].values())), Decimal(computed["totaal"]), "totaal in bereken --json")
    run("factureer", WERKMAP, "--termijn", "Q1", "--uit", "facturen", "--datum", "2026-01-05")
    expect(len(list(Path("facturen").glob("*.xlsx"))), AANTAL_GEMEENTEN + 1, "workbooks written")
    expect(len(list(Path("facturen").glob("*.pdf"))), AANTAL_GEMEENTEN, "PDFs written")
    expect(Path("facturen", "manifest.json").is_file(), True, "manifest written")


def run(*arguments: str) -> str:
    """What the installed `cusd-xl` prints; a failing status ends the check."""
    command = Path(sysconfig.get_path("scripts"), "cusd-xl")
    done = subprocess.run([command, *arguments], capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        sys.exit(f"cusd-xl {' '.join(arguments)} ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def expect(actual: object, expected: object, what: str) -> None:
    """End with one line when something is not as it should be."""
    if actual != expected:
        sys.exit(f"{what}: expected {expected}, got {actual}")


if __name__ == "__main__":
    main()
