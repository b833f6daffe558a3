"""Size: a module aims at 120 lines and a function at 10, so that a page shows a whole thought; these are the outer limits."""

from __future__ import annotations

from tests.house.source import read_modules

MODULE_LINES = 300
FUNCTION_LINES = 40


def test_modules_fit_in_one_sitting():
    """No module is longer than 300 lines."""
    too_long = [f"{m.path}: {n} lines" for m in read_modules() if (n := len(m.text.splitlines())) > MODULE_LINES]

    assert too_long == []


def test_functions_fit_on_one_screen():
    """No function is longer than 40 lines, its docstring included."""
    too_long = [
        f"{module.at(function)} {function.name}: {lines} lines"
        for module in read_modules()
        for function in module.functions()
        if (lines := (function.end_lineno or 0) - function.lineno + 1) > FUNCTION_LINES
    ]

    assert too_long == []
