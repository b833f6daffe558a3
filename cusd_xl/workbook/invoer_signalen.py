"""The conditional formats of the input sheets: what is missing, what is voorlopig or an example, who takes part."""

from __future__ import annotations

from cusd_xl.model.plan import Gebied
from cusd_xl.workbook.invoerblad import EERSTE_RIJ, Invoerblad, letter
from cusd_xl.workbook.layout import PARAMETERS, REGELING
from cusd_xl.workbook.styles import MERKEN

ONZEKER = ("voorbeeld", "aanname")
"""How a Bron begins when the figure still has to be confirmed."""


def plan_signalen(blad: Invoerblad) -> tuple[Gebied, ...]:
    """Red for a missing required cell, amber for voorlopig and for an example, green for a cross in the takenregister."""
    missing = _missing_parameters(blad) if blad.tabel is REGELING else _missing_cells(blad)
    return (*missing, *_uncertain(blad), *_deelname(blad))


def _missing_parameters(blad: Invoerblad) -> tuple[Gebied, ...]:
    required = {one.naam for one in PARAMETERS if one.verplicht}
    return tuple(
        Gebied(row, 1, row, 1, _formula(f"=LEN(TRIM($B{row + 1}))=0", "ontbreekt"))
        for row, rij in enumerate(blad.rijen, start=EERSTE_RIJ)
        if rij["Parameter"] in required
    )


def _missing_cells(blad: Invoerblad) -> tuple[Gebied, ...]:
    row, last = EERSTE_RIJ + 1, letter(len(blad.kolommen) - 1)
    return tuple(
        _column(blad, index, _formula(f"=AND(COUNTA($A{row}:${last}{row})>0,LEN(TRIM({letter(index)}{row}))=0)", "ontbreekt"))
        for index, kolom in enumerate(blad.kolommen)
        if kolom.verplicht
    )


def _uncertain(blad: Invoerblad) -> tuple[Gebied, ...]:
    row, found = EERSTE_RIJ + 1, []
    for index, kolom in enumerate(blad.kolommen):
        cell = f"{letter(index)}{row}"
        if kolom.veld == "status" and "voorlopig" in kolom.keuzes:
            found.append(_column(blad, index, _formula(f'={cell}="voorlopig"', "letop")))
        if kolom.veld == "bron":
            begins = ",".join(f'LEFT({cell},{len(word)})="{word}"' for word in ONZEKER)
            found.append(_column(blad, index, _formula(f"=OR({begins})", "letop")))
    return tuple(found)


def _deelname(blad: Invoerblad) -> tuple[Gebied, ...]:
    crosses = (index for index, kolom in enumerate(blad.kolommen) if kolom.keuzes == ("x",))
    return tuple(_column(blad, index, _formula(f'={letter(index)}{EERSTE_RIJ + 1}="x"', "deelname")) for index in crosses)


def _column(blad: Invoerblad, index: int, opties: dict[str, object]) -> Gebied:
    return Gebied(EERSTE_RIJ, index, blad.einde, index, opties)


def _formula(criteria: str, merk: str) -> dict[str, object]:
    return {"type": "formula", "criteria": criteria, "format": MERKEN[merk]}
