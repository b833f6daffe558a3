"""Prose: captions, docstrings and the one sentence above every test."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.house.source import PACKAGE, ROOT, Function, Module, read_modules


def public(body: list[ast.stmt]) -> Iterator[Function | ast.ClassDef]:
    """The functions and classes of a module that others may use."""
    return (node for node in body if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"))


def lacks_docstring(module: Module) -> list[str]:
    """Public functions, public classes and their public methods without a docstring (a property or a dunder may do without)."""
    bare = [node for node in public(module.tree.body) if not ast.get_docstring(node)]
    for owner in (node for node in public(module.tree.body) if isinstance(node, ast.ClassDef)):
        methods = (node for node in public(owner.body) if isinstance(node, Function) and not node.decorator_list)
        bare += [method for method in methods if not ast.get_docstring(method)]
    return [f"{module.at(node)} {node.name}" for node in bare]


def test_every_module_has_a_caption():
    """Whoever opens a module reads on its first line what it is for."""
    without = [m.path for m in read_modules() if not (ast.get_docstring(m.tree) or "").split("\n")[0].endswith((".", "?", ":"))]

    assert without == []


def test_every_public_thing_explains_itself():
    """Every public function and class says in words what goes in and what comes out."""
    without = [place for module in read_modules() for place in lacks_docstring(module)]

    assert without == []


def test_every_function_says_what_it_returns():
    """Every function, also a private one, carries its return type."""
    without = [f"{m.at(f)} {f.name}" for m in read_modules() for f in m.functions() if f.returns is None]

    assert without == []


def test_every_test_is_one_sentence():
    """Every test carries a sentence an adviser could have said."""
    without = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, Function) and node.name.startswith("test_") and not ast.get_docstring(node)
    ]

    assert without == []


@pytest.mark.parametrize("name", ["DECISIONS.md", "CHANGELOG.md", "glossary.toml", "py.typed"])
def test_the_papers_lie_in_the_package(name):
    """Decisions, changes and words are kept beside the code they are about."""
    assert (PACKAGE / name).is_file()
