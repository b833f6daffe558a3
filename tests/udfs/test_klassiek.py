"""The functions under the classic decorators: the VBA that Excel imports, and calls through the COM server of xlwings.

pywin32 and COM are stubs, so this proves the text and the conversion, not what Excel does with them.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import datetime
from typing import Any

import pytest

from tests.house.source import ROOT
from tests.udfs.klassiek import WEGGELATEN
from tests.udfs.voorbeelden import ARGUMENTEN, FUNCTIES, VOORBEELDEN, as_rijen, maak_aanroep, met_cel, parameters

WIZARD_TEXT = 255
WIZARD_NAMES = 200
DEEL_DOOR_NUL = -2146826281
SPILL = -2146826243
"""An error value xlwings has no name for."""
GOED = tuple(VOORBEELDEN)
FOUT = tuple((naam, argument, code) for naam, argument in ARGUMENTEN for code in (DEEL_DOOR_NUL, SPILL))


def as_com(waarde: Any) -> Any:
    """An argument as VBA hands over the value of cells: tuples of rows, None for an empty cell."""
    return [tuple(rij) for rij in waarde] if isinstance(waarde, list) else waarde


def as_com_result(waarde: Any) -> list[list[Any]]:
    """A result as COM gets it: rows of cells, a date with the time zone that pywin32 asks for (here printed as text)."""
    return [[f"{cel}+00:00" if isinstance(cel, datetime) else cel for cel in rij] for rij in as_rijen(waarde)]


def make_call(naam: str, /, **changes: Any) -> dict[str, Any]:
    return {"functie": naam, "args": [as_com(waarde) for waarde in maak_aanroep(naam, **changes).values()]}


def leave_out(naam: str) -> dict[str, Any]:
    """The good call with every optional argument left out."""
    made = make_call(naam)
    optional = [one.default is not one.empty for one in parameters(naam)]
    return {
        **made,
        "args": [WEGGELATEN if left_out else one for one, left_out in zip(made["args"], optional, strict=True)],
    }


@pytest.fixture(scope="module")
def klassiek() -> dict[str, Any]:
    calls = [make_call(naam) for naam in GOED]
    calls += [leave_out(naam) for naam in GOED]
    calls += [make_call(naam, **{one: met_cel(VOORBEELDEN[naam][0][one], code)}) for naam, one, code in FOUT]
    done = subprocess.run(
        [sys.executable, "-m", "tests.udfs.klassiek"],
        cwd=ROOT, input=json.dumps(calls), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_every_function_becomes_a_vba_function(klassiek: dict[str, Any]) -> None:
    """In classic Excel each function gets a VBA function that hands on all its arguments and nothing more."""
    headers = dict(re.findall(r"^Function (cusd_\w+)\((.*)\)$", klassiek["vba"], re.MULTILINE))
    expected = {
        naam: ", ".join(f"Optional {one.name}" if one.default is not one.empty else one.name for one in parameters(naam))
        for naam in FUNCTIES
    }

    assert expected == headers
    for naam in FUNCTIES:
        handed_on = ", ".join(one.name for one in parameters(naam))
        call = f'{naam} = XLPy.CallUDF("udfs.functions", "{naam}", Array({handed_on}), ThisWorkbook, Application.Caller)'
        assert call in klassiek["vba"]


def test_no_sub_and_nothing_volatile(klassiek: dict[str, Any]) -> None:
    """Functions only compute, and only when one of their cells changes."""
    assert re.findall(r"^Sub .*|^.*Application\.Volatile.*", klassiek["vba"], re.MULTILINE) == []
    assert [naam for naam, one in klassiek["functies"].items() if one["vluchtig"]] == []


def test_the_wizard_of_excel_can_show_every_function(klassiek: dict[str, Any]) -> None:
    """The description and that of each argument fit the function wizard, and the names together leave it room."""
    texts = [one["doc"] for one in klassiek["functies"].values()]
    texts += [argument["doc"] for one in klassiek["functies"].values() for argument in one["argumenten"]]
    names = {naam: naam + "".join(a["naam"] for a in one["argumenten"]) for naam, one in klassiek["functies"].items()}

    assert [text for text in texts if len(text) > WIZARD_TEXT] == []
    assert [naam for naam, together in names.items() if len(together) >= WIZARD_NAMES] == []
    assert {"CUSD"} == {one["categorie"] for one in klassiek["functies"].values()}


def test_every_argument_is_documented_and_shows_error_values(klassiek: dict[str, Any]) -> None:
    """Each argument says what belongs in it, and an error value reaches the function instead of looking like an empty cell."""
    wrong = [
        f"{naam}: {argument['naam']}"
        for naam, one in klassiek["functies"].items()
        for argument in one["argumenten"]
        if argument["doc"].startswith("Positional argument") or argument["fouten"] is not True
    ]

    assert wrong == []


def test_a_range_stays_rows_and_columns(klassiek: dict[str, Any]) -> None:
    """Whatever shape xlwings prefers, a range arrives as rows, so that one column of one row is not taken for a cell."""
    dimensions = {
        (naam, argument["naam"]): argument["ndim"] for naam, one in klassiek["functies"].items() for argument in one["argumenten"]
    }
    expected = {
        (naam, argument): 2 if isinstance(VOORBEELDEN[naam][0][argument], list) else None for naam, argument in ARGUMENTEN
    }

    assert expected == dimensions


@pytest.mark.parametrize("naam", GOED)
def test_a_call_through_com_gives_the_same(klassiek: dict[str, Any], naam: str) -> None:
    """What classic Excel gets is what Python computes."""
    expected = as_com_result(FUNCTIES[naam](**maak_aanroep(naam)))
    answer = klassiek["uitkomsten"][GOED.index(naam)]

    assert expected == answer.get("uitkomst"), answer


@pytest.mark.parametrize("naam", GOED)
def test_an_argument_left_out_is_the_same_as_an_empty_one(klassiek: dict[str, Any], naam: str) -> None:
    """Leaving out an optional argument or pointing at an empty cell makes no difference."""
    required = {one.name for one in parameters(naam) if one.default is one.empty}
    expected = as_com_result(FUNCTIES[naam](**{one: waarde for one, waarde in maak_aanroep(naam).items() if one in required}))
    answer = klassiek["uitkomsten"][len(GOED) + GOED.index(naam)]

    assert expected == answer.get("uitkomst"), answer


@pytest.mark.parametrize(("naam", "argument", "code"), FOUT)
def test_an_error_value_is_refused(klassiek: dict[str, Any], naam: str, argument: str, code: int) -> None:
    """A cell with #DIV/0! or #SPILL! never passes for an empty cell or a number."""
    answer = klassiek["uitkomsten"][2 * len(GOED) + FOUT.index((naam, argument, code))]

    assert answer.get("soort") == "ArgumentError", answer
    assert answer["fout"].startswith(argument)
    assert answer["fout"].endswith("de cel bevat een foutwaarde.")
