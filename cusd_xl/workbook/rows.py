"""Row models in pydantic, one per table and derived from the layout; a row gives its values or findings with sheet and cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any, TypeAlias, cast

from pydantic import BaseModel, ConfigDict, PlainValidator, ValidationError, ValidationInfo, create_model
from pydantic_core import PydanticCustomError

from cusd_xl.base.addresses import number_of
from cusd_xl.base.findings import Finding, finding
from cusd_xl.model.herkomst import Herkomst
from cusd_xl.workbook.bron import Bladinhoud
from cusd_xl.workbook.celwaarde import LEEG, Celwaarde
from cusd_xl.workbook.convert import CelProbleem, Veldwaarde, convert
from cusd_xl.workbook.layout import Kolom, Tabel
from cusd_xl.workbook.tables import GevondenTabel, may_be_missing

Waarschuwing: TypeAlias = tuple[str, str, dict[str, object]]


@dataclass(slots=True)
class Rij:
    """One data row: its values per field (None when a cell could not be read), its cells, its place and its findings.

    `kruisjes` holds the cells of the columns per gemeente, by header.
    """

    waarden: dict[str, Veldwaarde] | None
    cellen: Mapping[str, Celwaarde]
    herkomst: Herkomst
    kruisjes: Mapping[str, Celwaarde] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def read_rijen(gevonden: GevondenTabel, inhoud: Bladinhoud) -> Iterator[Rij]:
    """Every row of a table that is not empty; a table that misses a column it needs gives no values, only findings."""
    columns = {veld: number_of(letter) for veld, letter in gevonden.kolommen.items()}
    extra = {kop: number_of(letter) for kop, letter in gevonden.gemeentekolommen.items()}
    complete = all(kolom.veld in columns or may_be_missing(kolom) for kolom in gevonden.tabel.kolommen)
    for rij in range(gevonden.eerste_rij, gevonden.laatste_rij + 1):
        cellen = {veld: inhoud.cel(rij, kolom) for veld, kolom in columns.items()}
        kruisjes = {kop: inhoud.cel(rij, kolom) for kop, kolom in extra.items()}
        if all(cel.is_leeg for cel in (*cellen.values(), *kruisjes.values())):
            continue
        herkomst = Herkomst(gevonden.tabel.naam, gevonden.blad, rij, gevonden.kolommen)
        yield _read_rij(gevonden.tabel, Rij(None, cellen, herkomst, kruisjes), complete)


@cache
def make_rijmodel(tabel: Tabel) -> type[BaseModel]:
    """The pydantic model of one row; built when the table is first read."""
    fields: dict[str, Any] = {kolom.veld: (Annotated[Any, _validator(kolom)], LEEG) for kolom in tabel.kolommen}
    return create_model(f"{tabel.blad}Rij", __config__=ConfigDict(validate_default=True, arbitrary_types_allowed=True), **fields)


def _validator(kolom: Kolom) -> PlainValidator:
    def validate(cel: Celwaarde, info: ValidationInfo) -> Veldwaarde:
        def warn(code: str, **feiten: object) -> None:
            cast("list[Waarschuwing]", info.context).append((kolom.veld, code, feiten))

        try:
            return convert(kolom, cel, warn)
        except CelProbleem as probleem:
            raise PydanticCustomError(probleem.code, "{kolom}", {**probleem.feiten}) from probleem

    return PlainValidator(validate)


def _read_rij(tabel: Tabel, rij: Rij, complete: bool) -> Rij:
    warnings: list[Waarschuwing] = []
    try:
        model = make_rijmodel(tabel).model_validate(dict(rij.cellen), context=warnings)
        rij.waarden = {kolom.veld: getattr(model, kolom.veld) for kolom in tabel.kolommen} if complete else None
    except ValidationError as error:
        for one in error.errors(include_url=False, include_input=False):
            veld = str(one["loc"][0])
            if veld in rij.cellen:
                rij.findings.append(finding(one["type"], rij.herkomst.cel(veld), **one.get("ctx", {})))
    rij.findings += [finding(code, rij.herkomst.cel(veld), **feiten) for veld, code, feiten in warnings]
    return rij
