"""What holds for every Excel function: its name, its words, its hints, its one call, what it refuses and what it gives."""

from __future__ import annotations

import ast
import inspect
import re
import sys
import typing
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cusd_xl.base.errors import ArgumentError
from cusd_xl.workbook.plan_functies import Functie, read_functies
from tests.house.source import ROOT
from tests.house.test_language import english_in
from tests.udfs.voorbeelden import ARGUMENTEN, BRON, FUNCTIES, VOORBEELDEN, maak_aanroep, met_cel
from udfs import functions

LONGEST_MESSAGE = 100
CELADRES = re.compile(r"[A-Z]{1,3}\d+|R\d*C\d*")
UITKOMSTEN = {float, str, bool, datetime, list[list[float]]}
GETALLEN = (
    "bedrag", "gewichten", "nummer", "van_jaar", "naar_jaar", "jaren", "percentages", "begrotingsjaar", "jaren_terug",
    "aantallen", "normbedragen", "jaarbedrag", "aantal", "totaal", "delen",
)  # fmt: skip
BEDRAGEN = ("bedrag", "normbedragen", "jaarbedrag", "totaal", "delen")
DOOR_ALLE = pytest.mark.parametrize("naam", FUNCTIES)

rommel = st.one_of(
    st.none(), st.text(max_size=5), st.sampled_from(("x", "#N/A", "J1", "alle", "euro", "1.234,50")), st.booleans(), st.floats(),
    st.integers(-5, 3000), st.dates(), st.datetimes(), st.decimals(), st.floats(0, 3000).map(lambda one: round(one, 2)),
)  # fmt: skip
rommelbereik = st.integers(1, 3).flatmap(
    lambda breed: st.lists(st.lists(rommel, min_size=breed, max_size=breed), min_size=1, max_size=4)
)
argumenten = st.one_of(rommel, rommelbereik)


def beschrijving(naam: str) -> Functie:
    return next(one for one in read_functies(BRON) if one.naam == naam.upper())


def weigering(functie: Callable[..., Any], aanroep: dict[str, Any]) -> str:
    with pytest.raises(ArgumentError) as caught:
        functie(**aanroep)
    return str(caught.value)


def cells(uitkomst: Any) -> list[Any]:
    return [cel for rij in uitkomst for cel in rij] if isinstance(uitkomst, list) else [uitkomst]


def is_plain(cel: Any) -> bool:
    """True for what every runtime can put in a cell; a number has at most two decimals."""
    if type(cel) is float:
        return cel == round(cel, 2)
    return type(cel) in (bool, datetime) or (type(cel) is str and not cel.startswith("#"))


def test_every_function_has_its_example_here() -> None:
    """No function is left out of these tests."""
    assert set(FUNCTIES) == set(VOORBEELDEN)
    assert {naam: [one.name for one in inspect.signature(f).parameters.values()] for naam, f in FUNCTIES.items()} == {
        naam: list(arguments) for naam, (arguments, _) in VOORBEELDEN.items()
    }


@DOOR_ALLE
def test_the_name_is_safe_in_excel(naam: str) -> None:
    """Excel shows the Python name in capitals; it starts with CUSD_ and can never be taken for a cell."""
    assert re.fullmatch(r"cusd_[a-z][a-z_]*[a-z]", naam)
    assert CELADRES.fullmatch(naam.upper()) is None
    assert FUNCTIES[naam].__name__ == naam


def test_no_decorator_renames_a_function() -> None:
    """The name is the same in every kind of Excel, because no decorator gives another one."""
    renamed = [
        f"{node.name}: {keyword.arg}"
        for node in ast.parse(BRON).body
        if isinstance(node, ast.FunctionDef)
        for call in node.decorator_list
        if isinstance(call, ast.Call)
        for keyword in call.keywords
        if keyword.arg in ("name", "namespace", "volatile", "expand")
    ]

    assert renamed == []


@DOOR_ALLE
def test_a_function_says_what_it_is_for(naam: str) -> None:
    """One sentence in Dutch, an explanation of every argument, an example and what it rests on."""
    functie = beschrijving(naam)

    assert functie.doel.endswith(".")
    assert functie.grondslag
    for text in (functie.doel, *(one.uitleg for one in functie.argumenten)):
        assert english_in(text) == []
    assert all(one.uitleg.endswith(".") for one in functie.argumenten)


@DOOR_ALLE
def test_the_example_can_be_typed_in_a_dutch_excel(naam: str) -> None:
    """The example has the right number of arguments, parted by a semicolon."""
    functie = beschrijving(naam)
    match = re.fullmatch(rf"={functie.naam}\((.*)\)", functie.voorbeeld)
    assert match, functie.voorbeeld
    given_arguments = re.findall(r'"[^"]*"|[^;"]+', match[1])
    required = [one for one in functie.argumenten if not one.optioneel]

    assert len(required) <= len(given_arguments) <= len(functie.argumenten)
    assert all(re.fullmatch(r'"[^"]*"|[A-Z]+\d+(:[A-Z]+\d+)?|\d+(,\d+)?', one) for one in given_arguments)


@DOOR_ALLE
def test_hints_are_those_that_xlwings_can_convert(naam: str) -> None:
    """An argument is a cell or rows of cells, the result a plain value: other hints break in one Excel or another."""
    hints = typing.get_type_hints(FUNCTIES[naam])

    assert hints.pop("return") in UITKOMSTEN
    assert {one: list[list[Any]] if isinstance(waarde, list) else Any for one, waarde in maak_aanroep(naam).items()} == hints


