"""The data validations of the input sheets: lists and ranges, with a Dutch hint and a Dutch error message."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TypeAlias

from cusd_xl.model.plan import Gebied
from cusd_xl.parameters import Profiel, get_parameter
from cusd_xl.workbook.invoerblad import EERSTE_RIJ, RUIMTE, Invoerblad
from cusd_xl.workbook.layout import PARAMETERS, REGELING, TABELLEN, Kolom, Kolomsoort, Parameter

Opties: TypeAlias = dict[str, object]

LONGEST_TITLE, LANGSTE_TEKST = 32, 255
VROEGSTE_JAAR, LAATSTE_JAAR = 2000, 2099
VROEGSTE_DATUM, LAATSTE_DATUM = date(2000, 1, 1), date(2099, 12, 31)
GROOTSTE_AANTAL = 99_999_999
UNIEK = ("tblDeelnemers", "tblTakenregister", "tblKosten", "tblSleutels", "tblNormbedragen")
"""Tables in which the first column names the row, so that a name may stand there once."""


def plan_validaties(blad: Invoerblad) -> tuple[Gebied, ...]:
    """One block for each column, over the rows of the table and the room below it; tblRegeling has one for each parameter."""
    if blad.tabel is REGELING:
        return _plan_parameters(blad)
    return tuple(
        Gebied(EERSTE_RIJ, index, blad.einde, index, _hint(kolom) | _check(blad, index, kolom))
        for index, kolom in enumerate(blad.kolommen)
    )


def _plan_parameters(blad: Invoerblad) -> tuple[Gebied, ...]:
    known = {one.naam: one for one in PARAMETERS}
    waarde = [kolom.veld for kolom in blad.kolommen].index("waarde")
    return tuple(
        Gebied(row, waarde, row, waarde, _check_parameter(known[str(rij["Parameter"])], blad.profiel))
        for row, rij in enumerate(blad.rijen, start=EERSTE_RIJ)
    )


def _check_parameter(parameter: Parameter, profiel: Profiel) -> Opties:
    hint: Opties = {"input_title": parameter.naam[:LONGEST_TITLE], "input_message": parameter.uitleg}
    if parameter.keuzes:
        return hint | _list_of(parameter.keuzes)
    if parameter.naam == "centrumgemeente":
        return hint | _reference("tblDeelnemers")
    if parameter.naam == "betaaltermijn_dagen":
        return hint | _whole(0, int(get_parameter("betaaltermijn_max_dagen", date(profiel.jaar, 1, 1)).waarde))
    if parameter.naam == "begrotingsjaar":
        return hint | _whole(VROEGSTE_JAAR, LAATSTE_JAAR)
    return hint | {"validate": "any"}


def _hint(kolom: Kolom) -> Opties:
    leeg = "" if kolom.verplicht else " Mag leeg blijven."
    return {"input_title": kolom.kop[:LONGEST_TITLE], "input_message": kolom.hint + leeg}


def _check(blad: Invoerblad, index: int, kolom: Kolom) -> Opties:
    if kolom.keuzes:
        return _list_of(kolom.keuzes)
    if kolom.verwijst == "tblIndexcijfers":
        return _index_list(blad.profiel)
    if kolom.verwijst:
        return _reference(kolom.verwijst)
    if index == 0 and blad.tabel.naam in UNIEK:
        return _unique(blad.einde)
    return BY_SOORT.get(kolom.soort, _anything)(kolom, blad.profiel)


def _list_of(keuzes: tuple[str, ...]) -> Opties:
    text = f"Kies een van deze waarden: {', '.join(keuzes)}."
    if len(text) > LANGSTE_TEKST:
        text = "Kies een van de waarden uit de lijst; de Leeswijzer legt ze uit."
    return {"validate": "list", "source": list(keuzes)} | _stop("Kies uit de lijst", text)


def _reference(tabelnaam: str) -> Opties:
    """The names in the first column of another table: as many rows as are filled, with room for more."""
    blad = next(tabel.blad for tabel in TABELLEN if tabel.naam == tabelnaam)
    eerste, laatste = EERSTE_RIJ + 1, EERSTE_RIJ + RUIMTE
    bereik = f"{blad}!$A${eerste}:$A${laatste}"
    source = f"={blad}!$A${eerste}:INDEX({bereik},MAX(1,COUNTA({bereik})))"
    text = f"Deze naam staat niet op het blad {blad}. Kies uit de lijst, of vul eerst het blad {blad} aan."
    return {"validate": "list", "source": source, "ignore_blank": False} | _stop("Onbekende naam", text)


def _index_list(profiel: Profiel) -> Opties:
    """The reeksen a profiel ships, once each; another reeks is allowed after a question, for the user may add one."""
    reeksen = dict.fromkeys(str(rij["Reeks"]) for rij in profiel.rijen.get("tblIndexcijfers", ()))
    text = "Deze reeks staat niet in de lijst. Is zij toegevoegd op het blad Indexcijfers? Kies dan Ja om haar te gebruiken."
    return {"validate": "list", "source": ["geen", *reeksen]} | _question("Andere reeks", text)


def _unique(einde: int) -> Opties:
    eerste = EERSTE_RIJ + 1
    formula = f"=COUNTIF($A${eerste}:$A${einde + 1},$A{eerste})=1"
    text = "Deze naam of code staat al in de kolom. Elke naam komt één keer voor."
    return {"validate": "custom", "value": formula} | _stop("Komt al voor", text)


def _whole(minimum: int, maximum: int) -> Opties:
    text = f"Vul een geheel getal in van {minimum} tot en met {maximum}, zonder punten of tekst."
    limits: Opties = {"validate": "integer", "criteria": "between", "minimum": minimum, "maximum": maximum}
    return limits | _stop("Geen geldig getal", text)


def _bedrag(kolom: Kolom, profiel: Profiel) -> Opties:
    maximum = int(get_parameter("bedrag_max_euro", date(profiel.jaar, 1, 1)).waarde)
    sign = "een bedrag (min mag)" if kolom.negatief else "een bedrag van 0 of meer"
    minimum = -maximum if kolom.negatief else 0
    limits: Opties = {"validate": "decimal", "criteria": "between", "minimum": minimum, "maximum": maximum}
    text = f"Vul {sign} in euro's in, als getal met ten hoogste twee decimalen en zonder euroteken."
    return limits | _stop("Geen geldig bedrag", text)


def _number(kolom: Kolom, profiel: Profiel) -> Opties:
    limits: Opties = {"validate": "decimal", "criteria": ">=", "value": 0}
    return limits | _stop("Geen geldig getal", "Vul een getal van 0 of meer in, zonder tekst of eenheid.")


def _percentage(kolom: Kolom, profiel: Profiel) -> Opties:
    """A part of a whole, or an index that may also fall."""
    if not kolom.negatief:
        whole: Opties = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100}
        return whole | _stop("Geen geldig percentage", "Vul een percentage van 0 tot en met 100 in. Schrijf 50 voor 50 %.")
    begin = date(profiel.jaar, 1, 1)
    laag, hoog = (int(get_parameter(f"indexpercentage_{end}", begin).waarde) for end in ("min", "max"))
    text = f"Een jaarindex ligt gewoonlijk tussen {laag} en {hoog} procent. Schrijf 2,7 voor 2,7 %. Klopt dit percentage?"
    limits: Opties = {"validate": "decimal", "criteria": "between", "minimum": laag, "maximum": hoog}
    return limits | _question("Ongebruikelijk percentage", text)


def _day(kolom: Kolom, profiel: Profiel) -> Opties:
    limits: Opties = {"validate": "date", "criteria": "between", "minimum": VROEGSTE_DATUM, "maximum": LAATSTE_DATUM}
    return limits | _stop("Geen geldige datum", "Vul een datum in als dag-maand-jaar, bijvoorbeeld 1-1-2026, niet als tekst.")


def _anything(kolom: Kolom, profiel: Profiel) -> Opties:
    return {"validate": "any"}


def _stop(titel: str, tekst: str) -> Opties:
    return {"error_type": "stop", "error_title": titel, "error_message": tekst}


def _question(titel: str, tekst: str) -> Opties:
    return {"error_type": "warning", "error_title": titel, "error_message": tekst}


BY_SOORT: Mapping[Kolomsoort, Callable[[Kolom, Profiel], Opties]] = MappingProxyType(
    {
        Kolomsoort.BEDRAG: _bedrag,
        Kolomsoort.GEHEEL: lambda kolom, profiel: _whole(0, GROOTSTE_AANTAL),
        Kolomsoort.GETAL: _number,
        Kolomsoort.PERCENTAGE: _percentage,
        Kolomsoort.JAAR: lambda kolom, profiel: _whole(VROEGSTE_JAAR, LAATSTE_JAAR),
        Kolomsoort.DATUM: _day,
    }
)
