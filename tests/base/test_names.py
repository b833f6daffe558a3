"""Names as people type them, and as safe file names."""

from __future__ import annotations

import pytest

from cusd_xl.base.names import key, nearest, slug, tidy

GEMEENTEN = ("Amersfoort", "Baarn", "Bunschoten", "Eemnes", "Leusden", "Nijkerk", "Soest", "Woudenberg")


def test_stray_spaces_are_tidied() -> None:
    """Also the hard space that comes with text from a web page."""
    assert tidy("  Hof \u00a0 van  Twente ") == "Hof van Twente"


def test_two_spellings_of_one_name_are_the_same() -> None:
    """Case and stray spaces do not make another gemeente."""
    assert key(" BAARN ") == key("Baarn")


@pytest.mark.parametrize(("typed", "expected"), [("Amersfort", "Amersfoort"), ("baarn", "Baarn"), ("Woudenburg", "Woudenberg")])
def test_the_nearest_gemeente_is_proposed(typed: str, expected: str) -> None:
    """A typing error gets the name that was meant."""
    assert nearest(typed, GEMEENTEN) == expected


def test_nothing_is_proposed_for_a_strange_name() -> None:
    """A wild guess helps nobody."""
    assert nearest("Rotterdam", GEMEENTEN) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Súdwest-Fryslân", "sudwest-fryslan"),
        ("'s-Hertogenbosch", "s-hertogenbosch"),
        ("Bergen (NH.)", "bergen-nh"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "gm0307"),
        ("Ω", "gm0307"),
        ("a" * 100, "a" * 60),
    ],
)
def test_a_file_name_is_safe_everywhere(name: str, expected: str) -> None:
    """Any name becomes a plain file name, also on Windows; what cannot be kept becomes the GM-code."""
    assert slug(name, "GM0307") == expected
