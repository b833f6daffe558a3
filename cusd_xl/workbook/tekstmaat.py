"""How much room a text takes: wrapped rows get a height, for LibreOffice and merged cells do not work that out."""

from __future__ import annotations

import textwrap

TEKEN_PER_BREEDTE = 1.28
"""Characters of 10 points that fit in one unit of column width, on the safe side."""
REGELHOOGTE, RIJMARGE = 13.0, 4.5


def text_height(waarde: object, breedte: float) -> float:
    """The row height in points for a value in a column of this width; anything that is not text takes one line."""
    lines = textwrap.wrap(waarde, int(breedte * TEKEN_PER_BREEDTE)) if isinstance(waarde, str) else []
    return max(1, len(lines)) * REGELHOOGTE + RIJMARGE
