"""Language: English grammar with the Dutch nouns of the regeling; every word a finance user reads is Dutch."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator

import pytest

from cusd_xl.base import errors
from cusd_xl.base.messages import load_meldingen
from tests.house.source import PACKAGE, Function, Module, call_name, read_modules, strings

GLOSSARY = tomllib.loads((PACKAGE / "glossary.toml").read_text(encoding="utf-8"))
# words that no Dutch sentence has and that no technical key is made of
GIVEAWAYS = frozenset(
    {
        "and",
        "are",
        "been",
        "cannot",
        "could",
        "does",
        "every",
        "found",
        "from",
        "has",
        "have",
        "invalid",
        "missing",
        "must",
        "not",
    }
    | {"only", "please", "should", "than", "the", "their", "this", "unknown", "what", "when", "which", "with", "your"}
)
ERROR_NAMES = frozenset(name for name in vars(errors) if name.endswith("Error"))
TEXT_CALLS = ERROR_NAMES | {"arg", "Kolom", "Tabel", "Parameter", "echo", "secho", "style", "print"}
CLICK_CALLS = frozenset({"option", "argument", "command", "group"})
CLICK_TEXTS = frozenset({"help", "short_help", "epilog", "metavar"})


def singular(word: str) -> str:
    """A word as the glossary writes it: lower case, without an English plural."""
    word = word.lower()
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def words(identifier: str) -> list[str]:
    """The words of an identifier, split at underscores and capitals, in the singular."""
    return [singular(word) for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", identifier)]


def identifiers(tree: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Every name the code gives: functions, classes, parameters, variables, attributes."""
    for node in ast.walk(tree):
        if isinstance(node, Function | ast.ClassDef):
            yield node.name, node
        elif isinstance(node, ast.arg):
            yield node.arg, node
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr, node


def translated(identifier: str) -> list[str]:
    """The Dutch words of the glossary that an identifier has put into English."""
    own = f" {' '.join(words(identifier))} "
    return [
        f"{dutch} ({english})"
        for dutch, entry in GLOSSARY.items()
        for english in entry["avoid"]
        if f" {' '.join(singular(part) for part in english.split())} " in own
    ]


def english_in(text: str) -> list[str]:
    """The words of a text that give away that it is not Dutch; placeholders, options and code do not count."""
    plain = re.sub(r"\{[^}]*\}|--?[\w-]+|`[^`]*`|\S*[/\\_.]\w\S*", " ", text)
    return sorted(GIVEAWAYS & set(re.findall(r"[a-z]+", plain.lower())))


def user_texts(module: Module) -> Iterator[str]:
    """What a module says to the user: errors, hints, help and sheets, but not its docstrings."""
    for node in ast.walk(module.tree):
        if isinstance(node, Function) and any(
            "command" in ast.dump(one) or "group" in ast.dump(one) for one in node.decorator_list
        ):
            yield ast.get_docstring(node) or ""
        if isinstance(node, Function) and module.room == "udfs":
            yield ast.get_docstring(node) or ""
        if isinstance(node, ast.Call) and call_name(node) in TEXT_CALLS:
            yield from strings(node)
        if isinstance(node, ast.Call) and call_name(node) in CLICK_CALLS:
            yield from (text for keyword in node.keywords if keyword.arg in CLICK_TEXTS for text in strings(keyword.value))
    if module.name.startswith("workbook.plan"):
        prose = {id(node.value) for node in ast.walk(module.tree) if isinstance(node, ast.Expr)}
        constants = (node for node in ast.walk(module.tree) if isinstance(node, ast.Constant) and id(node) not in prose)
        yield from (node.value for node in constants if isinstance(node.value, str))


def test_no_dutch_term_is_translated():
    """A word of the regeling stays that Dutch word in every name in the code."""
    wrong = [
        f"{module.path}:{getattr(node, 'lineno', 0)} {name}: {', '.join(found)}"
        for module in read_modules()
        for name, node in identifiers(module.tree)
        if (found := translated(name))
    ]

    assert wrong == []


def test_modules_are_named_in_the_same_language():
    """The names of modules keep the Dutch words too."""
    wrong = [
        f"{module.path}: {', '.join(found)}" for module in read_modules() if (found := translated(module.name.replace(".", "_")))
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("identifier", "dutch"),
    [
        ("InvoiceLine", "factuur"),
        ("read_costs", "kosten"),
        ("municipalities", "gemeente"),
        ("due_date", "vervaldatum"),
        ("shareKey", "verdeelsleutel"),
    ],
)
def test_a_translated_term_is_noticed(identifier, dutch):
    """An English word in place of a Dutch term is seen, in any spelling of a name."""
    found = translated(identifier)

    assert any(one.startswith(f"{dutch} ") for one in found)


@pytest.mark.parametrize(
    "identifier", ["allocate_organisatiekosten", "read_inwoners", "Bijdrage", "sort_key", "taken_per_gemeente", "kostenposten"]
)
def test_dutch_nouns_with_english_verbs_are_welcome(identifier):
    """English verbs around whole Dutch nouns are how names are made here."""
    assert translated(identifier) == []


def test_every_term_has_meaning_and_source():
    """Each word of the glossary says what it means and where it stands."""
    incomplete = [
        word
        for word, entry in GLOSSARY.items()
        if set(entry) != {"meaning", "source", "avoid"} or not entry["meaning"] or not entry["source"]
    ]

    assert incomplete == []


def test_no_word_is_both_dutch_term_and_forbidden():
    """A word of the regeling is never forbidden as if it were English."""
    forbidden = {singular(english) for entry in GLOSSARY.values() for english in entry["avoid"]}

    assert forbidden & set(GLOSSARY) == set()


def test_findings_are_dutch():
    """Each sentence about the user's data is Dutch."""
    wrong = [f"{code}: {found}" for code, melding in load_meldingen().items() if (found := english_in(melding.tekst))]

    assert wrong == []


def test_everything_else_the_user_reads_is_dutch():
    """Errors, hints, help and the words on the sheets are Dutch."""
    wrong = [
        f"{module.path}: {text!r}: {found}"
        for module in read_modules()
        for text in user_texts(module)
        if (found := english_in(text))
    ]

    assert wrong == []


def test_an_english_sentence_is_noticed():
    """A sentence that slipped through in English is seen."""
    assert english_in("The file could not be found.") == ["could", "found", "not", "the"]
    assert english_in("Het bestand {pad} is niet gevonden; geef de map met --uit.") == []
