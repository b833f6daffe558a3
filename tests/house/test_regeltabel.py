"""The table of rules: complete, true to the code, and no rule without a module and a case."""

from __future__ import annotations

import re

from tests.house.regeltabel import README, find_gevallen, find_modules, list_regels, load_regels, make_readme

AANTAL = 110


def test_every_rule_of_the_sources_is_listed():
    """The list of rules runs from R1 to R110 without a gap."""
    assert list(load_regels()) == [f"R{nummer}" for nummer in range(1, AANTAL + 1)]


def test_every_rule_is_built_and_shown():
    """Each rule has a module that holds it and a case that shows it."""
    assert [f"{one.nummer} {one.stand}" for one in list_regels() if one.stand != "gebouwd"] == []


def test_no_module_or_case_names_a_rule_that_is_not_there():
    """What is named as a rule stands in the list."""
    assert sorted({*find_modules(), *find_gevallen()} - set(load_regels())) == []


def test_the_table_is_true():
    """cusd_xl/rules/README.md is what the code says now; `python -m tests.house.regeltabel` writes it."""
    assert README.read_text(encoding="utf-8") == make_readme()


def test_every_module_named_by_hand_exists():
    """A module outside rules/ that holds a rule is really there."""
    named = [naam for one in list_regels() for naam in one.modules]

    assert [naam for naam in named if not re.fullmatch(r"cusd_xl(\.\w+)+", naam)] == []
    assert named
