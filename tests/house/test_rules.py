"""Rules: each names its article, and none holds a number of the law."""

from __future__ import annotations

import ast
import re
from decimal import Decimal
from importlib import import_module

from tests.house.source import Function, Module, call_name, read_modules

# counting, halving, percent and decimal scaling; a percentage, a norm or a term belongs in parameters/ or on the workbook
PLAIN_NUMBERS = {0, 1, 2, 10, 100}
# what several rules share and no article asks for; a new module is a rule unless it is named here
HELPERS = (
    "rules.controles.__init__",
    "rules.controles.besluitenlijst",
    "rules.controles.contractlijst",
    "rules.controles.dubbel",
    "rules.controles.gebruik",
    "rules.controles.kalendermomenten",
    "rules.controles.profiel",
    "rules.controles.tekst",
    "rules.controles.volgorde",
    "rules.grondslag",
    "rules.sleutels.binnen",
    "rules.sleutels.eigen",
    "rules.sleutels.gewogen",
    "rules.sleutels.omhulsel",
    "rules.sleutels.wegend",
)
# words around findings, where a number is about the sentence and not about the law
WORDS = ("rules.controles.tekst",)


def rule_modules() -> list[Module]:
    """The modules of rules/ that hold a rule: every module with a public function that is not a helper."""
    return [
        module
        for module in read_modules("rules")
        if module.name not in HELPERS
        and any(isinstance(node, Function) and not node.name.startswith("_") for node in module.tree.body)
    ]


def names_grondslag(module: Module) -> bool:
    """True when the module sets GRONDSLAG at its top level."""
    targets = [
        target
        for node in module.tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    ]
    return any(isinstance(target, ast.Name) and target.id == "GRONDSLAG" for target in targets)


def numbers(tree: ast.AST) -> list[tuple[ast.expr, Decimal]]:
    """Every number in the code: literals, and texts given to Decimal and Fraction, but not the last day of a year."""
    found = []
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    new_years_eve = {id(part) for call in calls if call_name(call) == "date" and is_new_years_eve(call) for part in call.args[1:]}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and type(node.value) in (int, float) and id(node) not in new_years_eve:
            found.append((node, Decimal(str(node.value))))
    for call in calls:
        texts = [arg for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if call_name(call) in {"Decimal", "Fraction"}:
            found += [(text, Decimal(text.value)) for text in texts if re.fullmatch(r"-?\d+(\.\d+)?", text.value)]
    return found


def is_new_years_eve(call: ast.Call) -> bool:
    """`date(jaar, 12, 31)` of a year that is not written out."""
    return not isinstance(call.args[0], ast.Constant) and [ast.unparse(part) for part in call.args[1:]] == ["12", "31"]


def test_every_rule_names_its_article():
    """Each rule says on which article it rests."""
    rules = rule_modules()

    without = [module.path for module in rules if not names_grondslag(module)]

    assert rules
    assert without == []


def test_every_grondslag_is_complete():
    """Each article comes with its regeling, the place where it can be read, and its numbers in the list of rules."""
    grondslagen = {module.path: import_module(f"cusd_xl.{module.name}").GRONDSLAG for module in rule_modules()}

    incomplete = [
        path
        for path, one in grondslagen.items()
        if not (one.regeling and one.artikel and one.bron and one.regels)
        or not all(re.fullmatch(r"R\d{1,3}", regel) for regel in one.regels)
    ]

    assert incomplete == []


def test_no_number_of_the_law_stands_in_the_code():
    """A percentage, norm or term comes from the parameters or the workbook, with its date and source; never from the code."""
    law = [
        f"{module.at(node)} {value}"
        for module in read_modules("rules")
        if module.name not in WORDS
        for node, value in numbers(module.tree)
        if value not in PLAIN_NUMBERS
    ]

    assert law == []
