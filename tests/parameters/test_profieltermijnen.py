"""The terms of one regeling: dated, with their source, and only for the regeling that has them."""

from __future__ import annotations

from datetime import date

import pytest

from cusd_xl.parameters import find_profieltermijn

TERMIJNEN = (
    "concept_maand",
    "definitief_voor_maand",
    "definitief_voor_dag",
    "losse_verrekening_dagen",
    "betaaltermijn_dagen",
    "reactie_dagen",
)


@pytest.mark.parametrize(("naam", "waarde"), list(zip(TERMIJNEN, (2, 3, 31, 14, 14, 14), strict=True)))
def test_the_handvest_flevoland_has_its_terms(naam: str, waarde: int) -> None:
    """Concept in februari, definitief vóór 31 maart, veertien dagen: zoals het handvest van 2022 het zegt, met het artikel."""
    found = find_profieltermijn("flevoland-2022", naam, date(2027, 2, 1))
    assert found is not None
    assert (found.waarde, "Handvest" in found.bron or "handvest" in found.bron) == (waarde, True)


@pytest.mark.parametrize("naam", TERMIJNEN)
def test_no_term_is_borrowed_from_another_regeling(naam: str) -> None:
    """Amersfoort noemt deze termijnen niet, en in 2021 gold het handvest van 2022 nog niet."""
    assert find_profieltermijn("amersfoort", naam, date(2027, 2, 1)) is None
    assert find_profieltermijn("flevoland-2022", naam, date(2021, 12, 31)) is None
