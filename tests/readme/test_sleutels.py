"""The worked examples of keys in the manual: every row of its table is what the program divides, to the cent."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cusd_xl.model.begroting import Begroting, Gewicht, Realisatie, Sleutel
from cusd_xl.model.besluiten import Inkoopvolume
from cusd_xl.rules.controles import check_begroting
from cusd_xl.rules.verdeling import allocate
from cusd_xl.workbook.layout import TABELLEN
from tests.rules.bouw import INWONERS, bouw_begroting, deelnemer, kostenpost

MANUAL = Path(__file__).resolve().parents[2] / "workbooks" / "HANDLEIDING.md"
ROW = re.compile(
    r"^\| `(?P<soort>[a-z]+)` \| (?:`(?P<parameter>[^`]+)`)? ?\| (?P<bedragen>[^|]+\|[^|]+\|[^|]+) \|$", re.MULTILINE
)
EIGEN_TABEL = (
    "controleverklaringen",
    "werkprocessen",
    "percentage",
    "werkelijk",
    "vast",
    "minimum",
    "gelijk",
    "gewichten",
    "mix",
)
"""Kinds that the manual only names here: they are explained with the articles they belong to."""
JEUGD = {"Amersfoort": 30_000, "Baarn": 5_200, "Eemnes": 2_300}
CIJFERS = {
    "clienten 2024": (800, 130, 50), "clienten 2025": (820, 128, 56), "clienten 2026": (810, 135, 59),
    "budget": (5_000_000, 900_000, 350_000), "stuks": (0, 40, 12),
}  # fmt: skip
ZORG = (6_000_000, 3_000_000, 1_000_000)
GEBRUIK = (5_000_000, 3_000_000, 2_000_000)


def read_rows() -> list[tuple[str, str, list[int]]]:
    """Kind, parameter and the cents of the three gemeenten of every row."""
    section = MANUAL.read_text(encoding="utf-8").split("\n## Een eigen sleutel\n")[1].split("\n## ")[0]
    rows = [(one["soort"], one["parameter"] or "", one["bedragen"].split("|")) for one in ROW.finditer(section)]
    return [(soort, parameter, [int(re.sub(r"\D", "", text)) for text in bedragen]) for soort, parameter, bedragen in rows]


def make_begroting(soort: str, parameter: str, regeling: dict[str, object], **changes: object) -> Begroting:
    """€ 100.000 of the example, divided by this key."""
    gewichten = [
        Gewicht(naam.split()[0], gemeente, Decimal(gewicht), int(naam.split()[1]) if " " in naam else None)
        for naam, rij in CIJFERS.items()
        for gemeente, gewicht in zip(INWONERS, rij, strict=True)
    ]
    gewichten += [replace(one, sleutel="K") for one in gewichten if one.sleutel == "budget"]
    sleutels = (
        Sleutel("K", soort, parameter), Sleutel("inwoners", "inwoners", "2"), Sleutel("gelijk", "gelijk"),
        Sleutel("clienten", "gewichten"), Sleutel("budget", "budgetaandeel"), Sleutel("stuks", "gewichten"),
        Sleutel("gebruik", "gebruik"),
    )  # fmt: skip
    eigen = soort in ("stuk", "inkoopplan")
    return bouw_begroting(
        regeling=regeling,
        sleutels=sleutels,
        kosten=(kostenpost("K01", bedrag=None if eigen else 10_000_000, verdeelsleutel="K"),),
        gewichten=tuple(gewichten),
        inwoners=tuple(replace(one, jeugdigen=JEUGD[one.gemeente]) for one in bouw_begroting().inwoners),
        inkoopplan=tuple(Inkoopvolume(naam, "J1", 2026, Decimal(1), bedrag) for naam, bedrag in zip(INWONERS, ZORG, strict=True)),
        realisatie=tuple(Realisatie(naam, "K01", "", "2026", bedrag) for naam, bedrag in zip(INWONERS, GEBRUIK, strict=True)),
        **changes,
    )


@pytest.mark.parametrize(("soort", "parameter", "bedragen"), read_rows(), ids=[one[0] for one in read_rows()])
def test_the_example_of_a_key_is_what_the_program_divides(soort: str, parameter: str, bedragen: list[int]) -> None:
    """Elk voorbeeld in de handleiding is tot op de cent wat het programma verdeelt."""
    begroting = make_begroting(soort, parameter, {})
    assert [one.melding for one in check_begroting(begroting) if one.ernst == "fout"] == []
    assert list(allocate(begroting).per_gemeente().values()) == bedragen


def test_the_manual_explains_every_kind() -> None:
    """De handleiding noemt elke soort die op het blad Sleutels te kiezen is."""
    section = MANUAL.read_text(encoding="utf-8").split("\n## Een eigen sleutel\n")[1].split("\n## ")[0]
    soorten = next(one.keuzes for tabel in TABELLEN if tabel.naam == "tblSleutels" for one in tabel.kolommen if one.keuzes)
    assert [soort for soort in soorten if f"`{soort}`" not in section] == []
    assert {soort for soort, _, _ in read_rows()} == set(soorten) - set(EIGEN_TABEL)


def test_the_example_by_the_day() -> None:
    """Het voorbeeld van een gemeente die op 1 juli begint, is tot op de cent wat het programma verdeelt."""
    section = MANUAL.read_text(encoding="utf-8").split("\n## Een eigen sleutel\n")[1].split("\n## ")[0]
    line = next(one for one in section.splitlines() if "184" in one)
    begroting = make_begroting("inwoners", "2", {"deel_van_jaar": "dagen"})
    joined = (*begroting.deelnemers[:2], deelnemer("Eemnes", "GM0317", vanaf=date(2026, 7, 1)))
    amounts = allocate(replace(begroting, deelnemers=joined)).per_gemeente().values()
    assert [int(re.sub(r"\D", "", text)) for text in re.findall(r"€ ([\d.]+,\d\d)", line)] == list(amounts)
