"""What runs inside Excel needs no lxml, XlsxWriter or openpyxl: they are not there in xlwings Lite."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.house.source import ROOT

NIET_DAAR = ("lxml", "xlsxwriter", "openpyxl", "click", "rich")
BLOKKEER = """
import sys

class Weg:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {pakketten}:
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Weg())
import {module}
"""


@pytest.mark.parametrize(
    "module",
    [
        "udfs.functions",
        "udfs.macros",
        "cusd_xl.workbook.live_reader",
        "cusd_xl.workbook.live",
        "cusd_xl.workbook.plan_rekenbladen",
        "cusd_xl.workbook.plan_factuur",
        "cusd_xl.workbook.plan_overzicht",
        "cusd_xl.workbook.plan_invoer",
    ],
)
def test_it_is_there_without_file_libraries(module: str) -> None:
    """Reading an open workbook, planning sheets and playing them need only what xlwings Lite has."""
    program = BLOKKEER.format(pakketten=NIET_DAAR, module=module)
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)

    assert 0 == done.returncode, done.stderr
