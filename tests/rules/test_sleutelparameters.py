"""The parameter of a sleutel, as people type it, and what is said when it cannot be read."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from cusd_xl.model.begroting import Sleutel
from cusd_xl.rules.sleutelparameters import parse_inwoners, parse_minimum, parse_mix

SLEUTELS = (
    Sleutel("inwoners", "inwoners", "2"), Sleutel("gelijk", "gelijk"), Sleutel("mix", "mix", "inwoners=0,25; Gelijk = 0.75"),
    Sleutel("nest", "mix", "mix=0.5;gelijk=0.5"), Sleutel("kring", "mix", "kring=1"), Sleutel("los", "mix", "weg=1"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "terug"), [("2", 2), (" 0 ", 0), ("10", 10)])
def test_years_back(text: str, terug: int) -> None:
    """Bij inwoners staat hoeveel jaar terug de peildatum ligt."""
    assert parse_inwoners(Sleutel("s", "inwoners", text)).jaren_terug == terug


@pytest.mark.parametrize("text", ["", "twee", "-1", "1.5", "2024 jaar"])
def test_years_back_must_be_a_whole_number(text: str) -> None:
    """Iets anders dan een geheel aantal jaren wordt geweigerd, met een voorbeeld."""
    with pytest.raises(ValueError, match="bijvoorbeeld 2"):
        parse_inwoners(Sleutel("s", "inwoners", text))


@pytest.mark.parametrize("text", ["a=0.25;b=0.75", "a=0,25; b = 0.75 ;", " b=0.75;a=0.25"])
def test_a_mix_is_read_as_it_is_meant(text: str) -> None:
    """De delen van een mix mogen met punt of komma, met of zonder spaties."""
    assert dict(parse_mix(Sleutel("s", "mix", text))) == {"a": Fraction(1, 4), "b": Fraction(3, 4)}


@pytest.mark.parametrize("text", ["", ";", "a", "a=", "=1", "a=x", "a=1;a=0", "a=-1", "a=1.000.000", "a=25%"])
def test_a_mix_that_cannot_be_read(text: str) -> None:
    """Een onleesbare mix wordt geweigerd met een voorbeeld van hoe het moet."""
    with pytest.raises(ValueError, match="bijvoorbeeld"):
        parse_mix(Sleutel("s", "mix", text))


@pytest.mark.parametrize(
    "text", ["bedrag=100000.5;tarief=2,955;sleutel=inwoners", "Sleutel = inwoners; TARIEF=2.955 ;bedrag=100000,50"]
)
def test_a_minimum_in_any_order(text: str) -> None:
    """Bedrag, tarief en sleutel van een minimum mogen in elke volgorde staan."""
    found = parse_minimum(Sleutel("s", "minimum", text))
    assert (found.bedrag, found.tarief, found.sleutel) == (10_000_050, Decimal("2.955"), "inwoners")


@pytest.mark.parametrize(
    "text",
    ["bedrag=1;tarief=2", "bedrag=1;tarief=2;sleutel=", "bedrag=1;tarief=x;sleutel=a", "bedrag=1.005;tarief=2;sleutel=a",
     "bedrag=1;tarief=2;sleutel=a;extra=3"],
)  # fmt: skip
def test_a_minimum_that_cannot_be_read(text: str) -> None:
    """Een onvolledig of te nauwkeurig minimum wordt geweigerd, in het Nederlands en met een voorbeeld."""
    with pytest.raises(ValueError, match="bijvoorbeeld"):
        parse_minimum(Sleutel("s", "minimum", text))
