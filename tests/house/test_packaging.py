"""Packaging: the given layout, one version, locks that agree and name no host, one test command."""

from __future__ import annotations

import re
import subprocess
import tomllib

import pytest
from packaging.requirements import Requirement

from cusd_xl import __version__
from tests.house.source import PACKAGE, ROOT

LAYOUT = {"README.md", "cusd_xl", "pyproject.toml", "tests", "udfs", "workbooks"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCKS = ("runtime", "test")


def locked(name: str) -> dict[str, str]:
    """Package -> pinned version of one lock, a package that differs by Python version by its last pin."""
    text = (ROOT / ".ci" / f"{name}.lock").read_text(encoding="utf-8")
    return {found[1]: found[2] for found in re.finditer(r"^([a-z0-9-]+)==([^ ;\\]+)", text, re.MULTILINE)}


def canonical(requirement: Requirement) -> str:
    """A package name as the locks write it."""
    return re.sub(r"[-_.]+", "-", requirement.name).lower()


def test_the_top_level_holds_the_given_layout():
    """Whoever opens the repository sees the six things the design names, and nothing else."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout, so build leftovers cannot be told from the project")
    found = {line.split("/")[0] for line in listed.stdout.splitlines()}

    assert {name for name in found if not name.startswith(".")} <= LAYOUT


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_host(name):
    """A lock holds names, versions and hashes, never the address of somebody's mirror."""
    text = (ROOT / ".ci" / f"{name}.lock").read_text(encoding="utf-8")

    assert "://" not in text
    assert len(re.findall(r"^[a-z]", text, re.MULTILINE)) == len(
        re.findall(r"^[a-z].*\\\n    --hash=sha256:", text, re.MULTILINE)
    )


def test_the_locks_agree():
    """What is tested is what the user gets: the same version of every package in both locks."""
    runtime, test = locked("runtime"), locked("test")

    assert runtime == {package: test.get(package) for package in runtime}


@pytest.mark.parametrize(("name", "extra"), [("runtime", ""), ("test", "test")])
def test_a_lock_answers_every_requirement(name, extra):
    """Every package the project asks for is pinned, at a version the project allows."""
    asked = [Requirement(text) for text in PROJECT["dependencies"] + (PROJECT["optional-dependencies"][extra] if extra else [])]
    pins = locked(name)

    assert [str(one) for one in asked if canonical(one) not in pins or not one.specifier.contains(pins[canonical(one)])] == []


def test_the_changelog_opens_with_this_version():
    """The newest entry of the changelog is about the version that is shipped."""
    versions = re.findall(r"^## \[([^\]]+)\]", (PACKAGE / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert next(one for one in versions if one != "Nog niet uitgebracht") == __version__


def test_continuous_integration_runs_the_command_of_the_readme():
    """The machine runs the very test command a newcomer reads in the README."""
    command = re.search(r"^\((python3 -m venv .*tox)\)", (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE)

    assert command
    assert command[1] in (ROOT / "README.md").read_text(encoding="utf-8")


def test_decisions_are_numbered_without_gaps():
    """Each decision has its own number and its three parts: context, decision, consequence."""
    text = (PACKAGE / "DECISIONS.md").read_text(encoding="utf-8")
    numbers = [int(number) for number in re.findall(r"^## (\d+)\. ", text, re.MULTILINE)]

    assert numbers == list(range(1, len(numbers) + 1))
    assert [text.count(f"**{part}.**") for part in ("Context", "Decision", "Consequence")] == [len(numbers)] * 3
