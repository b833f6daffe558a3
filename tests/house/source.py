"""The source of cusd_xl and udfs as the house tests look at it: every module with its name, its text and its syntax tree."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "cusd_xl"
UDFS = ROOT / "udfs"
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One module: its path inside the repository, its dotted name (below cusd_xl, or udfs.*), its text and its tree."""

    path: str
    name: str
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        return self.name.split(".")[0]

    def at(self, node: ast.stmt | ast.expr | ast.arg | ast.excepthandler) -> str:
        """Where a node stands, so that an editor can open it."""
        return f"{self.path}:{node.lineno}"

    def functions(self) -> Iterator[Function]:
        """Every function and method."""
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))

    def imports(self) -> Iterator[tuple[str, ast.stmt]]:
        """Every imported module by its full name, wherever the import stands."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((alias.name, node) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield ("." * node.level + (node.module or ""), node)


def read_modules(*rooms: str) -> tuple[Module, ...]:
    """The modules of the named rooms (`base`, `cli`, `udfs`, ...), of all when none is named."""
    found = []
    for path in sorted((*PACKAGE.rglob("*.py"), *UDFS.rglob("*.py"))):
        base = PACKAGE if path.is_relative_to(PACKAGE) else ROOT
        name = ".".join(path.relative_to(base).with_suffix("").parts)
        text = path.read_text(encoding="utf-8")
        module = Module(str(path.relative_to(ROOT)), name, text, ast.parse(text))
        if not rooms or module.room in rooms:
            found.append(module)
    return tuple(found)


def call_name(call: ast.Call) -> str:
    """The last part of what is called: `float` in float(x), `option` in click.option(...)."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def strings(node: ast.AST) -> Iterator[str]:
    """The string constants inside a node, f-strings without their placeholders."""
    return (one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str))
