"""The README tells the truth: its examples run and print what it says."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.readme.opdrachten import ROOT, expected_status, plain_lines, read_examples, run

README = (ROOT / "README.md").read_text(encoding="utf-8")


def read_main_command() -> str:
    """The first command of the README: install and do the main job."""
    return re.findall(r"```sh\n(.*?)\n```", README, re.DOTALL)[0]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the shipped workbooks in it, as after a clone."""
    made = tmp_path_factory.mktemp("clone")
    shutil.copytree(ROOT / "workbooks", made / "workbooks")
    return made


def test_the_examples_of_the_readme_print_what_it_says(folder: Path) -> None:
    """Each example runs, in order, and prints the lines that stand below it."""
    for arguments, expected in read_examples(README):
        result = run(arguments, folder)

        assert expected_status(arguments) == result.returncode, result.stderr
        if expected.strip():
            assert plain_lines(expected) == plain_lines(result.stdout)


def test_the_first_command_makes_eight_documents_an_overview_and_a_manifest(folder: Path) -> None:
    """After the main job the folder facturen holds what the README promises: eight facturen, each as workbook and as PDF."""
    arguments = shlex.split(read_main_command().rpartition("cusd-xl ")[2])

    result = run(arguments, folder)

    assert 0 == result.returncode, result.stderr
    names = sorted(path.name for path in (folder / "facturen").iterdir())
    facturen = [name.split(".") for name in names if name.startswith("CONCEPT-2026-Q1-GM")]
    assert [8, 8, 7] == [sum(soort == one for _, soort in facturen) for one in ("xlsx", "pdf", "xml")]
    assert ["manifest.json", "overzicht.xlsx"] == names[-2:]


def test_the_explanation_ends_on_the_amount_of_the_readme(folder: Path) -> None:
    """K01 for Baarn is EUR 69.886,69, as the README and contract say."""
    result = run(["uitleg", "workbooks/begroting-amersfoort-2026.xlsx", "--gemeente", "Baarn", "--kostenpost", "K01"], folder)

    last = [line for line in result.stdout.splitlines() if line.strip()][-1]

    assert "€ 69.886,69" in README
    assert "€ 69.886,69" in last
