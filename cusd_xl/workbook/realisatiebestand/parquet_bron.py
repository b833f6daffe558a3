"""Reads Parquet with DuckDB, which adds the rows up itself as exact decimals; the only module that knows DuckDB."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cusd_xl.base.errors import WerkmapError
from cusd_xl.base.findings import Finding
from cusd_xl.model.realisatiebestand import Opgeteld
from cusd_xl.workbook.realisatiebestand.kolommen import GEEN, MOST_NUMBERS, Kolommen, Nummers, find_kolommen
from cusd_xl.workbook.realisatiebestand.optellen import MOST_CENTS, MOST_LINES, Optelling

EXACT = "DECIMAL(38, 10)"
BRON = "read_parquet(?, file_row_number = true)"
EERSTE_REGEL = 2
"""Row 0 of the file is shown as line 2, as if the headers were line 1: the count of a user who looks at it as a table."""


def read_parquet(pad: Path) -> tuple[Opgeteld | None, list[Finding]]:
    """The file added up; None with findings when its columns cannot be used. WerkmapError for a damaged file."""
    import duckdb

    try:
        with duckdb.connect() as verbinding:
            verbinding.execute("SET memory_limit = '1GB'")
            return _read(verbinding, _escape_glob(str(pad)))
    except duckdb.Error as problem:
        raise WerkmapError(f"{pad.name} is beschadigd of geen Parquet-bestand en kan niet worden gelezen.") from problem


def _escape_glob(pad: str) -> str:
    """DuckDB reads a path as a pattern; the signs of a pattern stand for themselves between brackets."""
    return re.sub(r"([\[*?])", r"[\1]", pad)


def _read(verbinding: Any, pad: str) -> tuple[Opgeteld | None, list[Finding]]:
    described = verbinding.execute(f"DESCRIBE SELECT * EXCLUDE (file_row_number) FROM {BRON}", [pad]).fetchall()
    koppen = [str(row[0]) for row in described]
    kolommen, findings = find_kolommen(koppen)
    if kolommen is None:
        return None, findings
    nummers = Nummers(koppen, kolommen)
    for plaats in nummers.extra:
        for text in _sample_numbers(verbinding, pad, koppen[plaats]):
            nummers.look(plaats, text)
    is_tekst = str(described[kolommen.bedrag][1]).startswith("VARCHAR")
    add = _add_teksten if is_tekst else _add_getallen
    opgeteld = add(verbinding, pad, _name_velden(koppen, kolommen), _quote(koppen[kolommen.bedrag]))
    return opgeteld, [*findings, *nummers.report(opgeteld.groepen)]


def _name_velden(koppen: Sequence[str], k: Kolommen) -> str:
    plaatsen = (k.gemeente, k.kostenpost, k.taak, k.periode, k.soort)
    velden = (f"coalesce(CAST({_quote(koppen[one])} AS VARCHAR), '')" if one != GEEN else "''" for one in plaatsen)
    return ", ".join(velden)


def _quote(kop: str) -> str:
    return '"' + kop.replace('"', '""') + '"'


def _sample_numbers(verbinding: Any, pad: str, kop: str) -> set[str]:
    query = (
        f"SELECT DISTINCT CAST({_quote(kop)} AS VARCHAR) AS tekst FROM {BRON} "
        f"WHERE regexp_full_match(tekst, '[0-9]{{8,9}}') LIMIT {MOST_NUMBERS}"
    )
    return {row[0] for row in verbinding.execute(query, [pad]).fetchall()}


def _add_getallen(verbinding: Any, pad: str, velden: str, bedrag: str) -> Opgeteld:
    """Amounts that are numbers: added up by DuckDB, where a double first becomes the decimal it was written as."""
    optelling = Optelling()
    getal = f"TRY_CAST(CAST({bedrag} AS VARCHAR) AS {EXACT})"
    goed = f"{getal} IS NOT NULL AND {getal} = round({getal}, 2) AND abs({getal}) <= {MOST_CENTS // 100}"
    query = f"SELECT {velden}, sum({getal}) * 100, count(*), min(file_row_number) FROM {BRON} WHERE {goed} GROUP BY ALL"
    for *namen, cents, aantal, regel in sorted(verbinding.execute(query, [pad]).fetchall(), key=lambda row: row[-1]):
        optelling.add_sum(regel + EERSTE_REGEL, (namen[0], namen[1], namen[2], namen[3], namen[4]), int(cents), aantal)
    for code, wat, conditie in (
        ("bestand-veld-leeg", "Bedrag", f"{bedrag} IS NULL"),
        ("bestand-bedrag", "", f"{bedrag} IS NOT NULL AND {getal} IS NULL"),
        ("bestand-decimalen", "", f"{getal} <> round({getal}, 2)"),
        ("bestand-te-groot", "", f"abs({getal}) > {MOST_CENTS // 100}"),
    ):
        _report(verbinding, pad, optelling, (code, wat), conditie)
    optelling.aantal = verbinding.execute(f"SELECT count(*) FROM {BRON}", [pad]).fetchone()[0]
    return optelling.finish()


def _report(verbinding: Any, pad: str, optelling: Optelling, wat: tuple[str, str], conditie: str) -> None:
    query = f"SELECT file_row_number FROM {BRON} WHERE {conditie} ORDER BY 1 LIMIT {MOST_LINES}"
    lines = [row[0] + EERSTE_REGEL for row in verbinding.execute(query, [pad]).fetchall()]
    if lines:
        aantal = verbinding.execute(f"SELECT count(*) FROM {BRON} WHERE {conditie}", [pad]).fetchone()[0]
        for regel in lines[1:]:
            optelling.report(regel, *wat)
        optelling.report(lines[0], *wat, aantal=aantal - len(lines) + 1)
        optelling.problemen[wat].sort()


def _add_teksten(verbinding: Any, pad: str, velden: str, bedrag: str) -> Opgeteld:
    """Amounts that are text: read as those of a csv file, in groups that say the same."""
    optelling = Optelling()
    query = f"SELECT {velden}, coalesce(trim({bedrag}), ''), file_row_number FROM {BRON}"
    gelezen = verbinding.execute(query, [pad])
    while rows := gelezen.fetchmany(10_000):
        for gemeente, kostenpost, taak, periode, soort, tekst, regel in rows:
            optelling.add(regel + EERSTE_REGEL, (gemeente, kostenpost, taak, periode, soort), tekst)
    return optelling.finish()
