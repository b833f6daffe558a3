"""The examples in our documents: read from the Markdown and run as a user would."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
EMPTY_BOOKS = ("begroting-mijn-regio.xlsx", "eigen-regio.xlsx")
"""Workbooks that an example made empty: `controleer` has something to say about them."""


def read_examples(text: str) -> list[tuple[list[str], str]]:
    """The arguments of every `$ command` in the console blocks, with the output printed below it."""
    examples = []
    for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            examples.append((shlex.split(command)[1:], output))
    return examples


def plain_lines(text: str) -> list[str]:
    """The lines without the spaces a terminal pads them with and without empty lines."""
    return [line.rstrip() for line in text.splitlines() if line.strip()]


def expected_status(arguments: list[str]) -> int:
    """1 for the check of an empty workbook, else 0."""
    return 1 if arguments[0] == "controleer" and arguments[1] in EMPTY_BOOKS else 0


def run(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run one command in `folder`, as a user would."""
    command = [sys.executable, "-m", "cusd_xl", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120)
