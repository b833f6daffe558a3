"""The workbooks we ship are the ones the program makes now."""

from __future__ import annotations

from pathlib import Path

from cusd_xl.runs.bereken import run_bereken
from cusd_xl.runs.nieuw import run_nieuw
from cusd_xl.workbook.package import open_pakket, unpack

SHIPPED = Path(__file__).parents[2] / "workbooks" / "begroting-amersfoort-2026.xlsx"
FIRST_FIGURE = {
    "Amersfoort": 45_127_868, "Baarn": 6_988_669, "Bunschoten": 6_306_670, "Eemnes": 2_719_907,
    "Leusden": 8_833_354, "Nijkerk": 12_647_636, "Soest": 13_294_781, "Woudenberg": 4_081_115,
}  # fmt: skip


def test_the_shipped_workbook_is_what_nieuw_makes_now() -> None:
    """Rebuilding the workbook of Amersfoort 2026 gives the same parts, byte for byte."""
    fresh = unpack("fresh", run_nieuw("amersfoort", 2026, leeg=False)).delen

    shipped = open_pakket(SHIPPED).delen

    assert list(fresh) == list(shipped)
    assert [] == [name for name in fresh if fresh[name] != shipped[name]]


def test_the_shipped_workbook_has_no_findings() -> None:
    """An adviser who opens it first gets no complaint about it."""
    assert () == run_bereken(SHIPPED).findings


def test_one_million_of_organisatiekosten_is_divided_as_the_contract_says() -> None:
    """K01: EUR 1.000.000,00 over all eight gemeenten by inwoners on 1 January 2024."""
    verdeling = run_bereken(SHIPPED).verdeling

    assert verdeling is not None
    assert FIRST_FIGURE == {one.gemeente: one.bedrag for one in verdeling.bijdragen if one.kostenpost == "K01"}
