"""The sheet Functies: everything the functions say of themselves, readable without the functions."""

from __future__ import annotations

from io import BytesIO

import openpyxl

from cusd_xl.model.plan import Werkmapplan
from cusd_xl.workbook.plan_functies import FUNCTIES as BLAD
from cusd_xl.workbook.plan_functies import KOPPEN, plan_functies, read_functies
from cusd_xl.workbook.play_new import play_new
from tests.udfs.voorbeelden import BRON, FUNCTIES

KOPRIJ = 7


def test_the_sheet_lists_every_function() -> None:
    """Each function of the code stands on the sheet, once, in the order of the code."""
    assert [one.naam for one in read_functies(BRON)] == [naam.upper() for naam in FUNCTIES]


def test_the_sheet_shows_what_a_user_needs() -> None:
    """A colleague reads on the sheet what goes in, what comes out, an example to type, and the article."""
    book = openpyxl.load_workbook(BytesIO(play_new(Werkmapplan((plan_functies(BRON),), "Functies"))))
    rows = [[cel.value for cel in row] for row in book[BLAD].iter_rows(min_row=KOPRIJ)]

    assert list(KOPPEN) == rows[0]
    assert rows[1:] == [
        [
            one.naam,
            one.doel,
            "\n".join(f"{argument.in_aanroep}: {argument.uitleg}" for argument in one.argumenten) or "geen",
            one.voorbeeld,
            one.grondslag,
        ]
        for one in read_functies(BRON)
    ]


def test_an_example_is_text_not_a_formula() -> None:
    """The sheet holds no formula, so it reads the same with and without the code."""
    plan = plan_functies(BRON)

    assert [cel for cel in plan.cellen.values() if cel.formule] == []
    assert plan.cellen[KOPRIJ, 3].waarde == "=CUSD_VERDEEL(B2;C5:C12)"


def test_only_decorated_functions_are_listed() -> None:
    """A helper in the code is no Excel function."""
    bron = 'def helper():\n    pass\n\n\n@func\n@arg("a", doc="Iets.")\ndef cusd_iets(a, b=None):\n'
    bron = bron.replace("b=None", "") + '    """Doet iets.\n\n    Voorbeeld: =CUSD_IETS(A1)\n    Grondslag: geen\n    """\n'

    [functie] = read_functies(bron)

    assert ("CUSD_IETS", ["a"], "Doet iets.", "=CUSD_IETS(A1)", "geen") == (
        functie.naam, [one.in_aanroep for one in functie.argumenten], functie.doel, functie.voorbeeld, functie.grondslag,
    )  # fmt: skip
