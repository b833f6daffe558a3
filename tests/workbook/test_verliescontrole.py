"""The verliescontrole finds every loss that a tool could cause, and lets through what linking is meant to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cusd_xl.workbook.herstelpunt import store_herstelpunt
from cusd_xl.workbook.package import Pakket, open_pakket
from cusd_xl.workbook.plan_koppeling import plan_koppeling
from cusd_xl.workbook.play_package import play_parts
from cusd_xl.workbook.verliescontrole import check_teruggave, check_verlies
from tests.hulp.alles import write_alles

Delen = dict[str, bytes]


@pytest.fixture(scope="module")
def voor(tmp_path_factory: pytest.TempPathFactory) -> Pakket:
    """A workbook with every feature."""
    return open_pakket(write_alles(Path(tmp_path_factory.mktemp("verlies")) / "alles.xlsx"))


@pytest.fixture(scope="module")
def na(voor: Pakket) -> Pakket:
    """The same with a sheet of ours in it."""
    return replace(voor, delen=store_herstelpunt(voor, play_parts(voor, [plan_koppeling([])])))


def _replace(deel: str, old: bytes, new: bytes) -> Callable[[Delen], None]:
    def change(delen: Delen) -> None:
        assert old in delen[deel]
        delen[deel] = delen[deel].replace(old, new, 1)

    return change


def _drop(deel: str) -> Callable[[Delen], None]:
    def change(delen: Delen) -> None:
        del delen[deel]

    return change


def _add(deel: str) -> Callable[[Delen], None]:
    return lambda delen: delen.update({deel: b"<a/>"})


LOSSES = (
    ("chart changed", _replace("xl/charts/chart1.xml", b"<c:v>", b"<c:v>9"), "onderdeel xl/charts/chart1.xml is gewijzigd"),
    ("note lost", _drop("xl/comments1.xml"), "onderdeel xl/comments1.xml is weg"),
    ("stranger", _add("xl/onbekend.xml"), "onderdeel xl/onbekend.xml is erbij gekomen"),
    ("cell changed", _replace("xl/worksheets/sheet1.xml", b"1200.5", b"1200"), "onderdeel xl/worksheets/sheet1.xml is gewijzigd"),
    ("sheet shown", _replace("xl/workbook.xml", b' state="veryHidden"', b""), "werkmap: de lijst van bladen is gewijzigd"),
    ("name lost", _replace("xl/workbook.xml", b"0.035", b"0.04"), "werkmap: de naam Opslag is weg of gewijzigd"),
    ("view changed", _replace("xl/workbook.xml", b"windowWidth", b"windowWide"), "werkmap: bookViews is weg of gewijzigd"),
    ("style renumbered", _replace("xl/styles.xml", b"<font>", b"<font><b/></font><font>"), "stijlen: fonts is gewijzigd"),
    ("entry lost", _replace("_rels/.rels", b'Id="rId3"', b'Id="rId93"'), "_rels/.rels: Relationship Id=rId3"),
)


@pytest.mark.parametrize(("change", "line"), [one[1:] for one in LOSSES], ids=[one[0] for one in LOSSES])
def test_a_loss_is_seen(voor, na, change, line):
    """Whatever else disappears or changes is named."""
    delen = dict(na.delen)
    change(delen)

    found = check_verlies(voor, replace(na, delen=delen)).verlies

    assert [one[: len(line)] for one in found] == [line]


def test_what_linking_does_is_no_loss(voor, na):
    """Our sheet, its table, the memory and the lists that name them are meant to come."""
    rapport = check_verlies(voor, na)

    assert rapport.verlies == ()
    assert "customXml/item1.xml" in rapport.toegevoegd
    assert rapport.gelijk == len(voor.delen) - len(rapport.gewijzigd)


def test_giving_back_is_compared_too(voor, na):
    """After unlinking, only what is ours may be gone."""
    damaged = replace(voor, delen={deel: content for deel, content in voor.delen.items() if deel != "xl/charts/chart1.xml"})

    assert check_teruggave(na, voor).verlies == ()
    assert check_teruggave(na, damaged).verlies == ("onderdeel xl/charts/chart1.xml is weg",)
