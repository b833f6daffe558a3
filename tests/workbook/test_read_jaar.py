"""Reading the tables of the course of a year: who agreed to a besluit, dates in tblRegeling, silence when they are absent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from cusd_xl.workbook.layout import TABELLEN
from cusd_xl.workbook.read import read_werkmap
from tests.workbook.bouw_werkmap import Werkmapbouw


def test_a_besluit_knows_who_agreed(tmp_path: Path) -> None:
    """The crosses behind a besluit are the gemeenten that agreed, and its dates and amount are read exactly."""
    bouw = Werkmapbouw()
    bouw.rijen["tblBesluiten"] = [
        [
            "B1",
            "uittreding",
            "vastgesteld",
            None,
            "baarn",
            None,
            2032,
            date(2031, 3, 1),
            date(2032, 1, 1),
            1234.56,
            "z-1",
            None,
            "x",
        ]
    ]
    begroting = read_werkmap(bouw.schrijf(tmp_path / "b.xlsx")).begroting
    assert begroting is not None
    (besluit,) = begroting.besluiten
    found = besluit.gemeente, besluit.akkoord, besluit.ingangsdatum, besluit.bedrag, besluit.herkomst.cel("bedrag")
    assert ("Baarn", frozenset({"Amersfoort"}), date(2032, 1, 1), 123456, "Besluiten!J5") == found
    assert {"Amersfoort": "M", "Baarn": "N"} == begroting.akkoordkolommen


def test_a_day_and_a_percentage_in_tblregeling_are_exact(tmp_path: Path) -> None:
    """The day up to which the kalender is judged is a date, a threshold an exact percentage."""
    bouw = Werkmapbouw()
    bouw.rijen["tblRegeling"] += [["stand_per", date(2026, 7, 1)], ["afwijking_procent", 2.5], ["deel_van_jaar", "Dagen"]]
    begroting = read_werkmap(bouw.schrijf(tmp_path / "b.xlsx")).begroting
    assert begroting is not None
    regeling = begroting.regeling
    assert (date(2026, 7, 1), Decimal("2.5"), "dagen") == (regeling.stand_per, regeling.afwijking_procent, regeling.deel_van_jaar)


def test_opbrengsten_come_off_the_realisatie(tmp_path: Path) -> None:
    """A row of opbrengsten lowers the costs; a row that says nothing is costs."""
    bouw = Werkmapbouw()
    bouw.rijen["tblRealisatie"] = [
        ["Baarn", "K01", "J1", "2026-Q1", 100.1],
        ["Baarn", "K01", "J1", "2026-Q1", 20.05, "opbrengsten"],
    ]
    begroting = read_werkmap(bouw.schrijf(tmp_path / "b.xlsx")).begroting
    assert begroting is not None
    assert [10010, -2005] == [row.netto for row in begroting.realisatie]


def test_a_workbook_without_these_tables_is_not_spoken_of(tmp_path: Path) -> None:
    """A workbook made before they were there gives no finding about them."""
    bouw = Werkmapbouw(weg={tabel.naam for tabel in TABELLEN if tabel.bijkomend})
    gelezen = read_werkmap(bouw.schrijf(tmp_path / "b.xlsx"))
    assert [] == [one for one in gelezen.findings if "afwezig" in one.code]
