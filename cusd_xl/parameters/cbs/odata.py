"""StatLine as JSON: OData v3 (TypedDataSet, a column per topic) and v4 (Observations, a row per figure)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeAlias

from cusd_xl.base.errors import BronbestandError
from cusd_xl.parameters.cbs.rij import (
    MAATCODES,
    Cbsrij,
    find_gm_code,
    is_maatstaf,
    is_total,
    read_aantal,
    read_periode,
    read_status,
)

Rij: TypeAlias = Mapping[str, Any]
TABEL = re.compile(r"/([0-9A-Za-z]+)/\$metadata")
VERVOLG = ("@odata.nextLink", "odata.nextLink")


def read_odata(naam: str, text: str) -> tuple[str, list[Cbsrij]]:
    """The table id (empty when the file does not say) and its figures; BronbestandError when it is no such export."""
    try:
        source = json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as problem:
        raise BronbestandError(f"{naam} is geen geldig JSON-bestand. Haal de export opnieuw op.") from problem
    lists = _find_lists(source)
    rows: Sequence[Rij] = next((lists[kop] for kop in ("Observations", "TypedDataSet", "value") if kop in lists), ())
    if not rows or not {"RegioS", "Perioden"} <= set(rows[0]):
        raise BronbestandError(
            f"{naam} is geen export van CBS StatLine: er zijn geen rijen met RegioS en Perioden. "
            "Gebruik een tabel per gemeente, zoals 70072ned, 37230ned of 03759ned."
        )
    if any(link in part for part in _list_parts(source) for link in VERVOLG):
        raise BronbestandError(f"{naam} is maar een deel van de tabel: er staat een vervolg (nextLink) in. Haal alle delen op.")
    statussen = _read_statussen(lists)
    return _find_tabel(source), list(_read_rijen(naam, rows, lists, statussen))


def read_observations(naam: str, rows: Sequence[Rij], lists: Mapping[str, Sequence[Rij]]) -> Iterator[tuple[Rij, object]]:
    """The rows of v4 that are about inwoners, with their value; BronbestandError when no measure is known."""
    titles = {str(one.get("Identifier", "")).strip(): str(one.get("Title", "")) for one in lists.get("MeasureCodes", ())}
    measures = {str(row["Measure"]).strip() for row in rows}
    wanted = {one for one in measures if one in MAATCODES or is_maatstaf(titles.get(one, ""))}
    if not wanted:
        raise BronbestandError(
            f"{naam} bevat geen aantal inwoners op 1 januari (Measure {', '.join(sorted(measures)[:3])}). "
            "Kies die maat, of zet MeasureCodes in hetzelfde bestand."
        )
    return ((row, row.get("Value")) for row in rows if str(row["Measure"]).strip() in wanted)


def _find_lists(source: Any) -> dict[str, Sequence[Rij]]:
    """The lists of rows of a file: one export, or several under their own names (Observations, MeasureCodes, PeriodenCodes)."""
    if not isinstance(source, dict):
        return {"value": source} if _are_rows(source) else {}
    found: dict[str, Sequence[Rij]] = {}
    for kop, part in source.items():
        rows: Any = part.get("value") if isinstance(part, dict) else part
        if _are_rows(rows):
            found[kop] = rows
    return found


def _are_rows(part: object) -> bool:
    return isinstance(part, list) and bool(part) and all(isinstance(one, dict) for one in part)


def _list_parts(source: Any) -> list[Rij]:
    """The file as a whole and the exports inside it."""
    return [part for part in (source, *source.values()) if isinstance(part, dict)] if isinstance(source, dict) else []


def _find_tabel(source: Any) -> str:
    """The id in the address of the metadata, wherever in the file it stands."""
    parts = [source, *source.values()] if isinstance(source, dict) else []
    addresses = (
        str(part.get(kop, "")) for part in parts if isinstance(part, dict) for kop in ("odata.metadata", "@odata.context")
    )
    found = next((match for match in map(TABEL.search, addresses) if match), None)
    return found[1] if found else ""


def _read_statussen(lists: Mapping[str, Sequence[Rij]]) -> dict[str, str]:
    """The status of each period, from PeriodenCodes (v4) or Perioden (v3) in the same file."""
    rows = (*lists.get("PeriodenCodes", ()), *lists.get("Perioden", ()))
    return {str(one.get("Identifier") or one.get("Key") or "").strip(): read_status(str(one.get("Status", ""))) for one in rows}


def _read_rijen(
    naam: str, rows: Sequence[Rij], lists: Mapping[str, Sequence[Rij]], statussen: Mapping[str, str]
) -> Iterator[Cbsrij]:
    figures = read_observations(naam, rows, lists) if "Measure" in rows[0] else _read_topic(naam, rows)
    for row, waarde in figures:
        gm_code, periode = find_gm_code(str(row.get("RegioS", ""))), read_periode(str(row.get("Perioden", "")))
        if not gm_code or periode is None or not all(is_total(kop, value) for kop, value in row.items()):
            continue
        aantal = read_aantal(waarde, gm_code, naam)
        if aantal is not None:
            yield Cbsrij(gm_code, periode[0], aantal, statussen.get(str(row["Perioden"]).strip(), ""))


def _read_topic(naam: str, rows: Sequence[Rij]) -> Iterator[tuple[Rij, object]]:
    topics = [kop for kop in rows[0] if is_maatstaf(kop)]
    if not topics:
        raise BronbestandError(
            f"{naam} bevat geen aantal inwoners op 1 januari, zoals TotaleBevolking_1 of BevolkingAanHetBeginVanDePeriode_1. "
            "Kies dat onderwerp in de export."
        )
    return ((row, row.get(topics[0])) for row in rows)
