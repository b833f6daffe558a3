"""StatLine as CSV: semicolons or commas, quoted or not, with Dutch headers and whatever lines stand above and below them."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence

from cusd_xl.base.errors import BronbestandError
from cusd_xl.parameters.cbs.odata import read_observations
from cusd_xl.parameters.cbs.rij import Cbsrij, find_gm_code, is_maatstaf, is_total, read_aantal, read_periode, read_status

REGIO = ("gm_code", "gm-code", "gemeentecode", "regios", "regio's", "regio", "gemeenten", "gemeente")
"""In order of preference: a code says more than a name."""
PERIODE = ("perioden", "periode", "peildatum", "jaar")
STATUS = ("status",)
HEADER_LINES = 15
LINE, THOUSAND = "line", 3
KOMMA = ","
SEPARATORS = (";", KOMMA, "\t")


def read_csv(naam: str, text: str) -> list[Cbsrij]:
    """The figures of the file; BronbestandError when no line has the headers of a region and a period."""
    for separator in SEPARATORS:
        try:
            lines = list(csv.reader(text.splitlines(), delimiter=separator))
        except csv.Error:
            continue
        for nummer, koppen in enumerate(lines[:HEADER_LINES]):
            if _find(koppen, REGIO) is not None and _find(koppen, PERIODE) is not None:
                return list(_read_lines(naam, koppen, lines[nummer + 1 :], separator == KOMMA))
    raise BronbestandError(
        f"{naam} is geen export van CBS StatLine: geen kolommen Regio's en Perioden gevonden. "
        "Exporteer bij het CBS als CSV of JSON, met regio's en perioden in de rijen."
    )


def _read_lines(naam: str, koppen: Sequence[str], lines: Sequence[Sequence[str]], komma: bool) -> Iterator[Cbsrij]:
    regio, periode, status = (_find(koppen, namen) for namen in (REGIO, PERIODE, STATUS))
    for line, waarde in _read_waarden(naam, koppen, lines, komma):
        gm_code, found = find_gm_code(line[regio or 0]), read_periode(line[periode or 0])
        if not gm_code or found is None or not all(map(is_total, koppen, line)):
            continue
        aantal = read_aantal(waarde, gm_code, naam)
        if aantal is not None:
            own = read_status(line[status]) if status is not None else ""
            yield Cbsrij(gm_code, found[0], aantal, own or found[1])


def _read_waarden(
    naam: str, koppen: Sequence[str], lines: Sequence[Sequence[str]], komma: bool
) -> Iterator[tuple[Sequence[str], object]]:
    """Each line with the cell that holds the inwoners; lines below the table have fewer cells and are left out."""
    full = [line for line in lines if len(line) >= len(koppen)]
    if _find(koppen, ("measure",)) is not None and _find(koppen, ("value",)) is not None:
        rows = [dict(zip(("Measure", "Value", LINE), (*_pick(koppen, line), line), strict=True)) for line in full]
        return ((row[LINE], value) for row, value in read_observations(naam, rows, {}))
    columns = [nummer for nummer, kop in enumerate(koppen) if is_maatstaf(kop)]
    if not columns:
        raise BronbestandError(
            f"{naam} bevat geen aantal inwoners op 1 januari; de kolommen zijn {', '.join(koppen)}. "
            "Kies bij het CBS 'Totale bevolking' of 'Bevolking op 1 januari'."
        )
    if komma:
        _refuse_verschoven(naam, koppen, full, columns[0])
    return ((line, line[columns[0]]) for line in full)


def _refuse_verschoven(naam: str, koppen: Sequence[str], lines: Sequence[Sequence[str]], kolom: int) -> None:
    """161,852 without quotes between commas is two cells, and 161 would be taken for the inwoners."""
    for line in lines:
        after = line[kolom + 1].strip() if kolom + 1 < len(koppen) else ""
        is_part = after.isdecimal() and len(after) == THOUSAND and not is_maatstaf(koppen[kolom + 1])
        if is_part or any(cel.strip() for cel in line[len(koppen) :]):
            raise BronbestandError(
                f"{naam} heeft een rij waarvan de cellen niet bij de koppen passen: {' | '.join(line)}. "
                "Exporteer opnieuw, met puntkomma's tussen de kolommen en zonder punten of komma's in getallen."
            )


def _pick(koppen: Sequence[str], line: Sequence[str]) -> tuple[str, str]:
    """The measure and the value of a line of v4."""
    measure, value = _find(koppen, ("measure",)), _find(koppen, ("value",))
    return line[measure or 0], line[value or 0]


def _find(koppen: Sequence[str], namen: Sequence[str]) -> int | None:
    """The column with the first of these names that is there."""
    present = [kop.strip().casefold() for kop in koppen]
    return next((present.index(naam) for naam in namen if naam in present), None)
