"""The height of a row with wrapped text."""

from __future__ import annotations

import pytest

from cusd_xl.workbook.tekstmaat import text_height


@pytest.mark.parametrize(
    ("waarde", "height"), [("kort", 17.5), ("", 17.5), (None, 17.5), (1234567890123, 17.5), ("woord " * 5, 43.5)]
)
def test_a_row_is_as_high_as_its_lines(waarde: object, height: float) -> None:
    """One line for a short text, a number or nothing; a line more for every line that a text wraps into."""
    assert height == text_height(waarde, breedte=10)
