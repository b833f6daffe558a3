"""Reading a workbook that is open in Excel gives what reading its file gives."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from cusd_xl.workbook.celwaarde import LEEG, Celsoort, Celwaarde
from cusd_xl.workbook.live_reader import LiveBron, read_waarde
from cusd_xl.workbook.read import read_werkmap
from tests.hulp.plat import maak_plat
from tests.udfs.knoppen import WERKMAP, klik
from tests.udfs.officejs_boek import LEES
from tests.workbook.bouw_werkmap import Formule, Werkmapbouw


def gaaf(bouw: Werkmapbouw) -> None:
    """Nothing is wrong."""


def getal_als_tekst(bouw: Werkmapbouw) -> None:
    bouw.zet("tblKosten", 0, 4, "1.000,50")


def foutwaarde(bouw: Werkmapbouw) -> None:
    bouw.zet("tblKosten", 0, 4, Formule("=NA()", "#N/A"))


def datum_als_tekst(bouw: Werkmapbouw) -> None:
    bouw.zet("tblDeelnemers", 0, 2, "2020-01-31")


def zonder_tabel(bouw: Werkmapbouw) -> None:
    bouw.zonder_tabel |= {"tblKosten", "tblInwoners"}


def ander_blad(bouw: Werkmapbouw) -> None:
    bouw.bladnamen["tblInwoners"] = "Inwoners per 1 januari"


def verborgen_blad(bouw: Werkmapbouw) -> None:
    bouw.daarna.append(lambda book: book.get_worksheet_by_name("Dekking").hide())


def totaalrij(bouw: Werkmapbouw) -> None:
    bouw.opties["tblDekking"] = {"total_row": True}


AFWIJKINGEN = (gaaf, getal_als_tekst, foutwaarde, datum_als_tekst, zonder_tabel, ander_blad, verborgen_blad, totaalrij)


@pytest.mark.parametrize("wat", AFWIJKINGEN)
def test_open_and_saved_read_the_same(wat: Callable[[Werkmapbouw], None], tmp_path: Path) -> None:
    """Whether the workbook is open in Excel or lies on the disk: the same begroting, the same findings, the same cells."""
    bouw = Werkmapbouw()
    wat(bouw)
    pad = bouw.schrijf(tmp_path / "begroting.xlsx")
    expected = maak_plat(read_werkmap(pad))

    assert expected == klik(pad, {"knop": LEES})[0].gelezen


def test_the_shipped_workbook_reads_the_same() -> None:
    """The workbook of Amersfoort, open in Excel, gives the begroting that its file gives."""
    assert maak_plat(read_werkmap(WERKMAP)) == klik(WERKMAP, {"knop": LEES})[0].gelezen


@pytest.mark.parametrize(
    ("waarde", "expected"),
    [
        (None, LEEG),
        ("", LEEG),
        (True, Celwaarde(Celsoort.WAARHEID, True)),
        (0.1 + 0.2, Celwaarde(Celsoort.GETAL, Decimal("0.3"))),
        (12, Celwaarde(Celsoort.GETAL, Decimal(12))),
        (Decimal("12.50"), Celwaarde(Celsoort.GETAL, Decimal("12.50"))),
        (1e20, Celwaarde(Celsoort.GETAL, Decimal("1E+20"))),
        ("1.234,56", Celwaarde(Celsoort.TEKST, "1.234,56")),
        ("#N/A", Celwaarde(Celsoort.FOUT, "#N/A")),
        (datetime(2026, 1, 5), Celwaarde(Celsoort.DATUM, date(2026, 1, 5))),
        (datetime(2026, 1, 5, 12), Celwaarde(Celsoort.DATUM, datetime(2026, 1, 5, 12))),
        (date(2026, 1, 5), Celwaarde(Celsoort.DATUM, date(2026, 1, 5))),
    ],
)
def test_every_kind_of_value_is_told_apart(waarde: object, expected: Celwaarde) -> None:
    """An error is not an empty cell, text that looks like a number stays text, and 0.1 + 0.2 is 0.3."""
    assert expected == read_waarde(waarde)


class Bereik:
    """A range of a desktop Excel: its values and the one number format it has, None when the cells differ."""

    def __init__(
        self, cellen: dict[tuple[int, int], tuple[object, str]], eerste: tuple[int, int], laatste: tuple[int, int]
    ) -> None:
        rijen, kolommen = range(eerste[0], laatste[0] + 1), range(eerste[1], laatste[1] + 1)
        self.value = [[cellen.get((rij, kolom), (None, ""))[0] for kolom in kolommen] for rij in rijen]
        formaten = {cellen[rij, kolom][1] for rij in rijen for kolom in kolommen if (rij, kolom) in cellen}
        self.number_format = formaten.pop() if len(formaten) == 1 else None
        self.last_cell = SimpleNamespace(row=laatste[0], column=laatste[1])

    def options(self, **_: object) -> Bereik:
        return self


def test_excel_on_the_desktop_tells_percentages() -> None:
    """A cell that shows 2,7 % holds 0.027; on the desktop we see that from its format, also in a column of mixed formats."""
    cellen: dict[tuple[int, int], tuple[object, str]] = {
        (1, 1): (0.027, "0.0%"), (2, 1): (2.7, "0.0"), (1, 2): (0.5, "0%"), (2, 2): ("x", "General"),
    }  # fmt: skip
    sheet = SimpleNamespace(
        name="Index", visible=True, used_range=Bereik(cellen, (1, 1), (2, 2)),
        range=lambda eerste, laatste=None: Bereik(cellen, eerste, laatste or eerste),
    )  # fmt: skip

    class Bladen(list[Any]):
        def __getitem__(self, naam: Any) -> Any:
            return sheet

    boek = SimpleNamespace(name="b.xlsx", sheets=Bladen([sheet]), app=SimpleNamespace(engine=SimpleNamespace(type="desktop")))
    bron = LiveBron(boek)
    inhoud = bron.read_blad(bron.bladen[0])

    assert {(1, 1): True, (2, 1): False, (1, 2): True, (2, 2): False} == {
        plek: cel.procent for plek, cel in inhoud.cellen.items()
    }
