"""Habits: exact money, no silent except, no assert on user data, no stray print."""

from __future__ import annotations

import ast

from tests.house.source import Module, call_name, read_modules

EXACT_ROOMS = ("base", "model", "rules", "register")
PAPER_MEASURES = ("marges", "kolombreedtes", "rijhoogtes")


def floats(module: Module) -> list[str]:
    """Where a module writes a decimal literal or names the type float, measures on paper left aside."""
    paper = {
        inside
        for node in ast.walk(module.tree)
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id in PAPER_MEASURES
        for inside in ast.walk(node)
    }
    return [
        module.at(node)
        for node in ast.walk(module.tree)
        if node not in paper
        and (
            (isinstance(node, ast.Constant) and isinstance(node.value, float))
            or (isinstance(node, ast.Name) and node.id == "float")
        )
    ]


def test_no_float_enters_the_exact_rooms():
    """Money is whole cents and fractions: no decimal literal and no float stands where the bedragen are computed."""
    found = [place for module in read_modules(*EXACT_ROOMS) for place in floats(module)]

    assert found == []


def test_no_assert_in_the_program():
    """What a user typed is never checked by an assert, which Python may leave out."""
    asserts = [m.at(node) for m in read_modules() for node in ast.walk(m.tree) if isinstance(node, ast.Assert)]

    assert asserts == []


def test_no_except_swallows_everything():
    """No except catches everything: a bug must be seen."""
    broad = [
        module.at(node)
        for module in read_modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}))
    ]

    assert broad == []


def test_only_the_command_line_prints():
    """Nothing is printed below the command line, so `--json` stays one JSON object."""
    prints = [
        module.at(node)
        for module in read_modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and call_name(node) == "print" and module.room != "cli"
    ]

    assert prints == []
