"""One factuur of every kind, made from the short and the long begroting, for the documents that are made of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cusd_xl.model.factuur import Factuur, Factuursoort, Factuurverwijzing
from tests.hulp.facturen import korte_begroting, lange_begroting, maak_facturen

REDEN = "Het inwonertal is gecorrigeerd."
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60"><rect width="60" height="60" fill="#c8102e"/></svg>'
"""A small logo: a red square."""


def korte_factuur() -> Factuur:
    """A definitive factuur with one line."""
    return replace(maak_facturen(korte_begroting())["Baarn"], concept=False, nummer="2026-0007")


def lange_factuur() -> Factuur:
    """A concept with every kind of key, for the kosten outside the btw."""
    return maak_facturen(lange_begroting())["Baarn"]


def belaste_factuur() -> Factuur:
    """The concept beside it for the kosten inside the btw: exempt and taxed."""
    return maak_facturen(lange_begroting())["Baarn-ES"]


def creditfactuur() -> Factuur:
    """What takes the short factuur back."""
    oud = korte_factuur()
    verwijzing = Factuurverwijzing(oud.nummer, oud.factuurdatum, oud.totaal)
    return replace(
        oud, soort=Factuursoort.CREDITFACTUUR, nummer="2026-C0001", vervaldatum=None, verwijzingen=(verwijzing,), reden=REDEN
    )


def eindafrekening(voorschot: int) -> Factuur:
    """The settlement of a whole year of 69.886,69 after four advances of `voorschot` cents."""
    heel = maak_facturen(korte_begroting(), "jaar")["Baarn"]
    dagen = tuple(date(2026, maand, 5) for maand in (1, 4, 7, 10))
    voorschotten = tuple(Factuurverwijzing(f"2026-{nummer:04}", dag, voorschot) for nummer, dag in enumerate(dagen, start=7))
    return replace(heel, soort=Factuursoort.EINDAFREKENING, concept=False, nummer="2026-E0003", voorschotten=voorschotten)


def interne_verrekening() -> Factuur:
    """What the centrumgemeente gets."""
    return maak_facturen(korte_begroting())["Amersfoort"]
