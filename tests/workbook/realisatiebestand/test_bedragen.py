"""Amounts as text: the decimal comma and the decimal point are told apart by the whole file, never by a guess."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from cusd_xl.model.realisatiebestand import Opgeteld
from cusd_xl.workbook.realisatiebestand.bedragen import Notatie, parse_bedrag
from cusd_xl.workbook.realisatiebestand.optellen import Optelling


def add_all(bedragen: Sequence[str | Decimal]) -> Opgeteld:
    """One row per amount, the first on line 2."""
    optelling = Optelling()
    for regel, bedrag in enumerate(bedragen, start=2):
        optelling.add(regel, ("Baarn", "K01", "", "", ""), bedrag)
    return optelling.finish()


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1234", 123400), ("1234,5", 123450), ("1234,56", 123456), ("1234.56", 123456), ("-5,25", -525), ("0", 0), ("-0,01", -1),
        ("1.234,56", 123456), ("1,234.56", 123456), ("1.234.567,8", 123456780), ("€ 1.234,56", 123456), ("+12,30", 1230),
        ("1.234.567", 123456700), ("12,3400", 1234), ("1234.560", 123456),
    ],
)  # fmt: skip
def test_an_amount_in_any_clear_notation_is_exact(text: str, cents: int) -> None:
    """Met komma of punt, met of zonder duizendtallen: het bedrag is tot op de cent wat er staat."""
    found = parse_bedrag(text)
    assert not isinstance(found, str)
    assert found[0] == cents


@pytest.mark.parametrize("text", ["", "abc", "1,2,3", "12-", "(5,00)", "1e3", "12 34,5a", "1.23.456", "--5", "€"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    """Een tekst, een haakjesbedrag of een half getal wordt nooit geraden."""
    assert parse_bedrag(text) == "bestand-bedrag"


def test_a_third_decimal_is_refused() -> None:
    """Meer dan twee decimalen is een fout; een derde decimaal nul niet."""
    assert parse_bedrag("1234,567") == "bestand-decimalen"


@pytest.mark.parametrize(("text", "notatie"), [("1.234", Notatie.PUNT_DRIE), ("1,234", Notatie.KOMMA_DRIE)])
def test_one_group_of_three_waits_for_the_file(text: str, notatie: Notatie) -> None:
    """Van 1.234 is pas te zeggen of het duizenden zijn als andere bedragen de notatie tonen."""
    assert parse_bedrag(text) == (123400, notatie)


@pytest.mark.parametrize(
    ("bedragen", "som", "problemen"),
    [
        (["1.234", "5,25"], 123925, []),
        (["1,234", "5.25"], 123925, []),
        (["1.234", "5.25"], None, ["bestand-decimalen"]),
        (["1,234", "5,25"], None, ["bestand-decimalen"]),
        (["1.234", "5"], None, ["bestand-notatie"]),
        (["1,25", "1.25"], None, ["bestand-notatie"]),
    ],
)
def test_the_notation_of_the_file_decides(bedragen: list[str], som: int | None, problemen: list[str]) -> None:
    """Een komma voor de centen maakt 1.234 duizend; een punt maakt het drie decimalen, en zonder teken blijft het een vraag."""
    opgeteld = add_all(bedragen)
    assert [code for code, _ in opgeteld.problemen] == problemen
    if som is not None:
        assert opgeteld.groepen[0].bedrag == som


def test_a_problem_names_its_first_lines_and_its_count() -> None:
    """Van zeven foute bedragen staan de eerste vijf regels er, en het aantal; de inhoud nooit."""
    opgeteld = add_all(["x", "1", *["y"] * 6])
    assert opgeteld.problemen["bestand-bedrag", ""].aantal == 7
    assert opgeteld.problemen["bestand-bedrag", ""].regels == (2, 4, 5, 6, 7)


def test_an_amount_beyond_all_reason_is_refused() -> None:
    """Meer dan honderd miljard euro in één rij is een vergissing tussen centen en euro's."""
    assert ("bestand-te-groot", "") in add_all(["200000000000", Decimal(5)]).problemen
