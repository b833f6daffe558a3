"""Works out a published table the way an adviser would: an empty workbook, filled in, read, checked and allocated."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from cusd_xl.base.findings import Ernst, Finding
from cusd_xl.base.money import euro_text
from cusd_xl.model.bijdragen import Verdeling
from cusd_xl.rules.controles import check_begroting
from cusd_xl.rules.verdeling import allocate
from cusd_xl.runs.nieuw import build_invoer, choose_profiel
from cusd_xl.workbook.read import read_werkmap
from tests.hulp.vul import Rij, vul_werkmap

BRON = "gepubliceerde tabel"
Rijen = Mapping[str, Sequence[Rij]]


@lru_cache(maxsize=8)
def build_leeg(jaar: int) -> bytes:
    """The bytes of `nieuw --regeling leeg --leeg` for a year."""
    return build_invoer(choose_profiel("leeg", jaar, leeg=True))


def vul_leeg(jaar: int, rijen: Rijen, folder: Path, naam: str = "werkmap.xlsx") -> Path:
    """An empty workbook for the year with these rows filled in."""
    leeg = folder / "leeg.xlsx"
    leeg.write_bytes(build_leeg(jaar))
    return vul_werkmap(leeg, rijen, folder / naam)


def reken_door(path: Path) -> Verdeling:
    """Read, check and allocate a workbook that must hold no fout."""
    gelezen = read_werkmap(path)
    fouten = list_fouten(gelezen.findings)
    if gelezen.begroting is None or fouten:
        pytest.fail("\n".join(fouten))
    fouten = list_fouten(check_begroting(gelezen.begroting))
    if fouten:
        pytest.fail("\n".join(fouten))
    return allocate(gelezen.begroting)


def list_fouten(findings: Iterable[Finding]) -> list[str]:
    """The findings that stop the computation, in words."""
    return [f"{one.cel}: {one.melding}" for one in findings if one.ernst is Ernst.FOUT]


def in_euros(cents: Mapping[str, int]) -> dict[str, str]:
    """The amounts as the contract writes them."""
    return {naam: euro_text(bedrag) for naam, bedrag in cents.items()}


def lees_geval(shared: Path, begin: str) -> Mapping[str, Any]:
    """A published table by the first characters of its file name; skips the test when it is not there."""
    found = sorted((shared / "cases").glob(f"{begin}*.json"))
    if not found:
        pytest.skip(f"geval {begin} staat niet in {shared / 'cases'}")
    loaded: Mapping[str, Any] = json.loads(found[0].read_text(encoding="utf-8"))
    return loaded


def regeling(jaar: int, centrumgemeente: str, afronding: str = "euro") -> list[Rij]:
    """The parameters a person must fill in."""
    waarden = {
        "naam": "Geval uit de praktijk",
        "profiel": "leeg",
        "begrotingsjaar": jaar,
        "centrumgemeente": centrumgemeente,
        "afronding": afronding,
        "betaaltermijn_dagen": 30,
        "termijnen": 1,
        "afzender_naam": f"Gemeente {centrumgemeente}",
        "afzender_iban": "NL91ABNA0417164300",
    }
    return [{"Parameter": naam, "Waarde": waarde} for naam, waarde in waarden.items()]


def deelnemers(namen: Iterable[str]) -> list[Rij]:
    """A row for each gemeente, deelnemer since long ago, with invented codes."""
    return [
        {
            "Gemeente": naam, "GM-code": f"GM{number:04d}", "Deelnemer vanaf": date(2000, 1, 1),
            "Adres": "Raadhuisplein 1", "Postcode": "1234 AB", "Plaats": naam,
        }
        for number, naam in enumerate(namen, start=1)
    ]  # fmt: skip


def inwoners(aantallen: Mapping[str, int], jaar: int) -> list[Rij]:
    """The inwoners of each gemeente on 1 January."""
    return [
        {"Gemeente": naam, "Peildatum": date(jaar, 1, 1), "Inwoners": aantal, "Status": "definitief", "Bron": BRON}
        for naam, aantal in aantallen.items()
    ]


def kostenpost(code: str, bedrag: int | None, sleutel: str, jaar: int, index: str = "geen", soort: str = "overig") -> Rij:
    """One kostenpost for everybody; `jaar` is its price level."""
    return {
        "Kostenpost": code, "Omschrijving": f"Kostenpost {code}", "Soort": soort, "Taken": "alle", "Bedrag": bedrag,
        "Prijspeil": jaar, "Index": index, "Verdeelsleutel": sleutel, "Btw": "O",
    }  # fmt: skip


def sleutel(naam: str, soort: str, parameter: str = "") -> Rij:
    """One row of the sheet Sleutels."""
    return {"Sleutel": naam, "Soort": soort, "Parameter": parameter or None, "Bron": BRON}


def indexcijfer(reeks: str, jaar: int, percentage: float) -> Rij:
    """One percentage of one reeks."""
    return {
        "Reeks": reeks, "Jaar": jaar, "Percentage": percentage, "Editie": BRON, "Status": "definitief",
        "Bron": BRON,
    }  # fmt: skip
