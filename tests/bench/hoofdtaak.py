"""The speed of the main job beside a plain script, and the start-up of the command line. A report, not a test.

Run as `tox -e bench` or `python -m tests.bench.hoofdtaak [--runs 9]`.
Runs alternate, so a slow moment of the machine hits both; read the ratio.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
WERKMAP = ROOT / "workbooks" / "begroting-amersfoort-2026.xlsx"
CUSD = (sys.executable, "-m", "cusd_xl")
GEWOON = (sys.executable, "-m", "tests.bench.gewoon")
IMPORT_LIMIT = 0.25


def main() -> None:
    """Measure, print a table and one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--werkmap", type=Path, default=WERKMAP)
    options = parser.parse_args()
    figures = {**measure_main_job(options.werkmap, options.runs), **measure_start_up(options.runs)}
    for name, figure in figures.items():
        print(f"{name:<42}{figure:>10.3f}")
    print(json.dumps(figures))


def measure_main_job(werkmap: Path, runs: int) -> dict[str, float]:
    """Whole-process medians of both programs in seconds, and their ratio."""
    with tempfile.TemporaryDirectory() as folder:

        def cusd(turn: int) -> None:
            target = f"{folder}/cusd-{turn}"
            run(*CUSD, "factureer", str(werkmap), "--termijn", "Q1", "--uit", target, "--datum", "2026-01-05")

        def gewoon(turn: int) -> None:
            run(*GEWOON, str(werkmap), f"{folder}/gewoon-{turn}")

        ours, plain = alternate(runs, cusd, gewoon)
        files = {name: len(list(Path(folder, f"{name}-0").glob("*.xlsx"))) for name in ("cusd", "gewoon")}
    return {
        "cusd-xl factureer, workbooks written": files["cusd"],
        "openpyxl + pandas, workbooks written": files["gewoon"],
        "cusd-xl factureer, seconds": ours,
        "openpyxl + pandas, seconds": plain,
        "ratio cusd-xl / openpyxl + pandas": ours / plain,
    }


def measure_start_up(runs: int) -> dict[str, float]:
    """`cusd-xl --help`: whole-process median, and the time spent importing beyond what bare Python imports."""
    help_page, bare = alternate(runs, lambda _: run(*CUSD, "--help"), lambda _: run(sys.executable, "-c", "pass"))
    imports = [import_seconds("-m", "cusd_xl", "--help") - import_seconds("-c", "pass") for _ in range(runs)]
    return {
        "--help, seconds": help_page,
        "bare Python, seconds": bare,
        f"--help, import seconds (limit {IMPORT_LIMIT})": statistics.median(imports),
    }


def alternate(runs: int, *jobs: Callable[[int], object]) -> tuple[float, ...]:
    """The median seconds of each job, run in turns after one unmeasured round."""
    seconds: list[list[float]] = [[] for _ in jobs]
    for turn in range(runs + 1):
        for job, measured in zip(jobs, seconds, strict=True):
            begin = time.perf_counter()
            job(turn)
            measured.append(time.perf_counter() - begin)
    return tuple(statistics.median(measured[1:]) for measured in seconds)


def import_seconds(*arguments: str) -> float:
    """The sum of what every import took by itself."""
    report = run(sys.executable, "-X", "importtime", *arguments).stderr
    return sum(int(own) for own in re.findall(r"^import time:\s+(\d+) \|", report, re.MULTILINE)) / 1_000_000


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a command from the repository; a failing one ends the measurement with what it said."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done


if __name__ == "__main__":
    main()
