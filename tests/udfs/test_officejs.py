"""The functions under the Office.js engine of xlwings, which is what xlwings Lite and Server run: metadata and real calls.

The engine wants a licence key; the key `noncommercial` works offline. Without it these tests are skipped.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date, datetime
from typing import Any

import pytest

from cusd_xl.workbook.plan_functies import read_functies
from tests.house.source import ROOT
from tests.udfs.officejs import OVERGESLAGEN
from tests.udfs.voorbeelden import ARGUMENTEN, BRON, FUNCTIES, VOORBEELDEN, as_rijen, maak_aanroep, met_cel

LICENTIE = {"XLWINGS_LICENSE_KEY": "noncommercial", "XLWINGS_ON_SERVER": "true"}
DEEL_DOOR_NUL = {"type": "Error", "basicType": "Error", "basicValue": "#DIV/0!", "errorType": "Div0"}
GOED = tuple(VOORBEELDEN)
EPOCH = date(1899, 12, 30)


def as_office(waarde: Any) -> list[list[Any]]:
    """An argument as Office.js sends it: always rows, an empty cell as an empty text."""
    return [["" if cel is None else cel for cel in rij] for rij in as_rijen(waarde)]


def as_office_result(waarde: Any) -> list[list[Any]]:
    """A result as Office.js gets it: rows, a date as its serial number with a format."""
    return [[as_formatted(cel) if isinstance(cel, datetime) else cel for cel in rij] for rij in as_rijen(waarde)]


def as_formatted(moment: datetime) -> dict[str, Any]:
    return {"type": "FormattedNumber", "basicValue": (moment.date() - EPOCH).days, "numberFormat": "dd-mm-yyyy"}


def make_call(naam: str, /, **changes: Any) -> dict[str, Any]:
    return {"functie": naam, "args": [as_office(waarde) for waarde in maak_aanroep(naam, **changes).values()]}


@pytest.fixture(scope="module")
def officejs() -> dict[str, Any]:
    calls = [make_call(naam) for naam in GOED]
    calls += [make_call(naam, **{one: met_cel(VOORBEELDEN[naam][0][one], DEEL_DOOR_NUL)}) for naam, one in ARGUMENTEN]
    done = subprocess.run(
        [sys.executable, "-m", "tests.udfs.officejs"],
        cwd=ROOT, env={**os.environ, **LICENTIE}, input=json.dumps(calls), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode == OVERGESLAGEN:
        pytest.skip(f"xlwings of zijn licentie is er niet: {done.stdout.strip()}")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_excel_gets_every_function_as_the_sheet_lists_it(officejs: dict[str, Any]) -> None:
    """Name, arguments and explanations that Excel shows are those on the sheet Functies, and nothing is volatile."""
    expected = {
        functie.naam: [(one.naam, one.uitleg, one.optioneel) for one in functie.argumenten] for functie in read_functies(BRON)
    }
    shown = {
        one["name"]: [(a["name"], a["description"], a.get("optional", False)) for a in one["parameters"]]
        for one in officejs["meta"]["functions"]
    }

    assert expected == shown
    assert [
        one["name"] for one in officejs["meta"]["functions"] if one["id"] != one["name"] or "volatile" in one["options"]
    ] == []
    assert "enums" not in officejs["meta"]


@pytest.mark.parametrize("naam", GOED)
def test_a_call_through_office_gives_the_same(officejs: dict[str, Any], naam: str) -> None:
    """What Excel gets in the browser and in Lite is what Python computes."""
    expected = as_office_result(FUNCTIES[naam](**maak_aanroep(naam)))
    answer = officejs["uitkomsten"][GOED.index(naam)]

    assert expected == answer.get("uitkomst"), answer


@pytest.mark.parametrize(("naam", "argument"), ARGUMENTEN)
def test_an_error_value_is_refused(officejs: dict[str, Any], naam: str, argument: str) -> None:
    """A cell with #DIV/0! never passes for an empty cell: the function says which argument it is in."""
    answer = officejs["uitkomsten"][len(GOED) + ARGUMENTEN.index((naam, argument))]

    assert answer.get("soort") == "ArgumentError", answer
    assert answer["fout"].startswith(argument)
    assert answer["fout"].endswith("de cel bevat een foutwaarde.")
