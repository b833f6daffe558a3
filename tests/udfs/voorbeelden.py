"""One good call of every Excel function, with the answer a colleague would work out by hand."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable
from datetime import datetime
from types import MappingProxyType
from typing import Any

from tests.house.source import ROOT
from udfs import functions

BRON = (ROOT / "udfs" / "functions.py").read_text(encoding="utf-8")
FUNCTIES: MappingProxyType[str, Callable[..., Any]] = MappingProxyType(
    {name: function for name, function in vars(functions).items() if name.startswith("cusd_") and callable(function)}
)
INWONERS = [[161852.0], [25065.0], [22619.0], [9755.0], [31681.0], [45361.0], [47682.0], [14637.0]]
BIJDRAGEN = [[451278.68], [69886.69], [63066.70], [27199.07], [88333.54], [126476.36], [132947.81], [40811.15]]
"""The first figure of the contract: a million over the inwoners of 1 January 2024."""
VOORBEELDEN: MappingProxyType[str, tuple[dict[str, Any], Any]] = MappingProxyType(
    {
        "cusd_verdeel": ({"bedrag": 1_000_000.0, "gewichten": INWONERS, "eenheid": "cent"}, BIJDRAGEN),
        "cusd_aandeel": ({"bedrag": 1_000_000.0, "gewichten": INWONERS, "nummer": 2.0, "eenheid": None}, 69886.69),
        "cusd_uitleg": (
            {"bedrag": 1_000_000.0, "gewichten": INWONERS, "nummer": 2.0, "naam": "Baarn", "eenheid": None},
            "Baarn: gewicht 25.065 van samen 358.652. Van € 1.000.000,00 is dat exact € 69.886,686816…, "
            "naar beneden op hele centen € 69.886,68. ",
        ),
        "cusd_indexeer": (
            {
                "bedrag": 1000.0,
                "van_jaar": 2024.0,
                "naar_jaar": 2026.0,
                "jaren": [[2024.0], [2025.0], [2026.0], [None]],
                "percentages": [[9.9], [2.7], [2.7], [None]],
            },
            1054.73,
        ),
        "cusd_peildatum": ({"begrotingsjaar": 2026.0, "jaren_terug": 2.0}, datetime(2024, 1, 1)),
        "cusd_deelname": ({"taken": "J1; w4", "taakcodes": [["J1"], ["W4"]], "kruisjes": [[None], ["X"]]}, True),
        "cusd_proceskosten": ({"aantallen": [[12.0, 0.0]], "normbedragen": [[35.55, 10.0]]}, 426.6),
        "cusd_termijn": ({"jaarbedrag": 69886.69, "nummer": 1.0, "aantal": 4.0}, 17471.68),
        "cusd_sluit": ({"totaal": 10.0, "delen": [[5.0, None], [5.02, None]]}, "Delen samen 2 cent te veel"),
        "cusd_is_iban": ({"iban": "NL91 ABNA 0417 1643 00"}, True),
        "cusd_is_kvk": ({"kvk": "32169606"}, True),
        "cusd_is_oin": ({"oin": "00000001001626736000"}, True),
        "cusd_is_gmcode": ({"gmcode": "GM0308"}, True),
        "cusd_versie": ({}, "cusd-xl "),
    }
)
ARGUMENTEN = tuple((naam, argument) for naam, (arguments, _) in VOORBEELDEN.items() for argument in arguments)


def maak_aanroep(naam: str, /, **changes: Any) -> dict[str, Any]:
    """The arguments of the good call of a function, some of them replaced."""
    return {**copy.deepcopy(VOORBEELDEN[naam][0]), **changes}


def met_cel(waarde: Any, cel: Any) -> Any:
    """An argument in which one cell, the first, holds something else."""
    if not isinstance(waarde, list):
        return cel
    rijen = copy.deepcopy(waarde)
    rijen[0][0] = cel
    return rijen


def parameters(naam: str) -> list[inspect.Parameter]:
    """The parameters of a function in order."""
    return list(inspect.signature(FUNCTIES[naam]).parameters.values())


def as_rijen(waarde: Any) -> list[list[Any]]:
    """A result as both runtimes hand it over: rows of cells, also when it is one cell."""
    return waarde if isinstance(waarde, list) else [[waarde]]
