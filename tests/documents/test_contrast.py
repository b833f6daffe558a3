"""Whatever colour a gemeente chooses, the text stays readable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cusd_xl.documents.contrast import LEESBAAR, WIT, contrast, make_palet


def channels(kleur: str) -> tuple[int, int, int]:
    """`#rrggbb` as three numbers."""
    rood, groen, blauw = bytes.fromhex(kleur[1:])
    return rood, groen, blauw


@pytest.mark.parametrize(("kleur", "verwacht"), [("#000000", 21.0), ("#777777", 4.48), ("#ffffff", 1.0)])
def test_contrast_is_measured_as_wcag_does(kleur: str, verwacht: float) -> None:
    """Zwart op wit is 21, en het bekende grijs #777777 haalt de grens net niet."""
    assert round(contrast(channels(kleur), WIT), 2) == verwacht


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_every_colour_stays_readable(kleur: tuple[int, int, int]) -> None:
    """Bij elke kleur halen de tekst op het vlak, de gekleurde tekst op wit en de grijze tekst op bleek 4,5 op 1."""
    palet = make_palet("#" + bytes(kleur).hex())
    assert contrast(channels(palet.op_vlak), channels(palet.vlak)) >= LEESBAAR
    assert contrast(channels(palet.accent), WIT) >= LEESBAAR
    assert contrast(channels("#555555"), channels(palet.bleek)) >= LEESBAAR


def test_a_dark_colour_is_kept_and_carries_white() -> None:
    """Het blauw van ons blijft zoals het is, met witte letters."""
    palet = make_palet("#154273")
    assert (palet.vlak, palet.op_vlak, palet.accent) == ("#154273", "#ffffff", "#154273")
