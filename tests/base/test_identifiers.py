"""Numbers that name an account or an organisation."""

from __future__ import annotations

import pytest

from cusd_xl.base.identifiers import is_gm_code, is_iban, is_kvk, is_oin, passes_elfproef


@pytest.mark.parametrize("iban", ["NL91ABNA0417164300", "nl91 abna 0417 1643 00", "DE89370400440532013000", "BE68539007547034"])
def test_a_real_iban_is_accepted(iban: str) -> None:
    """The examples of the banks themselves pass, with or without spaces."""
    assert is_iban(iban)


@pytest.mark.parametrize(
    "iban", ["", "NL91ABNA0417164301", "NL19ABNA0417164300", "NL91ABNA041716430", "NL91ABNA0417164300X", "abc"]
)
def test_a_damaged_iban_is_refused(iban: str) -> None:
    """One wrong digit, two swapped digits or a missing one: the money would go astray."""
    assert not is_iban(iban)


@pytest.mark.parametrize(
    ("check", "right", "wrong"),
    [
        (is_kvk, "32169606", ("3216960", "321696060", "3216960a", "")),
        (is_oin, "00000001001626736000", ("0000000100162673600", "10000001001626736000", "")),
        (is_gm_code, "GM0308", ("GM308", "gm0308", "0308", "GM03080", "")),
    ],
)
def test_codes_have_one_form(check: object, right: str, wrong: tuple[str, ...]) -> None:
    """A code is right to the last digit or it is wrong."""
    assert callable(check)
    assert [check(right), *map(check, wrong)] == [True, *(False for _ in wrong)]


@pytest.mark.parametrize(
    ("digits", "expected"), [("111222333", True), ("123456782", True), ("123456789", False), ("000000000", False)]
)
def test_the_elfproef_recognises_a_burgerservicenummer(digits: str, expected: bool) -> None:
    """Numbers of people must never slip into a begroting, so they have to be recognised."""
    assert passes_elfproef(digits) is expected
