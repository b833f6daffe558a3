"""Findings as values, and the catalogue that gives each its sentence."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from cusd_xl.base.findings import Ernst, finding, has_fout
from cusd_xl.base.messages import load_meldingen

CATALOGUE = load_meldingen()


def test_a_finding_says_what_and_where_as_the_contract_writes_it() -> None:
    """Code, ernst, cell, article and sentence go out together."""
    made = finding("inwoners-nul", "Inwoners!C3", gemeente="Baarn", peildatum="01-01-2024")
    assert made.as_json() == {
        "code": "inwoners-nul",
        "ernst": "fout",
        "cel": "Inwoners!C3",
        "artikel": "12",
        "melding": "Baarn heeft op 01-01-2024 0 inwoners en zou dus niets betalen. Vul het cijfer van het CBS in.",
    }


def test_an_unknown_code_is_a_bug() -> None:
    """A code that the catalogue does not know fails where it is made."""
    with pytest.raises(KeyError):
        finding("bestaat-niet")


def test_a_missing_fact_is_a_bug() -> None:
    """A sentence with a hole in it fails where it is made, not where it is printed."""
    with pytest.raises(KeyError):
        finding("inwoners-nul", "Inwoners!C3", gemeente="Baarn")


def test_facts_with_braces_are_left_as_typed() -> None:
    """What a user typed is never taken for a placeholder."""
    made = finding("inwoners-nul", "", gemeente="{peildatum}", peildatum="01-01-2024")
    assert made.melding.startswith("{peildatum} heeft op 01-01-2024")


def test_the_artikel_may_differ_per_regeling() -> None:
    """A rule that two regelingen share is cited by the artikel of the regeling at hand."""
    facts = {"plan": "een registeraccountant", "nummer": "B1"}
    assert ["12", "19"] == [
        finding("opheffing-zonder-plan", **facts).artikel,
        finding("opheffing-zonder-plan", artikel="19", **facts).artikel,
    ]


def test_only_a_fout_stops_the_computation() -> None:
    """Warnings alone let the work go on."""
    warning = finding("iban-ongeldig", "", iban="x"), finding("kvk-ongeldig", "", nummer="1", wie="x")
    assert (has_fout(()), has_fout(warning[1:]), has_fout(warning)) == (False, False, True)


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_each_entry_of_the_catalogue_is_well_formed(code: str) -> None:
    """A code is made of small words; the sentence is one line that starts with a capital and ends with a full stop or a hint."""
    melding = CATALOGUE[code]
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
    assert melding.ernst in set(Ernst)
    assert "\n" not in melding.tekst
    assert re.match(r"[A-Z{'0-9]", melding.tekst)
    assert melding.tekst.endswith((".", "?", "}"))
    assert all(name is None or name.isidentifier() for _, name, _, _ in Formatter().parse(melding.tekst))
