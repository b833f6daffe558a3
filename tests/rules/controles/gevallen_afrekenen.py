"""For every code of afrekenen.toml one begroting that provokes it, and the cell where the finding must point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from cusd_xl.model.begroting import Begroting, Dekking, Gewicht, Realisatie, Sleutel
from cusd_xl.model.besluiten import Besluit, Contract
from cusd_xl.model.jaargang import EerderJaar, Voorschot
from tests.hulp.afrekening import KOSTEN, LOS, RIJK, SLEUTELS, jaar
from tests.rules.bouw import INWONERS, kostenpost

EERDER = EerderJaar(2025, "Baarn", "hulpkosten", 1_000_00, 900_00)
VOORSCHOT = Voorschot("Baarn", "hulpkosten", "Q1", 500_00)
LUMPSUM = Contract("C1", "W4", "lumpsum", date(2026, 1, 1), date(2026, 12, 31), "geen", "ja")


def geval(cel: str, **changes: Any) -> tuple[str, Begroting]:
    """The cell of the finding, and the sound year with this change."""
    return cel, jaar(**changes)


GEVALLEN: Mapping[str, tuple[str, Begroting]] = MappingProxyType(
    {
        "rijksmiddelen-zonder-taak": geval("Rijksmiddelen!B2", rijksmiddelen=(replace(RIJK[0], taken=()),)),
        "rijksmiddelen-dubbel": geval("Rijksmiddelen!A3", rijksmiddelen=(*RIJK, replace(RIJK[0], bedrag=1_00))),
        "dekking-andere-taak": geval("Dekking!C2", dekking=(Dekking("K01", "Rijk", "rijksmiddelen", 10_00, 2026, 2026),)),
        "voorschot-dubbel": geval("Voorschotten!A3", voorschotten=(VOORSCHOT, VOORSCHOT)),
        "verrekening-te-laat": geval("Verrekeningen!G2", verrekeningen=(replace(LOS, factuurdatum=date(2026, 5, 16)),)),
        "verrekening-datum-ontbreekt": geval("Verrekeningen!H2", verrekeningen=(replace(LOS, factuurnummer=""),)),
        "verrekening-ander-jaar": geval(
            "Verrekeningen!F2", verrekeningen=(replace(LOS, leverdatum=date(2025, 12, 30), factuurdatum=date(2026, 1, 5)),)
        ),
        "eerder-jaar-niet-eerder": geval("Eerdere jaren!A2", eerdere_jaren=(replace(EERDER, jaar=2026),)),
        "eerder-jaar-dubbel": geval("Eerdere jaren!B3", eerdere_jaren=(EERDER, EERDER)),
        "realisatie-ander-jaar": geval("Realisatie!D2", realisatie=(Realisatie("Baarn", "K20", "W4", "2025-Q4", 5_00),)),
        "realisatie-zonder-gevolg": geval(
            "Kosten!H2",
            kosten=(kostenpost("K01", verdeelsleutel="vast", bedrag=None), KOSTEN[1]),
            sleutels=(*SLEUTELS, Sleutel("vast", "vast")),
            gewichten=tuple(Gewicht("vast", naam, Decimal(10)) for naam in INWONERS),
        ),
        "opbrengst-naast-dekking": geval("Kosten!A2", dekking=(Dekking("K01", "Subsidie", "subsidie", 10_00, 2026, 2026),)),
        "doordecentralisatie-onvolledig": geval(
            "Besluiten!I2", besluiten=(Besluit("B1", "doordecentralisatie", "vastgesteld", taak="W4"),)
        ),
        "contract-lumpsum": geval("Kosten!H3", contracten=(LUMPSUM,), kosten=KOSTEN),
    }
)
