"""Reads tblRegeling: one parameter per row, each checked against what the layout says of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from cusd_xl.base.findings import Finding, finding
from cusd_xl.base.names import key, nearest, tidy
from cusd_xl.model.regeling import ZONDER_PROFIEL, Afzender, Regeling
from cusd_xl.workbook.celwaarde import LEEG, Celsoort, Celwaarde
from cusd_xl.workbook.convert import (
    FIRST_YEAR,
    LAST_YEAR,
    CelProbleem,
    Warn,
    as_text,
    convert,
    dutch,
    read_number_text,
    show,
)  # fmt: skip
from cusd_xl.workbook.layout import PARAMETERS, REGELING, Kolom, Kolomsoort, Parameter, Parametersoort
from cusd_xl.workbook.rows import Rij

CODES = ("afzender_kvk", "afzender_oin")
CONVERTED = MappingProxyType({Parametersoort.PROCENT: Kolomsoort.PERCENTAGE, Parametersoort.DATUM: Kolomsoort.DATUM})
"""Parameters that read as a column of that kind."""
PROCENTEN = tuple(one.naam for one in PARAMETERS if one.soort is Parametersoort.PROCENT)
HEEL_JAAR = "heel jaar"
LONGEST_TERM = 366


def read_regeling(rijen: Iterable[Rij]) -> tuple[Regeling | None, list[Finding]]:
    """The parameters of the regeling; None when begrotingsjaar or centrumgemeente cannot be read."""
    findings: list[Finding] = []
    found = _collect(rijen, findings)
    values: dict[str, str] = {}
    for parameter in PARAMETERS:
        cel, rij = found.get(parameter.naam, (LEEG, None))
        place = rij.herkomst.cel("waarde") if rij else REGELING.naam
        try:
            values[parameter.naam] = _read_parameter(parameter, cel, place, findings)
        except CelProbleem as probleem:
            findings.append(finding(probleem.code, place, **probleem.feiten))
    if not values.get("begrotingsjaar") or not values.get("centrumgemeente"):
        return None, findings
    cellen = {naam: rij.herkomst.cel("waarde") for naam, (_, rij) in found.items()}
    bronnen = {naam: as_text(rij.cellen.get("bron", LEEG)) for naam, (_, rij) in found.items()}
    return replace(_make_regeling(values, cellen), bronnen=bronnen), findings


def _collect(rijen: Iterable[Rij], findings: list[Finding]) -> dict[str, tuple[Celwaarde, Rij]]:
    names = {key(parameter.naam): parameter.naam for parameter in PARAMETERS}
    found: dict[str, tuple[Celwaarde, Rij]] = {}
    for rij in rijen:
        findings += rij.findings
        label = rij.cellen.get("parameter", LEEG)
        if label.soort is not Celsoort.TEKST or label.is_leeg:
            continue
        place = rij.herkomst.cel("parameter")
        naam = names.get(key(as_text(label)))
        if naam is None:
            close = nearest(as_text(label), names.values())
            suggestion = f" Bedoelt u '{close}'?" if close else ""
            findings.append(finding("parameter-onbekend", place, parameter=tidy(show(label).strip("'")), voorstel=suggestion))
        elif naam in found:
            findings.append(finding("parameter-dubbel", place, parameter=naam, eerste=found[naam][1].herkomst.cel("parameter")))
        else:
            found[naam] = (rij.cellen.get("waarde", LEEG), rij)
    return found


def _read_parameter(parameter: Parameter, cel: Celwaarde, place: str, findings: list[Finding]) -> str:
    if cel.is_leeg:
        if parameter.verplicht:
            raise CelProbleem("parameter-niet-ingevuld", parameter=parameter.naam, uitleg=parameter.uitleg)
        return ""
    if cel.soort in (Celsoort.FOUT, Celsoort.NIET_BEREKEND):
        return ""
    if parameter.soort is Parametersoort.GETAL:
        return _whole_number(parameter, cel)
    if parameter.soort in CONVERTED:
        kolom = Kolom(parameter.naam, parameter.naam, CONVERTED[parameter.soort], parameter.uitleg)
        return str(convert(kolom, cel, _warn_at(place, findings)))
    if cel.soort is Celsoort.GETAL and parameter.naam in CODES:
        raise CelProbleem("code-als-getal", kolom=parameter.naam, waarde=show(cel))
    text = as_text(cel)
    if cel.soort is Celsoort.TEKST and parameter.naam == "centrumgemeente" and text != cel.waarde:
        findings.append(finding("spatie-in-naam", place, plaats="'centrumgemeente'", naam=text))
    known = {key(one): one for one in parameter.keuzes}
    if known and key(text) not in known:
        raise _invalid(parameter, cel)
    return known.get(key(text), text)


def _warn_at(place: str, findings: list[Finding]) -> Warn:
    def warn(code: str, **feiten: object) -> None:
        findings.append(finding(code, place, **feiten))

    return warn


def _whole_number(parameter: Parameter, cel: Celwaarde) -> str:
    if cel.soort is Celsoort.TEKST:
        meant = read_number_text(as_text(cel))
        if meant is not None:
            raise CelProbleem("getal-als-tekst", kolom=parameter.naam, waarde=as_text(cel), voorstel=dutch(meant))
    number = cel.waarde
    if not isinstance(number, Decimal) or number != number.to_integral_value() or number.adjusted() > len(str(LAST_YEAR)):
        raise _invalid(parameter, cel)
    low, high = (FIRST_YEAR, LAST_YEAR) if parameter.naam == "begrotingsjaar" else (1, LONGEST_TERM)
    text = str(int(number))
    if not low <= int(number) <= high or (parameter.keuzes and text not in parameter.keuzes):
        raise _invalid(parameter, cel)
    return text


def _invalid(parameter: Parameter, cel: Celwaarde) -> CelProbleem:
    return CelProbleem("parameter-ongeldig", parameter=parameter.naam, waarde=show(cel), uitleg=parameter.uitleg)


def _make_regeling(values: dict[str, str], cellen: dict[str, str]) -> Regeling:
    afzender = {naam.removeprefix("afzender_"): value for naam, value in values.items() if naam.startswith("afzender_")}
    numbers: dict[str, Any] = {naam: Decimal(values[naam]) for naam in PROCENTEN if values.get(naam)}
    numbers |= {naam: int(values[naam]) for naam in ("betaaltermijn_dagen", "termijnen") if values.get(naam)}
    return Regeling(
        naam=values.get("naam", ""),
        profiel=values.get("profiel") or ZONDER_PROFIEL,
        begrotingsjaar=int(values["begrotingsjaar"]),
        centrumgemeente=values["centrumgemeente"],
        afronding=values.get("afronding") or "cent",
        btw=values.get("btw", ""),
        efactuur_profiel=values.get("efactuur_profiel") or "nlcius",
        afzender=Afzender(**afzender),
        stand_per=date.fromisoformat(values["stand_per"]) if values.get("stand_per") else None,
        deel_van_jaar=values.get("deel_van_jaar") or HEEL_JAAR,
        huisstijl_naam=values.get("huisstijl_naam", ""),
        huisstijl_kleur=values.get("huisstijl_kleur", ""),
        huisstijl_logo=values.get("huisstijl_logo", ""),
        cellen=cellen,
        **numbers,
    )
