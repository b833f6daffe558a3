"""The manual tells the truth: its examples run, its formulas give what it says, and what it names is there."""

from __future__ import annotations

import ast
import datetime as dt
import re
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from cusd_xl.workbook.plan_knoppen import read_knoppen
from tests.hulp.rapportage import jaar_begroting, schrijf
from tests.readme.opdrachten import ROOT, expected_status, plain_lines, read_examples, run
from udfs import functions

WORKBOOKS = ROOT / "workbooks"
HANDLEIDING = (WORKBOOKS / "HANDLEIDING.md").read_text(encoding="utf-8")
FORMULA = re.compile(r"^\| `=(CUSD_\w+)\((.*)\)` \| (.+?) \|", re.MULTILINE)
TRUTH = {True: "WAAR", False: "ONWAAR"}


def read_section(kop: str) -> str:
    """The text below a heading, up to the next one."""
    return HANDLEIDING.partition(f"\n## {kop}\n")[2].partition("\n## ")[0]


def read_argument(book: Workbook, text: str) -> Any:
    """What Excel gives a function for this argument: a text, a cell, a range as rows, or a number."""
    if text.startswith('"'):
        return text.strip('"')
    if "!" not in text:
        return float(text.replace(",", "."))
    blad, _, plek = text.partition("!")
    cells = book[blad][plek]
    return [[cell.value for cell in row] for row in cells] if ":" in plek else cells.value


def as_shown(value: object) -> str:
    """The value as a Dutch Excel shows it."""
    if isinstance(value, bool):
        return TRUTH[value]
    if isinstance(value, float):
        return f"{value:.2f}".replace(".", ",")
    return value.strftime("%d-%m-%Y") if isinstance(value, dt.datetime) else str(value)


def list_commands(folder: Path, *group: str) -> set[str]:
    """The commands that `--help` of the program, or of a group of commands, names."""
    help_text = run([*group, "--help"], folder).stdout.partition("Opdrachten:")[2]
    return set(re.findall(r"^  (\w+)", help_text, re.MULTILINE))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the shipped workbooks, as after a clone, a year that was filled in, and the files that the manual saves."""
    made = tmp_path_factory.mktemp("clone")
    shutil.copytree(WORKBOOKS, made / "workbooks")
    schrijf(jaar_begroting(), made / "jaar-2026.xlsx")
    for naam, inhoud in re.findall(r"```csv (\S+)\n(.*?)```", HANDLEIDING, re.DOTALL):
        (made / naam).write_text(inhoud, encoding="utf-8")
    return made


def test_the_examples_of_the_manual_print_what_it_says(folder: Path) -> None:
    """Each example runs, in order, and prints the lines that stand below it."""
    examples = read_examples(HANDLEIDING)

    assert examples
    for arguments, expected in examples:
        result = run(arguments, folder)

        assert expected_status(arguments) == result.returncode, (arguments, result.stderr)
        if expected.strip():
            assert plain_lines(expected) == plain_lines(result.stdout)


@pytest.mark.parametrize(("naam", "argumenten", "uitkomst"), FORMULA.findall(HANDLEIDING))
def test_the_formulas_of_the_manual_give_what_it_says(naam: str, argumenten: str, uitkomst: str) -> None:
    """Whoever types the example in the shipped workbook gets the outcome in the manual."""
    book = openpyxl.load_workbook(WORKBOOKS / "begroting-amersfoort-2026.xlsx", data_only=True)
    function = getattr(functions, naam.lower())

    assert uitkomst == as_shown(function(*(read_argument(book, one) for one in argumenten.split(";"))))


def test_every_function_that_the_manual_names_exists() -> None:
    """No name of a function in the manual is one that Excel does not know."""
    named = set(re.findall(r"CUSD_[A-Z_]+[A-Z]", HANDLEIDING))

    assert named
    assert set() == {naam for naam in named if not hasattr(functions, naam.lower())}


def test_the_manual_lists_the_buttons_of_the_code() -> None:
    """The table of buttons has those of udfs/macros.py, all of them and in that order."""
    knoppen = read_knoppen((ROOT / "udfs" / "macros.py").read_text(encoding="utf-8"))
    rows = re.findall(r"^\| ([^|]+) \|", read_section("Knoppen"), re.MULTILINE)

    assert [knop.naam for knop in knoppen] == rows[1:]


def test_the_manual_lists_the_commands_of_the_program(folder: Path) -> None:
    """Every command is in the table, and every command in the table exists."""
    cells = re.findall(r"^\| (`[^|]+) \|", read_section("Opdrachten"), re.MULTILINE)
    plain, code = cells[:-1], cells[-1]

    assert list_commands(folder) == {word for cell in plain for word in re.findall(r"`(\w+)`", cell)} | {"code"}
    assert list_commands(folder, "code") == set(re.findall(r"(\w+)`", code))


def test_every_file_that_the_manual_names_is_there() -> None:
    """The table of files names what lies in the folder, and nothing else lies there."""
    named = set(re.findall(r"^\| `([^`]+\.(?:xlsx|xlsm|py))` \|", HANDLEIDING, re.MULTILINE))

    assert {path.name for path in WORKBOOKS.iterdir() if path.is_file()} == named | {"HANDLEIDING.md"}


def test_the_module_of_the_manual_can_be_run() -> None:
    """The command for the maker is one that exists."""
    (module,) = re.findall(r"`python -m ([\w.]+)`", HANDLEIDING)

    source = ROOT.joinpath(*module.split(".")).with_suffix(".py").read_text(encoding="utf-8")

    assert any(isinstance(node, ast.FunctionDef) and node.name == "main" for node in ast.parse(source).body)
