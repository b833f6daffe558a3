"""A creditfactuur says what it takes back, and takes back all of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cusd_xl.model.factuur import Factuur, Factuursoort, Factuurverwijzing
from cusd_xl.rules.creditfactuur import make_creditfactuur
from tests.hulp.facturen import lange_begroting, maak_facturen

FEBRUARI = date(2026, 2, 2)
FACTUUR = replace(maak_facturen(lange_begroting())["Baarn"], nummer="CUSD-2026-00001", concept=False)


def test_a_creditfactuur_takes_back_the_whole_factuur() -> None:
    """Alle regels, de btw en de specificatie komen terug; de creditfactuur verwijst en zegt waarom."""
    credit = make_creditfactuur(FACTUUR, " Verkeerd adres ", FEBRUARI)
    assert (credit.soort, credit.reden, credit.vervaldatum) == (Factuursoort.CREDITFACTUUR, "Verkeerd adres", None)
    assert (credit.regels, credit.btwregels, credit.totaal) == (FACTUUR.regels, FACTUUR.btwregels, FACTUUR.totaal)
    (verwijzing,) = credit.verwijzingen
    assert verwijzing == Factuurverwijzing("CUSD-2026-00001", FACTUUR.factuurdatum, FACTUUR.totaal)


@pytest.mark.parametrize(
    ("factuur", "reden", "datum"),
    [
        (replace(FACTUUR, soort=Factuursoort.CREDITFACTUUR), "Fout", FEBRUARI),
        (FACTUUR, "  ", FEBRUARI),
        (FACTUUR, "Fout", date(2026, 1, 4)),
    ],
)
def test_what_cannot_be_taken_back_is_refused(factuur: Factuur, reden: str, datum: date) -> None:
    """Een creditfactuur crediteren, geen reden geven of teruggaan in de tijd kan niet."""
    with pytest.raises(ValueError):
        make_creditfactuur(factuur, reden, datum)