def test_every_function_is_one_call_to_the_api() -> None:
    """A function hands all its arguments, in order, to cusd_xl.api and does nothing else."""
    for node in ast.parse(BRON).body:
        if isinstance(node, ast.FunctionDef):
            _, last = node.body
            assert isinstance(last, ast.Return)
            call = last.value
            assert isinstance(call, ast.Call)
            assert ast.unparse(call.func).startswith("api.")
            assert [one.arg for one in node.args.args] == [ast.unparse(one) for one in call.args]


def test_the_room_inside_excel_knows_one_door() -> None:
    """udfs/ imports xlwings, cusd_xl.api and the standard library, and nothing else of the house."""
    allowed = {"xlwings", "cusd_xl", *sys.stdlib_module_names}
    for path in sorted((ROOT / "udfs").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                assert {one.name.split(".")[0] for one in node.names} <= allowed - {"cusd_xl"}
            if isinstance(node, ast.ImportFrom):
                assert (node.module or "").split(".")[0] in allowed
                if node.module == "cusd_xl":
                    assert [one.name for one in node.names] == ["api"]
                else:
                    assert not (node.module or "").startswith("cusd_xl") or node.module == "cusd_xl.api"


@DOOR_ALLE
def test_the_example_call_gives_the_answer_worked_out_by_hand(naam: str) -> None:
    """Each function gives the answer a colleague would work out on paper."""
    arguments, expected = VOORBEELDEN[naam]
    actual = FUNCTIES[naam](**arguments)

    if isinstance(expected, str) and naam in ("cusd_uitleg", "cusd_versie"):
        assert actual.startswith(expected)
    else:
        assert expected == actual
    assert type(expected) is type(actual)
    assert [cel for cel in cells(actual) if not is_plain(cel)] == []


@pytest.mark.parametrize(("naam", "argument"), ARGUMENTEN)
def test_an_error_value_is_refused_with_its_argument(naam: str, argument: str) -> None:
    """An error value in any argument is named, briefly and in Dutch."""
    melding = weigering(FUNCTIES[naam], maak_aanroep(naam, **{argument: met_cel(VOORBEELDEN[naam][0][argument], "#N/A")}))

    assert melding.startswith(argument)
    assert melding.endswith("de cel bevat een foutwaarde.")


@pytest.mark.parametrize(("naam", "argument"), [one for one in ARGUMENTEN if one[1] in GETALLEN])
def test_a_number_as_text_is_refused(naam: str, argument: str) -> None:
    """A number that stands in a cell as text is never guessed."""
    melding = weigering(FUNCTIES[naam], maak_aanroep(naam, **{argument: met_cel(VOORBEELDEN[naam][0][argument], "1.234,50")}))

    assert melding.startswith(argument)
    assert melding.endswith("staat als tekst; maak er een getal van.")


@pytest.mark.parametrize(("naam", "argument"), [one for one in ARGUMENTEN if one[1] in BEDRAGEN])
@pytest.mark.parametrize(
    ("cel", "reden"),
    [
        (10.005, "heeft meer dan twee decimalen; rond eerst af op centen."),
        (1e12, "is te groot om op de cent te rekenen."),
        (float("nan"), "is geen getal."),
        (float("inf"), "is geen getal."),
        (True, "is geen getal."),
        (date(2026, 1, 1), "is geen getal."),
    ],
)
def test_an_amount_that_is_none_is_refused(naam: str, argument: str, cel: Any, reden: str) -> None:
    """An amount is a number of whole cents that a spreadsheet can hold."""
    melding = weigering(FUNCTIES[naam], maak_aanroep(naam, **{argument: met_cel(VOORBEELDEN[naam][0][argument], cel)}))

    assert melding.startswith(argument)
    assert melding.endswith(reden)


@pytest.mark.parametrize(("naam", "argument"), [one for one in ARGUMENTEN if one[1] in ("kvk", "oin", "iban", "gmcode")])
def test_a_code_as_number_is_refused(naam: str, argument: str) -> None:
    """A code that stands in a cell as number may have lost zeros or figures; an empty cell is simply not a code."""
    assert weigering(FUNCTIES[naam], {argument: 32169606.0}) == f"{argument}: staat niet als tekst; maak er tekst van."
    assert FUNCTIES[naam](None) is False


@DOOR_ALLE
@settings(deadline=None)
@given(data=st.data())
def test_whatever_stands_in_the_cells(naam: str, data: st.DataObject) -> None:
    """Junk in the cells gives a plain answer or a short Dutch refusal, never anything else."""
    aanroep = {
        one: data.draw(st.one_of(st.just(waarde), argumenten if isinstance(waarde, list) else rommel))
        for one, waarde in maak_aanroep(naam).items()
    }
    try:
        uitkomst = FUNCTIES[naam](**aanroep)
    except ArgumentError as problem:
        assert len(str(problem)) < LONGEST_MESSAGE
        assert english_in(str(problem)) == []
    else:
        assert [cel for cel in cells(uitkomst) if not is_plain(cel)] == []
        assert not any(isinstance(cel, Decimal) for cel in cells(uitkomst))


def test_the_module_offers_functions_only() -> None:
    """Nothing else in the module can be taken for a function by Excel."""
    own = {name for name, one in vars(functions).items() if inspect.isfunction(one) and one.__module__ == functions.__name__}

    assert own == set(FUNCTIES)
