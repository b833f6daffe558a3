"""R24: every input of an explanation as it stands in the workbook: its cell, its value as text, and the source of its row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from cusd_xl.base.decimalen import show_breuk, show_percentage
from cusd_xl.base.money import format_euro, format_number
from cusd_xl.base.years import short_datum
from cusd_xl.model.begroting import Begroting, Gewicht, Indexcijfer, Inwonertal, Taak, Wijziging
from cusd_xl.model.uitleg import Knoop
from cusd_xl.rules.grondslag import CUSD, TOELICHTING, Grondslag

GRONDSLAG = Grondslag(CUSD, "12 tot en met 15", TOELICHTING, ("R24", "R99"))
GELD = ("bedrag", "mutatie", "normbedrag", "doorschuifbtw")
JAREN = ("jaar", "prijspeil", "vanaf_jaar", "tot_en_met_jaar")
CEL = re.compile(r".+?![A-Z]+\d+(?=, |$)")
LEEG = "leeg"
ALLE = "alle"
KRUISJE = "x"


@dataclass(frozen=True, slots=True)
class Invoer:
    """A begroting with the row and the field that stand in each cell of its workbook."""

    begroting: Begroting
    cellen: Mapping[str, tuple[Any, str]]

    def show(self, cel: str, omschrijving: str, grondslag: Grondslag) -> Knoop:
        """The input in a cell; without value and cell where the row did not come from a workbook."""
        if cel not in self.cellen:
            return rest_op(grondslag, omschrijving, LEEG)
        row, veld = self.cellen[cel]
        return replace(rest_op(grondslag, omschrijving, show_waarde(getattr(row, veld), veld)), cel=cel, bron=self.find_bron(row))

    def show_regeling(self, parameter: str, omschrijving: str, grondslag: Grondslag) -> Knoop:
        """A parameter of the regeling, as tblRegeling has it."""
        regeling = self.begroting.regeling
        knoop = rest_op(grondslag, omschrijving, str(getattr(regeling, parameter)))
        return replace(knoop, cel=regeling.cellen.get(parameter, ""), bron=regeling.bronnen.get(parameter, ""))

    def show_kruisje(self, taak: Taak, gemeente: str, kolom: str, grondslag: Grondslag) -> Knoop:
        """The cross of a gemeente with a taak in the takenregister, or the empty cell in its place."""
        waarde = KRUISJE if gemeente in taak.deelname else LEEG
        cel = f"{taak.herkomst.blad}!{kolom}{taak.herkomst.rij}" if kolom and taak.herkomst.blad else ""
        return replace(rest_op(grondslag, f"Kruisje van {gemeente} bij taak {taak.taak}", waarde), cel=cel, bron=taak.bron)

    def list_cellen(self, cellen: str, grondslag: Grondslag) -> tuple[Knoop, ...]:
        """The inputs in several cells, each described by its own row."""
        return tuple(
            self.show(cel, describe_rij(*self.cellen[cel]), grondslag)
            for cel in (found.removeprefix(", ") for found in CEL.findall(cellen))
            if cel in self.cellen
        )

    def find_bron(self, row: Any) -> str:
        """The source of a row: its Bron, with the editie or the status of the figure; of a besluit its date."""
        bron: str = getattr(row, "bron", "")
        if isinstance(row, Indexcijfer):
            return "; ".join(filter(None, (f"{row.editie} ({row.status})", bron)))
        if isinstance(row, Inwonertal):
            return f"{bron} ({row.status})" if bron else row.status
        if isinstance(row, Wijziging):
            return f"besluit van {short_datum(row.besluitdatum)}" if row.besluitdatum else ""
        if isinstance(row, Gewicht):
            return next((one.bron for one in self.begroting.sleutels if one.sleutel == row.sleutel), "")
        return bron


def make_invoer(begroting: Begroting) -> Invoer:
    """The begroting with every cell it was read from."""
    cellen: dict[str, tuple[Any, str]] = {}
    for tabel in fields(begroting):
        rows = getattr(begroting, tabel.name)
        for row in rows if isinstance(rows, tuple) else ():
            cellen |= {row.herkomst.cel(veld): (row, veld) for veld in row.herkomst.kolommen if hasattr(row, veld)}
    return Invoer(begroting, cellen)


def rest_op(grondslag: Grondslag, omschrijving: str, waarde: str, *kinderen: Knoop, formule: str = "") -> Knoop:
    """A figure with the article and the rules it rests on; an article of another regeling than CUSD names that regeling."""
    artikel = grondslag.artikel if grondslag.regeling == CUSD else f"{grondslag.regeling}, {grondslag.artikel}"
    return Knoop(omschrijving, waarde, formule, artikel=artikel, regel=", ".join(grondslag.regels), kinderen=tuple(kinderen))


def round_off(knoop: Knoop, voor: str) -> Knoop:
    """The same figure, with what it was before it was rounded."""
    return replace(knoop, voor=voor, na=knoop.waarde)


def show_waarde(waarde: object, veld: str) -> str:
    """A value of a row as the workbook shows it to a Dutch reader; money in euros, a percentage with its sign."""
    if waarde is None or waarde == "":
        return LEEG
    if isinstance(waarde, date):
        return short_datum(waarde)
    if isinstance(waarde, tuple):
        return ";".join(waarde) or ALLE
    if isinstance(waarde, int):
        return format_euro(waarde) if veld in GELD else str(waarde) if veld in JAREN else format_number(waarde)
    if isinstance(waarde, Decimal):
        return f"{show_percentage(Fraction(waarde))} %" if veld == "percentage" else show_breuk(Fraction(waarde))
    return str(waarde)


def describe_rij(row: Any, veld: str) -> str:
    """What stands in a cell, told by its row: `Inwoners van Baarn op 01-01-2024`."""
    delen = [veld.replace("_", " ").capitalize()]
    delen += [f"van {row.gemeente}"] if getattr(row, "gemeente", "") else []
    delen += [f"op {short_datum(row.peildatum)}"] if hasattr(row, "peildatum") else []
    named = (getattr(row, naam, None) for naam in ("sleutel", "kostenpost", "taak", "periode", "jaar", "soort"))
    return " ".join([*delen, *(str(one) for one in named if one)])
