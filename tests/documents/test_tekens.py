"""The letter on board has every character we say it has, and what it lacks is replaced in sight."""

from __future__ import annotations

import pytest

from cusd_xl.documents.logo import ENIGE_DAG
from cusd_xl.documents.motor import draw
from cusd_xl.documents.tekens import BEREIKEN, BREEKPUNT, LANG_WOORD, VERVANGING, make_toonbaar
from tests.hulp.soorten import SVG


@pytest.mark.parametrize("bereik", BEREIKEN, ids=lambda one: f"{one[0]:04X}-{one[1]:04X}")
def test_the_letter_has_every_character_of_the_list(bereik: tuple[int, int]) -> None:
    """Elk teken van de lijst kan worden getoond; anders weigert de norm voor archieven de hele pdf."""
    alles = "".join(map(chr, range(bereik[0], bereik[1] + 1)))
    assert draw("logo.typ", {"logo": {"inhoud": list(SVG), "formaat": "svg"}, "proef": alles}, ENIGE_DAG)


@pytest.mark.parametrize(
    ("tekst", "getoond"),
    [
        ("Súdwest-Fryslân", "Súdwest-Fryslân"), ("e\u0301\u00e9n", "één"), ("𝐁𝐚𝐚𝐫𝐧", "Baarn"), ("ﬁnancieel", "financieel"),
        ("漢字", VERVANGING * 2), ("a\u202eb", f"a{VERVANGING}b"), ("regel\neinde", "regel einde"),
    ],
)  # fmt: skip
def test_what_is_shown(tekst: str, getoond: str) -> None:
    """Gewone tekst blijft zoals zij is; sierletters worden gewone letters, een onbekend teken wordt een vakje."""
    assert make_toonbaar(tekst) == getoond


def test_only_an_endless_word_is_made_breakable() -> None:
    """Een e-mailadres blijft heel en kopieerbaar; alleen een eindeloos woord mag worden afgebroken."""
    assert make_toonbaar("facturen.sociaaldomein@amersfoort.nl") == "facturen.sociaaldomein@amersfoort.nl"
    assert BREEKPUNT in make_toonbaar("W" * (LANG_WOORD + 1))
