"""The Iv3 file of one gemeente, in the shape of the Iv3 data schema of CBS, version 2.1.1."""

from __future__ import annotations

import json
import re

from cusd_xl import __version__
from cusd_xl.base.errors import ArgumentError
from cusd_xl.base.money import CENTS_PER_EURO, format_euro
from cusd_xl.model.iv3 import Iv3levering, Iv3matrix
from cusd_xl.parameters.iv3codes import BATEN, LASTEN

BEGROTING, HEEL_JAAR = 0, 5
ONBEKEND = "niet opgegeven"
LEGE_DELEN = ("balans_lasten", "balans_baten", "balans_standen", "kengetallen", "beleidsindicatoren")
"""What a settlement says nothing about; the schema wants the first three to be there."""
EMAIL = re.compile(r"[a-zA-Z0-9_.-]+@([a-zA-Z0-9-]+\.)+[a-zA-Z]{2,4}")
"""As narrow as the schema is: no plus sign, and a last part of at most four letters."""
GM_CODE = re.compile(r"GM(\d{4})")


def iv3_json(matrix: Iv3matrix, levering: Iv3levering, afrekening: int | None = None) -> bytes:
    """The file as bytes: UTF-8, the same input gives the same bytes. Amounts in whole euros, cells of 0 left out.

    `matrix` is one of `round_iv3`; ValueError when it still holds cents. `afrekening` (cents) is named in a remark, so that the
    reader can tie the rounded file to it. ArgumentError when name, e-mail or GM-code are not what the schema accepts.

    The unit: the workbook models of CBS are in thousands of euros and its converter to JSON multiplies by 1000 and rounds to
    whole numbers; the schema itself only says number.
    """
    content: dict[str, object] = {"metadata": _metadata(matrix, levering), "contact": _contact(levering)}
    if afrekening is not None:
        tekst = f"Afgerond op hele euro's; de afrekening is {format_euro(afrekening)}."
        content["opmerkingen"] = [{"tekst": tekst}]
    data: dict[str, object] = {zijde: _list_regels(matrix, zijde) for zijde in (LASTEN, BATEN)}
    content["data"] = data | {deel: [] for deel in LEGE_DELEN}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def iv3_bestandsnaam(matrix: Iv3matrix) -> str:
    """`iv3_2026_GM0308.json`."""
    return f"iv3_{matrix.boekjaar}_{matrix.gm_code}.json"


def _metadata(matrix: Iv3matrix, levering: Iv3levering) -> dict[str, object]:
    code = GM_CODE.fullmatch(matrix.gm_code)
    if code is None:
        raise ArgumentError(
            f"Voor Iv3 is de GM-code van {matrix.gemeente} nodig, en '{matrix.gm_code}' is er geen. "
            "Vul haar in op het blad Deelnemers."
        )
    return {
        "overheidslaag": "Gemeente",
        "overheidsnummer": code[1],
        "overheidsnaam": matrix.gemeente,
        "boekjaar": matrix.boekjaar,
        "periode": BEGROTING if levering.begroting else HEEL_JAAR,
        "status": "Begroting" if levering.begroting else "Realisatie",
        "datum": f"{levering.dag:%Y-%m-%d}T00:00:00Z",
        "details_openbaar": False,
        "financieel_pakket": levering.financieel_pakket or ONBEKEND,
        "export_software": f"cusd-xl {__version__}",
    }


def _contact(levering: Iv3levering) -> dict[str, str]:
    if not levering.naam.strip():
        raise ArgumentError("Voor Iv3 is een naam nodig voor vragen over het bestand. Vul afzender_naam in op het blad Regeling.")
    if EMAIL.fullmatch(levering.email) is None:
        raise ArgumentError(
            f"Voor Iv3 is een e-mailadres nodig voor vragen, en '{levering.email}' neemt het CBS niet aan. "
            "Vul afzender_email in op het blad Regeling, bijvoorbeeld financien@gemeente.nl."
        )
    return {"naam": levering.naam, "email": levering.email, "telefoon": levering.telefoon}


def _list_regels(matrix: Iv3matrix, zijde: str) -> list[dict[str, object]]:
    regels = [one for one in matrix.regels if one.zijde == zijde and one.bedrag]
    if any(one.bedrag % CENTS_PER_EURO for one in regels):
        raise ValueError("an Iv3 file is in whole euros: round the matrix first")
    return [{"taakveld": one.taakveld, "categorie": one.categorie, "bedrag": one.bedrag // CENTS_PER_EURO} for one in regels]
