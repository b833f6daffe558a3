"""The corpus of odd, broken and hostile workbooks: each file ends in one Dutch line or in the values another reader sees too."""

from __future__ import annotations

import time
import warnings
from collections import Counter
from datetime import date, datetime, timedelta
from datetime import time as clock
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cusd_xl.base.errors import WerkmapError
from cusd_xl.workbook.cells import Bladinhoud, Werkmap
from cusd_xl.workbook.celwaarde import ESCAPED, Celsoort, Celwaarde
from cusd_xl.workbook.package import open_pakket
from cusd_xl.workbook.read import read_werkmap

LONGEST = 20.0
READABLE = ("valid", "weird", "huge", "reader-disagree")
REFUSED = ("corrupt", "corrupt-xls", "corrupt-xlsb", "encrypted", "hostile", "valid-ods", "valid-xls", "valid-xlsb")
STRICT_OR_DAMAGED = frozenset(
    (
        "0696839769_sample.strict.xlsx",  # Strict Open XML: refused by design
        "45ddc35716_strict_iso_paths.xlsx",  # idem
        "150097f203_clusterfuzz-testcase-minimized-POIXSSFFuzzer-5937385319563264.xlsx",  # wrong checksum in a sheet
        "4237e7a06c_49609.xlsx",  # part names with a backslash
        "5aa65f9113_duplicate-filename.xlsx",  # two parts with one name
    )
)
LOST_BY_OPENPYXL = frozenset(
    ("06c8f7d1ec_HiddenMergeCellsTest.xlsx",)  # openpyxl drops the values under a merge
)


@pytest.fixture(scope="module")
def corpus(shared: Path) -> Path:
    """The folder of the corpus."""
    folder = shared / "corpus"
    if not folder.is_dir():
        pytest.skip(f"de map {folder} is er niet")
    return folder


def _files(corpus: Path, *classes: str) -> list[Path]:
    return sorted(path for name in classes for path in (corpus / name).iterdir())


def test_every_file_ends_in_one_line_or_a_reading(corpus):
    """No traceback, no long wait and no empty begroting, whatever the file; none of them is a begrotingsworkbook."""
    outcomes = Counter(_outcome(path) for path in _files(corpus, *READABLE, *REFUSED))

    assert set(outcomes) == {"one line"}
    assert outcomes.total() >= 200


def test_what_is_no_sound_workbook_is_refused(corpus):
    """Damaged, encrypted, hostile and foreign files do not even open, unless only the outside was damaged."""
    opened = {path.name for path in _files(corpus, *REFUSED) if _opens(path)}

    assert opened == set()


def test_what_other_readers_accept_is_accepted(corpus):
    """Every valid or weird workbook opens, but for the kinds that are refused on purpose."""
    refused = {path.name for path in _files(corpus, *READABLE) if not _opens(path)}

    assert refused == STRICT_OR_DAMAGED


def test_the_values_are_those_of_openpyxl(corpus):
    """Every cell of every sheet that both can read has the same value for both; also the sheets are the same."""
    different = [
        text
        for path in _files(corpus, *READABLE)
        if path.name not in STRICT_OR_DAMAGED | LOST_BY_OPENPYXL
        for text in _compare(path)
    ]

    assert different == []


def test_a_sheet_that_claims_to_be_empty_is_read(corpus):
    """The price index of the CPB says it has one cell; it has thousands."""
    werkmap = Werkmap(open_pakket(next(corpus.glob("reader-disagree/*cpb-world-trade-monitor*"))))

    assert [19_005, 9_050] == [len(werkmap.read_blad(blad).cellen) for blad in werkmap.bladen]


def _outcome(path: Path) -> str:
    begin = time.monotonic()
    try:
        read_werkmap(path)
    except WerkmapError as error:
        if "\n" in str(error) or time.monotonic() - begin > LONGEST:
            return f"{path.name}: {time.monotonic() - begin:.0f} s, {error}"
        return "one line"
    return f"{path.name} was read as a begroting"


def _opens(path: Path) -> bool:
    try:
        Werkmap(open_pakket(path)).bladen  # noqa: B018  (opening the list of sheets is the test)
    except WerkmapError:
        return False
    return True


def _compare(path: Path) -> list[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(path, data_only=True)
        except (KeyError, TypeError, ValueError, IndexError):  # files that openpyxl itself cannot read
            return []
    werkmap = Werkmap(open_pakket(path))
    ours = {blad.naam: werkmap.read_blad(blad) for blad in werkmap.bladen}
    if list(ours) != [sheet.title for sheet in book.worksheets]:
        return [f"{path.name}: {list(ours)}"]
    return [text for sheet in book.worksheets for text in _compare_sheet(path.name, sheet, ours[sheet.title])]


def _compare_sheet(name: str, sheet: Any, inhoud: Bladinhoud) -> list[str]:
    theirs = {(cel.row, cel.column): cel.value for row in sheet.iter_rows() for cel in row if cel.value is not None}
    places = sorted({*theirs, *inhoud.cellen})
    return [f"{name} {sheet.title} {place}" for place in places if not _same(inhoud.cel(*place), theirs.get(place))]


def _same(ours: Celwaarde, theirs: Any) -> bool:
    if ours.soort is Celsoort.NIET_BEREKEND:
        return theirs is None
    if isinstance(ours.waarde, Decimal):
        return isinstance(theirs, int | float) and abs(ours.waarde - Decimal(theirs)) <= abs(ours.waarde) * Decimal("1e-14")
    if isinstance(ours.waarde, datetime) and isinstance(theirs, datetime):
        return abs(ours.waarde - theirs) < timedelta(seconds=1)
    if isinstance(ours.waarde, date):
        return theirs.date() == ours.waarde if isinstance(theirs, datetime) else isinstance(theirs, clock | timedelta)
    if isinstance(theirs, str):  # openpyxl leaves _x000D_ as it is
        return ours.waarde == ESCAPED.sub(lambda match: chr(int(match[1], 16)), theirs)
    return ours.waarde == theirs or (ours.waarde == "" and theirs is None)
