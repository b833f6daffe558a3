"""The code taken out of a built workbook runs in Pyodide, through the runtime and the JavaScript of xlwings itself."""

from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from cusd_xl.api import describe_versie
from cusd_xl.runs.code import run_inbouwen, run_uithalen
from cusd_xl.runs.nieuw import write_nieuw
from tests.house.source import ROOT
from tests.hulp.node import PYODIDE_TAGS, download_wheel, install_npm, run_node
from tests.udfs.knoppen import BEVESTIG, DATUM, TERMIJN, WERKMAP, klik
from tests.udfs.officejs_boek import read_begin
from tests.udfs.voorbeelden import ARGUMENTEN, VOORBEELDEN, maak_aanroep, met_cel

XLWINGS, SERVER = "0.37.8", "1.20.0"
LICENTIE = "noncommercial"
"""The key that xlwings gives for use that is not commercial; Lite brings its own."""
PYDANTIC = (
    "pydantic==2.14.3",
    "pydantic-core==2.50.4",
    "annotated-types==0.7.0",
    "typing-extensions==4.15.0",
    "typing-inspection==0.4.2",
)
"""What pydantic needs; Lite takes it from its own distribution."""
SCRIPT = Path(__file__).with_name("lite.mjs")
EPOCH = datetime(1899, 12, 30)
# xlwings-server 1.20.0: how Lite loads main.py and calls a function
RUNTIME = ("config.py", "wasm_runtime.py")
GLUE = "xlwings_server/static/js/custom-functions/custom-functions-code.js"
KNOPPENEXCEL = ROOT / "tests" / "udfs" / "officejs_boek.py"
STAPPEN = [
    {"knop": "controleer"},
    {"knop": "bereken"},
    {"knop": "bereken", "args": [True]},
    {"knop": "maak_facturen"},
    {"knop": "maak_facturen", "vul": {TERMIJN: "Q1", DATUM: 46027}},
    {"knop": "maak_facturen", "vul": {BEVESTIG: "ja"}},
    {"knop": "terugdraaien"},
    {"knop": "terugdraaien", "args": [True]},
    {"knop": "over"},
]
ERRORS = ("#DIV/0!", "#N/A", "#VALUE!")


def as_range(waarde: Any) -> Any:
    """An argument as Excel hands it over: always rows of cells; None is an optional argument left out."""
    return waarde if isinstance(waarde, list) or waarde is None else [[waarde]]


def as_call(naam: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """A formula with its arguments."""
    return {"name": naam.upper(), "args": [as_range(one) for one in arguments.values()]}


def error_calls() -> list[dict[str, Any]]:
    """Every argument of every function, with an error value in its first cell."""
    return [
        as_call(naam, maak_aanroep(naam, **{argument: met_cel(VOORBEELDEN[naam][0][argument], error)}))
        for naam, argument in ARGUMENTEN
        for error in ERRORS
    ]


def goed(naam: str, verwacht: Any, gevonden: Any) -> bool:
    """True when a cell or spill holds the answer; a date is a serial number in the Dutch format, a text may go on."""
    if isinstance(verwacht, datetime):
        return bool(
            gevonden == [[{"type": "FormattedNumber", "basicValue": (verwacht - EPOCH).days, "numberFormat": "dd-mm-yyyy"}]]
        )
    if isinstance(verwacht, str):
        return str(gevonden[0][0]).startswith(verwacht)
    return bool(gevonden == as_range(verwacht))


@pytest.fixture(scope="module")
def excel(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """One start of Excel's stand-in: a workbook is made, the code put in and taken out again, and every call is made."""
    modules = install_npm()
    wheels = [download_wheel(eis, *PYODIDE_TAGS) for eis in (f"xlwings=={XLWINGS}", *PYDANTIC)]
    server = zipfile.ZipFile(download_wheel(f"xlwings-server=={SERVER}"))
    folder = tmp_path_factory.mktemp("werkmap")
    write_nieuw("amersfoort", 2026, leeg=False, uit=folder / "begroting.xlsx")
    run_inbouwen(folder / "begroting.xlsx", folder / "met-code.xlsx")
    run_uithalen(folder / "met-code.xlsx", folder / "code")
    goede = [as_call(naam, arguments) for naam, (arguments, _) in VOORBEELDEN.items()]
    report = run_node(
        SCRIPT,
        {
            "modules": str(modules),
            "wheels": [str(wheel) for wheel in wheels],
            "key": LICENTIE,
            "version": XLWINGS,
            "runtime": {name: server.read(f"xlwings_server/wasm/{name}").decode() for name in RUNTIME},
            "glue": server.read(GLUE).decode(),
            "main": (folder / "code" / "main.py").read_text(encoding="utf-8"),
            "calls": goede + error_calls(),
            "excel": KNOPPENEXCEL.read_text(encoding="utf-8"),
            "begin": read_begin(str(WERKMAP)),
            "stappen": STAPPEN,
        },
    )
    return {**report, "eisen": (folder / "code" / "requirements.txt").read_text(encoding="utf-8")}


def test_every_function_gives_its_answer_in_pyodide(excel):
    """Each function, called as a cell calls it, gives the amount, text, date or yes-or-no a colleague works out by hand."""
    answers = dict(zip(VOORBEELDEN, excel["results"], strict=False))

    wrong = {
        naam: answers[naam] for naam, (_, verwacht) in VOORBEELDEN.items() if not goed(naam, verwacht, answers[naam].get("value"))
    }

    assert wrong == {}


def test_every_function_is_registered_in_excel(excel):
    """Excel hears of every function, with a Dutch description of it and of each argument."""
    meta = {one["id"].lower(): one for one in excel["meta"]["functions"]}

    assert set(meta) == set(VOORBEELDEN)
    assert [naam for naam, one in meta.items() if "Voorbeeld: =" not in one["description"]] == []
    assert [naam for naam, one in meta.items() for p in one["parameters"] if p["description"].startswith("Positional")] == []


def test_an_error_cell_is_refused_by_its_argument(excel):
    """A cell with an error value gives an error with a short Dutch reason, never a number."""
    results = excel["results"][len(VOORBEELDEN) :]
    asked = [naam_argument for naam_argument in ARGUMENTEN for _ in ERRORS]

    wrong = [
        (naam, argument, one)
        for (naam, argument), one in zip(asked, results, strict=True)
        if one.get("error") != "#VALUE!" or argument not in one["message"] or "foutwaarde" not in one["message"]
    ]

    assert wrong == []


def test_the_code_in_the_workbook_is_that_of_the_release(excel):
    """CUSD_VERSIE in the workbook shows the same version and hash as the program outside Excel."""
    answers = dict(zip(VOORBEELDEN, excel["results"], strict=False))

    assert answers["cusd_versie"]["value"] == [[describe_versie()]]


def test_every_button_does_in_pyodide_what_it_does_outside(excel):
    """Each button, clicked in Pyodide on the shipped workbook, leaves every cell as it does under the Python of the program."""
    assert [vars(one) for one in klik(WERKMAP, *STAPPEN)] == excel["clicks"]


def test_lite_needs_only_xlwings_and_pydantic(excel):
    """The workbook asks xlwings Lite for no other package, and nothing of ours needs one that is not there."""
    assert [line.split(">")[0] for line in excel["eisen"].splitlines()] == ["pydantic", "xlwings"]
    assert [name for name in excel["own"] if name.split(".")[0] not in ("cusd_xl", "pydantic")] == []


def test_the_pinned_versions_ran(excel):
    """The proof is of the versions it says."""
    assert (excel["pyodide"], excel["xlwings"]) == ("314.0.7", XLWINGS)
