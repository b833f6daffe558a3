"""The README tells the truth: its examples run and print what it says."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
FINDINGS_EXPECTED = ("controleer",)


def read_examples() -> list[tuple[str, str]]:
    """Every `$ command` of the console blocks with the output printed below it."""
    examples = []
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            examples.append((command, output))
    return examples


def read_main_command() -> str:
    """The first command of the README: install and do the main job."""
    return re.findall(r"```sh\n(.*?)\n```", README, re.DOTALL)[0]


def plain_lines(text: str) -> list[str]:
    """The lines without the spaces a terminal pads them with and without empty lines."""
    return [line.rstrip() for line in text.splitlines() if line.strip()]


def run(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run one command in `folder`, as a user would."""
    command = [sys.executable, "-m", "cusd_xl", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the shipped workbooks in it, as after a clone."""
    made = tmp_path_factory.mktemp("clone")
    shutil.copytree(ROOT / "workbooks", made / "workbooks")
    return made


def test_the_examples_of_the_readme_print_what_it_says(folder: Path) -> None:
    """Each example runs, in order, and prints the lines that stand below it."""
    for command, expected in read_examples():
        arguments = shlex.split(command)[1:]

        result = run(arguments, folder)

        assert (1 if arguments[0] in FINDINGS_EXPECTED else 0) == result.returncode, result.stderr
        if expected.strip():
            assert plain_lines(expected) == plain_lines(result.stdout)


def test_the_first_command_makes_eight_documents_an_overview_and_a_manifest(folder: Path) -> None:
    """After the main job the folder facturen holds what the README promises."""
    arguments = shlex.split(read_main_command().rpartition("cusd-xl ")[2])

    result = run(arguments, folder)

    assert 0 == result.returncode, result.stderr
    names = sorted(path.name for path in (folder / "facturen").iterdir())
    assert 8 == sum(name.startswith("CONCEPT-2026-Q1-GM") for name in names)
    assert ["manifest.json", "overzicht.xlsx"] == names[-2:]


def test_the_explanation_ends_on_the_amount_of_the_readme(folder: Path) -> None:
    """K01 for Baarn is EUR 69.886,69, as the README and contract say."""
    result = run(["uitleg", "workbooks/begroting-amersfoort-2026.xlsx", "--gemeente", "Baarn", "--kostenpost", "K01"], folder)

    last = [line for line in result.stdout.splitlines() if line.strip()][-1]

    assert "€ 69.886,69" in README
    assert "€ 69.886,69" in last
